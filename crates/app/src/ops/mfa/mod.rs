//! Second factors: the pool's settings of them, the user's choice among them, and authenticator apps.

mod admin_delete_software_token;
mod admin_set_user_mfa_preference;
mod admin_set_user_settings;
mod associate_software_token;
mod get_user_pool_mfa_config;
mod preference;
mod set_user_mfa_preference;
mod set_user_pool_mfa_config;
mod set_user_settings;
pub mod software_token;
mod verify_software_token;

pub use admin_delete_software_token::AdminDeleteSoftwareToken;
pub use admin_set_user_mfa_preference::AdminSetUserMFAPreference;
pub use admin_set_user_settings::AdminSetUserSettings;
pub use associate_software_token::AssociateSoftwareToken;
pub use get_user_pool_mfa_config::GetUserPoolMfaConfig;
pub use set_user_mfa_preference::SetUserMFAPreference;
pub use set_user_pool_mfa_config::SetUserPoolMfaConfig;
pub use set_user_settings::SetUserSettings;
pub use verify_software_token::VerifySoftwareToken;

use domain::pool::{PasskeySettings, Pool};
use wire::shapes;

use crate::ops::pools::document::{requirement_to, sms_to};

/// The parts of a pool's configuration of second factors; what is not configured is left out (resources.md §2.7).
struct Configuration {
    requirement: shapes::UserPoolMfaType,
    sms: Option<shapes::SmsMfaConfigType>,
    totp: Option<shapes::SoftwareTokenMfaConfigType>,
    email: Option<shapes::EmailMfaConfigType>,
    passkeys: Option<shapes::WebAuthnConfigurationType>,
}

fn configuration(pool: &Pool) -> Configuration {
    let settings = &pool.settings;
    let methods = &settings.mfa_methods;
    Configuration {
        requirement: requirement_to(settings.mfa),
        sms: methods.sms.then(|| shapes::SmsMfaConfigType {
            sms_authentication_message: settings.messages.sms_authentication.clone(),
            sms_configuration: settings.sms.as_ref().map(|sms| sms_to(sms, &pool.region())),
        }),
        totp: methods
            .totp
            .map(|enabled| shapes::SoftwareTokenMfaConfigType { enabled: Some(enabled) }),
        email: methods.email.as_ref().map(|template| shapes::EmailMfaConfigType {
            message: template.message.clone(),
            subject: template.subject.clone(),
        }),
        passkeys: settings.passkeys.as_ref().map(passkeys_to),
    }
}

fn passkeys_to(kept: &PasskeySettings) -> shapes::WebAuthnConfigurationType {
    shapes::WebAuthnConfigurationType {
        relying_party_id: kept.relying_party.clone(),
        user_verification: kept.verification_required.map(|required| match required {
            true => shapes::UserVerificationType::Required,
            false => shapes::UserVerificationType::Preferred,
        }),
        factor_configuration: kept.multi_factor.map(|multi| match multi {
            true => shapes::WebAuthnFactorConfigurationType::MultiFactorWithUserVerification,
            false => shapes::WebAuthnFactorConfigurationType::SingleFactor,
        }),
    }
}

fn passkeys_from(given: shapes::WebAuthnConfigurationType) -> PasskeySettings {
    PasskeySettings {
        relying_party: given.relying_party_id,
        verification_required: given
            .user_verification
            .map(|it| it == shapes::UserVerificationType::Required),
        multi_factor: given
            .factor_configuration
            .map(|it| it == shapes::WebAuthnFactorConfigurationType::MultiFactorWithUserVerification),
    }
}

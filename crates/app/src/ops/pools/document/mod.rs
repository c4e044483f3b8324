//! A pool's settings between the wire and the domain, one file a subject, both directions side by side.

mod factors;
mod messages;
mod plan;
mod schema;
mod senders;
mod triggers;

use std::collections::BTreeMap;

use domain::{
    hosted_domain::{HostedDomain, PoolDomains},
    ids::Region,
    pool::{MfaRequirement, Pool, PoolSettings, rules},
};
use store::pools::Listed;
use wire::{Fault, Timestamp, shapes};

pub(crate) use factors::{requirement_from, requirement_to};
pub(crate) use schema::entries;
pub(crate) use senders::{sms_from, sms_to};

use crate::say;

/// The members that CreateUserPool and UpdateUserPool share.
#[derive(Default, PartialEq)]
pub(crate) struct Given {
    pub policies: Option<shapes::UserPoolPolicyType>,
    pub deletion_protection: Option<shapes::DeletionProtectionType>,
    pub lambda_config: Option<shapes::LambdaConfigType>,
    pub auto_verified_attributes: Option<Vec<shapes::VerifiedAttributeType>>,
    pub sms_verification_message: Option<String>,
    pub email_verification_message: Option<String>,
    pub email_verification_subject: Option<String>,
    pub verification_message_template: Option<shapes::VerificationMessageTemplateType>,
    pub sms_authentication_message: Option<String>,
    pub mfa_configuration: Option<shapes::UserPoolMfaType>,
    pub user_attribute_update_settings: Option<shapes::UserAttributeUpdateSettingsType>,
    pub device_configuration: Option<shapes::DeviceConfigurationType>,
    pub email_configuration: Option<shapes::EmailConfigurationType>,
    pub sms_configuration: Option<shapes::SmsConfigurationType>,
    pub user_pool_tags: Option<BTreeMap<String, String>>,
    pub admin_create_user_config: Option<shapes::AdminCreateUserConfigType>,
    pub user_pool_add_ons: Option<shapes::UserPoolAddOnsType>,
    pub dcr_configuration: Option<shapes::DcrConfigurationType>,
    pub account_recovery_setting: Option<shapes::AccountRecoverySettingType>,
    pub user_pool_tier: Option<shapes::UserPoolTierType>,
    pub key_configuration: Option<shapes::KeyConfigurationType>,
    pub issuer_configuration: Option<shapes::IssuerConfigurationType>,
    pub acr_configuration: Option<BTreeMap<String, shapes::AcrLevelConfigType>>,
}

/// Whether a pool is being made or changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    Creating,
    Updating,
}

impl Given {
    /// The settings after these members are laid over `current`, checked as a whole.
    ///
    /// GUESS at what an update keeps (resources.md §§2.4, 17 no. 7): members that are read off `current` here are kept
    /// when they are left out; all others go back to their defaults. On a new pool `current` holds the defaults.
    pub(crate) fn over(
        self,
        current: PoolSettings,
        region: &Region,
        occasion: Occasion,
    ) -> Result<PoolSettings, Fault> {
        let days = self.unused_account_days(occasion)?;
        let policies = self.policies.unwrap_or_default();
        let config = self.admin_create_user_config.unwrap_or_default();
        let pending = self
            .user_attribute_update_settings
            .map(|s| s.attributes_require_verification_before_update.unwrap_or_default());
        let mut next = PoolSettings {
            password_policy: factors::password_policy_from(policies.password_policy, days),
            first_factors: factors::first_factors_from(policies.sign_in_policy)?,
            deletion_protected: self.deletion_protection.map_or(current.deletion_protected, |it| {
                it == shapes::DeletionProtectionType::Active
            }),
            triggers: triggers::from(self.lambda_config.unwrap_or_default())?,
            auto_verified: schema::channels(self.auto_verified_attributes.unwrap_or_default()),
            messages: messages::from(messages::Texts {
                sms: self.sms_verification_message,
                email: self.email_verification_message,
                subject: self.email_verification_subject,
                authentication: self.sms_authentication_message,
                template: self.verification_message_template.unwrap_or_default(),
                invitation: config.invite_message_template.unwrap_or_default(),
            }),
            mfa: self.mfa_configuration.map_or(current.mfa, requirement_from),
            verify_before_update: pending.map_or(current.verify_before_update, schema::channels),
            devices: self.device_configuration.map(factors::devices_from),
            email: senders::email_from(self.email_configuration.unwrap_or_default()),
            sms: self.sms_configuration.and_then(sms_from),
            tags: self.user_pool_tags.unwrap_or(current.tags),
            admin_create_only: config.allow_admin_create_user_only.unwrap_or(false),
            add_ons: self.user_pool_add_ons.map(factors::add_ons_from),
            recovery: factors::recovery_from(self.account_recovery_setting),
            tier: self.user_pool_tier.map_or(current.tier, plan::tier_from),
            dynamic_registration: self
                .dcr_configuration
                .map(plan::registration_from)
                .or(current.dynamic_registration),
            kms_key: match self.key_configuration {
                Some(given) => plan::key_from(given)?,
                None => current.kms_key,
            },
            updated_issuer: self
                .issuer_configuration
                .and_then(|issuer| issuer.r#type)
                .map_or(current.updated_issuer, |it| it == shapes::IssuerType::Updated),
            acr_names: self.acr_configuration.map_or(current.acr_names, plan::levels_from),
            // Attributes and names are CreateUserPool's alone, methods of MFA and passkeys SetUserPoolMfaConfig's.
            ..current
        };
        settle_sms_mfa(&mut next);
        rules::check(&next, region).map_err(say::pools::clash)?;
        messages::check_invitation(&next)?;
        Ok(next)
    }

    /// The settings of a secondary after these members are laid over `current`: only messages, functions and tags, of which
    /// those that are left out go back to their defaults as in the primary (GUESS).
    pub(crate) fn over_secondary(mut self, current: PoolSettings, region: &Region) -> Result<PoolSettings, Fault> {
        let regional = Self {
            lambda_config: self.lambda_config.take(),
            email_configuration: self.email_configuration.take(),
            sms_configuration: self.sms_configuration.take(),
            user_pool_tags: self.user_pool_tags.take(),
            ..Self::default()
        };
        if self != Self::default() {
            return Err(say::replicas::not_enabled());
        }
        let laid = regional.over(current.clone(), region, Occasion::Updating)?;
        Ok(PoolSettings {
            triggers: laid.triggers,
            email: laid.email,
            sms: laid.sms,
            tags: laid.tags,
            ..current
        })
    }

    /// `UnusedAccountValidityDays`, the old name of `TemporaryPasswordValidityDays`: only on a new pool, only alone
    /// (resources.md §2.4, observed). 0 counts as not given.
    fn unused_account_days(&self, occasion: Occasion) -> Result<Option<i32>, Fault> {
        let config = self.admin_create_user_config.as_ref();
        let days = config
            .and_then(|config| config.unused_account_validity_days)
            .filter(|days| *days > 0);
        let policy = self.policies.as_ref().and_then(|p| p.password_policy.as_ref());
        let temporary = policy.and_then(|policy| policy.temporary_password_validity_days);
        if days.is_some() && (occasion == Occasion::Updating || temporary.is_some()) {
            return Err(say::pools::unused_account_days());
        }
        Ok(days)
    }
}

/// A second factor that Create- and UpdateUserPool switch on is SMS when there is no other (auth.md §16.5, documented);
/// without a sender there is no SMS.
fn settle_sms_mfa(next: &mut PoolSettings) {
    let methods = &mut next.mfa_methods;
    let others = methods.totp == Some(true) || methods.email.is_some();
    let wanted = methods.sms || (next.mfa != MfaRequirement::Off && !others);
    methods.sms = wanted && next.sms.is_some();
}

/// What a pool's document shows beside the pool itself.
pub(crate) struct Around<'a> {
    /// The account number in ARNs.
    pub account: &'a str,
    /// How many users it has.
    pub users: i64,
    /// Its domains.
    pub domains: PoolDomains,
}

/// The document of a pool (resources.md §2.1).
pub(crate) fn describe(pool: &Pool, around: &Around<'_>) -> shapes::UserPoolType {
    let settings = &pool.settings;
    let messages = &settings.messages;
    let some_of = |list: Vec<_>| Some(list).filter(|list: &Vec<_>| !list.is_empty());
    shapes::UserPoolType {
        id: Some(pool.id.to_string()),
        name: Some(pool.name.clone()),
        arn: Some(arn(pool, around.account)),
        creation_date: Some(Timestamp::from_micros(pool.created.micros())),
        last_modified_date: Some(Timestamp::from_micros(pool.modified.micros())),
        policies: Some(factors::policies_to(settings)),
        deletion_protection: Some(match settings.deletion_protected {
            true => shapes::DeletionProtectionType::Active,
            false => shapes::DeletionProtectionType::Inactive,
        }),
        lambda_config: Some(triggers::to(&settings.triggers)),
        schema_attributes: Some(schema::attributes_to(&settings.schema)),
        auto_verified_attributes: some_of(schema::verified_to(&settings.auto_verified)),
        alias_attributes: Some(schema::aliases_to(&settings.aliases)).filter(|list| !list.is_empty()),
        username_attributes: Some(schema::usernames_to(&settings.username_attributes)).filter(|list| !list.is_empty()),
        username_configuration: settings
            .case_sensitive
            .map(|case_sensitive| shapes::UsernameConfigurationType { case_sensitive }),
        sms_verification_message: messages.sms_verification.clone(),
        email_verification_message: messages.email_verification.clone(),
        email_verification_subject: messages.email_verification_subject.clone(),
        verification_message_template: Some(messages::template_to(messages)),
        sms_authentication_message: messages.sms_authentication.clone(),
        user_attribute_update_settings: Some(shapes::UserAttributeUpdateSettingsType {
            attributes_require_verification_before_update: Some(schema::verified_to(&settings.verify_before_update)),
        }),
        mfa_configuration: Some(requirement_to(settings.mfa)),
        device_configuration: settings.devices.map(factors::devices_to),
        estimated_number_of_users: Some(i32::try_from(around.users).unwrap_or(i32::MAX)),
        domain: name_of(around.domains.prefix.as_ref()),
        custom_domain: name_of(around.domains.custom.as_ref()),
        email_configuration: Some(senders::email_to(&settings.email)),
        sms_configuration: settings.sms.as_ref().map(|sms| sms_to(sms, &pool.region())),
        user_pool_tags: Some(settings.tags.clone()),
        admin_create_user_config: Some(messages::admin_create_to(settings)),
        user_pool_add_ons: settings.add_ons.as_ref().map(factors::add_ons_to),
        account_recovery_setting: Some(factors::recovery_to(&settings.recovery)),
        user_pool_tier: Some(plan::tier_to(settings.tier)),
        dcr_configuration: settings.dynamic_registration.as_ref().map(plan::registration_to),
        issuer_configuration: Some(shapes::IssuerConfigurationType {
            r#type: Some(match settings.updated_issuer {
                true => shapes::IssuerType::Updated,
                false => shapes::IssuerType::Original,
            }),
        }),
        key_configuration: Some(plan::key_to(settings.kms_key.as_deref())),
        acr_configuration: Some(plan::levels_to(settings)),
        ..shapes::UserPoolType::default()
    }
}

fn name_of(domain: Option<&HostedDomain>) -> Option<String> {
    domain.map(|domain| domain.name.clone())
}

/// A pool in a list (resources.md §2.1).
pub(crate) fn summarise(listed: Listed, region: &Region) -> shapes::UserPoolDescriptionType {
    let Listed { pool, replica } = listed;
    let replica_regions = replica.as_ref().map(|replica| vec![replica.region.to_string()]);
    let pool = match replica.filter(|replica| replica.region == *region) {
        Some(replica) => replica.seen(pool),
        None => pool,
    };
    shapes::UserPoolDescriptionType {
        replica_regions,
        id: Some(pool.id.to_string()),
        name: Some(pool.name.clone()),
        lambda_config: Some(triggers::to(&pool.settings.triggers)),
        creation_date: Some(Timestamp::from_micros(pool.created.micros())),
        last_modified_date: Some(Timestamp::from_micros(pool.modified.micros())),
        ..shapes::UserPoolDescriptionType::default()
    }
}

/// The ARN of a pool (resources.md §1.10).
fn arn(pool: &Pool, account: &str) -> String {
    let (region, id) = (pool.region(), &pool.id);
    format!("arn:aws:cognito-idp:{region}:{account}:userpool/{id}")
}

/// What only CreateUserPool says: names and attributes, which never change.
pub(crate) fn unchangeable(input: &mut shapes::CreateUserPoolRequest) -> Result<PoolSettings, Fault> {
    let entries = schema::entries(input.schema.take().unwrap_or_default());
    Ok(PoolSettings {
        schema: domain::attributes::Schema::build(&entries).map_err(say::schema::problem)?,
        aliases: schema::aliases(input.alias_attributes.take().unwrap_or_default()),
        username_attributes: schema::usernames(input.username_attributes.take().unwrap_or_default()),
        case_sensitive: input.username_configuration.take().map(|it| it.case_sensitive),
        ..PoolSettings::default()
    })
}

/// The two requests have these members under the same names, and are different types.
macro_rules! given_from {
    ($input:ident) => {
        Self {
            policies: $input.policies,
            deletion_protection: $input.deletion_protection,
            lambda_config: $input.lambda_config,
            auto_verified_attributes: $input.auto_verified_attributes,
            sms_verification_message: $input.sms_verification_message,
            email_verification_message: $input.email_verification_message,
            email_verification_subject: $input.email_verification_subject,
            verification_message_template: $input.verification_message_template,
            sms_authentication_message: $input.sms_authentication_message,
            mfa_configuration: $input.mfa_configuration,
            user_attribute_update_settings: $input.user_attribute_update_settings,
            device_configuration: $input.device_configuration,
            email_configuration: $input.email_configuration,
            sms_configuration: $input.sms_configuration,
            user_pool_tags: $input.user_pool_tags,
            admin_create_user_config: $input.admin_create_user_config,
            user_pool_add_ons: $input.user_pool_add_ons,
            dcr_configuration: $input.dcr_configuration,
            account_recovery_setting: $input.account_recovery_setting,
            user_pool_tier: $input.user_pool_tier,
            key_configuration: $input.key_configuration,
            issuer_configuration: $input.issuer_configuration,
            acr_configuration: $input.acr_configuration,
        }
    };
}

impl From<shapes::CreateUserPoolRequest> for Given {
    fn from(input: shapes::CreateUserPoolRequest) -> Self {
        given_from!(input)
    }
}

impl From<shapes::UpdateUserPoolRequest> for Given {
    fn from(input: shapes::UpdateUserPoolRequest) -> Self {
        given_from!(input)
    }
}

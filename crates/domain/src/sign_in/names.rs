//! The words of a sign-in: its sixteen challenges, and how it can begin.

use serde::{Deserialize, Serialize};

use super::first_factor::Pick;
use crate::user::MfaMethod;

macro_rules! challenges {
    ($($(#[$doc:meta])* $name:ident = $wire:literal,)*) => {
        /// The sixteen challenges of the API (auth.md §12), by their names on the wire.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ChallengeName {
            $($(#[$doc])* #[serde(rename = $wire)] $name,)*
        }

        impl ChallengeName {
            /// All of them.
            pub const ALL: [Self; 16] = [$(Self::$name),*];

            /// The name on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)*
                }
            }
        }
    };
}

challenges! {
    /// Prove the password by SRP.
    PasswordVerifier = "PASSWORD_VERIFIER",
    /// Give the password.
    Password = "PASSWORD",
    /// Begin SRP inside a choice-based sign-in.
    PasswordSrp = "PASSWORD_SRP",
    /// Choose the first factor.
    SelectChallenge = "SELECT_CHALLENGE",
    /// Give the code sent by e-mail, as first or second factor.
    EmailOtp = "EMAIL_OTP",
    /// Give the code sent by text message, as first factor.
    SmsOtp = "SMS_OTP",
    /// Give the code sent by text message, as second factor.
    SmsMfa = "SMS_MFA",
    /// Give the code of the authenticator app.
    SoftwareTokenMfa = "SOFTWARE_TOKEN_MFA",
    /// Choose the second factor.
    SelectMfaType = "SELECT_MFA_TYPE",
    /// Set a second factor up.
    MfaSetup = "MFA_SETUP",
    /// Replace the temporary password.
    NewPasswordRequired = "NEW_PASSWORD_REQUIRED",
    /// Answer what the pool's triggers ask.
    CustomChallenge = "CUSTOM_CHALLENGE",
    /// Begin SRP for a remembered device.
    DeviceSrpAuth = "DEVICE_SRP_AUTH",
    /// Prove the device's password by SRP.
    DevicePasswordVerifier = "DEVICE_PASSWORD_VERIFIER",
    /// Sign with a passkey.
    WebAuthn = "WEB_AUTHN",
    /// Give the password to an administrator's server; kept for history.
    AdminNoSrpAuth = "ADMIN_NO_SRP_AUTH",
}

impl ChallengeName {
    /// From the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// How a sign-in began (auth.md §3.2). Refreshing is no sign-in and has no flow here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// With the password in the clear: USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, ADMIN_NO_SRP_AUTH.
    Password,
    /// With the password by SRP: USER_SRP_AUTH.
    Srp,
    /// By the pool's triggers: CUSTOM_AUTH.
    Custom,
    /// By the pool's triggers after the password by SRP: CUSTOM_AUTH with SRP_A.
    CustomSrp,
    /// By a first factor of the user's choice: USER_AUTH.
    Choice,
}

impl Flow {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Password, Self::Srp, Self::Custom, Self::CustomSrp, Self::Choice];
}

/// What an answer chooses, for the challenges that let the user choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The challenge offers no choice, or the answer names nothing that exists.
    None,
    /// A first factor.
    First(Pick),
    /// A second factor.
    Mfa(MfaMethod),
    /// Another code instead of an answer: of the pages only. By the API a sign-in begins anew for that.
    Again,
}

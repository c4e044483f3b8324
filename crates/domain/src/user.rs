//! A user: the record, its status, and what it can prove itself with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{PoolId, Sub},
    moment::Moment,
};

/// A user of a pool.
#[derive(Clone)]
pub struct User {
    /// The pool.
    pub pool: PoolId,
    /// The subject: never changes, unique in the pool.
    pub sub: Sub,
    /// The canonical name as stored and shown: equal to `sub` in pools with username attributes.
    pub username: String,
    /// Where the user stands in its life.
    pub status: UserStatus,
    /// Whether it may sign in at all.
    pub enabled: bool,
    /// When it was made.
    pub created: Moment,
    /// When it last changed.
    pub modified: Moment,
    /// Counts changes, for compare-and-set.
    pub version: i64,
    /// Attribute values by name, without `sub`. All values are text, as on the wire.
    pub attributes: BTreeMap<String, String>,
    /// Which second factors it switched on.
    pub mfa: MfaPreference,
    /// Addresses that wait for their code: the new value by attribute name (resources.md §4.9).
    pub pending: BTreeMap<String, String>,
}

/// `UserStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UserStatus {
    /// Signed up, not confirmed.
    Unconfirmed,
    /// Normal.
    Confirmed,
    /// Has a temporary password.
    ForceChangePassword,
    /// Must choose a new password by a code.
    ResetRequired,
    /// Comes from an identity provider and has no password.
    ExternalProvider,
}

impl UserStatus {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "UNCONFIRMED",
            Self::Confirmed => "CONFIRMED",
            Self::ForceChangePassword => "FORCE_CHANGE_PASSWORD",
            Self::ResetRequired => "RESET_REQUIRED",
            Self::ExternalProvider => "EXTERNAL_PROVIDER",
        }
    }

    /// From the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        [
            Self::Unconfirmed,
            Self::Confirmed,
            Self::ForceChangePassword,
            Self::ResetRequired,
            Self::ExternalProvider,
        ]
        .into_iter()
        .find(|status| status.as_str() == name)
    }
}

/// A second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MfaMethod {
    /// A code by text message.
    #[serde(rename = "SMS_MFA")]
    Sms,
    /// A code by e-mail.
    #[serde(rename = "EMAIL_OTP")]
    Email,
    /// A code of an authenticator app.
    #[serde(rename = "SOFTWARE_TOKEN_MFA")]
    Totp,
}

impl MfaMethod {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "SMS_MFA",
            Self::Email => "EMAIL_OTP",
            Self::Totp => "SOFTWARE_TOKEN_MFA",
        }
    }
}

/// Which second factors a user switched on (SetUserMFAPreference).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MfaPreference {
    /// The enabled methods, in the order SMS, e-mail, TOTP.
    pub enabled: Vec<MfaMethod>,
    /// The preferred one of them.
    pub preferred: Option<MfaMethod>,
    /// Passkeys count as second factor for this user.
    pub passkey: bool,
    /// SMS was switched on by the old SetUserSettings, which shows `MFAOptions`.
    pub legacy_sms: bool,
}

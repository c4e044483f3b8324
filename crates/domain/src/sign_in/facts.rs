//! What a sign-in decides upon: small, plain values drawn from the records of pool, client and user, so that a test can
//! enumerate them.

use super::{
    device::DeviceFacts,
    first_factor::{PoolFirst, UserFirst},
};
use crate::{
    client::Client,
    device::Device,
    moment::{Moment, Span},
    pool::{MfaRequirement, Pool, RecoveryMechanism},
    ports::Channel,
    threat::Threat,
    user::{MfaMethod, User, UserStatus},
};

/// Everything that a sign-in decides upon. Read once for each call of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Who the given name means.
    pub person: Person,
    /// The client hides whether users exist (`PreventUserExistenceErrors`).
    pub hides_missing_users: bool,
    /// Wrong passwords have locked the user for now.
    pub password_locked: bool,
    /// Wrong codes have locked the user for now.
    pub mfa_locked: bool,
    /// What the pool allows as first factor of a choice-based sign-in.
    pub first: PoolFirst,
    /// What the pool says about second factors.
    pub mfa: PoolMfa,
    /// What is known about devices.
    pub device: DeviceFacts,
    /// How the sign-in was judged, where the pool wants to know.
    pub threat: Option<Threat>,
}

/// Who a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// Nobody.
    Missing,
    /// A user of the pool.
    Known(Standing),
}

/// Where a user stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// It may sign in at all.
    pub enabled: bool,
    /// Its status.
    pub status: UserStatus,
    /// The password that it has.
    pub password: Option<PasswordStanding>,
    /// What it has for a choice-based sign-in.
    pub first: UserFirst,
    /// The second factors that it can use.
    pub mfa: UserMfa,
}

/// What is known of a user's password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordStanding {
    /// Another text with each password.
    pub version: String,
    /// It is temporary and too old to be used.
    pub expired: bool,
}

/// What a pool says about second factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolMfa {
    /// `MfaConfiguration`.
    pub requirement: MfaRequirement,
    /// Text messages can be second factors.
    pub sms: bool,
    /// E-mail can be a second factor.
    pub email: bool,
    /// Authenticator apps can be second factors.
    pub totp: bool,
    /// The channel of the pool's first account-recovery mechanism, which may not also serve as second factor.
    pub recovery: Option<Channel>,
}

/// The second factors of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserMfa {
    /// The methods that it switched on.
    pub enabled: Vec<MfaMethod>,
    /// The one that it prefers.
    pub preferred: Option<MfaMethod>,
    /// An authenticator app is registered and verified.
    pub totp: bool,
    /// It has an e-mail address.
    pub email: bool,
    /// It has a phone number.
    pub phone: bool,
}

/// The records that facts are drawn from.
pub struct Records<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The client.
    pub client: &'a Client,
    /// The user, if the name means one.
    pub user: Option<UserRecords<'a>>,
    /// Wrong passwords have locked the user (or the name of a missing one) until then.
    pub password_locked_until: Moment,
    /// Wrong codes have locked the user until then.
    pub mfa_locked_until: Moment,
    /// The device key that the client gave.
    pub device_key: Option<&'a str>,
    /// The user's confirmed device with that key.
    pub device: Option<&'a Device>,
}

/// The records of a user.
pub struct UserRecords<'a> {
    /// The user.
    pub user: &'a User,
    /// Its password.
    pub password: Option<PasswordRecord<'a>>,
    /// An authenticator app is registered and verified.
    pub totp: bool,
    /// A passkey is registered for the pool's relying party.
    pub passkey: bool,
}

/// What the store says about a password.
#[derive(Clone, Copy)]
pub struct PasswordRecord<'a> {
    /// Another text with each password.
    pub version: &'a str,
    /// When it was set.
    pub set_at: Moment,
    /// An administrator chose it.
    pub temporary: bool,
}

impl Facts {
    /// Draws the facts from the records at `now`.
    pub fn gather(records: &Records<'_>, now: Moment) -> Self {
        Self {
            person: match &records.user {
                None => Person::Missing,
                Some(user) => Person::Known(Standing::gather(user, records.pool, now)),
            },
            hides_missing_users: records.client.settings.hides_missing_users(),
            password_locked: records.password_locked_until > now,
            mfa_locked: records.mfa_locked_until > now,
            first: PoolFirst::of(records.pool),
            mfa: PoolMfa::of(records.pool),
            device: DeviceFacts::gather(records),
            threat: None,
        }
    }
}

impl Standing {
    /// Draws it from the records of a user of the pool at `now`.
    pub fn gather(records: &UserRecords<'_>, pool: &Pool, now: Moment) -> Self {
        let temporary_validity = Span::days(pool.settings.password_policy.temporary_days);
        let user = records.user;
        let has = |name: &str| user.attributes.get(name).is_some_and(|value| !value.is_empty());
        Self {
            enabled: user.enabled,
            status: user.status,
            password: records.password.map(|password| PasswordStanding {
                version: password.version.to_owned(),
                expired: password.temporary && now > password.set_at + temporary_validity,
            }),
            first: UserFirst::gather(records),
            mfa: UserMfa {
                enabled: user.mfa.enabled.clone(),
                preferred: user.mfa.preferred,
                totp: records.totp,
                email: has("email"),
                phone: has("phone_number"),
            },
        }
    }
}

impl PoolMfa {
    /// What a pool says about second factors.
    pub fn of(pool: &Pool) -> Self {
        let settings = &pool.settings;
        let first = settings.recovery.0.iter().min_by_key(|(priority, _)| *priority);
        Self {
            requirement: settings.mfa,
            sms: settings.mfa_methods.sms && settings.sms.is_some(),
            email: settings.mfa_methods.email.is_some(),
            totp: settings.mfa_methods.totp == Some(true),
            recovery: first.and_then(|(_, mechanism)| match mechanism {
                RecoveryMechanism::VerifiedEmail => Some(Channel::Email),
                RecoveryMechanism::VerifiedPhoneNumber => Some(Channel::Sms),
                RecoveryMechanism::AdminOnly => None,
            }),
        }
    }
}

//! Where a message goes: which address of a user a code is sent to, and which one is made up for a user who does
//! not exist.

use std::collections::BTreeMap;

use crate::{
    pool::{FirstFactor, PoolSettings, RecoveryMechanism},
    ports::Channel,
    user::{MfaMethod, User},
};

/// An address of a user and how it is reached. The whole address is personal: the type has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Destination {
    /// How the message travels.
    pub channel: Channel,
    /// The full e-mail address or phone number.
    pub address: String,
}

/// Why a forgotten password cannot be reset by a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRecovery {
    /// The pool leaves it to administrators (`admin_only`).
    AdminOnly,
    /// The user has no verified address among those that the pool allows.
    NoVerifiedAddress,
}

/// Where the code of a sign-up goes: the address in an auto-verified attribute; with both, the phone number
/// (resources.md §4.8, documented). `None` when nothing is sent.
pub fn of_sign_up(pool: &PoolSettings, attributes: &BTreeMap<String, String>) -> Option<Destination> {
    sign_up_channels(pool).find_map(|channel| address_in(attributes, channel))
}

/// Whether somebody with these attributes can sign in by a code alone, so that a password may be left out
/// (resources.md §4.9, documented).
pub fn can_sign_in_by_code(pool: &PoolSettings, attributes: &BTreeMap<String, String>) -> bool {
    let factors = &pool.first_factors.0;
    let by = |factor, channel| factors.contains(&factor) && address_in(attributes, channel).is_some();
    by(FirstFactor::EmailOtp, Channel::Email) || by(FirstFactor::SmsOtp, Channel::Sms)
}

/// Where the code of a password reset goes: the first recovery mechanism by priority whose address is verified and
/// is not the user's second factor at the same time (resources.md §4.8, documented).
///
/// # Errors
///
/// [`NoRecovery`] when there is none.
pub fn of_recovery(pool: &PoolSettings, user: &User) -> Result<Destination, NoRecovery> {
    if leaves_recovery_to_administrators(pool) {
        return Err(NoRecovery::AdminOnly);
    }
    recovery_channels(pool)
        .into_iter()
        .filter(|&channel| is_verified(user, channel) && !is_second_factor(user, channel))
        .find_map(|channel| address_in(&user.attributes, channel))
        .ok_or(NoRecovery::NoVerifiedAddress)
}

/// Whether the user's address of `channel` is verified.
pub fn is_verified(user: &User, channel: Channel) -> bool {
    user.attributes
        .get(channel.verified_flag())
        .is_some_and(|flag| flag == "true")
}

/// The user's address of `channel`, if it has one.
pub fn address_in(attributes: &BTreeMap<String, String>, channel: Channel) -> Option<Destination> {
    attributes
        .get(channel.attribute())
        .filter(|address| !address.is_empty())
        .map(|address| Destination {
            channel,
            address: address.clone(),
        })
}

/// Which message a made-up destination pretends to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pretence {
    /// The code of a sign-up.
    SignUp,
    /// The code of a password reset.
    Recovery,
    /// The code of a sign-in, by this channel.
    SignIn(Channel),
}

/// Makes an address up for a name that no user has, so that the answer looks like that for a real one
/// (resources.md §§4.9–4.10; guess). The same `seed` gives the same address: derive it from the pool and the name
/// under a key that clients don't know.
pub fn pretended(pool: &PoolSettings, pretence: Pretence, name: &str, seed: [u8; 16]) -> Destination {
    let channels = match pretence {
        Pretence::SignUp => sign_up_channels(pool).collect(),
        Pretence::Recovery => recovery_channels(pool),
        Pretence::SignIn(channel) => vec![channel],
    };
    if let Some(channel) = channel_of_name(name).filter(|own| channels.contains(own)) {
        return Destination {
            channel,
            address: name.to_owned(),
        };
    }
    match channels.first().copied().unwrap_or(Channel::Email) {
        Channel::Email => {
            let [local, domain, ..] = seed;
            Destination {
                channel: Channel::Email,
                address: format!("{}@{}", letter(local), letter(domain)),
            }
        }
        Channel::Sms => {
            let number = u64::from_le_bytes([seed[0], seed[1], seed[2], seed[3], seed[4], seed[5], seed[6], seed[7]]);
            Destination {
                channel: Channel::Sms,
                address: format!("+1{:010}", number % 10_000_000_000),
            }
        }
    }
}

/// Auto-verified channels, the phone first.
fn sign_up_channels(pool: &PoolSettings) -> impl Iterator<Item = Channel> {
    [Channel::Sms, Channel::Email]
        .into_iter()
        .filter(|channel| pool.auto_verified.contains(channel))
}

/// Recovery channels by ascending priority.
fn recovery_channels(pool: &PoolSettings) -> Vec<Channel> {
    let mut mechanisms = pool.recovery.0.clone();
    mechanisms.sort_by_key(|(priority, _)| *priority);
    mechanisms
        .into_iter()
        .filter_map(|(_, mechanism)| match mechanism {
            RecoveryMechanism::VerifiedEmail => Some(Channel::Email),
            RecoveryMechanism::VerifiedPhoneNumber => Some(Channel::Sms),
            RecoveryMechanism::AdminOnly => None,
        })
        .collect()
}

/// Whether users cannot reset their passwords themselves (`admin_only`).
pub fn leaves_recovery_to_administrators(pool: &PoolSettings) -> bool {
    pool.recovery
        .0
        .iter()
        .any(|(_, mechanism)| *mechanism == RecoveryMechanism::AdminOnly)
}

/// A channel that proves the user a second time cannot also give the password back.
fn is_second_factor(user: &User, channel: Channel) -> bool {
    let method = match channel {
        Channel::Email => MfaMethod::Email,
        Channel::Sms => MfaMethod::Sms,
    };
    user.mfa.enabled.contains(&method)
}

/// The channel that a name is an address of, going by its look.
fn channel_of_name(name: &str) -> Option<Channel> {
    let digits = name.strip_prefix('+');
    if digits.is_some_and(|digits| digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit())) {
        return Some(Channel::Sms);
    }
    let (local, domain) = name.split_once('@')?;
    (!local.is_empty() && !domain.is_empty()).then_some(Channel::Email)
}

fn letter(byte: u8) -> char {
    char::from(b'a' + byte % 26)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{PoolId, Sub},
        moment::Moment,
        pool::Recovery,
        user::{MfaPreference, UserStatus},
    };

    fn user(attributes: &[(&str, &str)]) -> User {
        User {
            pool: PoolId::new("eu-west-1_AbCdEf123"),
            sub: Sub::new("34c84488-e0e1-70ae-d2ee-991ad1a898c8"),
            username: "jane".into(),
            status: UserStatus::Confirmed,
            enabled: true,
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
            attributes: attributes
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect(),
            mfa: MfaPreference::default(),
            pending: BTreeMap::new(),
        }
    }

    fn both_verified() -> User {
        user(&[
            ("email", "jane@example.com"),
            ("email_verified", "true"),
            ("phone_number", "+15550100"),
            ("phone_number_verified", "true"),
        ])
    }

    fn channel(result: Result<Destination, NoRecovery>) -> Result<Channel, NoRecovery> {
        result.map(|destination| destination.channel)
    }

    #[test]
    fn a_sign_up_code_goes_to_an_auto_verified_attribute_the_phone_first() {
        let mut pool = PoolSettings::default();
        let jane = both_verified();
        let chosen = |pool: &PoolSettings| of_sign_up(pool, &jane.attributes).map(|d| d.channel);
        assert_eq!(chosen(&pool), None);
        pool.auto_verified = vec![Channel::Email];
        assert_eq!(chosen(&pool), Some(Channel::Email));
        pool.auto_verified = vec![Channel::Email, Channel::Sms];
        assert_eq!(chosen(&pool), Some(Channel::Sms));
    }

    #[test]
    fn a_code_can_replace_the_password_where_there_is_an_address_for_it() {
        let mut pool = PoolSettings::default();
        let jane = user(&[("email", "jane@example.com")]);
        assert!(!can_sign_in_by_code(&pool, &jane.attributes));
        pool.first_factors.0.push(FirstFactor::SmsOtp);
        assert!(!can_sign_in_by_code(&pool, &jane.attributes));
        pool.first_factors.0.push(FirstFactor::EmailOtp);
        assert!(can_sign_in_by_code(&pool, &jane.attributes));
    }

    #[test]
    fn recovery_follows_the_priorities_among_verified_addresses() {
        let mut pool = PoolSettings::default();
        let jane = both_verified();
        assert_eq!(channel(of_recovery(&pool, &jane)), Ok(Channel::Email));
        pool.recovery = Recovery(vec![
            (2, RecoveryMechanism::VerifiedEmail),
            (1, RecoveryMechanism::VerifiedPhoneNumber),
        ]);
        assert_eq!(channel(of_recovery(&pool, &jane)), Ok(Channel::Sms));
        let unverified = user(&[("email", "jane@example.com"), ("email_verified", "false")]);
        assert_eq!(
            channel(of_recovery(&pool, &unverified)),
            Err(NoRecovery::NoVerifiedAddress)
        );
    }

    #[test]
    fn the_second_factor_cannot_give_the_password_back() {
        let pool = PoolSettings::default();
        let mut jane = both_verified();
        jane.mfa.enabled = vec![MfaMethod::Email];
        assert_eq!(channel(of_recovery(&pool, &jane)), Ok(Channel::Sms));
        jane.mfa.enabled = vec![MfaMethod::Email, MfaMethod::Sms];
        assert_eq!(channel(of_recovery(&pool, &jane)), Err(NoRecovery::NoVerifiedAddress));
    }

    #[test]
    fn administrators_may_keep_recovery_to_themselves() {
        let pool = PoolSettings {
            recovery: Recovery(vec![(1, RecoveryMechanism::AdminOnly)]),
            ..PoolSettings::default()
        };
        assert_eq!(
            channel(of_recovery(&pool, &both_verified())),
            Err(NoRecovery::AdminOnly)
        );
    }

    #[test]
    fn a_made_up_address_is_the_name_itself_or_stable_letters_and_digits() {
        let pool = PoolSettings::default();
        let made_up = |name: &str, seed| pretended(&pool, Pretence::Recovery, name, [seed; 16]).address;
        assert_eq!(made_up("nobody@invalid.example", 7), "nobody@invalid.example");
        assert_eq!(made_up("+15550199", 7), "+15550199");
        assert_eq!(made_up("nobody", 7), "h@h");
        assert_eq!(made_up("nobody", 7), made_up("nobody", 7));
        assert_ne!(made_up("nobody", 7), made_up("nobody", 8));
    }

    #[test]
    fn a_made_up_address_uses_a_channel_that_the_pool_would_use() {
        let pool = PoolSettings {
            recovery: Recovery(vec![(1, RecoveryMechanism::VerifiedPhoneNumber)]),
            auto_verified: vec![Channel::Email],
            ..PoolSettings::default()
        };
        let recovery = pretended(&pool, Pretence::Recovery, "nobody@invalid.example", [9; 16]);
        assert!(recovery.channel == Channel::Sms);
        assert_eq!(recovery.address.len(), 12);
        let sign_up = pretended(&pool, Pretence::SignUp, "+15550199", [9; 16]);
        assert!(sign_up.channel == Channel::Email);
    }
}

//! Remembered devices: what is kept of one, how it registers, and what it is asked for at a refresh (auth.md §§8.6, 13, 15).

use std::net::IpAddr;

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{DeviceKey, Region},
    moment::Moment,
    password::verifier::{Salt, Verifier},
    pool::DeviceSettings,
    srp::Subject,
};

/// A device that its user has confirmed. Shows no verifier: that type has nothing to show.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its key.
    pub key: DeviceKey,
    /// Another text each time that a device is confirmed: a challenge made for the former verifier is stale.
    pub version: String,
    /// Whether it is remembered.
    pub remembrance: Remembrance,
    /// When it was confirmed.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
    /// When it last proved itself; at first, when it was confirmed.
    pub authenticated: Moment,
    /// From where it was last used.
    pub last_ip: Option<IpAddr>,
    /// The rest, kept as one document.
    pub details: DeviceDetails,
    /// The proof of its password.
    pub verifier: Verifier,
}

/// What is neither searched nor guarded. A new member needs a serde default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceDetails {
    /// `DeviceGroupKey`: the scope of its SRP proofs.
    pub group_key: String,
    /// `DeviceName`.
    pub name: Option<String>,
}

/// `DeviceRememberedStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remembrance {
    /// The device is challenged, and may stand in for a second factor.
    Remembered,
    /// The device is known, and that is all.
    NotRemembered,
}

impl Remembrance {
    /// What a device starts with: with `DeviceOnlyRememberedOnUserPrompt` the user is asked first (auth.md §15.1,
    /// documented).
    pub const fn at_confirmation(settings: DeviceSettings) -> Self {
        match settings.remember_on_prompt {
            Some(true) => Self::NotRemembered,
            Some(false) | None => Self::Remembered,
        }
    }

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Remembered => "remembered",
            Self::NotRemembered => "not_remembered",
        }
    }
}

impl Device {
    /// Who proves the device's password.
    pub fn subject(&self) -> Subject<'_> {
        Subject::device(&self.details.group_key, self.key.as_str())
    }
}

/// The key of a new device (auth.md §15.2, documented).
pub fn new_key(region: &Region, id: Uuid) -> DeviceKey {
    DeviceKey::new(format!("{region}_{}", id.hyphenated()))
}

/// How many characters of [`GROUP_KEY_ALPHABET`] stand behind the `-` of a group key (auth.md §15.2, documented examples).
pub const GROUP_KEY_LENGTH: usize = 8;

/// The characters of a group key.
pub const GROUP_KEY_ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The group key with these random characters. Each device has its own: GUESS, auth.md §15.2.
pub fn new_group_key(characters: &str) -> String {
    format!("-{characters}")
}

/// Standard base64, with or without its padding (auth.md §8.6: the documented example leaves it out).
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The longest salt or verifier that is taken, in bytes: more than twice the modulus (our choice).
const MAX_REGISTERED_BYTES: usize = 1024;

/// What a device registers is no base64, empty or too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRegistration;

/// Reads `DeviceSecretVerifierConfig`. What the numbers are is not checked (auth.md §8.6, documented example).
///
/// # Errors
/// [`BadRegistration`].
pub fn registered(salt: &str, verifier: &str) -> Result<Verifier, BadRegistration> {
    let read = |text: &str| {
        let bytes = LENIENT.decode(text).map_err(|_| BadRegistration)?;
        match bytes.len() {
            1..=MAX_REGISTERED_BYTES => Ok(bytes),
            _ => Err(BadRegistration),
        }
    };
    Ok(Verifier::from_parts(Salt::from_bytes(&read(salt)?), &read(verifier)?))
}

/// The device of a family, as far as a refresh cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound<'a> {
    /// There is none, or the pool does not track devices.
    ToNone,
    /// The key was given out, and the device was never confirmed, or is forgotten.
    ToUnconfirmed(&'a DeviceKey),
    /// The device is confirmed.
    ToConfirmed(&'a DeviceKey),
}

impl Bound<'_> {
    /// Whether tokens may be refreshed with this `DEVICE_KEY` beside the refresh token (auth.md §13.4: a confirmed
    /// device's key must be there, observed; that the other families need none is a guess, §13.5).
    pub fn admits(self, given: Option<&str>) -> bool {
        match self {
            Self::ToNone => true,
            Self::ToUnconfirmed(key) => given.is_none_or(|given| given == key.as_str()),
            Self::ToConfirmed(key) => given == Some(key.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_look_like_the_documented_ones() {
        let key = new_key(&Region::new("us-west-2"), Uuid::from_u128(0xa1b2));
        assert_eq!(key.as_str(), "us-west-2_00000000-0000-0000-0000-00000000a1b2");
        assert_eq!(new_group_key("v7w9UcY6"), "-v7w9UcY6");
    }

    #[test]
    fn registers_with_and_without_padding() {
        for (salt, verifier) in [
            ("TXlTUlBTYWx0", "TXlWZXJpZmllclN0cmluZw"),
            ("TXlTUlBTYWx0", "TXlWZXJpZmllclN0cmluZw=="),
        ] {
            let registered = registered(salt, verifier).unwrap();
            assert_eq!(registered.salt().as_bytes(), b"MySRPSalt");
            assert!(registered.value().ends_with(b"MyVerifierString"));
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        let long = "A".repeat(4 * MAX_REGISTERED_BYTES / 3 + 8);
        for bad in ["", "not base64!", "-_-_", long.as_str()] {
            assert_eq!(registered(bad, "AAAA").err(), Some(BadRegistration), "{bad}");
            assert_eq!(registered("AAAA", bad).err(), Some(BadRegistration), "{bad}");
        }
    }

    #[test]
    fn a_prompt_comes_before_remembering() {
        let settings = |remember_on_prompt| DeviceSettings {
            challenge_new: None,
            remember_on_prompt,
        };
        for (on_prompt, expected) in [
            (None, Remembrance::Remembered),
            (Some(false), Remembrance::Remembered),
            (Some(true), Remembrance::NotRemembered),
        ] {
            assert_eq!(Remembrance::at_confirmation(settings(on_prompt)), expected);
        }
    }

    #[test]
    fn a_confirmed_device_must_be_named_at_a_refresh() {
        let key = DeviceKey::new("us-east-1_a");
        let admits =
            |bound: Bound<'_>| [None, Some("us-east-1_a"), Some("us-east-1_b")].map(|given| bound.admits(given));
        assert_eq!(admits(Bound::ToNone), [true, true, true]);
        assert_eq!(admits(Bound::ToUnconfirmed(&key)), [true, true, false]);
        assert_eq!(admits(Bound::ToConfirmed(&key)), [false, true, false]);
    }
}

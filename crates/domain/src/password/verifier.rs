//! What is kept of a password: a salt and an SRP verifier, from which every flow can judge a password
//! (auth.md §§8.3, 8.7).
//!
//! A verifier is a *fast* hash, so whoever steals it can guess at leisure: the store always seals it.

use std::fmt;

use bignum::{Group, Number};
use subtle::ConstantTimeEq;

use crate::srp::{Subject, to_wire};

/// How many random bytes go into the salt of a user.
pub const SALT_BYTES: usize = 16;

/// The salt of a verifier: a number, so leading zero bytes mean nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salt(Vec<u8>);

impl Salt {
    /// From random bytes. A first byte of zero becomes one: a salt with leading zeros has several written forms, and
    /// clients disagree about them (auth.md §8.2, observed in clients).
    pub fn random(mut bytes: [u8; SALT_BYTES]) -> Self {
        let [first, ..] = &mut bytes;
        *first = (*first).max(1);
        Self(bytes.to_vec())
    }

    /// From bytes that a device sent or that the store kept.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Its bytes, most significant first.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As SALT on the wire.
    pub fn wire(&self) -> String {
        to_wire(&self.0)
    }
}

/// A salt and v = g^x, where x is derived from salt, names and password ([`Subject`]). The type shows nothing.
#[derive(Clone)]
pub struct Verifier {
    salt: Salt,
    number: Number,
}

impl Verifier {
    /// Makes the verifier of a new password.
    pub fn from_password(subject: &Subject<'_>, password: &str, salt: Salt) -> Self {
        let exponent = subject.private_key(salt.as_bytes(), password);
        let number = Group::srp().pow_g(&*exponent);
        Self { salt, number }
    }

    /// From [`Self::salt`] and [`Self::value`]; or from what a device registers, whose contents are not checked
    /// (auth.md §8.6, documented example).
    pub fn from_parts(salt: Salt, value: &[u8]) -> Self {
        let group = Group::srp();
        // A verifier of ours is below the modulus, and is read in constant time; a device may send any number.
        let ours = value.try_into().ok().and_then(|bytes| group.number(bytes));
        let number = ours.unwrap_or_else(|| group.reduce(value));
        Self { salt, number }
    }

    /// Whether this is the password. Takes the time of making a verifier and compares in constant time.
    pub fn matches_password(&self, subject: &Subject<'_>, password: &str) -> bool {
        let other = Self::from_password(subject, password, self.salt.clone());
        self.number.as_bytes().ct_eq(other.number.as_bytes()).into()
    }

    /// The salt.
    pub fn salt(&self) -> &Salt {
        &self.salt
    }

    /// v in 384 bytes. A secret: it may only leave the process sealed.
    pub fn value(&self) -> &[u8] {
        self.number.as_bytes()
    }

    pub(crate) fn number(&self) -> &Number {
        &self.number
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JANE: Subject<'_> = Subject {
        scope: "ExAmPlE12",
        identity: "jane",
    };

    fn verifier(password: &str) -> Verifier {
        Verifier::from_password(&JANE, password, Salt::random([7; 16]))
    }

    #[test]
    fn only_the_same_password_of_the_same_user_matches() {
        let kept = verifier("Passw0rd!");
        assert!(kept.matches_password(&JANE, "Passw0rd!"));
        assert!(!kept.matches_password(&JANE, "passw0rd!"));
        assert!(!kept.matches_password(&JANE, "Passw0rd! "));
        assert!(!kept.matches_password(&JANE, ""));
        let joan = Subject {
            identity: "joan",
            ..JANE
        };
        assert!(!kept.matches_password(&joan, "Passw0rd!"));
        let elsewhere = Subject {
            scope: "ExAmPlE13",
            ..JANE
        };
        assert!(!kept.matches_password(&elsewhere, "Passw0rd!"));
    }

    #[test]
    fn survives_the_store() {
        let kept = verifier("Passw0rd!");
        let again = Verifier::from_parts(Salt::from_bytes(kept.salt().as_bytes()), kept.value());
        assert!(again.matches_password(&JANE, "Passw0rd!"));
        assert_eq!(
            again.salt().wire(),
            "07070707070707070707070707070707".trim_start_matches('0')
        );
    }

    #[test]
    fn a_salt_never_starts_with_a_zero_byte() {
        assert_eq!(Salt::random([0; 16]).as_bytes()[..2], [1, 0]);
        assert_eq!(Salt::random([0xff; 16]).wire(), "f".repeat(32));
        assert_eq!(Salt::from_bytes(&[0, 0, 0xab]).wire(), "ab");
    }

    #[test]
    fn is_not_printed() {
        assert_eq!(format!("{:?}", verifier("Passw0rd!")), "Verifier(..)");
    }
}

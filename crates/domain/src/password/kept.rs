//! What is kept of a password.

use super::{foreign::ForeignHash, verifier::Verifier};
use crate::srp::Subject;

/// What is kept of a password. No `Debug` of its parts shows anything.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly everybody has the large one")]
pub enum Kept {
    /// The verifier, by which every flow can judge it.
    Verifier(Verifier),
    /// The hash that its owner was imported with, who has not signed in by it since.
    Foreign(ForeignHash),
}

impl Kept {
    /// Whether this is the password. With a foreign hash this may take seconds.
    pub fn matches_password(&self, subject: &Subject<'_>, password: &str) -> bool {
        match self {
            Self::Verifier(verifier) => verifier.matches_password(subject, password),
            Self::Foreign(hash) => hash.matches(password),
        }
    }

    /// The verifier, if there is one.
    pub fn verifier(&self) -> Option<&Verifier> {
        match self {
            Self::Verifier(verifier) => Some(verifier),
            Self::Foreign(_) => None,
        }
    }

    /// The foreign hash, if it still is one.
    pub fn foreign(&self) -> Option<&ForeignHash> {
        match self {
            Self::Verifier(_) => None,
            Self::Foreign(hash) => Some(hash),
        }
    }
}

/// Whether `password` is one of the last ones: PasswordHistorySize `n` forbids the present password and those before
/// it, `n` in all (resources.md §4.7, documented). `kept`: what is kept of the present one and its predecessors, newest first.
pub fn was_used_before(subject: &Subject<'_>, password: &str, kept: &[Kept], history_size: usize) -> bool {
    kept.iter()
        .take(history_size)
        .any(|kept| kept.matches_password(subject, password))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::{foreign::HashAlgorithm, verifier::Salt};

    const JANE: Subject<'_> = Subject {
        scope: "ExAmPlE12",
        identity: "jane",
    };

    fn verifier(password: &str) -> Kept {
        Kept::Verifier(Verifier::from_password(&JANE, password, Salt::random([7; 16])))
    }

    #[test]
    fn history_reaches_as_far_back_as_the_pool_says() {
        // Made by bcrypt 5.0.0 for Python.
        let imported = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
        let first = ForeignHash::parse(HashAlgorithm::Bcrypt, imported).unwrap();
        let used = [verifier("third"), verifier("second"), Kept::Foreign(first)];
        let reused = |password: &str, size| was_used_before(&JANE, password, &used, size);
        assert!(!reused("third", 0));
        assert!(reused("third", 1));
        assert!(!reused("second", 1));
        let first = "x".repeat(72);
        assert!(!reused(&first, 2));
        assert!(reused(&first, 3));
        assert!(reused(&first, 24));
        assert!(!reused("fourth", 24));
    }
}

//! The temporary password that AdminCreateUser makes up when it is given none.

use super::policy::PasswordPolicy;
use crate::ports::Entropy;

/// Letters, digits and symbols that are not mistaken for one another (`0` `O`, `1` `l` `I`) and mean nothing in HTML
/// or in a shell.
const CLASSES: [&[u8]; 4] = [
    b"ABCDEFGHJKLMNPQRSTUVWXYZ",
    b"abcdefghijkmnopqrstuvwxyz",
    b"23456789",
    b"!@#%^*-_=+",
];

/// At least this many characters, also where the policy is content with fewer (resources.md §4.7, guess).
const SHORTEST: usize = 8;

/// A fresh temporary password that meets every policy of its length: it has letters of both cases, a digit and a
/// symbol. Drawn evenly from all such passwords.
pub fn temporary_password(policy: &PasswordPolicy, entropy: &dyn Entropy) -> String {
    let alphabet = CLASSES.concat();
    let length = policy.minimum_length.max(SHORTEST);
    loop {
        let candidate = entropy.text(length, &alphabet);
        let has = |class: &[u8]| candidate.bytes().any(|byte| class.contains(&byte));
        if CLASSES.into_iter().all(has) {
            return candidate;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// A linear congruential generator: even enough to look at every character.
    struct Seeded(AtomicU32);

    impl Entropy for Seeded {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                let step = |n: u32| Some(n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
                let state = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
                *byte = state.unwrap_or_else(|state| state).to_be_bytes()[0];
            }
        }
    }

    #[test]
    fn it_has_every_class_and_the_length_of_the_policy() {
        let entropy = Seeded(AtomicU32::new(7));
        for minimum_length in [6, 8, 20, 99] {
            let policy = PasswordPolicy {
                minimum_length,
                ..PasswordPolicy::default()
            };
            for _ in 0..50 {
                let password = temporary_password(&policy, &entropy);
                assert_eq!(password.len(), minimum_length.max(8));
                for class in CLASSES {
                    assert!(password.bytes().any(|byte| class.contains(&byte)));
                }
            }
        }
    }

    #[test]
    fn no_two_are_alike() {
        let entropy = Seeded(AtomicU32::new(7));
        let policy = PasswordPolicy::default();
        let first = temporary_password(&policy, &entropy);
        assert_ne!(first, temporary_password(&policy, &entropy));
    }
}

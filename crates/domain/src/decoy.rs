//! What is made up for a user who does not exist, so that the answers to a stranger look like those about a real one
//! (auth.md §5.3; that a made-up salt is stable is observed, how it is derived is our decision).
//!
//! Everything is derived from the name under a secret key of the pool, so it is the same in every call, on every
//! node and for every client, and nobody without the key can tell it from what a real user has.

use aws_lc_rs::hmac;
use uuid::Builder;

use crate::{
    aliases::fold,
    ids::Sub,
    password::verifier::{SALT_BYTES, Salt, Verifier},
    pool::PoolSettings,
};

/// A user who does not exist.
pub struct Decoy<'a> {
    key: &'a [u8],
    name: String,
}

impl<'a> Decoy<'a> {
    /// For the name that was asked for. `key` is a secret of the pool that never changes. Two spellings are the same
    /// decoy only where they would be the same user: otherwise asking for both would tell.
    pub fn new(key: &'a [u8], pool: &PoolSettings, name: &str) -> Self {
        Self {
            key,
            name: fold(pool, name),
        }
    }

    /// A verifier that no password matches, with a salt drawn like that of a real user.
    pub fn verifier(&self) -> Verifier {
        let salt = Salt::random(self.derive("srp-salt"));
        let value: Vec<u8> = (0..12)
            .flat_map(|part: u8| self.block(&format!("srp-verifier-{part}")))
            .collect();
        Verifier::from_parts(salt, &value)
    }

    /// The subject, for pools whose users are called by their subjects: a UUID of version 4 by its looks.
    pub fn sub(&self) -> Sub {
        let id = Builder::from_random_bytes(self.derive("sub")).into_uuid();
        Sub::new(id.hyphenated().to_string())
    }

    /// From which an address can be made up.
    pub fn address_seed(&self) -> [u8; 16] {
        self.derive("address")
    }

    fn derive(&self, purpose: &str) -> [u8; SALT_BYTES] {
        let mut first = [0; SALT_BYTES];
        first
            .iter_mut()
            .zip(self.block(purpose))
            .for_each(|(to, from)| *to = from);
        first
    }

    fn block(&self, purpose: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, self.key));
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(self.name.as_bytes());
        let mut block = [0; 32];
        block.copy_from_slice(context.sign().as_ref());
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(key: &[u8], name: &str) -> (String, Vec<u8>, Sub, [u8; 16]) {
        shown_in(&PoolSettings::default(), key, name)
    }

    fn shown_in(pool: &PoolSettings, key: &[u8], name: &str) -> (String, Vec<u8>, Sub, [u8; 16]) {
        let decoy = Decoy::new(key, pool, name);
        let verifier = decoy.verifier();
        (
            verifier.salt().wire(),
            verifier.value().to_vec(),
            decoy.sub(),
            decoy.address_seed(),
        )
    }

    #[test]
    fn it_is_stable_by_pool_and_name() {
        assert_eq!(shown(b"key", "nobody"), shown(b"key", "nobody"));
        let (salt, value, sub, seed) = shown(b"key", "nobody");
        for (other_salt, other_value, other_sub, other_seed) in [shown(b"key", "nobodx"), shown(b"kex", "nobody")] {
            assert_ne!(salt, other_salt);
            assert_ne!(value, other_value);
            assert_ne!(sub, other_sub);
            assert_ne!(seed, other_seed);
        }
    }

    #[test]
    fn spellings_are_one_where_they_would_be_one_user() {
        let ignoring = PoolSettings {
            case_sensitive: Some(false),
            ..PoolSettings::default()
        };
        assert_eq!(
            shown_in(&ignoring, b"key", "nobody"),
            shown_in(&ignoring, b"key", "Nobody")
        );
        assert_ne!(shown(b"key", "nobody"), shown(b"key", "Nobody"));
    }

    #[test]
    fn it_looks_like_a_real_user() {
        let (salt, value, sub, _) = shown(b"key", "nobody");
        assert!((31..=32).contains(&salt.len()), "{salt}");
        assert_eq!(value.len(), 384);
        let sub = sub.as_str();
        assert_eq!((sub.len(), &sub[14..15]), (36, "4"));
        assert!(sub[19..20].contains(['8', '9', 'a', 'b']));
    }

    #[test]
    fn what_is_shown_does_not_tell_what_is_not() {
        let (salt, _, sub, seed) = shown(b"key", "nobody");
        let seed: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        let sub = sub.as_str().replace('-', "");
        assert!(salt[..8] != seed[..8] && salt[..8] != sub[..8] && sub[..8] != seed[..8]);
    }
}

//! The key pairs of pools, read once and kept in memory: parsing one takes longer than signing with it.

use std::sync::Arc;

use domain::{
    ids::PoolId,
    token::jwt::{PublicKey, SigningKey, Unverified, Witness},
};
use quick_cache::sync::Cache;
use store::{Store, signing_keys::KeyPurpose};

use crate::operation::{Broken, Failed};

/// So many pools have their keys in memory; a pair takes about 4 kB.
const POOLS: usize = 2_000;

/// So many tokens are known to be signed by their pools; each takes about 100 bytes.
const TOKENS: usize = 50_000;

/// The keys of the pools that were asked for lately. Keys of a pool don't change (one pair for each purpose, made with
/// the pool), and pool ids are not used again, so nothing in here goes stale.
#[derive(Clone)]
pub struct Keyring {
    pools: Arc<Cache<PoolId, Arc<PoolKeys>>>,
    /// Digests of tokens whose signatures were right. A token names its pool in what is signed, and the pool's keys stay, so a
    /// signature that was right once is right: applications show one token for an hour. What may change meanwhile (its time, its
    /// user, its family) is asked for each time.
    signed: Arc<Cache<[u8; 32], ()>>,
}

/// The keys of a pool, with a memory for tokens.
pub struct Remembering<'a> {
    keys: &'a PoolKeys,
    signed: &'a Cache<[u8; 32], ()>,
}

impl Witness for Remembering<'_> {
    fn has_signed(&self, token: &Unverified<'_>) -> bool {
        let digest = token.digest();
        if self.signed.get(&digest).is_some() {
            return true;
        }
        let is_signed = self.keys.public.has_signed(token);
        if is_signed {
            self.signed.insert(digest, ());
        }
        is_signed
    }
}

/// The keys of a pool.
pub struct PoolKeys {
    /// Signs access tokens.
    pub access: SigningKey,
    /// Signs ID tokens.
    pub id: SigningKey,
    /// The public halves of all keys of the pool.
    pub public: Vec<PublicKey>,
}

impl Default for Keyring {
    fn default() -> Self {
        Self {
            pools: Arc::new(Cache::new(POOLS)),
            signed: Arc::new(Cache::new(TOKENS)),
        }
    }
}

impl Keyring {
    /// Says which tokens the pool with these keys has signed.
    pub fn witness<'a>(&'a self, keys: &'a PoolKeys) -> Remembering<'a> {
        Remembering {
            keys,
            signed: &self.signed,
        }
    }

    /// The keys of a pool.
    ///
    /// # Errors
    /// When the pool has none or they can't be read, which is the house's fault.
    pub async fn of(&self, store: &Store, pool: &PoolId) -> Result<Arc<PoolKeys>, Failed> {
        if let Some(keys) = self.pools.get(pool) {
            return Ok(keys);
        }
        let keys = Arc::new(read(store, pool).await?);
        self.pools.insert(pool.clone(), Arc::clone(&keys));
        Ok(keys)
    }
}

async fn read(store: &Store, pool: &PoolId) -> Result<PoolKeys, Failed> {
    let broken = |cause: String| Broken {
        doing: format!("reading the signing keys of {pool}"),
        cause,
    };
    let kept = store.signing_keys(pool).await?;
    let mut public = Vec::with_capacity(kept.len());
    let (mut access, mut id) = (None, None);
    for key in kept {
        // The key for SAML is no key of tokens: relying parties do not see it.
        if key.purpose == KeyPurpose::Saml {
            continue;
        }
        let read = SigningKey::read(key.kid, &key.pkcs8).map_err(|bad| broken(bad.to_string()))?;
        public.push(read.public().clone());
        match key.purpose {
            KeyPurpose::Access => access = Some(read),
            KeyPurpose::Id => id = Some(read),
            KeyPurpose::Saml => {}
        }
    }
    match (access, id) {
        (Some(access), Some(id)) => Ok(PoolKeys { access, id, public }),
        _ => Err(broken("one of the two is missing".into()).into()),
    }
}

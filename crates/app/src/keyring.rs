//! The key pairs of pools, read once and kept in memory: parsing one takes longer than signing with it.

use std::sync::Arc;

use domain::{
    ids::PoolId,
    token::jwt::{PublicKey, SigningKey},
};
use quick_cache::sync::Cache;
use store::{Store, signing_keys::KeyPurpose};

use crate::operation::{Broken, Failed};

/// So many pools have their keys in memory; a pair takes about 4 kB.
const POOLS: usize = 2_000;

/// The keys of the pools that were asked for lately. Keys of a pool don't change (one pair for each purpose, made with
/// the pool), and pool ids are not used again, so nothing in here goes stale.
#[derive(Clone)]
pub struct Keyring {
    pools: Arc<Cache<PoolId, Arc<PoolKeys>>>,
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
        }
    }
}

impl Keyring {
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

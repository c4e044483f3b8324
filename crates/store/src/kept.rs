//! Pools and clients as they were read a moment ago: every request asks for them, and they hardly ever change.
//!
//! Nothing in here is ever older than one second. A node forgets everything when it changes a pool or a client itself, before
//! the change is answered. What other nodes change, where there can be any, shows within [`LONGEST`]: everything is
//! forgotten that often. What is decided by the *version* of a pool or a client is decided by a guard in the database all the
//! same, so an old copy cannot overwrite a newer one.

use std::{
    sync::{
        Arc, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::{
    client::Client,
    ids::{ClientId, PoolId},
    pool::Pool,
};
use quick_cache::sync::Cache;
use tokio::time::{MissedTickBehavior, interval};

use crate::db::{Batch, Db};

/// How long a copy may be used while another node may have changed the original.
const LONGEST: Duration = Duration::from_millis(500);

/// So many of each are kept: a few kB for each.
const KEPT: usize = 4_000;

/// What begins a statement that changes what is kept.
const CHANGES: [&str; 4] = [
    "UPDATE pools",
    "DELETE FROM pools",
    "UPDATE clients",
    "DELETE FROM clients",
];

/// The copies. Cheap to clone; all clones are one.
#[derive(Clone)]
pub(crate) struct Kept(Arc<Copies>);

struct Copies {
    pools: Cache<PoolId, Pool>,
    clients: Cache<ClientId, (Pool, Client)>,
    /// Counts how often everything was forgotten, so that what was read before is not put in after.
    age: AtomicU64,
}

/// The age of the copies when reading began.
#[derive(Clone, Copy)]
pub(crate) struct Age(u64);

impl Kept {
    /// Nothing yet. Must be called on the runtime when the database is shared.
    pub(crate) fn of(db: &Db) -> Self {
        let copies = Arc::new(Copies {
            pools: Cache::new(KEPT),
            clients: Cache::new(KEPT),
            age: AtomicU64::new(0),
        });
        if db.is_shared() {
            tokio::spawn(forget_regularly(Arc::downgrade(&copies)));
        }
        Self(copies)
    }

    pub(crate) fn pool(&self, id: &PoolId) -> Option<Pool> {
        self.0.pools.get(id)
    }

    pub(crate) fn client(&self, id: &ClientId) -> Option<(Pool, Client)> {
        self.0.clients.get(id)
    }

    /// To be asked for before the original is read.
    pub(crate) fn age(&self) -> Age {
        Age(self.0.age.load(Ordering::SeqCst))
    }

    pub(crate) fn keep_pool(&self, since: Age, pool: &Pool) {
        self.0.pools.insert(pool.id.clone(), pool.clone());
        if self.age().0 != since.0 {
            self.0.pools.remove(&pool.id);
        }
    }

    pub(crate) fn keep_client(&self, since: Age, found: &(Pool, Client)) {
        self.0.clients.insert(found.1.id.clone(), found.clone());
        if self.age().0 != since.0 {
            self.0.clients.remove(&found.1.id);
        }
    }

    /// Forgets everything.
    pub(crate) fn forget(&self) {
        self.0.forget();
    }
}

impl Copies {
    fn forget(&self) {
        // First the age: whoever puts an old copy in after this sees it and takes the copy out again.
        self.age.fetch_add(1, Ordering::SeqCst);
        self.pools.clear();
        self.clients.clear();
    }
}

/// Whether a batch changes what is kept.
pub(crate) fn is_changed_by(batch: &Batch) -> bool {
    let changes = |sql: &str| CHANGES.iter().any(|start| sql.starts_with(start));
    batch.writes.iter().any(|write| changes(write.statement.sql))
}

async fn forget_regularly(copies: Weak<Copies>) {
    let mut ticks = interval(LONGEST);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match copies.upgrade() {
            Some(copies) => copies.forget(),
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Moment;

    fn empty() -> Kept {
        Kept(Arc::new(Copies {
            pools: Cache::new(KEPT),
            clients: Cache::new(KEPT),
            age: AtomicU64::new(0),
        }))
    }

    fn pool() -> Pool {
        Pool {
            id: PoolId::new("eu-west-1_AbCdEf123"),
            name: "people".into(),
            created: Moment::from_micros(0),
            modified: Moment::from_micros(0),
            version: 1,
            settings: Arc::default(),
        }
    }

    #[test]
    fn what_was_read_before_a_change_is_not_kept_after_it() {
        let (kept, pool) = (empty(), pool());
        kept.keep_pool(kept.age(), &pool);
        assert!(kept.pool(&pool.id).is_some());
        let before = kept.age();
        kept.forget();
        assert!(kept.pool(&pool.id).is_none());
        kept.keep_pool(before, &pool);
        assert!(kept.pool(&pool.id).is_none());
        kept.keep_pool(kept.age(), &pool);
        assert!(kept.pool(&pool.id).is_some());
    }
}

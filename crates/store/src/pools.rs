//! User pools, and how many users each has.

use std::sync::Arc;

use domain::{
    ids::{PoolId, Region},
    moment::Moment,
    pool::Pool,
    replica::Replica,
};

use crate::{
    Store,
    db::{Batch, Broken, Row, Statement, statements},
    page::{Page, Position, page},
    remains::{self, Remains},
    replicas, text,
};

/// A pool with this id exists already.
pub const POOL_EXISTS: &str = "pool exists";
/// The pool was changed or deleted since it was read.
pub const POOL_CHANGED: &str = "pool changed";
/// There is no such pool any more.
pub const NO_POOL: &str = "no pool";

/// A pool in the list of a region.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The pool, as it is in its own region.
    pub pool: Pool,
    /// Its secondary, there or here.
    pub replica: Option<Replica>,
}

impl Listed {
    /// Since when it is in the region.
    fn since(&self, region: &Region) -> Moment {
        let here = self.replica.as_ref().filter(|replica| replica.region == *region);
        here.map_or(self.pool.created, |replica| replica.created)
    }
}

/// Rows over which a pool's count of users is spread.
const SHARDS: i64 = 64;

statements! {
    INSERT = "INSERT INTO pools (id, region, name, created, modified, version, settings) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    FIND = "SELECT id, name, created, modified, version, settings FROM pools WHERE id = $1";
    LIST = "SELECT p.id, p.name, p.created, p.modified, p.version, p.settings, \
        r.pool, r.region, r.active, r.created, r.settings FROM pools p LEFT JOIN replicas r ON r.pool = p.id \
        WHERE p.region = $1 AND (p.created, p.id) > ($2, $3) ORDER BY p.created, p.id LIMIT $4";
    LIST_SECONDARIES = "SELECT p.id, p.name, p.created, p.modified, p.version, p.settings, \
        r.pool, r.region, r.active, r.created, r.settings FROM replicas r JOIN pools p ON p.id = r.pool \
        WHERE r.region = $1 AND (r.created, r.pool) > ($2, $3) ORDER BY r.created, r.pool LIMIT $4";
    UPDATE = "UPDATE pools SET name = $3, modified = $4, settings = $5, version = version + 1 \
        WHERE id = $1 AND version = $2";
    /// Changes nothing, and lets nobody else pass who holds or changes the pool before the batch ends.
    HOLD = "UPDATE pools SET version = version WHERE id = $1";
    TOUCH = "UPDATE pools SET version = version + 1 WHERE id = $1";
    DELETE = "DELETE FROM pools WHERE id = $1 AND version = $2";
    DELETE_SIZE = "DELETE FROM pool_sizes WHERE pool = $1";
    DELETE_SIGNING_KEYS = "DELETE FROM signing_keys WHERE pool = $1";
    DELETE_CLIENTS = "DELETE FROM clients WHERE pool = $1";
    DELETE_RESOURCE_SERVERS = "DELETE FROM resource_servers WHERE pool = $1";
    DELETE_GROUPS = "DELETE FROM user_groups WHERE pool = $1";
    DELETE_TERMS = "DELETE FROM terms WHERE pool = $1";
    DELETE_PROVIDERS = "DELETE FROM identity_providers WHERE pool = $1";
    DELETE_PROVIDER_IDENTIFIERS = "DELETE FROM provider_identifiers WHERE pool = $1";
    DELETE_IMPORT_JOBS = "DELETE FROM import_jobs WHERE pool = $1";
    DELETE_IMPORT_TURNS = "DELETE FROM import_turns WHERE pool = $1";
    DELETE_RISK_CONFIGURATIONS = "DELETE FROM risk_configurations WHERE pool = $1";
    DELETE_UI_CUSTOMIZATIONS = "DELETE FROM ui_customizations WHERE pool = $1";
    DELETE_BRANDINGS = "DELETE FROM brandings WHERE pool = $1";
    DELETE_BRANDING_ASSETS = "DELETE FROM branding_assets WHERE pool = $1";
    GROW = "INSERT INTO pool_sizes (pool, shard, users) VALUES ($1, $2, 1) \
        ON CONFLICT (pool, shard) DO UPDATE SET users = pool_sizes.users + 1";
    GROW_BY = "INSERT INTO pool_sizes (pool, shard, users) VALUES ($1, $2, $3) \
        ON CONFLICT (pool, shard) DO UPDATE SET users = pool_sizes.users + excluded.users";
    SHRINK = "INSERT INTO pool_sizes (pool, shard, users) VALUES ($1, $2, -1) \
        ON CONFLICT (pool, shard) DO UPDATE SET users = pool_sizes.users - 1";
    SIZE = "SELECT CAST(COALESCE(SUM(users), 0) AS bigint) FROM pool_sizes WHERE pool = $1";
}

/// Remembers a new pool. Its signing keys come by [`crate::signing_keys::insert`] in the same batch.
///
/// Guard: [`POOL_EXISTS`].
pub fn insert(pool: &Pool) -> Batch {
    Batch::new().guard(
        POOL_EXISTS,
        INSERT,
        vec![
            pool.id.as_str().into(),
            pool.region().as_str().into(),
            pool.name.as_str().into(),
            pool.created.into(),
            pool.modified.into(),
            pool.version.into(),
            text::json(&*pool.settings).into(),
        ],
    )
}

/// Writes the pool's name, settings and time of change. `pool.version` is the one that was read; the stored one rises by one.
///
/// Guard: [`POOL_CHANGED`].
pub fn update(pool: &Pool) -> Batch {
    Batch::new().guard(
        POOL_CHANGED,
        UPDATE,
        vec![
            pool.id.as_str().into(),
            pool.version.into(),
            pool.name.as_str().into(),
            pool.modified.into(),
            text::json(&*pool.settings).into(),
        ],
    )
}

/// Holds the pool until the batch ends: batches that hold one pool come one after the other, and each sees what the one before
/// has written. It is how things of which a pool may have only so many are counted: hold, insert, then guard the count.
///
/// Guard: [`NO_POOL`].
pub(crate) fn hold(pool: &PoolId) -> Batch {
    Batch::new().guard(NO_POOL, HOLD, vec![pool.as_str().into()])
}

/// As [`hold`], and whoever read the pool before finds it changed.
///
/// Guard: [`NO_POOL`].
pub(crate) fn touch(pool: &PoolId) -> Batch {
    Batch::new().guard(NO_POOL, TOUCH, vec![pool.as_str().into()])
}

/// What goes with its pool at once: of each table as many rows as administrators have made.
pub(crate) const OF_POOLS: &[Statement] = &[
    DELETE_SIZE,
    DELETE_SIGNING_KEYS,
    DELETE_CLIENTS,
    DELETE_RESOURCE_SERVERS,
    DELETE_GROUPS,
    replicas::DELETE_OF_POOL,
    DELETE_TERMS,
    DELETE_PROVIDERS,
    DELETE_PROVIDER_IDENTIFIERS,
    DELETE_IMPORT_JOBS,
    DELETE_IMPORT_TURNS,
    DELETE_RISK_CONFIGURATIONS,
    DELETE_UI_CUSTOMIZATIONS,
    DELETE_BRANDINGS,
    DELETE_BRANDING_ASSETS,
];

/// Forgets the pool as it was read, and everything of it: what administrators made and the first of its users at once, the rest
/// from now on by [`remains`].
///
/// Guard: [`POOL_CHANGED`].
pub fn delete(pool: &Pool, now: Moment) -> Batch {
    let id = || vec![pool.id.as_str().into()];
    let first = Batch::new().guard(POOL_CHANGED, DELETE, vec![pool.id.as_str().into(), pool.version.into()]);
    let dropped = OF_POOLS
        .iter()
        .fold(first, |batch, statement| batch.then(*statement, id()));
    let left = Remains {
        pool: pool.id.clone(),
        clean: false,
    };
    dropped
        .and(remains::drop_some(&pool.id))
        .and(remains::look_again(&left, now))
}

/// Counts one user more.
pub(crate) fn grow(pool: &PoolId, sub: &str) -> Batch {
    Batch::new().then(GROW, vec![pool.as_str().into(), shard(sub).into()])
}

/// Counts so many users more, all in the row that counts this one.
pub(crate) fn grow_by(pool: &PoolId, sub: &str, users: usize) -> Batch {
    let users = i64::try_from(users).unwrap_or(i64::MAX);
    Batch::new().then(GROW_BY, vec![pool.as_str().into(), shard(sub).into(), users.into()])
}

/// Counts one user less.
pub(crate) fn shrink(pool: &PoolId, sub: &str) -> Batch {
    Batch::new().then(SHRINK, vec![pool.as_str().into(), shard(sub).into()])
}

/// The row that counts this user: any even spread will do.
fn shard(sub: &str) -> i64 {
    sub.bytes()
        .fold(0_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 65_521)
        % SHARDS
}

impl Store {
    /// The pool with this id, as it is or was less than a second ago.
    pub async fn pool(&self, id: &PoolId) -> Result<Option<Pool>, Broken> {
        if let Some(pool) = self.kept.pool(id) {
            return Ok(Some(pool));
        }
        let age = self.kept.age();
        let row = self.db.row(FIND, vec![id.as_str().into()]).await?;
        let pool = row.map(|row| from_row(&row, 0)).transpose()?;
        pool.iter().for_each(|pool| self.kept.keep_pool(age, pool));
        Ok(pool)
    }

    /// The pools that have a region as their own or as their second one, longest there first, from after a position on.
    pub async fn pools(&self, region: &Region, after: Option<&Position>, limit: u32) -> Result<Page<Listed>, Broken> {
        let (since, id) = after.map_or(Ok((i64::MIN, "")), Position::time)?;
        let mut listed = Vec::new();
        for statement in [LIST, LIST_SECONDARIES] {
            let args = vec![
                region.as_str().into(),
                since.into(),
                id.into(),
                (i64::from(limit) + 1).into(),
            ];
            for row in self.db.rows(statement, args).await? {
                listed.push(Listed {
                    pool: from_row(&row, 0)?,
                    replica: match row.opt_text(6)? {
                        Some(_) => Some(replicas::from_row(&row, 6)?),
                        None => None,
                    },
                });
            }
        }
        // No pool is its own replica, so the two lists have nothing in common.
        let place = |listed: &Listed| (listed.since(region).micros(), listed.pool.id.to_string());
        listed.sort_by_cached_key(place);
        Ok(page(listed, limit, |listed: &Listed| {
            let (since, id) = place(listed);
            Position::at_time(since, &id)
        }))
    }

    /// How many users the pool has: `EstimatedNumberOfUsers`, exact here.
    pub async fn pool_size(&self, id: &PoolId) -> Result<i64, Broken> {
        let row = self.db.row(SIZE, vec![id.as_str().into()]).await?;
        row.map_or(Ok(0), |row| row.int(0))
    }
}

/// A pool from the columns id, name, created, modified, version, settings that start at `at`.
pub(crate) fn from_row(row: &Row, at: usize) -> Result<Pool, Broken> {
    Ok(Pool {
        id: PoolId::new(row.text(at)?),
        name: row.text(at + 1)?,
        created: row.moment(at + 2)?,
        modified: row.moment(at + 3)?,
        version: row.int(at + 4)?,
        settings: Arc::new(text::parse("a pool", &row.text(at + 5)?)?),
    })
}

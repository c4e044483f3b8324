//! The secondary regions of pools.

use domain::{
    ids::{PoolId, Region},
    replica::{Replica, ReplicaStatus},
};

use crate::{
    Store,
    db::{Batch, Broken, Row, Value, statements},
    text,
};

/// The pool has its one secondary already.
pub const REPLICA_EXISTS: &str = "replica exists";
/// The pool is gone.
pub const POOL_GONE: &str = "pool gone";
/// The pool has no secondary in that region, or not one in the state that was asked for.
pub const NO_REPLICA: &str = "no replica";

statements! {
    INSERT = "INSERT INTO replicas (pool, region, active, created, settings) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    POOL_IS_THERE = "UPDATE pools SET version = version WHERE id = $1";
    FIND = "SELECT pool, region, active, created, settings FROM replicas WHERE pool = $1";
    SET_STATUS = "UPDATE replicas SET active = $3 WHERE pool = $1 AND region = $2";
    SET_SETTINGS = "UPDATE replicas SET settings = $3 WHERE pool = $1 AND region = $2";
    DELETE = "DELETE FROM replicas WHERE pool = $1 AND region = $2 AND active = $3";
    DELETE_OF_POOL = "DELETE FROM replicas WHERE pool = $1";
}

/// Remembers a new secondary.
///
/// Guards: [`POOL_GONE`], [`REPLICA_EXISTS`].
pub fn insert(replica: &Replica) -> Batch {
    let args = vec![
        replica.pool.as_str().into(),
        replica.region.as_str().into(),
        is_active(replica.status),
        replica.created.into(),
        text::json(&replica.settings).into(),
    ];
    Batch::new()
        .guard(POOL_GONE, POOL_IS_THERE, vec![replica.pool.as_str().into()])
        .guard(REPLICA_EXISTS, INSERT, args)
}

/// Makes the secondary of a pool in a region active or inactive.
///
/// Guard: [`NO_REPLICA`].
pub fn set_status(pool: &PoolId, region: &Region, status: ReplicaStatus) -> Batch {
    let args = vec![pool.as_str().into(), region.as_str().into(), is_active(status)];
    Batch::new().guard(NO_REPLICA, SET_STATUS, args)
}

/// Writes what is set for a secondary alone.
///
/// Guard: [`NO_REPLICA`].
pub fn set_settings(replica: &Replica) -> Batch {
    let args = vec![
        replica.pool.as_str().into(),
        replica.region.as_str().into(),
        text::json(&replica.settings).into(),
    ];
    Batch::new().guard(NO_REPLICA, SET_SETTINGS, args)
}

/// Forgets the secondary of a pool in a region if it is inactive.
///
/// Guard: [`NO_REPLICA`].
pub fn delete(pool: &PoolId, region: &Region) -> Batch {
    let inactive = is_active(ReplicaStatus::Inactive);
    let args = vec![pool.as_str().into(), region.as_str().into(), inactive];
    Batch::new().guard(NO_REPLICA, DELETE, args)
}

impl Store {
    /// The secondary of a pool, if it has one.
    pub async fn replica(&self, pool: &PoolId) -> Result<Option<Replica>, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into()]).await?;
        row.map(|row| from_row(&row, 0)).transpose()
    }
}

fn is_active(status: ReplicaStatus) -> Value {
    (status == ReplicaStatus::Active).into()
}

/// A replica from the columns pool, region, active, created, settings that start at `at`.
pub(crate) fn from_row(row: &Row, at: usize) -> Result<Replica, Broken> {
    Ok(Replica {
        pool: PoolId::new(row.text(at)?),
        region: Region::new(row.text(at + 1)?),
        status: match row.bool(at + 2)? {
            true => ReplicaStatus::Active,
            false => ReplicaStatus::Inactive,
        },
        created: row.moment(at + 3)?,
        settings: text::parse("a replica", &row.text(at + 4)?)?,
    })
}

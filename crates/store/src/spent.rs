//! One-time things that were used: the ids of Sessions, secret blocks and the like (architecture: a sealed Session must never
//! let anyone try again what was already judged).

use domain::{ids::PoolId, moment::Moment};

use crate::{
    Store,
    db::{Batch, Broken, statements},
};

/// The thing was used before.
pub const SPENT: &str = "spent";

statements! {
    SPEND = "INSERT INTO spent (pool, id, expires) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    FIND = "SELECT expires FROM spent WHERE pool = $1 AND id = $2";
    SWEEP = "DELETE FROM spent WHERE expires < $1";
}

/// Uses up the thing with this id. `expires` is when nobody could use it anyway.
///
/// Guard: [`SPENT`].
pub fn spend(pool: &PoolId, id: &str, expires: Moment) -> Batch {
    Batch::new().guard(SPENT, SPEND, vec![pool.as_str().into(), id.into(), expires.into()])
}

/// Drops the ids of things that expired before this moment.
pub fn sweep(now: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![now.into()])
}

impl Store {
    /// Whether the thing was used. Good for choosing words; only the guard of [`spend`] decides.
    pub async fn is_spent(&self, pool: &PoolId, id: &str) -> Result<bool, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into(), id.into()]).await?;
        Ok(row.is_some())
    }
}

//! States of sign-ins that are too long to travel with the client: the Session names them, and they wait here, sealed.

use domain::{ids::PoolId, moment::Moment};

use crate::{
    Sealer, Store,
    db::{Batch, Broken, statements},
};

const SEAL: &str = "long state of a sign-in";

statements! {
    KEEP = "INSERT INTO long_states (pool, id, expires, sealed) VALUES ($1, $2, $3, $4)";
    FIND = "SELECT sealed FROM long_states WHERE pool = $1 AND id = $2";
    SWEEP = "DELETE FROM long_states WHERE expires < $1";
}

/// Keeps the state of the Session with this id for as long as the Session is good.
pub fn keep(sealer: &Sealer, of: (&PoolId, &str), expires: Moment, state: &[u8]) -> Batch {
    let (pool, id) = of;
    let sealed = sealer.seal(SEAL, &bound(pool, id), state);
    Batch::new().then(
        KEEP,
        vec![pool.as_str().into(), id.into(), expires.into(), sealed.into()],
    )
}

/// Drops the states whose Sessions expired before this moment.
pub fn sweep(now: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![now.into()])
}

fn bound(pool: &PoolId, id: &str) -> Vec<u8> {
    format!("{pool}\n{id}").into_bytes()
}

impl Store {
    /// The state of the Session with this id, while it is good.
    pub async fn long_state(&self, pool: &PoolId, id: &str) -> Result<Option<Vec<u8>>, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into(), id.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(self.sealer.open(SEAL, &bound(pool, id), &row.bytes(0)?))
    }
}

//! People who are at an identity provider. The store knows only the digest of the state that they come back with.

use domain::{
    federation::{Trip, TripDetails},
    ids::PoolId,
    moment::Moment,
};
use zeroize::Zeroizing;

use crate::{
    Sealer, Store,
    db::{Batch, Broken, statements},
    text,
};

/// There is a trip with this digest already.
pub const TRIP_EXISTS: &str = "federation trip exists";
/// The trip is over: somebody came back from it before.
pub const TRIP_OVER: &str = "federation trip over";

const SEAL: &str = "trip to an identity provider";

statements! {
    INSERT = "INSERT INTO federation_trips (pool, id, expires, sealed) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    FIND = "SELECT expires, sealed FROM federation_trips WHERE pool = $1 AND id = $2";
    END = "DELETE FROM federation_trips WHERE pool = $1 AND id = $2 AND expires > $3";
    SWEEP = "DELETE FROM federation_trips WHERE expires < $1";
}

/// Remembers a trip that begins, by the digest of its state.
///
/// Guard: [`TRIP_EXISTS`].
pub fn insert(sealer: &Sealer, id: &str, trip: &Trip) -> Batch {
    let plain = Zeroizing::new(text::json(&trip.details));
    let sealed = sealer.seal(SEAL, &aad(&trip.pool, id), plain.as_bytes());
    let args = vec![trip.pool.as_str().into(), id.into(), trip.expires.into(), sealed.into()];
    Batch::new().guard(TRIP_EXISTS, INSERT, args)
}

/// Ends a trip: nobody comes back from it a second time.
///
/// Guard: [`TRIP_OVER`].
pub fn end(pool: &PoolId, id: &str, now: Moment) -> Batch {
    Batch::new().guard(TRIP_OVER, END, vec![pool.as_str().into(), id.into(), now.into()])
}

/// Drops trips that nobody came back from before this moment.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

fn aad(pool: &PoolId, id: &str) -> Vec<u8> {
    text::aad(&[pool.as_str(), id])
}

impl Store {
    /// The trip with this digest, also when its time is over.
    pub async fn federation_trip(&self, pool: &PoolId, id: &str) -> Result<Option<Trip>, Broken> {
        if pool.as_str().contains('\0') {
            return Ok(None);
        }
        let row = self.db.row(FIND, vec![pool.as_str().into(), id.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        let plain = self.sealer.open(SEAL, &aad(pool, id), &row.bytes(1)?);
        let plain = Zeroizing::new(plain.ok_or_else(|| text::unopened("a trip to a provider"))?);
        let details: Result<TripDetails, _> = serde_json::from_slice(&plain);
        let details =
            details.map_err(|_| text::damaged("a trip to a provider", "it is not the JSON that was written"))?;
        Ok(Some(Trip {
            pool: pool.clone(),
            expires: row.moment(0)?,
            details,
        }))
    }
}

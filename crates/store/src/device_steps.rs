//! DEVICE_SRP_AUTH challenges under way, for clients that do not send the Session back (auth.md §9, decision).
//!
//! What is kept is the very Session that the client was given: whichever of the two comes first uses both up.

use domain::{
    ids::{ClientId, DeviceKey, PoolId, Sub},
    moment::Moment,
};

use crate::{
    Store,
    db::{Batch, Broken, Value, statements},
    text,
};

statements! {
    PUT = "INSERT INTO device_steps (pool, sub, client, device, expires, session) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (pool, sub, client, device) DO UPDATE SET expires = excluded.expires, session = excluded.session";
    FIND = "SELECT session FROM device_steps WHERE pool = $1 AND sub = $2 AND client = $3 AND device = $4";
    SWEEP = "DELETE FROM device_steps WHERE expires < $1";
}

/// Whose challenge it is: of one user, through one client, for one device.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    /// The pool.
    pub pool: &'a PoolId,
    /// The user.
    pub sub: &'a Sub,
    /// The client.
    pub client: &'a ClientId,
    /// The device.
    pub device: &'a DeviceKey,
}

/// Keeps the sealed Session of a challenge; a former one of the same sign-in stays good only for who sends it.
pub fn put(whose: Whose<'_>, session: &str, expires: Moment) -> Batch {
    let mut args = key(whose);
    args.extend([expires.into(), session.into()]);
    Batch::new().then(PUT, args)
}

/// Drops the challenges that expired before this moment.
pub fn sweep(now: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![now.into()])
}

fn key(whose: Whose<'_>) -> Vec<Value> {
    vec![
        whose.pool.as_str().into(),
        whose.sub.as_str().into(),
        whose.client.as_str().into(),
        text::name(whose.device.as_str()).into(),
    ]
}

impl Store {
    /// The sealed Session of the last challenge, used up or not.
    pub async fn device_step(&self, whose: Whose<'_>) -> Result<Option<String>, Broken> {
        let row = self.db.row(FIND, key(whose)).await?;
        row.map(|row| row.text(0)).transpose()
    }
}

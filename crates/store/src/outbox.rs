//! Messages on their way: each is here, sealed, until it was handed over or is no longer worth sending.
//!
//! A message belongs to whoever raised its `tries` last, until it is due. A node that dies leaves nothing but a message that
//! is due after a while, and any other takes it.

use domain::{ids::PoolId, letter::Letter, moment::Moment};

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, statements},
    text,
};

/// Somebody else has taken the message, or it is gone.
pub const TAKEN: &str = "message taken";

const SEAL: &str = "message";

statements! {
    POST = "INSERT INTO outbox (pool, id, due, expires, tries, sealed) VALUES ($1, $2, $3, $4, 1, $5)";
    DUE = "SELECT pool, id, tries, sealed FROM outbox WHERE due <= $1 ORDER BY due, pool, id LIMIT $2";
    NEXT = "SELECT due FROM outbox ORDER BY due LIMIT 1";
    RELEASE = "UPDATE outbox SET due = $1 WHERE due > $1";
    TAKE = "UPDATE outbox SET tries = tries + 1, due = $4 WHERE pool = $1 AND id = $2 AND tries = $3";
    PUT_BACK = "UPDATE outbox SET due = $4 WHERE pool = $1 AND id = $2 AND tries = $3";
    SWEEP = "DELETE FROM outbox WHERE expires < $1";
    DROP = "DELETE FROM outbox WHERE pool = $1 AND id = $2";
}

/// A message that is due.
pub struct Waiting {
    /// The message.
    pub letter: Letter,
    /// How often it was taken so far.
    pub tries: i64,
}

/// Keeps a message, taken by the caller until `until`.
pub fn post(sealer: &Sealer, letter: &Letter, until: Moment) -> Batch {
    let plain = text::json(letter);
    let sealed = sealer.seal(SEAL, &bound(&letter.pool, &letter.id), plain.as_bytes());
    Batch::new().then(
        POST,
        vec![
            letter.pool.as_str().into(),
            letter.id.as_str().into(),
            until.into(),
            letter.expires.into(),
            sealed.into(),
        ],
    )
}

/// Makes every message due: whoever held one has died. Only for the first and only node of a database.
pub fn release(now: Moment) -> Batch {
    Batch::new().then(RELEASE, vec![now.into()])
}

/// Takes a message as it was read, until `until`. Guard: [`TAKEN`].
pub fn take(waiting: &Waiting, until: Moment) -> Batch {
    Batch::new().guard(TAKEN, TAKE, held(&waiting.letter, waiting.tries, until))
}

/// Lets a message wait until `due` that was taken `tries` times and could not be handed over. Does nothing when somebody else has
/// taken it meanwhile.
pub fn put_back(letter: &Letter, tries: i64, due: Moment) -> Batch {
    Batch::new().then(PUT_BACK, held(letter, tries, due))
}

/// Forgets a message: it was handed over, whoever else may have taken it meanwhile, or never will be.
pub fn forget(letter: &Letter) -> Batch {
    let key = vec![letter.pool.as_str().into(), letter.id.as_str().into()];
    Batch::new().then(DROP, key)
}

/// Drops messages that nobody needs any more.
pub fn sweep(now: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![now.into()])
}

fn held(letter: &Letter, tries: i64, due: Moment) -> Vec<crate::db::Value> {
    vec![
        letter.pool.as_str().into(),
        letter.id.as_str().into(),
        tries.into(),
        due.into(),
    ]
}

fn bound(pool: &PoolId, id: &str) -> Vec<u8> {
    text::aad(&[pool.as_str(), id])
}

impl Store {
    /// At most `limit` messages that are due, the longest waiting first.
    pub async fn due_messages(&self, now: Moment, limit: u32) -> Result<Vec<Waiting>, Broken> {
        let rows = self.db.rows(DUE, vec![now.into(), limit.into()]).await?;
        Ok(rows.iter().filter_map(|row| self.readable(row)).collect())
    }

    /// When the next message is due, if there is any.
    pub async fn next_message_due(&self) -> Result<Option<Moment>, Broken> {
        let row = self.db.row(NEXT, Vec::new()).await?;
        row.map(|row| row.moment(0)).transpose()
    }

    /// A message that cannot be read does not hold up the others; it goes when it expires.
    fn readable(&self, row: &Row) -> Option<Waiting> {
        let read = self.waiting_from(row);
        read.inspect_err(|error| tracing::warn!(%error, "a message on its way cannot be read"))
            .ok()
    }

    fn waiting_from(&self, row: &Row) -> Result<Waiting, Broken> {
        let plain = self
            .sealer
            .open(SEAL, &bound(&PoolId::new(row.text(0)?), &row.text(1)?), &row.bytes(3)?)
            .ok_or_else(|| text::unopened("a message"))?;
        let letter = serde_json::from_slice(&plain).map_err(|_| text::damaged("a message", "it is no letter"))?;
        Ok(Waiting {
            letter,
            tries: row.int(2)?,
        })
    }
}

//! What has become meaningless with time, and is dropped now and then by whichever node thinks of it.
//!
//! In chunks, oldest first: a backlog of millions must not hold the one writer, or a transaction, for minutes.

use domain::{
    auth_event,
    moment::{Moment, Span},
};

use crate::{
    Store, attempts, auth_events, codes,
    db::{Batch, Broken, Statement, statements},
    device_steps, families, federation_trips, known_places, logins, long_states, oauth_codes, outbox, passkeys, spent,
    sso_sessions,
};

/// An access token lives at most a day (auth.md §13.1, documented), and may be made at the last moment of its family: so long it
/// must be possible to learn that the family was revoked.
const FAMILIES_STAY: Span = Span::days(1);

/// Failures are forgotten after this time (auth.md §6, documented).
const LOCKOUTS_STAY: Span = Span::minutes(15);

/// Longer than any window in which attempts are counted (resources.md §2.11: an hour).
const ATTEMPTS_STAY: Span = Span::days(1);

/// A code that is shown again after its time still tells that somebody had it: so long the tokens that it gave are revoked.
const OAUTH_CODES_STAY: Span = Span::days(1);

// The time of the thousandth row, counted from the oldest: where a chunk ends.
statements! {
    CHUNK_OF_SPENT = "SELECT expires FROM spent WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_CODES = "SELECT expires FROM codes WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_DEVICE_STEPS = "SELECT expires FROM device_steps WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_LONG_STATES = "SELECT expires FROM long_states WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_MESSAGES = "SELECT expires FROM outbox WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_REGISTRATIONS = "SELECT expires FROM passkey_registrations WHERE expires < $1 \
        ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_OAUTH_CODES = "SELECT expires FROM oauth_codes WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_TRIPS = "SELECT expires FROM federation_trips WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_SSO_SESSIONS = "SELECT expires FROM sso_sessions WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_FAMILIES = "SELECT expires FROM families WHERE expires < $1 ORDER BY expires LIMIT 1 OFFSET 999";
    CHUNK_OF_LOCKOUTS = "SELECT locked_until FROM lockouts WHERE locked_until < $1 \
        ORDER BY locked_until LIMIT 1 OFFSET 999";
    CHUNK_OF_AUTH_EVENTS = "SELECT at FROM auth_events WHERE at < $1 ORDER BY at LIMIT 1 OFFSET 999";
    CHUNK_OF_KNOWN_PLACES = "SELECT at FROM known_places WHERE at < $1 ORDER BY at LIMIT 1 OFFSET 999";
    CHUNK_OF_ATTEMPTS = "SELECT started FROM attempts WHERE started < $1 ORDER BY started LIMIT 1 OFFSET 999";
}

/// Rows that are stale before a moment: where a chunk of them ends, and how everything before a moment is dropped.
struct Stale {
    chunk: Statement,
    before: Moment,
    sweep: fn(Moment) -> Batch,
}

fn everything_stale(now: Moment) -> Vec<Stale> {
    let stale = |chunk, before, sweep: fn(Moment) -> Batch| Stale { chunk, before, sweep };
    vec![
        stale(CHUNK_OF_SPENT, now, spent::sweep),
        stale(CHUNK_OF_CODES, now, codes::sweep),
        stale(CHUNK_OF_DEVICE_STEPS, now, device_steps::sweep),
        stale(CHUNK_OF_LONG_STATES, now, long_states::sweep),
        stale(CHUNK_OF_MESSAGES, now, outbox::sweep),
        stale(CHUNK_OF_REGISTRATIONS, now, passkeys::sweep),
        stale(CHUNK_OF_OAUTH_CODES, now - OAUTH_CODES_STAY, oauth_codes::sweep),
        stale(CHUNK_OF_TRIPS, now, federation_trips::sweep),
        stale(CHUNK_OF_SSO_SESSIONS, now, sso_sessions::sweep),
        stale(CHUNK_OF_FAMILIES, now - FAMILIES_STAY, families::sweep),
        stale(CHUNK_OF_LOCKOUTS, now - LOCKOUTS_STAY, logins::sweep),
        stale(CHUNK_OF_ATTEMPTS, now - ATTEMPTS_STAY, attempts::sweep),
        stale(CHUNK_OF_AUTH_EVENTS, now - auth_event::KEPT, auth_events::sweep),
        stale(CHUNK_OF_KNOWN_PLACES, now - auth_event::KEPT, known_places::sweep),
    ]
}

impl Store {
    /// Drops everything whose time has passed, chunk by chunk. Dropping it later, or never, changes no answer.
    ///
    /// # Errors
    /// The database does not answer; what was dropped stays dropped.
    pub async fn sweep(&self, now: Moment) -> Result<(), Broken> {
        for stale in everything_stale(now) {
            while !self.sweep_chunk(&stale).await? {}
        }
        Ok(())
    }

    /// Drops the oldest chunk; whether it was the last one.
    async fn sweep_chunk(&self, stale: &Stale) -> Result<bool, Broken> {
        let row = self.db.row(stale.chunk, vec![stale.before.into()]).await?;
        let end = row.map(|row| row.moment(0)).transpose()?;
        // The end itself belongs to the chunk.
        let before = end.map_or(stale.before, |end| Moment::from_micros(end.micros() + 1));
        // Nothing in the batch is guarded, so it cannot be refused.
        let _done = self.db.write((stale.sweep)(before)).await?;
        Ok(before >= stale.before)
    }
}

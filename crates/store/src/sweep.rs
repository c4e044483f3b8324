//! What has become meaningless with time, and is dropped now and then by whichever node thinks of it.

use domain::moment::{Moment, Span};

use crate::{
    attempts, codes, db::Batch, device_steps, families, logins, long_states, oauth_codes, passkeys, spent, sso_sessions,
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

/// Drops everything whose time has passed. Dropping it later, or never, changes no answer.
pub fn everything_stale(now: Moment) -> Batch {
    spent::sweep(now)
        .and(codes::sweep(now))
        .and(device_steps::sweep(now))
        .and(long_states::sweep(now))
        .and(passkeys::sweep(now))
        .and(oauth_codes::sweep(now - OAUTH_CODES_STAY))
        .and(sso_sessions::sweep(now))
        .and(families::sweep(now - FAMILIES_STAY))
        .and(logins::sweep(now - LOCKOUTS_STAY))
        .and(attempts::sweep(now - ATTEMPTS_STAY))
}

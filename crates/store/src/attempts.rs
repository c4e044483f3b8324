//! Limits on how often a user may do something, such as five password changes an hour (resources.md §2.11).

use domain::{
    ids::PoolId,
    moment::{Moment, Span},
};

use crate::{
    db::{Batch, statements},
    subject::Subject,
};

/// The attempt was one too many; it was not counted.
pub const TOO_MANY: &str = "too many attempts";

statements! {
    COUNT = "INSERT INTO attempts (pool, subject, action, started, made) VALUES ($1, $2, $3, $4, 1) \
        ON CONFLICT (pool, subject, action) DO UPDATE SET \
        started = CASE WHEN attempts.started <= $5 THEN excluded.started ELSE attempts.started END, \
        made = CASE WHEN attempts.started <= $5 THEN 1 ELSE attempts.made + 1 END \
        WHERE attempts.started <= $5 OR attempts.made < $6";
    CLEAR = "DELETE FROM attempts WHERE pool = $1 AND subject = $2 AND action = $3";
    SWEEP = "DELETE FROM attempts WHERE started < $1";
}

/// At most so many in a window, which starts with the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many; at least 1.
    pub most: i64,
    /// The length of the window.
    pub window: Span,
}

impl Limit {
    /// So many an hour.
    pub const fn hourly(most: i64) -> Self {
        Self {
            most,
            window: Span::hours(1),
        }
    }
}

/// Counts an attempt at `action`, before it is judged.
///
/// Guard: [`TOO_MANY`].
pub fn count(pool: &PoolId, subject: Subject<'_>, action: &'static str, limit: Limit, now: Moment) -> Batch {
    Batch::new().guard(
        TOO_MANY,
        COUNT,
        vec![
            pool.as_str().into(),
            subject.key().into(),
            action.into(),
            now.into(),
            (now - limit.window).into(),
            limit.most.into(),
        ],
    )
}

/// Forgets the attempts at `action`.
pub fn clear(pool: &PoolId, subject: Subject<'_>, action: &'static str) -> Batch {
    Batch::new().then(CLEAR, vec![pool.as_str().into(), subject.key().into(), action.into()])
}

/// Drops windows that started before this moment, which is as long ago as the longest window or more.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

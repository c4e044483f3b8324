//! What can go wrong with PostgreSQL, and what may be tried again.

use std::{
    error::Error as _,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use deadpool_postgres::PoolError;
use tokio_postgres::{Error, error::SqlState};

use super::super::Broken;

/// A failure, and whether doing it all again may help.
pub(super) struct Trouble {
    pub(super) kind: Kind,
    pub(super) broken: Broken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The server undid it in favour of another transaction. Nothing was written.
    Conflict,
    /// The connection is gone or cannot write, and nothing was written.
    Lost,
    /// No answer in time, or no host to be had; the last word was not sent, so nothing was written. Each try may take the whole
    /// patience, and the client is waiting.
    Slow,
    /// The connection is gone or silent after the last word was sent: it may have been written.
    Unknown,
    /// It would fail again.
    Final,
}

/// Whether an answer that never came could have meant "written".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    /// Something that writes nothing by itself: a query, or a statement before `commit`.
    Harmless,
    /// The last word: `commit`, or a statement that is a transaction of its own.
    LastWord,
}

impl Kind {
    /// How often it is tried in all.
    pub(super) fn tries(self) -> u32 {
        match self {
            // Where transactions are serializable, of several that want one row only one gets it at a time.
            Self::Conflict => 10,
            Self::Lost => 3,
            Self::Slow => 2,
            Self::Unknown | Self::Final => 1,
        }
    }

    /// Whether the connection is of no more use.
    pub(super) fn spoils_connection(self) -> bool {
        matches!(self, Self::Lost | Self::Slow | Self::Unknown)
    }
}

impl Trouble {
    pub(super) fn from_driver(doing: &str, error: &Error, sent: Sent) -> Self {
        let gone = match sent {
            Sent::Harmless => Kind::Lost,
            Sent::LastWord => Kind::Unknown,
        };
        let kind = match error.code() {
            Some(code) => by_code(code, gone),
            // No code: it is ours (a wrong number of parameters), or the connection broke.
            None if error.is_closed()
                || error
                    .source()
                    .is_some_and(<dyn std::error::Error>::is::<std::io::Error>) =>
            {
                gone
            }
            None => Kind::Final,
        };
        Self {
            kind,
            broken: Broken::new(doing, cause(error)),
        }
    }

    pub(super) fn no_answer(doing: &str, sent: Sent) -> Self {
        let (kind, cause) = match sent {
            Sent::Harmless => (Kind::Slow, "the server did not answer in time"),
            Sent::LastWord => (
                Kind::Unknown,
                "the server did not answer in time: it may or may not have been written",
            ),
        };
        Self {
            kind,
            broken: Broken::new(doing, cause),
        }
    }

    /// Trouble of ours that would come again.
    pub(super) fn last(broken: Broken) -> Self {
        Self {
            kind: Kind::Final,
            broken,
        }
    }

    pub(super) fn from_pool(error: &PoolError) -> Self {
        let (kind, cause) = match error {
            PoolError::Backend(error) => (Kind::Slow, cause(error)),
            PoolError::Timeout(_) => (Kind::Final, "all connections are busy".to_owned()),
            PoolError::Closed => (Kind::Final, "the database is closed".to_owned()),
            other => (Kind::Final, other.to_string()),
        };
        Self {
            kind,
            broken: Broken::new("connecting to the database", cause),
        }
    }
}

fn by_code(code: &SqlState, gone: Kind) -> Kind {
    match code.code() {
        // Serialization failure, deadlock, lock not available.
        "40001" | "40P01" | "55P03" => Kind::Conflict,
        // A server that has become a standby, or that does not take connections now, has written nothing.
        "25006" | "57P03" => Kind::Lost,
        code if code.starts_with("57P0") || code.starts_with("08") => gone,
        // The server does not know itself.
        "40003" => Kind::Unknown,
        _ => Kind::Final,
    }
}

/// What the server said, with its code and without its "detail", which repeats values.
pub(super) fn cause(error: &Error) -> String {
    match error.as_db_error() {
        Some(said) => {
            let constraint = said.constraint().map(|name| format!(", constraint {name}"));
            format!(
                "{} ({}{})",
                said.message(),
                said.code().code(),
                constraint.unwrap_or_default()
            )
        }
        None => match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        },
    }
}

/// How long to wait before try number `failed + 1`: about 5, 10, 20, 40 ms, each up to half as long again.
///
/// Waits spread by the golden ratio: whoever collides now is unlikely to collide again, and nobody asks for randomness.
pub(super) fn back_off(failed: u32) -> Duration {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let base = 5_000_u64 << failed.clamp(1, 5).saturating_sub(1);
    let spread = NEXT
        .fetch_add(GOLDEN, Ordering::Relaxed)
        .wrapping_add(u64::from(std::process::id()).wrapping_mul(GOLDEN));
    Duration::from_micros(base + (base / 2) * (spread >> 32) / u64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_mean_what_the_manual_says() {
        let kind = |code: &str| by_code(&SqlState::from_code(code), Kind::Unknown);
        for (code, expected) in [
            ("40001", Kind::Conflict),
            ("40P01", Kind::Conflict),
            ("55P03", Kind::Conflict),
            ("25006", Kind::Lost),
            ("57P03", Kind::Lost),
            ("57P01", Kind::Unknown),
            ("08006", Kind::Unknown),
            ("40003", Kind::Unknown),
            ("23505", Kind::Final),
            ("42601", Kind::Final),
        ] {
            assert_eq!(kind(code), expected, "{code}");
        }
    }

    #[test]
    fn waits_grow_and_differ() {
        for failed in 1..=5 {
            let base = 5_000 << (failed - 1);
            let (one, other) = (back_off(failed).as_micros(), back_off(failed).as_micros());
            assert!((base..=base + base / 2).contains(&one), "{failed}: {one}");
            assert_ne!(one, other);
        }
    }
}

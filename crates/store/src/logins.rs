//! Back-off after failures (auth.md §6): failed proofs are counted, and from the fifth on each locks the user for a while.
//!
//! The rule is that of [`domain::lockout`]; it stands here once more because counting must be one statement. A test lets both
//! count the same failures.
//!
//! A judgement may be told only after its write went through: [`fail`] and [`succeed`] are both refused while the user is
//! locked. So of any number of parallel guesses exactly the allowed number learns anything, on any number of nodes.

use domain::{ids::PoolId, moment::Moment};

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    subject::Subject,
};

/// The user is locked; the attempt was not counted, and its judgement must not be told.
pub const LOCKED: &str = "locked";

statements! {
    // `locked_until` is the last failure plus its lock, which is empty for the first four: so it says when the next attempt is
    // allowed and since when all has been quiet. The n-th failure, n >= 5, locks for 2^(n-5) seconds, up to 900 (documented);
    // after 900 quiet seconds counting starts anew (documented). `fails` in the text is the count before this failure.
    // Below five failures there is no lock to ask the clock about: that of another node, or of a request that came a moment
    // earlier and is judged later, may lie behind the last failure.
    FAIL = "INSERT INTO lockouts (pool, subject, factor, fails, locked_until) VALUES ($1, $2, $3, 1, $4) \
        ON CONFLICT (pool, subject, factor) DO UPDATE SET \
        fails = CASE WHEN lockouts.locked_until <= excluded.locked_until - 900000000 THEN 1 ELSE lockouts.fails + 1 END, \
        locked_until = excluded.locked_until + 1000000 * CASE \
        WHEN lockouts.locked_until <= excluded.locked_until - 900000000 OR lockouts.fails < 4 THEN 0 \
        WHEN lockouts.fails = 4 THEN 1 WHEN lockouts.fails = 5 THEN 2 WHEN lockouts.fails = 6 THEN 4 \
        WHEN lockouts.fails = 7 THEN 8 WHEN lockouts.fails = 8 THEN 16 WHEN lockouts.fails = 9 THEN 32 \
        WHEN lockouts.fails = 10 THEN 64 WHEN lockouts.fails = 11 THEN 128 WHEN lockouts.fails = 12 THEN 256 \
        WHEN lockouts.fails = 13 THEN 512 ELSE 900 END \
        WHERE lockouts.fails < 5 OR lockouts.locked_until <= excluded.locked_until";
    SUCCEED = "INSERT INTO lockouts (pool, subject, factor, fails, locked_until) VALUES ($1, $2, $3, 0, 0) \
        ON CONFLICT (pool, subject, factor) DO UPDATE SET fails = 0, locked_until = 0 \
        WHERE lockouts.fails < 5 OR lockouts.locked_until <= $4";
    CLEAR = "DELETE FROM lockouts WHERE pool = $1 AND subject = $2";
    FIND = "SELECT fails, locked_until FROM lockouts WHERE pool = $1 AND subject = $2 AND factor = $3";
    SWEEP = "DELETE FROM lockouts WHERE locked_until < $1";
}

/// The failure that brings the first lock.
const FIRST_WITH_LOCK: i64 = 5;

/// What was failed. Each is counted apart, so that a right password does not wipe out wrong codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// A password, in the clear or by SRP, at any door.
    Password,
    /// A second factor: a code by message or of an authenticator app.
    Mfa,
}

impl Proof {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Mfa => "mfa",
        }
    }
}

/// How often in a row a subject has failed, and until when it is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lockout {
    /// Failures in a row; those that are long past still count here until the next failure.
    pub fails: i64,
    /// When the next attempt is allowed.
    pub locked_until: Moment,
}

impl Lockout {
    /// Nothing failed yet.
    pub const NONE: Self = Self {
        fails: 0,
        locked_until: Moment::from_micros(0),
    };

    /// An attempt at this moment is refused without being judged.
    pub fn locks_at(&self, now: Moment) -> bool {
        self.ends() > now
    }

    /// When the lock ends, or has ended; the beginning of time when the failures are too few for one, however far behind the
    /// clock may be that asks.
    pub fn ends(&self) -> Moment {
        if self.fails < FIRST_WITH_LOCK {
            Self::NONE.locked_until
        } else {
            self.locked_until
        }
    }

    /// From the columns fails and locked_until, which start at `at`; null means that there is no row.
    pub(crate) fn from_row(row: &Row, at: usize) -> Result<Self, Broken> {
        match row.opt_int(at)? {
            None => Ok(Self::NONE),
            Some(fails) => Ok(Self {
                fails,
                locked_until: row.moment(at + 1)?,
            }),
        }
    }
}

/// Counts a failed proof. Tell the client that it was wrong only when this is written.
///
/// Guard: [`LOCKED`].
pub fn fail(pool: &PoolId, subject: Subject<'_>, proof: Proof, now: Moment) -> Batch {
    Batch::new().guard(LOCKED, FAIL, args(pool, subject, proof, now))
}

/// Accepts a right proof and forgets the failures before it. Belongs in the batch that acts on the proof.
///
/// Guard: [`LOCKED`].
pub fn succeed(pool: &PoolId, subject: Subject<'_>, proof: Proof, now: Moment) -> Batch {
    Batch::new().guard(LOCKED, SUCCEED, args(pool, subject, proof, now))
}

/// Forgets all failures of a user, locked or not.
pub fn clear(pool: &PoolId, subject: Subject<'_>) -> Batch {
    Batch::new().then(CLEAR, vec![pool.as_str().into(), subject.key().into()])
}

/// Drops rows that say nothing any more: those whose lock ended before this moment, which is 15 minutes ago or more.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

fn args(pool: &PoolId, subject: Subject<'_>, proof: Proof, now: Moment) -> Vec<crate::db::Value> {
    vec![
        pool.as_str().into(),
        subject.key().into(),
        proof.as_str().into(),
        now.into(),
    ]
}

impl Store {
    /// The failures of a subject. For users, [`Store::sign_in_view`] brings them along.
    pub async fn lockout(&self, pool: &PoolId, subject: Subject<'_>, proof: Proof) -> Result<Lockout, Broken> {
        let args = vec![pool.as_str().into(), subject.key().into(), proof.as_str().into()];
        let row = self.db.row(FIND, args).await?;
        row.map_or(Ok(Lockout::NONE), |row| Lockout::from_row(&row, 0))
    }
}

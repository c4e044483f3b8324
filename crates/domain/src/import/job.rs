//! An import job and where it stands in its life.

use crate::{
    ids::PoolId,
    moment::{Moment, Span},
    password::foreign::HashAlgorithm,
};

/// How long a job waits to be started before it expires (resources.md §12: 24 to 48 hours, documented).
pub const PATIENCE: Span = Span::hours(24);

/// Jobs of a pool (resources.md §2.11, documented).
pub const MOST_JOBS: i64 = 1_000;

/// Bytes of a file (resources.md §2.11, documented).
pub const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// Rows of a file (resources.md §2.11, documented).
pub const MOST_ROWS: u64 = 500_000;

/// How long a URL for the upload is good for (resources.md §12, documented).
pub const URL_LIFETIME: Span = Span::minutes(15);

/// An import job.
#[derive(Clone, Debug)]
pub struct Job {
    /// The pool that users come into.
    pub pool: PoolId,
    /// Its id: `import-` and ten letters or digits.
    pub id: String,
    /// Its name; not unique.
    pub name: String,
    /// `CloudWatchLogsRoleArn`: kept and shown.
    pub role: String,
    /// `PasswordHashingAlgorithm`: what hashes of passwords the file has.
    pub hashing: Option<HashAlgorithm>,
    /// When it was made.
    pub created: Moment,
    /// When it was started.
    pub started: Option<Moment>,
    /// When it ended.
    pub completed: Option<Moment>,
    /// Where it stands.
    pub status: Status,
    /// How it ended.
    pub ending: Option<Ending>,
    /// What became of the rows so far.
    pub counts: Counts,
    /// The file, once it is there.
    pub file: Option<File>,
    /// How far the work has come.
    pub place: Place,
}

/// A file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which of the files that were sent for the job.
    pub upload: String,
    /// Its length in bytes.
    pub size: u64,
}

/// How far the work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The byte of the file to go on with.
    pub next_byte: u64,
    /// How many lines are before it, the header among them.
    pub lines: u64,
}

/// What became of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Users made.
    pub imported: u64,
    /// Users who were there already.
    pub skipped: u64,
    /// Rows that were no good.
    pub failed: u64,
}

impl Counts {
    /// The sum of both.
    #[must_use]
    pub const fn and(self, more: Self) -> Self {
        Self {
            imported: self.imported + more.imported,
            skipped: self.skipped + more.skipped,
            failed: self.failed + more.failed,
        }
    }

    /// How the whole job ends with these numbers: a failure when there were rows and nobody was imported (resources.md
    /// §12: seen with one row of one and five of five; that nothing less is a failure is a guess).
    pub const fn ending(self) -> Ending {
        match self.imported == 0 && self.skipped + self.failed > 0 {
            true => Ending::TooManyFailed,
            false => Ending::Completed,
        }
    }
}

/// `Status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Made, and not started.
    Created,
    /// Started, and nobody is at work yet.
    Pending,
    /// At work.
    InProgress,
    /// To be stopped.
    Stopping,
    /// Never started.
    Expired,
    /// Stopped.
    Stopped,
    /// Ended badly.
    Failed,
    /// Ended well.
    Succeeded,
}

impl Status {
    const ALL: [Self; 8] = [
        Self::Created,
        Self::Pending,
        Self::InProgress,
        Self::Stopping,
        Self::Expired,
        Self::Stopped,
        Self::Failed,
        Self::Succeeded,
    ];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Pending => "Pending",
            Self::InProgress => "InProgress",
            Self::Stopping => "Stopping",
            Self::Expired => "Expired",
            Self::Stopped => "Stopped",
            Self::Failed => "Failed",
            Self::Succeeded => "Succeeded",
        }
    }

    /// From the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }
}

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Every row was looked at, and somebody was imported, or there was no row.
    Completed,
    /// Every row was looked at, and nobody was imported.
    TooManyFailed,
    /// An administrator stopped it.
    Stopped,
    /// Nobody started it.
    Expired,
    /// The first line does not name the columns of the pool.
    BadHeader,
    /// The file has more rows than a file may have.
    TooManyRows,
}

impl Ending {
    const ALL: [Self; 6] = [
        Self::Completed,
        Self::TooManyFailed,
        Self::Stopped,
        Self::Expired,
        Self::BadHeader,
        Self::TooManyRows,
    ];

    /// Its name in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::TooManyFailed => "too many failed",
            Self::Stopped => "stopped",
            Self::Expired => "expired",
            Self::BadHeader => "bad header",
            Self::TooManyRows => "too many rows",
        }
    }

    /// From its name in the store.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == name)
    }

    /// The status of a job that ended so.
    pub const fn status(self) -> Status {
        match self {
            Self::Completed => Status::Succeeded,
            Self::Stopped => Status::Stopped,
            Self::Expired => Status::Expired,
            Self::TooManyFailed | Self::BadHeader | Self::TooManyRows => Status::Failed,
        }
    }
}

impl Job {
    /// The job as it is at this moment: one that waited too long has expired, also before anybody has written that down.
    #[must_use]
    pub fn at(mut self, now: Moment) -> Self {
        let end = self.created + PATIENCE;
        if self.status == Status::Created && now >= end {
            self.status = Status::Expired;
            self.ending = Some(Ending::Expired);
            self.completed = Some(end);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
        for ending in Ending::ALL {
            assert_eq!(Ending::parse(ending.as_str()), Some(ending));
        }
        assert_eq!((Status::parse("created"), Ending::parse("")), (None, None));
    }

    #[test]
    fn a_job_fails_when_nobody_came_of_it() {
        let counts = |imported, skipped, failed| Counts {
            imported,
            skipped,
            failed,
        };
        assert_eq!(counts(0, 0, 0).ending(), Ending::Completed);
        assert_eq!(counts(1, 9, 9).ending(), Ending::Completed);
        assert_eq!(counts(0, 1, 0).ending(), Ending::TooManyFailed);
        assert_eq!(counts(0, 0, 1).ending(), Ending::TooManyFailed);
        assert_eq!(counts(1, 2, 3).and(counts(10, 20, 30)), counts(11, 22, 33));
    }
}

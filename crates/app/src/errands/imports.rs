//! Importing the users of a file (resources.md §12).
//!
//! The file is read part by part, and some hundred rows at a time become one batch: their users, the counters, the log
//! and the place in the file. So memory stays small, and whatever happens a row is imported and counted once.

use std::{collections::HashSet, sync::Arc};

use domain::{
    aliases::{Name, NameKind, names_of},
    ids::Sub,
    import::{
        file::{Header, Line, Lines},
        job::{Counts, Ending, Job, MOST_ROWS, Place, Status},
        row::{Row, RowProblem},
    },
    moment::Span,
    password::{foreign::ForeignHash, kept::Kept},
    pool::Pool,
    user::User,
};
use store::{
    credentials::{self, Credential},
    db::{Batch, Done},
    imports::{self, Lease, Step},
    users,
};

use super::Turn;
use crate::{
    cx::House,
    flow::import_file::PART_BYTES,
    operation::{Broken, Failed},
    say::imports as say,
};

/// How long a node may be silent before another takes its job.
const LEASE: Span = Span::seconds(60);

/// Rows of one batch: enough that a sync to disk costs each next to nothing, few enough that others who write do not wait.
const ROWS: usize = 500;

/// How often a batch is tried again when somebody takes a name between the look and the write.
const TRIES: usize = 8;

/// Works at one job, from where it stands to its end.
///
/// # Errors
/// The store's. The job stays where it is, and is taken up again.
pub async fn turn(house: &Arc<House>) -> Result<Turn, Failed> {
    let now = house.clock.now();
    house.store.expire_import_jobs(now).await?;
    let Some(job) = house.store.import_job_due(now).await? else {
        return Ok(Turn::Idle);
    };
    let holder = house.entropy.uuid().simple().to_string();
    let lease = Lease {
        job: &job,
        holder: &holder,
    };
    if house.store.write(imports::claim(lease, now, now + LEASE)).await? == Done::Written {
        let work = Work::begin(house, &job, &holder).await;
        let outcome = match work {
            Ok(Some(work)) => work.run().await,
            Ok(None) => Ok(()),
            Err(failed) => Err(failed),
        };
        if outcome.is_err() {
            // Nobody has to wait for the lease to run out.
            let _done = house.store.write(imports::leave(lease)).await?;
        }
        outcome?;
    }
    Ok(Turn::Done)
}

/// A job at work.
struct Work<'a> {
    house: &'a House,
    job: Job,
    holder: &'a str,
    pool: Pool,
    file: Reader<'a>,
}

/// What becomes of a row.
enum Outcome {
    Imported(Box<Made>),
    Skipped,
    Failed(RowFailed),
}

/// Who comes of a row.
struct Made {
    user: User,
    names: Vec<Name>,
    password: Option<ForeignHash>,
}

/// Why a row makes no user.
enum RowFailed {
    /// It breaks a rule.
    Problem(RowProblem),
    /// Another user has the address or the preferred username.
    Taken(NameKind),
}

/// How the writing of a step went.
enum Written {
    /// It is done.
    Yes,
    /// Somebody has a name that one of the users was to get.
    NameTaken,
    /// The job is not ours any more.
    NotOurs,
}

impl<'a> Work<'a> {
    /// Takes up a job that was claimed; `None` when its pool is gone.
    async fn begin(house: &'a House, job: &Job, holder: &'a str) -> Result<Option<Self>, Failed> {
        // As it is now that nobody else can change its place.
        let (pool, job) = (
            house.store.pool(&job.pool).await?,
            house.store.import_job(&job.pool, &job.id).await?,
        );
        let (Some(pool), Some(job)) = (pool, job) else {
            return Ok(None);
        };
        let file = Reader::new(house, &job);
        Ok(Some(Self {
            house,
            job,
            holder,
            pool,
            file,
        }))
    }

    async fn run(mut self) -> Result<(), Failed> {
        if self.job.status == Status::Stopping {
            return self.finish(Ending::Stopped).await;
        }
        let Some(header) = self.header().await? else {
            return self.finish(Ending::BadHeader).await;
        };
        loop {
            let lines = self.file.lines(ROWS).await?;
            if lines.is_empty() {
                return self.finish(self.job.counts.ending()).await;
            }
            if self.job.place.lines > MOST_ROWS {
                return self.finish(Ending::TooManyRows).await;
            }
            if !self.step(&header, &lines).await? {
                return self.give_way().await;
            }
        }
    }

    /// Reads the first line, and goes to where the work stands.
    async fn header(&mut self) -> Result<Option<Header>, Failed> {
        let first = self.file.lines(1).await?;
        let Some(line) = first.first() else {
            return Ok(None);
        };
        let header = Header::read(&self.pool.settings.schema, self.job.hashing, line);
        match self.job.place.lines {
            0 => {
                self.job.place.lines = 1;
                self.file.begin_at(line.bytes);
            }
            _ => self.file.begin_at(self.job.place.next_byte),
        }
        Ok(header)
    }

    /// Imports some rows. `false` when the job is not ours any more, or to be stopped.
    async fn step(&mut self, header: &Header, lines: &[Line]) -> Result<bool, Failed> {
        let mut taken = HashSet::new();
        for _ in 0..TRIES {
            let outcomes = self.judge(header, lines, &taken);
            match self.write(lines, outcomes).await? {
                Written::Yes => return Ok(true),
                Written::NotOurs => return Ok(false),
                Written::NameTaken => taken = self.taken(header, lines).await?,
            }
        }
        Err(self.broken("names are taken at every attempt"))
    }

    fn broken(&self, cause: &str) -> Failed {
        Failed::Broken(Broken {
            doing: format!("importing users by {}", self.job.id),
            cause: cause.into(),
        })
    }

    /// What becomes of each line that is not blank. `taken` are the names that are known to belong to others.
    fn judge(&self, header: &Header, lines: &[Line], taken: &HashSet<Name>) -> Vec<Option<Outcome>> {
        let mut claimed: HashSet<Name> = HashSet::new();
        let judge = |line: &Line| {
            let row = match Row::judge(&self.pool, header, line) {
                _ if line.is_blank() => return None,
                Ok(row) => row,
                Err(problem) => return Some(Outcome::Failed(RowFailed::Problem(problem))),
            };
            let password = row.password.clone();
            let sub = Sub::new(self.house.entropy.uuid().to_string());
            let user = row.user(&self.pool, sub, self.house.clock.now());
            let names = names_of(&self.pool.settings, &user);
            let mut others = names
                .iter()
                .filter(|name| taken.contains(*name) || claimed.contains(*name));
            if let Some(name) = others.next() {
                return Some(self.conflict(name.kind));
            }
            claimed.extend(names.iter().cloned());
            Some(Outcome::Imported(Box::new(Made { user, names, password })))
        };
        lines.iter().map(judge).collect()
    }

    /// A name that is the user's identity in the pool means that the user is there already; any other is somebody else's.
    fn conflict(&self, kind: NameKind) -> Outcome {
        let is_identity = match kind {
            NameKind::Username => true,
            NameKind::Email | NameKind::PhoneNumber => !self.pool.settings.username_attributes.is_empty(),
            NameKind::PreferredUsername => false,
        };
        match is_identity {
            true => Outcome::Skipped,
            false => Outcome::Failed(RowFailed::Taken(kind)),
        }
    }

    /// Which names of these rows belong to somebody.
    async fn taken(&self, header: &Header, lines: &[Line]) -> Result<HashSet<Name>, Failed> {
        let mut taken = HashSet::new();
        for outcome in self.judge(header, lines, &taken).into_iter().flatten() {
            let Outcome::Imported(made) = outcome else {
                continue;
            };
            for name in made.names {
                if self.house.store.is_name_taken(&self.job.pool, &name).await? {
                    taken.insert(name);
                }
            }
        }
        Ok(taken)
    }

    async fn write(&mut self, lines: &[Line], outcomes: Vec<Option<Outcome>>) -> Result<Written, Failed> {
        let mut log = String::new();
        let mut counts = Counts::default();
        let mut made = Vec::new();
        let mut passwords = Batch::new();
        for (number, outcome) in (self.job.place.lines + 1..).zip(outcomes) {
            match outcome {
                None => continue,
                Some(Outcome::Imported(new)) => {
                    if let Some(hash) = new.password {
                        passwords = passwords.and(self.password(&new.user, hash));
                    }
                    made.push((new.user, new.names));
                    counts.imported += 1;
                    log += &say::line_imported(number);
                }
                Some(Outcome::Skipped) => {
                    counts.skipped += 1;
                    log += &say::line_skipped(number);
                }
                Some(Outcome::Failed(why)) => {
                    counts.failed += 1;
                    log += &match why {
                        RowFailed::Problem(problem) => say::line_failed(number, &problem),
                        RowFailed::Taken(kind) => say::line_of_taken_name(number, kind),
                    };
                }
            }
        }
        let place = Place {
            next_byte: self.file.place(),
            lines: self.job.place.lines + lines.len() as u64,
        };
        let users = users::insert_all(&self.job.pool, &made).and(passwords);
        self.advance(place, counts, &log, users).await
    }

    fn password(&self, user: &User, hash: ForeignHash) -> Batch {
        let credential = Credential {
            version: self.house.entropy.uuid().to_string(),
            set_at: user.created,
            temporary: false,
            kept: Kept::Foreign(hash),
        };
        credentials::set_first(self.house.store.sealer(), (&user.pool, &user.sub), &credential)
    }

    async fn advance(&mut self, place: Place, more: Counts, log: &str, users: Batch) -> Result<Written, Failed> {
        let step = Step {
            place,
            counts: self.job.counts.and(more),
            log,
            leased_until: self.house.clock.now() + LEASE,
        };
        let batch = imports::advance(self.lease(), &step).and(users);
        match self.house.store.write(batch).await? {
            Done::Written => {
                self.job.place = step.place;
                self.job.counts = step.counts;
                Ok(Written::Yes)
            }
            Done::Refused(imports::LEASE_LOST | imports::POOL_GONE) => Ok(Written::NotOurs),
            Done::Refused(_) => Ok(Written::NameTaken),
        }
    }

    fn lease(&self) -> Lease<'_> {
        Lease {
            job: &self.job,
            holder: self.holder,
        }
    }

    /// The job was told to stop, or is another node's.
    async fn give_way(self) -> Result<(), Failed> {
        match self.house.store.import_job(&self.job.pool, &self.job.id).await? {
            Some(job) if job.status == Status::Stopping => self.finish(Ending::Stopped).await,
            _ => Ok(()),
        }
    }

    async fn finish(&self, ending: Ending) -> Result<(), Failed> {
        let now = self.house.clock.now();
        let batch = imports::finish(self.lease(), ending, now);
        match self.house.store.write(batch).await? {
            Done::Written => {
                tracing::info!(pool = %self.job.pool, job = self.job.id, ending = ending.as_str(), "import ended");
                Ok(())
            }
            // Told to stop at the last moment, or another node's.
            Done::Refused(_) => Ok(()),
        }
    }
}

/// Reads the lines of a job's file, part by part.
struct Reader<'a> {
    house: &'a House,
    of: (domain::ids::PoolId, String, String),
    lines: Lines,
    /// Lines that were read and not yet given.
    read: std::collections::VecDeque<Line>,
    /// The next part to fetch; `None` after the last.
    part: Option<i64>,
    /// Bytes of that part that were given before.
    skip: usize,
    /// The first byte that was not given yet.
    place: u64,
}

impl<'a> Reader<'a> {
    fn new(house: &'a House, job: &Job) -> Self {
        let upload = job.file.as_ref().map(|file| file.upload.clone()).unwrap_or_default();
        Self {
            house,
            of: (job.pool.clone(), job.id.clone(), upload),
            lines: Lines::default(),
            read: std::collections::VecDeque::new(),
            part: Some(0),
            skip: 0,
            place: 0,
        }
    }

    /// Goes to a byte of the file.
    fn begin_at(&mut self, byte: u64) {
        let part_bytes = PART_BYTES as u64;
        self.lines = Lines::default();
        self.read.clear();
        self.part = i64::try_from(byte / part_bytes).ok();
        self.skip = usize::try_from(byte % part_bytes).unwrap_or(0);
        self.place = byte;
    }

    const fn place(&self) -> u64 {
        self.place
    }

    /// The next lines, at most so many; none at the end of the file.
    async fn lines(&mut self, most: usize) -> Result<Vec<Line>, Failed> {
        while self.read.len() < most
            && let Some(part) = self.part
        {
            let (pool, job, upload) = &self.of;
            let bytes = self.house.store.import_part((pool, job), upload, part).await?;
            match bytes {
                Some(bytes) => {
                    let rest = bytes.get(std::mem::take(&mut self.skip)..).unwrap_or_default();
                    self.read.extend(self.lines.push(rest));
                    self.part = Some(part + 1);
                }
                None => {
                    self.read.extend(self.lines.finish());
                    self.part = None;
                }
            }
        }
        let lines: Vec<_> = self.read.drain(..most.min(self.read.len())).collect();
        self.place += lines.iter().map(|line| line.bytes).sum::<u64>();
        Ok(lines)
    }
}

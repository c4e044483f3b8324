//! Jobs that import users, their files, and what became of the lines.
//!
//! A job is worked at by one node at a time: whoever holds its lease. Users, counters and the place in the file change in
//! one batch that is guarded by the lease and by the place, so that a node that was thought dead and comes back writes nothing.

use domain::{
    ids::PoolId,
    import::job::{Counts, Ending, File, Job, MOST_JOBS, PATIENCE, Place, Status},
    moment::Moment,
    password::foreign::HashAlgorithm,
};

use crate::{
    Sealer, Store,
    db::{Batch, Broken, Row, Value, statements},
    page::{Page, Position, page},
    text,
};

/// The pool is gone.
pub const POOL_GONE: &str = "pool gone";
/// The pool has as many jobs as it may have.
pub const TOO_MANY_JOBS: &str = "too many import jobs";
/// The job takes no file, because it is no longer new.
pub const JOB_CLOSED: &str = "import job takes no file";
/// The job cannot be started: it is not new, or has no file.
pub const NOT_STARTABLE: &str = "import job not startable";
/// Another job is at work.
pub const IMPORT_RUNNING: &str = "import running";
/// The job cannot be stopped: it is not at work.
pub const NOT_STOPPABLE: &str = "import job not stoppable";
/// The job is another node's now, or was told to stop.
pub const LEASE_LOST: &str = "import lease lost";

const SEAL: &str = "part of an import file";

/// One job of an account is at work at a time (resources.md §2.11, documented), and this server is one account. Jobs of the same
/// turn wait for one another.
const TURN: &str = "account";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "pool, id, name, role_arn, hashing, created, started, completed, status, ending, imported, skipped, failed, \
         upload, size, next_byte, lines"
    };
}

statements! {
    /// Changes nothing, and keeps others who do the same waiting until the batch ends.
    HOLD_POOL = "UPDATE pools SET version = version WHERE id = $1";
    ROOM = "UPDATE pools SET version = version WHERE id = $1 \
        AND (SELECT COUNT(*) FROM import_jobs WHERE pool = $1) < $2";
    NONE_RUNNING = "UPDATE pools SET version = version WHERE id = $1 \
        AND NOT EXISTS (SELECT 1 FROM import_turns WHERE pool = $1)";
    INSERT = "INSERT INTO import_jobs (pool, id, name, role_arn, hashing, created, status, imported, skipped, failed, \
        next_byte, lines, holder, leased_until) VALUES ($1, $2, $3, $4, $5, $6, 'Created', 0, 0, 0, 0, 0, '', 0)";
    FIND = concat!("SELECT ", columns!(), " FROM import_jobs WHERE pool = $1 AND id = $2");
    LIST = concat!("SELECT ", columns!(), " FROM import_jobs WHERE pool = $1 AND (created, id) < ($2, $3) \
        ORDER BY created DESC, id DESC LIMIT $4");
    DUE = concat!("SELECT ", columns!(), " FROM import_jobs \
        WHERE status IN ('Pending', 'InProgress', 'Stopping') AND leased_until < $1 ORDER BY leased_until LIMIT 1");
    PUT_PART = "INSERT INTO import_parts (pool, job, upload, part, sealed) VALUES ($1, $2, $3, $4, $5)";
    PART = "SELECT sealed FROM import_parts WHERE pool = $1 AND job = $2 AND upload = $3 AND part = $4";
    TAKE_FILE = "UPDATE import_jobs SET upload = $3, size = $4 \
        WHERE pool = $1 AND id = $2 AND status = 'Created' AND created > $5";
    DROP_UPLOAD = "DELETE FROM import_parts WHERE pool = $1 AND job = $2 AND upload = $3";
    DROP_OTHER_UPLOADS = "DELETE FROM import_parts WHERE pool = $1 AND job = $2 AND upload <> $3";
    DROP_PARTS = "DELETE FROM import_parts WHERE pool = $1 AND job = $2";
    START = "UPDATE import_jobs SET status = 'Pending', started = $3 \
        WHERE pool = $1 AND id = $2 AND status = 'Created' AND created > $4 AND upload IS NOT NULL";
    TAKE_TURN = "INSERT INTO import_turns (turn, pool, job) VALUES ($3, $1, $2) ON CONFLICT DO NOTHING";
    END_TURN = "DELETE FROM import_turns WHERE pool = $1 AND job = $2";
    STOP = "UPDATE import_jobs SET status = 'Stopping' \
        WHERE pool = $1 AND id = $2 AND status IN ('Pending', 'InProgress')";
    CLAIM = "UPDATE import_jobs SET holder = $3, leased_until = $4, \
        status = CASE WHEN status = 'Pending' THEN 'InProgress' ELSE status END \
        WHERE pool = $1 AND id = $2 AND status IN ('Pending', 'InProgress', 'Stopping') AND leased_until < $5";
    LEAVE = "UPDATE import_jobs SET leased_until = 0 WHERE pool = $1 AND id = $2 AND holder = $3";
    ADVANCE = "UPDATE import_jobs SET leased_until = $4, next_byte = $6, lines = $7, imported = $8, skipped = $9, failed = $10 \
        WHERE pool = $1 AND id = $2 AND holder = $3 AND status = 'InProgress' AND next_byte = $5";
    FINISH = "UPDATE import_jobs SET status = $4, ending = $5, completed = $6 \
        WHERE pool = $1 AND id = $2 AND holder = $3 AND status IN ('InProgress', 'Stopping')";
    EXPIRED = "SELECT pool, id FROM import_jobs WHERE status = 'Created' AND leased_until = 0 AND created <= $1 LIMIT 100";
    EXPIRE = "UPDATE import_jobs SET status = 'Expired', ending = 'expired', completed = created + $3 \
        WHERE pool = $1 AND id = $2 AND status = 'Created'";
    LOG = "INSERT INTO import_logs (pool, job, line, entries) VALUES ($1, $2, $3, $4)";
    READ_LOG = "SELECT line, entries FROM import_logs WHERE pool = $1 AND job = $2 AND line > $3 ORDER BY line LIMIT 1";
}

/// A job with the node that is at work on it.
#[derive(Clone, Copy)]
pub struct Lease<'a> {
    /// The job, as it was read last.
    pub job: &'a Job,
    /// Who is at work: a name that no other turn of work has.
    pub holder: &'a str,
}

/// One step of the work on a job.
pub struct Step<'a> {
    /// How far the work has come with it.
    pub place: Place,
    /// What became of all rows so far.
    pub counts: Counts,
    /// What the log says of the step's lines.
    pub log: &'a str,
    /// Until when nobody else may work at the job.
    pub leased_until: Moment,
}

fn key(pool: &PoolId, id: &str) -> Vec<Value> {
    vec![pool.as_str().into(), id.into()]
}

fn with(mut key: Vec<Value>, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
    key.extend(more);
    key
}

/// Remembers a new job.
///
/// Guards: [`POOL_GONE`], [`TOO_MANY_JOBS`].
pub fn insert(job: &Job) -> Batch {
    let args = with(
        key(&job.pool, &job.id),
        [
            job.name.as_str().into(),
            job.role.as_str().into(),
            job.hashing.map(|algorithm| algorithm.as_str().to_owned()).into(),
            job.created.into(),
        ],
    );
    let pool: Value = job.pool.as_str().into();
    Batch::new()
        .guard(POOL_GONE, HOLD_POOL, vec![pool.clone()])
        .guard(TOO_MANY_JOBS, ROOM, vec![pool, MOST_JOBS.into()])
        .then(INSERT, args)
}

/// Refuses a batch while users are being imported into the pool, and keeps an import from beginning before the batch ends.
///
/// Guards: [`POOL_GONE`], [`IMPORT_RUNNING`].
pub fn none_running(pool: &PoolId) -> Batch {
    let pool: Value = pool.as_str().into();
    Batch::new()
        .guard(POOL_GONE, HOLD_POOL, vec![pool.clone()])
        .guard(IMPORT_RUNNING, NONE_RUNNING, vec![pool])
}

/// Keeps one part of a file that is being sent; parts count from 0.
pub fn put_part(sealer: &Sealer, (pool, job): (&PoolId, &str), (upload, part): (&str, i64), bytes: &[u8]) -> Batch {
    let sealed = sealer.seal(SEAL, &bound(pool, job, upload, part), bytes);
    let args = with(key(pool, job), [upload.into(), part.into(), sealed.into()]);
    Batch::new().then(PUT_PART, args)
}

fn bound(pool: &PoolId, job: &str, upload: &str, part: i64) -> Vec<u8> {
    text::aad(&[pool.as_str(), job, upload, &part.to_string()])
}

/// The file is complete: from now on it is the job's, and no other.
///
/// Guard: [`JOB_CLOSED`].
pub fn take_file(pool: &PoolId, job: &str, file: &File, now: Moment) -> Batch {
    let size = i64::try_from(file.size).unwrap_or(i64::MAX);
    let args = [file.upload.as_str().into(), size.into(), (now - PATIENCE).into()];
    Batch::new()
        .guard(JOB_CLOSED, TAKE_FILE, with(key(pool, job), args))
        .then(DROP_OTHER_UPLOADS, with(key(pool, job), [file.upload.as_str().into()]))
}

/// Drops a file that was not sent to its end.
pub fn drop_upload(pool: &PoolId, job: &str, upload: &str) -> Batch {
    Batch::new().then(DROP_UPLOAD, with(key(pool, job), [upload.into()]))
}

/// Lets a job begin, if no other is at work.
///
/// Guards: [`POOL_GONE`], [`NOT_STARTABLE`], [`IMPORT_RUNNING`].
pub fn start(pool: &PoolId, id: &str, now: Moment) -> Batch {
    Batch::new()
        .guard(POOL_GONE, HOLD_POOL, vec![pool.as_str().into()])
        .guard(
            NOT_STARTABLE,
            START,
            with(key(pool, id), [now.into(), (now - PATIENCE).into()]),
        )
        .guard(IMPORT_RUNNING, TAKE_TURN, with(key(pool, id), [TURN.into()]))
}

/// Lets a job end before its time.
///
/// Guard: [`NOT_STOPPABLE`].
pub fn stop(pool: &PoolId, id: &str) -> Batch {
    Batch::new().guard(NOT_STOPPABLE, STOP, key(pool, id))
}

/// Takes a job that nobody works at.
///
/// Guard: [`LEASE_LOST`].
pub fn claim(lease: Lease<'_>, now: Moment, until: Moment) -> Batch {
    let args = [lease.holder.into(), until.into(), now.into()];
    Batch::new().guard(LEASE_LOST, CLAIM, with(key(&lease.job.pool, &lease.job.id), args))
}

/// Leaves a job for whoever comes next.
pub fn leave(lease: Lease<'_>) -> Batch {
    let args = with(key(&lease.job.pool, &lease.job.id), [lease.holder.into()]);
    Batch::new().then(LEAVE, args)
}

/// One step of the work, to go with the users that it makes.
///
/// Guards: [`POOL_GONE`], [`LEASE_LOST`].
pub fn advance(lease: Lease<'_>, step: &Step<'_>) -> Batch {
    let Lease { job, holder } = lease;
    let number = |count: u64| Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
    let args = [
        holder.into(),
        step.leased_until.into(),
        number(job.place.next_byte),
        number(step.place.next_byte),
        number(step.place.lines),
        number(step.counts.imported),
        number(step.counts.skipped),
        number(step.counts.failed),
    ];
    let first = Batch::new()
        .guard(POOL_GONE, HOLD_POOL, vec![job.pool.as_str().into()])
        .guard(LEASE_LOST, ADVANCE, with(key(&job.pool, &job.id), args));
    match step.log.is_empty() {
        true => first,
        false => first.then(
            LOG,
            with(key(&job.pool, &job.id), [number(job.place.lines + 1), step.log.into()]),
        ),
    }
}

/// Ends a job, and drops its file.
///
/// Guard: [`LEASE_LOST`].
pub fn finish(lease: Lease<'_>, ending: Ending, now: Moment) -> Batch {
    let Lease { job, holder } = lease;
    let key = || key(&job.pool, &job.id);
    let args = [
        holder.into(),
        ending.status().as_str().into(),
        ending.as_str().into(),
        now.into(),
    ];
    Batch::new()
        .guard(LEASE_LOST, FINISH, with(key(), args))
        .then(DROP_PARTS, key())
        .then(END_TURN, key())
}

impl Store {
    /// The job of a pool with this id.
    pub async fn import_job(&self, pool: &PoolId, id: &str) -> Result<Option<Job>, Broken> {
        let row = self.db.row(FIND, key(pool, id)).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The jobs of a pool, newest first, from after a position on.
    pub async fn import_jobs(&self, pool: &PoolId, after: Option<&Position>, limit: u32) -> Result<Page<Job>, Broken> {
        let (created, id) = after.map_or(Ok((i64::MAX, "")), Position::time)?;
        let args = vec![
            pool.as_str().into(),
            created.into(),
            id.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        let jobs = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(jobs, limit, |job: &Job| {
            Position::at_time(job.created.micros(), &job.id)
        }))
    }

    /// A job of any pool that waits for somebody to work at it.
    pub async fn import_job_due(&self, now: Moment) -> Result<Option<Job>, Broken> {
        let row = self.db.row(DUE, vec![now.into()]).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// A part of a job's file; `None` after the last.
    pub async fn import_part(
        &self,
        (pool, job): (&PoolId, &str),
        upload: &str,
        part: i64,
    ) -> Result<Option<Vec<u8>>, Broken> {
        let args = with(key(pool, job), [upload.into(), part.into()]);
        let Some(row) = self.db.row(PART, args).await? else {
            return Ok(None);
        };
        let opened = self.sealer.open(SEAL, &bound(pool, job, upload, part), &row.bytes(0)?);
        opened.map(Some).ok_or_else(|| text::unopened("an import file"))
    }

    /// The piece of a job's log that tells of the lines after this one, with the line that it begins with.
    pub async fn import_log(&self, pool: &PoolId, job: &str, after: i64) -> Result<Option<(i64, String)>, Broken> {
        let row = self.db.row(READ_LOG, with(key(pool, job), [after.into()])).await?;
        row.map(|row| Ok((row.int(0)?, row.text(1)?))).transpose()
    }

    /// Writes down that jobs have expired which nobody started, and drops their files.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn expire_import_jobs(&self, now: Moment) -> Result<(), Broken> {
        for row in self.db.rows(EXPIRED, vec![(now - PATIENCE).into()]).await? {
            let key = || -> Result<Vec<Value>, Broken> { Ok(vec![row.text(0)?.into(), row.text(1)?.into()]) };
            let batch = Batch::new()
                .guard(JOB_CLOSED, EXPIRE, with(key()?, [PATIENCE.micros().into()]))
                .then(DROP_PARTS, key()?);
            // Refused when somebody else wrote it down first.
            let _done = self.write(batch).await?;
        }
        Ok(())
    }
}

fn from_row(row: &Row) -> Result<Job, Broken> {
    let damaged = |cause: &str| text::damaged("an import job", cause);
    let number = |column: usize| {
        let number = row.int(column)?;
        u64::try_from(number).map_err(|_| damaged("a number is negative"))
    };
    let status = Status::parse(&row.text(8)?).ok_or_else(|| damaged("its status is not known"))?;
    let ending = match row.opt_text(9)? {
        None => None,
        Some(name) => Some(Ending::parse(&name).ok_or_else(|| damaged("its ending is not known"))?),
    };
    let file = match row.opt_text(13)? {
        None => None,
        Some(upload) => Some(File {
            upload,
            size: number(14)?,
        }),
    };
    Ok(Job {
        pool: PoolId::new(row.text(0)?),
        id: row.text(1)?,
        name: row.text(2)?,
        role: row.text(3)?,
        hashing: match row.opt_text(4)? {
            None => None,
            Some(name) => Some(HashAlgorithm::parse(&name).ok_or_else(|| damaged("its hashes are not known"))?),
        },
        created: row.moment(5)?,
        started: row.opt_moment(6)?,
        completed: row.opt_moment(7)?,
        status,
        ending,
        counts: Counts {
            imported: number(10)?,
            skipped: number(11)?,
            failed: number(12)?,
        },
        file,
        place: Place {
            next_byte: number(15)?,
            lines: number(16)?,
        },
    })
}

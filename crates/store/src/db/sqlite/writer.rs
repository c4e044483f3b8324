//! The one thread that writes: many batches, one commit.

use std::{sync::OnceLock, thread, time::Duration};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::backlog::Backlog;

use super::{
    super::{Batch, Broken, Done},
    connect::{broken, execute},
    queue::Queue,
};

/// How many batches at most share a commit: enough that a sync to disk costs each next to nothing, few enough that the first
/// does not wait long for the last.
const GROUP: usize = 256;

/// The longest that a commit waits for others to join it.
const LONGEST_WAIT: Duration = Duration::from_millis(5);

/// A batch and whoever waits for it.
pub(super) struct Job {
    pub(super) batch: Batch,
    pub(super) answer: oneshot::Sender<Result<Done, Broken>>,
}

/// Works until the queue is closed and drained.
pub(super) fn run(connection: &Connection, queue: &Queue<Job>, backlog: &OnceLock<Backlog>) {
    loop {
        queue.wait();
        gather(backlog.get());
        let jobs = queue.take(GROUP);
        if jobs.is_empty() {
            return;
        }
        let (batches, answers): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.batch, job.answer)).unzip();
        let outcomes = commit_together(connection, &batches);
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Whoever has gone away does not want to know.
            let _ = answer.send(outcome);
        }
    }
}

/// Lets others join, no longer than the processor is busy anyway with what waits for it: so nobody is answered later who could
/// have been answered earlier, and a commit, with the two changes of threads around it, is shared by more.
#[expect(
    clippy::disallowed_methods,
    reason = "the processor works off its backlog in real time; nothing is decided by how long this takes"
)]
fn gather(backlog: Option<&Backlog>) {
    let wait = backlog.map_or(Duration::ZERO, Backlog::lasts).min(LONGEST_WAIT);
    if !wait.is_zero() {
        thread::sleep(wait);
    }
}

/// One transaction for all, a savepoint for each. A batch that is refused or fails takes back its own writes only; nobody is
/// told "written" before the commit.
fn commit_together(connection: &Connection, batches: &[Batch]) -> Vec<Result<Done, Broken>> {
    match try_together(connection, batches) {
        Ok(outcomes) => outcomes,
        Err(broken) => {
            if !connection.is_autocommit()
                && let Err(error) = connection.execute_batch("rollback")
            {
                tracing::error!(%error, "rolling back failed");
            }
            vec![Err(broken); batches.len()]
        }
    }
}

fn try_together(connection: &Connection, batches: &[Batch]) -> Result<Vec<Result<Done, Broken>>, Broken> {
    // "immediate" takes the write lock now, where waiting for another process is possible.
    control(connection, "begin immediate")?;
    let mut outcomes = Vec::with_capacity(batches.len());
    for batch in batches {
        control(connection, "savepoint batch")?;
        let outcome = run_batch(connection, batch);
        if let Err(broken) = &outcome
            && connection.is_autocommit()
        {
            // Disk full and the like: SQLite has undone the whole transaction, the neighbours with it.
            return Err(broken.clone());
        }
        if outcome.as_ref().ok() != Some(&Done::Written) {
            control(connection, "rollback to batch")?;
        }
        control(connection, "release batch")?;
        outcomes.push(outcome);
    }
    control(connection, "commit")?;
    Ok(outcomes)
}

fn run_batch(connection: &Connection, batch: &Batch) -> Result<Done, Broken> {
    for write in &batch.writes {
        let rows = execute(connection, write.statement, &write.args)?;
        if let Some(name) = write.refusal(rows) {
            return Ok(Done::Refused(name));
        }
    }
    Ok(Done::Written)
}

fn control(connection: &Connection, sql: &str) -> Result<(), Broken> {
    let run = || connection.prepare_cached(sql)?.raw_execute();
    run().map(|_| ()).map_err(|error| broken(sql, &error))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::{Statement, Value},
            connect,
        },
        *,
    };

    const INSERT: Statement = Statement {
        name: "INSERT",
        sql: "insert into things (name, body) values ($1, $2)",
    };

    fn insert(name: &str, size: usize) -> Batch {
        Batch::new().then(INSERT, vec![name.into(), Value::Bytes(vec![7; size])])
    }

    fn open(folder: &tempfile::TempDir) -> Connection {
        let path = folder.path().join("test.db");
        connect::make(&path).unwrap();
        let connection = connect::writer(&path).unwrap();
        connection
            .execute_batch("create table things (name text not null primary key, body blob) strict")
            .unwrap();
        connection
    }

    fn names(connection: &Connection) -> Vec<String> {
        let mut statement = connection.prepare("select name from things order by name").unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    }

    /// How many pages the write-ahead log holds.
    fn logged(connection: &Connection) -> i64 {
        connection
            .query_row("pragma wal_checkpoint(passive)", [], |row| row.get(1))
            .unwrap()
    }

    #[test]
    fn waiting_batches_share_one_commit() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder);
        connection
            .query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))
            .unwrap();
        let queue = Queue::new();
        let mut answers = Vec::new();
        for at in 0..100 {
            let (answer, answered) = oneshot::channel();
            let batch = insert(&format!("{at:03}"), 1);
            assert!(queue.push(Job { batch, answer }).is_ok());
            answers.push(answered);
        }
        queue.close();
        run(&connection, &queue, &OnceLock::new());
        for answered in answers {
            assert_eq!(answered.blocking_recv().unwrap().unwrap(), Done::Written);
        }
        assert_eq!(names(&connection).len(), 100);
        // Each commit logs the pages that it changed; a hundred commits would log two hundred.
        let logged = logged(&connection);
        assert!((1..20).contains(&logged), "{logged}");
    }

    #[test]
    fn a_full_disk_breaks_those_whom_it_concerns_and_heals() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder);
        let first = commit_together(&connection, &[insert("first", 1)]);
        assert_eq!(first[0].as_ref().unwrap(), &Done::Written);
        connection.pragma_update(None, "max_page_count", 20).unwrap();
        let outcomes = commit_together(&connection, &[insert("small", 1), insert("big", 1_000_000)]);
        assert_eq!(outcomes[1].as_ref().unwrap_err().doing, "INSERT");
        // Whoever was told "written" is there, whoever was not is not.
        let small = outcomes[0].as_ref().ok() == Some(&Done::Written);
        assert_eq!(names(&connection).contains(&"small".to_owned()), small);
        assert!(!names(&connection).contains(&"big".to_owned()));
        connection.pragma_update(None, "max_page_count", 10_000).unwrap();
        let healed = commit_together(&connection, &[insert("big", 1_000_000)]);
        assert_eq!(healed[0].as_ref().unwrap(), &Done::Written);
    }

    #[test]
    fn a_commit_that_fails_breaks_everyone_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder);
        connection
            .execute_batch(
                "create table owners (id text not null primary key) strict;
                 create table owned (owner text references owners (id) deferrable initially deferred) strict;",
            )
            .unwrap();
        let orphan = Statement {
            name: "ORPHAN",
            sql: "insert into owned (owner) values ('nobody')",
        };
        let batches = [insert("a", 1), Batch::new().then(orphan, vec![]), insert("b", 1)];
        for outcome in commit_together(&connection, &batches) {
            assert_eq!(outcome.unwrap_err().doing, "commit");
        }
        assert!(names(&connection).is_empty());
        let next = commit_together(&connection, &[insert("a", 1)]);
        assert_eq!(next[0].as_ref().unwrap(), &Done::Written);
    }
}

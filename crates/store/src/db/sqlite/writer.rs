//! The one thread that writes: many batches, one commit.

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{
    super::{Batch, Broken, Done},
    connect::{bind, broken},
    queue::Queue,
};

/// How many batches at most share a commit: enough that a sync to disk costs each next to nothing, few enough that the first
/// does not wait long for the last.
const GROUP: usize = 256;

/// A batch and whoever waits for it.
pub(super) struct Job {
    pub(super) batch: Batch,
    pub(super) answer: oneshot::Sender<Result<Done, Broken>>,
}

/// Works until the queue is closed and drained.
pub(super) fn run(connection: &Connection, queue: &Queue<Job>) {
    loop {
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
        let mut prepared = bind(connection, write.statement, &write.args)?;
        let changed = prepared
            .raw_execute()
            .map_err(|error| broken(write.statement.name, &error))?;
        if let Some(name) = write.refusal(changed as u64) {
            return Ok(Done::Refused(name));
        }
    }
    Ok(Done::Written)
}

fn control(connection: &Connection, sql: &str) -> Result<(), Broken> {
    let run = || connection.prepare_cached(sql)?.raw_execute();
    run().map(|_| ()).map_err(|error| broken(sql, &error))
}

//! A batch on PostgreSQL: one short transaction, its statements sent in one go.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use tokio_postgres::{Error, error::SqlState};

use super::{
    super::{
        Done,
        batch::{Batch, Write},
    },
    Connection,
    trouble::{Sent, Trouble},
};

/// One try of a batch.
pub(super) async fn run(connection: Connection, batch: &Batch) -> Result<Done, Trouble> {
    match batch.writes.as_slice() {
        [only] => {
            let outcome = match only.guard {
                Some(guard) if !only.statement.is_check() => alone_guarded(&connection, only, guard).await,
                _ => alone(&connection, only).await,
            };
            connection.settle(outcome)
        }
        writes => together(connection, writes).await,
    }
}

/// One statement that has nothing to undo is a transaction of its own: one round trip.
async fn alone(connection: &Connection, write: &Write) -> Result<Done, Trouble> {
    let name = write.statement.name;
    let parsing = connection.ready(write.statement.sql, &write.args);
    let ready = connection.in_time(name, Sent::Harmless, parsing).await?;
    let rows = connection
        .in_time(name, Sent::LastWord, connection.execute(&ready))
        .await?;
    Ok(write.refusal(rows).map_or(Done::Written, Done::Refused))
}

/// One guarded statement in one round trip: the server itself undoes it, by a division by zero, when it changes several rows.
async fn alone_guarded(connection: &Connection, write: &Write, guard: &'static str) -> Result<Done, Trouble> {
    let name = write.statement.name;
    let sql = format!(
        "with changed as ({} returning 1) select count(*) / case when count(*) > 1 then 0 else 1 end from changed",
        write.statement.sql
    );
    let ready = connection
        .in_time(name, Sent::Harmless, connection.ready(&sql, &write.args))
        .await?;
    let counting = async {
        match connection.query(&ready).await {
            Ok(rows) => rows.first().map_or(Ok(0), |row| row.try_get::<_, i64>(0)),
            Err(error) if error.code() == Some(&SqlState::DIVISION_BY_ZERO) => Ok(0),
            Err(error) => Err(error),
        }
    };
    match connection.in_time(name, Sent::LastWord, counting).await? {
        1 => Ok(Done::Written),
        _ => Ok(Done::Refused(guard)),
    }
}

/// `begin` and all statements in one round trip, `commit` or `rollback` in another.
async fn together(connection: Connection, writes: &[Write]) -> Result<Done, Trouble> {
    match open(&connection, writes).await {
        Ok(Done::Written) => {
            let outcome = connection
                .in_time("commit", Sent::LastWord, connection.client.batch_execute("commit"))
                .await;
            connection.settle(outcome.map(|()| Done::Written))
        }
        Err(trouble) if trouble.kind.spoils_connection() => connection.settle(Err(trouble)),
        refused_or_failed => {
            let undone = connection
                .in_time("rollback", Sent::Harmless, connection.client.batch_execute("rollback"))
                .await;
            if undone.is_err() {
                // The server rolls back when the connection is gone.
                connection.abandon();
            }
            refused_or_failed
        }
    }
}

/// Everything but the end of the transaction: `Written` means that it may be committed.
async fn open(connection: &Connection, writes: &[Write]) -> Result<Done, Trouble> {
    let mut ready = Vec::with_capacity(writes.len());
    for write in writes {
        let parsing = connection.ready(write.statement.sql, &write.args);
        ready.push(
            connection
                .in_time(write.statement.name, Sent::Harmless, parsing)
                .await?,
        );
    }
    let mut sent: Vec<Answer<'_>> = Vec::with_capacity(1 + writes.len());
    sent.push(Box::pin(async {
        connection.client.batch_execute("begin").await.map(|()| 0)
    }));
    for statement in &ready {
        sent.push(Box::pin(connection.execute(statement)));
    }
    let Ok(answers) = tokio::time::timeout(connection.patience, pipelined(sent)).await else {
        let name = writes.first().map_or("begin", |write| write.statement.name);
        return Err(Trouble::no_answer(name, Sent::Harmless));
    };
    judge(writes, answers)
}

/// The first failure or refusal in the order of the statements; those after it only say that the transaction is over.
fn judge(writes: &[Write], answers: Vec<Result<u64, Error>>) -> Result<Done, Trouble> {
    let mut answers = answers.into_iter();
    if let Some(Err(error)) = answers.next() {
        return Err(Trouble::from_driver("begin", &error, Sent::Harmless));
    }
    for (write, answer) in writes.iter().zip(answers) {
        let changed = answer.map_err(|error| Trouble::from_driver(write.statement.name, &error, Sent::Harmless))?;
        if let Some(guard) = write.refusal(changed) {
            return Ok(Done::Refused(guard));
        }
    }
    Ok(Done::Written)
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>;

/// Polls the futures in order, which sends their statements in order, and collects the answers.
async fn pipelined(mut sent: Vec<Answer<'_>>) -> Vec<Result<u64, Error>> {
    let mut answers: Vec<Option<Result<u64, Error>>> = sent.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut open = false;
        for (one, answer) in sent.iter_mut().zip(&mut answers) {
            if answer.is_none() {
                match one.as_mut().poll(context) {
                    Poll::Ready(ready) => *answer = Some(ready),
                    Poll::Pending => open = true,
                }
            }
        }
        if open { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    answers.into_iter().flatten().collect()
}

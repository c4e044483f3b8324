//! The embedded engine: one file, a few threads that read, one that writes.

mod at_hand;
mod connect;
mod queue;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread::{self, JoinHandle},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use self::{at_hand::AtHand, queue::Queue};
use crate::backlog::Backlog;

use super::{
    Batch, Broken, Done, Migration, Row, Statement, Value,
    migrate::{APPLIED, Applied, Dialect, LEDGER, RECORD, pending, spell},
};

/// Readers never wait for each other or for the writer; more than this many only fight for the processor.
const READERS: usize = 4;

/// An open file. Dropping it finishes what was accepted.
pub(super) struct Sqlite {
    at_hand: AtHand,
    reads: Arc<Queue<Read>>,
    writes: Arc<Queue<writer::Job>>,
    backlog: Arc<OnceLock<Backlog>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// A question and whoever waits for the answer.
struct Read {
    question: Question,
    answer: oneshot::Sender<Result<Vec<Row>, Broken>>,
}

enum Question {
    Rows(Statement, Vec<Value>),
    /// Only parse it.
    Check(Statement),
}

/// Closes the queue when its thread ends for whatever reason, so that no caller waits for a thread that is gone.
struct Leaving<'a, T>(&'a Queue<T>);

impl<T> Drop for Leaving<'_, T> {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

impl Sqlite {
    /// Opens the file, made when missing, and migrates it.
    pub(super) async fn open(path: PathBuf, migrations: &'static [Migration]) -> Result<Self, Broken> {
        tokio::task::spawn_blocking(move || Self::open_blocking(&path, migrations))
            .await
            .map_err(|error| Broken::new("opening the database", error.to_string()))?
    }

    fn open_blocking(path: &Path, migrations: &[Migration]) -> Result<Self, Broken> {
        connect::make(path)?;
        let connection = connect::writer(path)?;
        migrate(&connection, migrations)?;
        connect::started(&connection)?;
        let mut sqlite = Self {
            at_hand: AtHand::new(path.to_owned()),
            reads: Arc::new(Queue::new()),
            writes: Arc::new(Queue::new()),
            backlog: Arc::default(),
            threads: Mutex::default(),
        };
        let (writes, backlog) = (sqlite.writes.clone(), sqlite.backlog.clone());
        sqlite.start("sqlite-write", move || {
            let _leaving = Leaving(&writes);
            writer::run(&connection, &writes, &backlog);
        })?;
        for _ in 0..READERS {
            let (reads, path) = (sqlite.reads.clone(), path.to_owned());
            sqlite.start("sqlite-read", move || {
                let _leaving = Leaving(&reads);
                answer_all(&path, &reads);
            })?;
        }
        Ok(sqlite)
    }

    fn start(&mut self, name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Broken> {
        let thread = thread::Builder::new()
            .name(name.into())
            .spawn(work)
            .map_err(|error| Broken::new("starting a thread for the database", error.to_string()))?;
        self.threads
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .push(thread);
        Ok(())
    }

    /// See [`crate::Store::beside`]. A second backlog changes nothing.
    pub(super) fn beside(&self, backlog: Backlog) {
        let _ = self.backlog.set(backlog);
    }

    /// The first row of the answer to a question that is quickly answered.
    pub(super) async fn row(&self, statement: Statement, args: Vec<Value>) -> Result<Option<Row>, Broken> {
        Ok(self.few(statement, args).await?.into_iter().next())
    }

    /// The answer to a question that is quickly answered.
    pub(super) async fn few(&self, statement: Statement, args: Vec<Value>) -> Result<Vec<Row>, Broken> {
        let read = self
            .at_hand
            .with(|connection| connect::rows(connection, statement, &args));
        match read? {
            Some(rows) => rows,
            None => self.rows(statement, args).await,
        }
    }

    pub(super) async fn rows(&self, statement: Statement, args: Vec<Value>) -> Result<Vec<Row>, Broken> {
        self.ask(statement, Question::Rows(statement, args)).await
    }

    pub(super) async fn check(&self, statement: Statement) -> Result<(), Broken> {
        self.ask(statement, Question::Check(statement)).await.map(|_| ())
    }

    async fn ask(&self, statement: Statement, question: Question) -> Result<Vec<Row>, Broken> {
        let (answer, answered) = oneshot::channel();
        let accepted = self.reads.push(Read { question, answer });
        accepted.map_err(|_| closed(statement.name))?;
        answered.await.unwrap_or_else(|_| Err(closed(statement.name)))
    }

    pub(super) async fn write(&self, batch: Batch) -> Result<Done, Broken> {
        let doing = batch.writes.first().map_or("", |write| write.statement.name);
        let (answer, answered) = oneshot::channel();
        let accepted = self.writes.push(writer::Job { batch, answer });
        accepted.map_err(|_| closed(doing))?;
        answered.await.unwrap_or_else(|_| Err(closed(doing)))
    }

    /// Finishes what was accepted and lets go of the file.
    pub(super) async fn close(&self) {
        let threads = self.stop();
        // A thread that panicked has said so already.
        let _ = tokio::task::spawn_blocking(move || join(threads)).await;
    }

    fn stop(&self) -> Vec<JoinHandle<()>> {
        self.at_hand.close();
        self.reads.close();
        self.writes.close();
        std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        join(self.stop());
    }
}

fn join(threads: Vec<JoinHandle<()>>) {
    for thread in threads {
        let _ = thread.join();
    }
}

fn closed(doing: &str) -> Broken {
    Broken::new(doing, "the database is closed")
}

/// A reader's life: until the queue is closed and drained. Its connection is made when the first question comes.
fn answer_all(path: &Path, reads: &Queue<Read>) {
    let mut connection = None;
    while let Some(Read { question, answer }) = reads.take(1).pop() {
        let _ = answer.send(answer_one(&mut connection, path, question));
    }
}

fn answer_one(connection: &mut Option<Connection>, path: &Path, question: Question) -> Result<Vec<Row>, Broken> {
    let connection = match connection {
        Some(connection) => connection,
        None => connection.insert(connect::reader(path)?),
    };
    match question {
        Question::Rows(statement, args) => connect::rows(connection, statement, &args),
        Question::Check(statement) => connect::parse(connection, statement),
    }
}

fn migrate(connection: &Connection, migrations: &[Migration]) -> Result<(), Broken> {
    let failed = |error: rusqlite::Error| connect::broken("migrating the database", &error);
    connect::patiently(|| connection.execute_batch(LEDGER)).map_err(failed)?;
    // One transaction for all: another process waits at "begin immediate" and then finds the work done.
    let begin = || Transaction::new_unchecked(connection, TransactionBehavior::Immediate);
    let transaction = connect::patiently(begin).map_err(failed)?;
    let mut applied = Vec::new();
    for row in connect::rows(&transaction, APPLIED, &[])? {
        applied.push(Applied {
            number: row.int(0)?,
            checksum: row.text(1)?,
        });
    }
    for migration in pending(migrations, &applied)? {
        for statement in spell(migration.sql, Dialect::Sqlite) {
            transaction.execute_batch(&statement).map_err(|error| {
                Broken::new(
                    format!("migration {} ({})", migration.number, migration.name),
                    error.to_string(),
                )
            })?;
        }
        connect::bind(&transaction, RECORD, &migration.record())?
            .raw_execute()
            .map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

//! The seam to the database: rows out, batches in. Nothing above this module knows the engine.

use std::sync::Arc;

mod address;
mod batch;
mod migrate;
mod postgres;
mod sqlite;
mod value;
mod watch;

pub use address::{Address, NotAnAddress};
pub use batch::{Batch, Done, Write};
pub use migrate::Migration;
pub use value::{Row, Value};
pub use watch::{Doing, Watch};

use crate::backlog::Backlog;

/// One SQL text for both engines. Parameters are `$1`, `$2`, …; made by [`statements!`].
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Its name, unique in its module, for errors and traces.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

/// The end of a query in a batch: nobody else changes the row that it finds before the batch ends.
const HELD: &str = " FOR NO KEY UPDATE";

impl Statement {
    /// Whether it is a query in a batch, whose row is held.
    fn is_check(&self) -> bool {
        self.sql.ends_with(HELD)
    }

    /// The text for the embedded engine: it writes one batch after the other, so there is nothing to hold.
    pub fn embedded(&self) -> &'static str {
        self.sql.strip_suffix(HELD).unwrap_or(self.sql)
    }
}

/// Declares a module's statements as constants and lists them in `ALL`, which a test prepares on both engines.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::db::Statement =
            $crate::db::Statement { name: stringify!($name), sql: $sql };)*
        /// Every statement of this module.
        pub(crate) const ALL: &[$crate::db::Statement] = &[$($name),*];
    };
}
pub(crate) use statements;

/// The database could not do its work. For the operator; holds no value of a parameter.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{doing}: {cause}")]
pub struct Broken {
    /// What was tried, such as the name of a statement.
    pub doing: String,
    /// What the engine said.
    pub cause: String,
}

impl Broken {
    /// What was tried, and what came of it.
    pub fn new(doing: impl Into<String>, cause: impl Into<String>) -> Self {
        Self {
            doing: doing.into(),
            cause: cause.into(),
        }
    }
}

/// The database. Cheap to clone; all clones are one database.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    watch: Option<Arc<dyn Watch>>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(Arc<sqlite::Sqlite>),
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database, made when missing, and brings it up to the last of `migrations`.
    ///
    /// # Errors
    /// The place cannot be reached, is locked, is no database of ours, or was written by a newer version.
    pub async fn open(address: &Address, migrations: &'static [Migration]) -> Result<Self, Broken> {
        let engine = match address {
            Address::Sqlite(path) => Engine::Sqlite(Arc::new(sqlite::Sqlite::open(path.clone(), migrations).await?)),
            Address::Postgres(url) => Engine::Postgres(postgres::Postgres::open(url, migrations).await?),
        };
        Ok(Self { engine, watch: None })
    }

    /// The same database with somebody watching.
    #[must_use]
    pub fn watched(self, watch: Arc<dyn Watch>) -> Self {
        Self {
            watch: Some(watch),
            ..self
        }
    }

    /// See [`crate::Store::beside`].
    pub(crate) fn beside(&self, backlog: Backlog) {
        if let Engine::Sqlite(sqlite) = &self.engine {
            sqlite.beside(backlog);
        }
    }

    async fn lets(&self, doing: Doing) -> Result<(), Broken> {
        match &self.watch {
            Some(watch) => watch.before(doing).await,
            None => Ok(()),
        }
    }

    /// The first row of a query's answer, if there is any. For questions that an index answers: with the embedded engine
    /// the calling thread looks itself.
    pub async fn row(&self, statement: Statement, args: Vec<Value>) -> Result<Option<Row>, Broken> {
        refuse_misfits(statement, &args)?;
        self.lets(Doing::Reading(statement.name)).await?;
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.row(statement, args).await,
            Engine::Postgres(postgres) => Ok(postgres.rows(statement, args).await?.into_iter().next()),
        }
    }

    /// All rows of the answer to a question about a thing or two, such as the groups of a user; otherwise as [`Db::row`].
    pub async fn few(&self, statement: Statement, args: Vec<Value>) -> Result<Vec<Row>, Broken> {
        refuse_misfits(statement, &args)?;
        self.lets(Doing::Reading(statement.name)).await?;
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.few(statement, args).await,
            Engine::Postgres(postgres) => postgres.rows(statement, args).await,
        }
    }

    /// Whether other nodes may write to this database.
    pub fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// All rows of a query's answer, in its order. A query must not write: that is what batches are for.
    pub async fn rows(&self, statement: Statement, args: Vec<Value>) -> Result<Vec<Row>, Broken> {
        refuse_misfits(statement, &args)?;
        self.lets(Doing::Reading(statement.name)).await?;
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.rows(statement, args).await,
            Engine::Postgres(postgres) => postgres.rows(statement, args).await,
        }
    }

    /// Does all of a batch, durably, or nothing of it.
    ///
    /// A batch once accepted is finished even when the caller goes away.
    ///
    /// # Errors
    /// [`Broken`] means that nothing was promised: when the connection was lost at the end, the batch may have been written.
    pub async fn write(&self, batch: Batch) -> Result<Done, Broken> {
        for write in &batch.writes {
            refuse_misfits(write.statement, &write.args)?;
        }
        if batch.is_empty() {
            return Ok(Done::Written);
        }
        if self.watch.is_some() {
            let names = batch.writes.iter().map(|write| write.statement.name).collect();
            self.lets(Doing::Writing(names)).await?;
        }
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(batch).await,
            Engine::Postgres(postgres) => postgres.write(batch).await,
        }
    }

    /// Lets the engine parse a statement without running it: the test that prepares every statement asks for this.
    pub async fn check(&self, statement: Statement) -> Result<(), Broken> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.check(statement).await,
            Engine::Postgres(postgres) => postgres.check(statement).await,
        }
    }

    /// Whether no other process can have this database open.
    pub const fn is_alone(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// Finishes what was accepted, then lets go of the database. Later calls are [`Broken`].
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.close().await,
            Engine::Postgres(postgres) => postgres.close().await,
        }
    }
}

/// Refuses what one engine would take and the other would not: a NUL in text, which PostgreSQL cannot keep, and parameters that
/// the statement does not name.
fn refuse_misfits(statement: Statement, args: &[Value]) -> Result<(), Broken> {
    let expected = parameters(statement.sql);
    if expected != args.len() {
        let cause = format!("it has {expected} parameters and was given {}", args.len());
        return Err(Broken::new(statement.name, cause));
    }
    let nul = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
    match args.iter().position(nul) {
        Some(at) => Err(Broken::new(
            statement.name,
            format!("parameter ${} holds a NUL character", at + 1),
        )),
        None => Ok(()),
    }
}

/// The highest `$n` of a statement.
fn parameters(sql: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    sql.split('$')
        .skip(1)
        .filter_map(|after| after.get(..digits(after))?.parse().ok())
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_counted_by_their_highest_number() {
        assert_eq!(parameters("select 1"), 0);
        assert_eq!(parameters("select $2, $1, $2"), 2);
        assert_eq!(parameters("select $12 where a = $"), 12);
    }
}

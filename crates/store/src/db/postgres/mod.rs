//! The networked engine: a PostgreSQL server or cluster behind a pool of connections.

mod batch;
mod connect;
mod migrate;
mod tls;
mod trouble;
mod url;
mod values;

use std::{future::Future, sync::Arc, time::Duration};

use deadpool_postgres::{Object, Pool};
use tokio::{runtime::Handle, sync::RwLock};
use tokio_postgres::{Error, types::Type};

use self::{
    trouble::{Sent, Trouble, back_off},
    url::Parsing,
    values::Param,
};
use super::{Batch, Broken, Done, Migration, Row, Statement, Value};

/// An open cluster. Cheap to clone.
#[derive(Clone)]
pub(super) struct Postgres {
    pool: Pool,
    parsing: Parsing,
    patience: Duration,
    /// Held for reading by each write under way, so that closing can wait for them.
    writes: Arc<RwLock<()>>,
    /// Where the connections live. Their work is done there too, whoever asks: a caller that waits for the processor must not
    /// hold a connection, or the locks of a transaction, meanwhile.
    home: Handle,
}

impl Postgres {
    /// Connects to the first host that takes writes, and migrates the database.
    pub(super) async fn open(url: &str, migrations: &[Migration]) -> Result<Self, Broken> {
        let target = url::read(url)?;
        let pool = connect::pool(&target)?;
        let mut tries = Tries::default();
        let client = loop {
            match pool.get().await {
                Ok(client) => break client,
                Err(error) => tries.failed(Trouble::from_pool(&error)).await?,
            }
        };
        migrate::run(&client, migrations).await?;
        drop(client);
        Ok(Self {
            pool,
            parsing: target.parsing,
            patience: target.patience,
            writes: Arc::default(),
            home: Handle::current(),
        })
    }

    pub(super) async fn rows(&self, statement: Statement, args: Vec<Value>) -> Result<Vec<Row>, Broken> {
        let this = self.clone();
        self.at_home(statement.name, async move {
            let mut tries = Tries::default();
            loop {
                match this.try_rows(statement, &args).await {
                    Ok(rows) => return Ok(rows),
                    Err(trouble) => tries.failed(trouble).await?,
                }
            }
        })
        .await
    }

    async fn at_home<T: Send + 'static>(
        &self,
        doing: &str,
        work: impl Future<Output = Result<T, Broken>> + Send + 'static,
    ) -> Result<T, Broken> {
        let task = self.home.spawn(work);
        task.await
            .unwrap_or_else(|error| Err(Broken::new(doing, error.to_string())))
    }

    async fn try_rows(&self, statement: Statement, args: &[Value]) -> Result<Vec<Row>, Trouble> {
        let connection = self.connection().await?;
        let asked = connection.in_time(statement.name, Sent::Harmless, async {
            let ready = connection.ready(statement.sql, args).await?;
            connection.query(&ready).await
        });
        let outcome = asked.await;
        let rows = connection.settle(outcome)?;
        rows.iter()
            .map(|row| values::row(statement, row).map_err(Trouble::last))
            .collect()
    }

    /// In a task of its own, so that a caller who goes away leaves no transaction open.
    pub(super) async fn write(&self, batch: Batch) -> Result<Done, Broken> {
        let this = self.clone();
        let writing = self.writes.clone().read_owned().await;
        self.at_home("writing a batch", async move {
            let _writing = writing;
            let mut tries = Tries::default();
            loop {
                match this.try_write(&batch).await {
                    Ok(done) => return Ok(done),
                    Err(trouble) => tries.failed(trouble).await?,
                }
            }
        })
        .await
    }

    async fn try_write(&self, batch: &Batch) -> Result<Done, Trouble> {
        batch::run(self.connection().await?, batch).await
    }

    pub(super) async fn check(&self, statement: Statement) -> Result<(), Broken> {
        let connection = self.connection().await.map_err(|trouble| trouble.broken)?;
        let prepared = connection.client.prepare(statement.sql).await;
        prepared
            .map(|_| ())
            .map_err(|error| Broken::new(statement.name, trouble::cause(&error)))
    }

    /// Waits for the writes under way, then closes all connections.
    pub(super) async fn close(&self) {
        let _all = self.writes.write().await;
        self.pool.close();
    }

    async fn connection(&self) -> Result<Connection, Trouble> {
        let client = self.pool.get().await.map_err(|error| Trouble::from_pool(&error))?;
        Ok(Connection {
            client,
            parsing: self.parsing,
            patience: self.patience,
        })
    }
}

/// Counts the tries of one piece of work.
struct Tries {
    made: u32,
    /// As many as the trouble allows that allows the fewest: a wait that is over is not begun again for another reason.
    most: u32,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            made: 0,
            most: u32::MAX,
        }
    }
}

impl Tries {
    /// Waits before the next try, or says that there is none: something may have been written, or it would fail again.
    async fn failed(&mut self, trouble: Trouble) -> Result<(), Broken> {
        self.made += 1;
        self.most = self.most.min(trouble.kind.tries());
        if self.made >= self.most {
            return Err(trouble.broken);
        }
        tokio::time::sleep(back_off(self.made)).await;
        Ok(())
    }
}

/// A connection that one piece of work holds.
struct Connection {
    client: Object,
    parsing: Parsing,
    patience: Duration,
}

/// A statement with its parameters, ready to be sent.
struct Ready<'a> {
    text: Text<'a>,
    params: Vec<(Param<'a>, Type)>,
}

enum Text<'a> {
    Parsed(tokio_postgres::Statement),
    Unparsed(&'a str),
}

impl Connection {
    /// Waits for an answer, no longer than the URL says.
    async fn in_time<T>(
        &self,
        doing: &str,
        sent: Sent,
        asked: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Trouble> {
        match tokio::time::timeout(self.patience, asked).await {
            Ok(answer) => answer.map_err(|error| Trouble::from_driver(doing, &error, sent)),
            Err(_) => Err(Trouble::no_answer(doing, sent)),
        }
    }

    /// Lets the server parse a statement, if it keeps parsed ones and does not know this one yet.
    async fn ready<'a>(&self, sql: &'a str, args: &'a [Value]) -> Result<Ready<'a>, Error> {
        let params = values::params(args);
        let text = match self.parsing {
            Parsing::EachTime => Text::Unparsed(sql),
            Parsing::Cached => {
                let types: Vec<_> = params.iter().map(|(_, kind)| kind.clone()).collect();
                Text::Parsed(self.client.prepare_typed_cached(sql, &types).await?)
            }
        };
        Ok(Ready { text, params })
    }

    async fn query(&self, ready: &Ready<'_>) -> Result<Vec<tokio_postgres::Row>, Error> {
        match &ready.text {
            Text::Parsed(statement) => self.client.query(statement, &values::bare(&ready.params)).await,
            Text::Unparsed(sql) => self.client.query_typed(sql, &values::typed(&ready.params)).await,
        }
    }

    /// How many rows it changed.
    async fn execute(&self, ready: &Ready<'_>) -> Result<u64, Error> {
        match &ready.text {
            Text::Parsed(statement) => self.client.execute(statement, &values::bare(&ready.params)).await,
            Text::Unparsed(sql) => self.client.execute_typed(sql, &values::typed(&ready.params)).await,
        }
    }

    /// Ends the use of the connection: back to the pool, unless the trouble says that it is of no more use.
    fn settle<T>(self, outcome: Result<T, Trouble>) -> Result<T, Trouble> {
        if outcome.as_ref().is_err_and(|trouble| trouble.kind.spoils_connection()) {
            self.abandon();
        }
        outcome
    }

    fn abandon(self) {
        drop(Object::take(self.client));
    }
}

//! The engines that the suite runs on, and a small schema to try them with.

use store::db::{Address, Batch, Db, Migration, Row, Statement, Value};
use tempfile::TempDir;

/// Runs each test of a module on every engine. PostgreSQL comes three times: as it is, with every transaction serializable (as
/// on CockroachDB), and without prepared statements (as behind an old PgBouncer).
macro_rules! on_every_engine {
    ($($test:ident)*) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() { super::$test($crate::engines::sqlite()).await; })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() { super::$test($crate::engines::postgres("").await).await; })*
        }
        mod on_serializable_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                let options = "options=-c%20default_transaction_isolation=serializable";
                super::$test($crate::engines::postgres(options).await).await;
            })*
        }
        mod on_unprepared_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() { super::$test($crate::engines::postgres("prepared_statements=off").await).await; })*
        }
    };
}
pub(crate) use on_every_engine;

/// A place for one test's database.
pub struct Place {
    pub address: Address,
    _folder: Option<TempDir>,
}

/// A SQLite file in a temporary folder.
pub fn sqlite() -> Place {
    let folder = tempfile::tempdir().unwrap();
    Place {
        address: Address::Sqlite(folder.path().join("test.db")),
        _folder: Some(folder),
    }
}

/// An empty PostgreSQL database. `query` is added to its URL. The machine may be busy, so nothing is given up soon.
pub async fn postgres(query: &str) -> Place {
    let url = scratch_postgres::fresh_database()
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    Place {
        address: Address::Postgres(format!("{url}&answer_timeout=60&{query}")),
        _folder: None,
    }
}

impl Place {
    /// Opens the database with the schema of these tests.
    pub async fn open(&self) -> Db {
        Db::open(&self.address, SCHEMA).await.unwrap()
    }
}

/// One table of each kind of column, and one row to fight for.
pub const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "things",
    sql: "
        create table things (
            name text not null primary key, -- what it is called
            number bigint,
            flag boolean,
            bytes blob,
            note text
        );
        create index things_by_number on things (number, name);
        create table prizes (id bigint not null primary key, taken boolean not null, by bigint);
    ",
}];

pub const INSERT: Statement = Statement {
    name: "INSERT",
    sql: "insert into things (name, number) values ($1, $2)",
};
pub const INSERT_NEW: Statement = Statement {
    name: "INSERT_NEW",
    sql: "insert into things (name, number) values ($1, $2) on conflict do nothing",
};
pub const ADD: Statement = Statement {
    name: "ADD",
    sql: "update things set number = number + $2 where name = $1",
};
pub const ADD_TO_ALL: Statement = Statement {
    name: "ADD_TO_ALL",
    sql: "update things set number = number + $1",
};
pub const IS: Statement = Statement {
    name: "IS",
    sql: "select 1 from things where name = $1 and number = $2 FOR NO KEY UPDATE",
};
pub const NAMES: Statement = Statement {
    name: "NAMES",
    sql: "select name from things order by name",
};
pub const NUMBER: Statement = Statement {
    name: "NUMBER",
    sql: "select number from things where name = $1",
};

/// A batch of one plain insert.
pub fn insert(name: &str, number: i64) -> Batch {
    Batch::new().then(INSERT, vec![name.into(), number.into()])
}

/// The names of all things, in order.
pub async fn names(db: &Db) -> Vec<String> {
    let rows = db.rows(NAMES, vec![]).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap()).collect()
}

/// The number of a thing.
pub async fn number(db: &Db, name: &str) -> Option<i64> {
    let row = db.row(NUMBER, vec![name.into()]).await.unwrap();
    row.map(|row| row.int(0).unwrap())
}

/// The only row of a query.
pub async fn one(db: &Db, sql: &'static str, args: Vec<Value>) -> Row {
    let statement = Statement { name: "ONE", sql };
    db.row(statement, args).await.unwrap().unwrap()
}

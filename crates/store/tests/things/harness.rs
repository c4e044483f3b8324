//! A store in a throw-away database, things to put into it, and races.

use std::{future::Future, sync::Arc};

use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
    pool::Pool,
    user::{MfaPreference, User, UserStatus},
};
use store::{
    Address, MasterKey, MasterKeys, Store,
    db::{Batch, Done},
    names::{Name, NameKind},
    pools, users,
};
use tokio::sync::Barrier;

/// The moment at which tests begin: 2026-01-01T00:00:00Z.
pub const START: Moment = Moment::from_micros(1_767_225_600_000_000);

/// An open store and the place that it lives in, which goes away with it.
pub struct Place {
    pub store: Store,
    pub keeper: Keeper,
}

/// Where the database lives.
pub enum Keeper {
    /// A file in a folder that goes away with this.
    Folder(tempfile::TempDir),
    /// A database of its own on the server of the test process, by URL.
    Server(String),
}

/// A SQLite file in a temporary folder.
pub async fn sqlite() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::Sqlite(folder.path().join("store.db"));
    Place {
        store: open(&address).await,
        keeper: Keeper::Folder(folder),
    }
}

/// An empty PostgreSQL database. `query` is added to its URL. The machine may be busy, so nothing is given up soon.
pub async fn postgres(query: &str) -> Place {
    let url = scratch_postgres::fresh_database().await.unwrap();
    let address = Address::Postgres(format!("{url}&answer_timeout=60&{query}"));
    Place {
        store: open(&address).await,
        keeper: Keeper::Server(url),
    }
}

async fn open(address: &Address) -> Store {
    let keys = MasterKeys::new(MasterKey::new([7; 32]));
    Store::open(address, keys).await.unwrap()
}

/// Runs each function on each engine, as a test of its own: on SQLite, on PostgreSQL, and on PostgreSQL with every transaction
/// serializable, as on CockroachDB.
macro_rules! on_each_engine {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::harness::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::harness::postgres("").await).await;
            })*
        }
        mod serializable_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                let options = "options=-c%20default_transaction_isolation=serializable";
                super::$name(crate::harness::postgres(options).await).await;
            })*
        }
    };
}
pub(crate) use on_each_engine;

/// Writes, and expects it to be written.
pub async fn write(store: &Store, batch: Batch) {
    assert_eq!(store.write(batch).await.unwrap(), Done::Written);
}

/// Writes, and expects it to be refused by this guard.
pub async fn refused(store: &Store, batch: Batch, guard: &'static str) {
    assert_eq!(store.write(batch).await.unwrap(), Done::Refused(guard));
}

/// Lets `racers` tasks do the same thing at once; how each ended, in no order.
pub async fn race<F, Fut>(racers: usize, run: F) -> Vec<Done>
where
    F: Fn(usize) -> Fut,
    Fut: Future<Output = Done> + Send + 'static,
{
    let start = Arc::new(Barrier::new(racers));
    let tasks: Vec<_> = (0..racers)
        .map(|racer| {
            let (start, work) = (start.clone(), run(racer));
            tokio::spawn(async move {
                start.wait().await;
                work.await
            })
        })
        .collect();
    let mut ends = Vec::with_capacity(racers);
    for task in tasks {
        ends.push(task.await.unwrap());
    }
    ends
}

/// How many of the ends are "written"; all others must be this refusal.
pub fn winners(ends: &[Done], guard: &'static str) -> usize {
    let written = ends.iter().filter(|end| **end == Done::Written).count();
    let refused = ends.iter().filter(|end| **end == Done::Refused(guard)).count();
    assert_eq!(written + refused, ends.len(), "{ends:?}");
    written
}

pub fn pool_id() -> PoolId {
    PoolId::new("eu-west-1_AbCdEf123")
}

pub fn client_id() -> ClientId {
    ClientId::new("26cb2c60kq7nbmas7rbme9b6pp")
}

pub fn pool(id: &str) -> Pool {
    Pool {
        id: PoolId::new(id),
        name: "people".into(),
        created: START,
        modified: START,
        version: 1,
        settings: Arc::default(),
    }
}

/// The sub of the n-th user.
pub fn sub(n: usize) -> Sub {
    Sub::new(format!("{n:08x}-0000-4000-8000-000000000000"))
}

/// The n-th user, by name.
pub fn user(n: usize, username: &str) -> User {
    User {
        pool: pool_id(),
        sub: sub(n),
        username: username.into(),
        status: UserStatus::Confirmed,
        enabled: true,
        created: START,
        modified: START,
        version: 1,
        attributes: Default::default(),
        mfa: MfaPreference::default(),
        pending: Default::default(),
    }
}

pub fn name(kind: NameKind, value: &str) -> Name {
    let value = value.to_owned();
    Name { kind, value }
}

pub fn username(value: &str) -> Name {
    name(NameKind::Username, value)
}

pub fn email(value: &str) -> Name {
    name(NameKind::Email, value)
}

/// A store with the pool [`pool_id`] and its user number 1, `ann`.
pub async fn with_ann(store: &Store) -> User {
    write(store, pools::insert(&pool(pool_id().as_str()))).await;
    let ann = user(1, "ann");
    write(store, users::insert(&ann, &[username("ann")])).await;
    ann
}

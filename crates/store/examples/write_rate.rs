//! How many durable writes a second: one task after another, and 64 at once.
//!
//! `cargo run --release -p store --example write_rate [postgres://…]`; without a URL, a SQLite file in the current folder's file system
//! and a throw-away PostgreSQL with `fsync` on.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement reads the clock, prints, and may stop"
)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use store::db::{Address, Batch, Db, Done, Migration, Statement};

const SCHEMA: &[Migration] = &[Migration {
    number: 1,
    name: "rate",
    sql: "create table logins (id bigint not null primary key, count bigint not null, note text not null);
          create table spent (id text not null primary key);",
}];
const MAKE: Statement = Statement {
    name: "MAKE",
    sql: "insert into logins (id, count, note) values ($1, 0, $2)",
};
const COUNT: Statement = Statement {
    name: "COUNT",
    sql: "update logins set count = count + 1 where id = $1",
};
const SPEND: Statement = Statement {
    name: "SPEND",
    sql: "insert into spent (id) values ($1) on conflict do nothing",
};
const READ: Statement = Statement {
    name: "READ",
    sql: "select count, note from logins where id = $1",
};
const PEOPLE: u64 = 10_000;
const SPAN: Duration = Duration::from_secs(3);

/// What is measured.
#[derive(Clone, Copy)]
enum Work {
    /// One row by its key.
    Read,
    /// One guarded statement.
    Single,
    /// Two, as at the grant of a sign-in.
    Pair,
}

#[tokio::main]
async fn main() {
    if let Some(url) = std::env::args().nth(1) {
        return measure("given", Address::Postgres(url)).await;
    }
    let folder = tempfile::tempdir_in(".").expect("a folder");
    measure("SQLite", Address::Sqlite(folder.path().join("rate.db"))).await;
    let server = scratch_postgres::Server::start(scratch_postgres::Durability::Full)
        .await
        .expect("a server");
    measure("PostgreSQL", Address::Postgres(server.url().to_owned())).await;
}

async fn measure(name: &str, address: Address) {
    let db = Db::open(&address, SCHEMA).await.expect("a database");
    let make = (0..PEOPLE).fold(Batch::new(), |batch, id| {
        batch.then(MAKE, vec![(id as i64).into(), "x".repeat(500).into()])
    });
    assert_eq!(db.write(make).await.expect("an answer"), Done::Written);
    for (what, work) in [
        ("reads", Work::Read),
        ("single writes", Work::Single),
        ("pairs", Work::Pair),
    ] {
        for tasks in [1, 64] {
            let rate = rate(&db, work, tasks).await;
            println!("{name}: {what}, {tasks} at once: {rate} a second");
        }
    }
}

async fn rate(db: &Db, work: Work, tasks: u64) -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let start = Instant::now();
    let tasks: Vec<_> = (0..tasks)
        .map(|_| {
            let (db, stop, done) = (db.clone(), stop.clone(), done.clone());
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    once(&db, work, NEXT.fetch_add(1, Ordering::Relaxed)).await;
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    tokio::time::sleep(SPAN).await;
    stop.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await.expect("a task");
    }
    (done.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64()) as u64
}

async fn once(db: &Db, work: Work, at: u64) {
    let id = (at.wrapping_mul(7919) % PEOPLE) as i64;
    let count = Batch::new().guard("GONE", COUNT, vec![id.into()]);
    let batch = match work {
        Work::Read => {
            assert!(db.row(READ, vec![id.into()]).await.expect("an answer").is_some());
            return;
        }
        Work::Single => count,
        Work::Pair => Batch::new()
            .guard("SPENT", SPEND, vec![format!("{at:032}").into()])
            .and(count),
    };
    assert_eq!(db.write(batch).await.expect("an answer"), Done::Written);
}

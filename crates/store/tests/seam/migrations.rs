//! The schema comes up to date once, whoever starts first, and never goes back.

use store::db::{Address, Db, Migration};

use crate::engines::{Place, on_every_engine, one};

on_every_engine! {
    nodes_that_start_together_migrate_once
    later_migrations_are_added
    a_database_from_the_future_is_refused
    an_edited_migration_is_refused
    a_failing_migration_leaves_nothing_behind
}

const FIRST: Migration = Migration {
    number: 1,
    name: "first",
    sql: "create table a (b bigint not null primary key); insert into a (b) values (1);",
};
const SECOND: Migration = Migration {
    number: 2,
    name: "second",
    sql: "create table c (d text); insert into a (b) values (2);",
};
const EDITED: Migration = Migration {
    sql: "create table a (b bigint not null primary key)",
    ..FIRST
};
const HALF: Migration = Migration {
    number: 2,
    name: "half",
    sql: "create table c (d text); insert into a (b) values (1);",
};

async fn open(address: &Address, migrations: &'static [Migration]) -> Result<Db, String> {
    Db::open(address, migrations).await.map_err(|broken| broken.to_string())
}

async fn count(db: &Db) -> i64 {
    one(db, "select count(*) from a", vec![]).await.int(0).unwrap()
}

async fn nodes_that_start_together_migrate_once(place: Place) {
    let nodes: Vec<_> = (0..8)
        .map(|_| {
            let address = place.address.clone();
            tokio::spawn(async move { open(&address, &[FIRST, SECOND]).await })
        })
        .collect();
    for node in nodes {
        assert_eq!(count(&node.await.unwrap().unwrap()).await, 2);
    }
}

async fn later_migrations_are_added(place: Place) {
    assert_eq!(count(&open(&place.address, &[FIRST]).await.unwrap()).await, 1);
    assert_eq!(count(&open(&place.address, &[FIRST, SECOND]).await.unwrap()).await, 2);
    assert_eq!(count(&open(&place.address, &[FIRST, SECOND]).await.unwrap()).await, 2);
}

async fn a_database_from_the_future_is_refused(place: Place) {
    open(&place.address, &[FIRST, SECOND]).await.unwrap();
    assert_eq!(
        open(&place.address, &[FIRST]).await.err().unwrap(),
        "migrating the database: it was written by a newer version of Cognate (it has migration 2, this version knows 1): run that version or restore a backup"
    );
}

async fn an_edited_migration_is_refused(place: Place) {
    open(&place.address, &[FIRST]).await.unwrap();
    assert_eq!(
        open(&place.address, &[EDITED]).await.err().unwrap(),
        "migrating the database: migration 1 (first) was run with another text than this version has: the database belongs to another build of Cognate"
    );
}

async fn a_failing_migration_leaves_nothing_behind(place: Place) {
    open(&place.address, &[FIRST]).await.unwrap();
    let failure = open(&place.address, &[FIRST, HALF]).await.err().unwrap();
    assert!(failure.starts_with("migration 2 (half): "), "{failure}");
    // The table that it had made is gone again, and so is the record.
    assert_eq!(count(&open(&place.address, &[FIRST, SECOND]).await.unwrap()).await, 2);
}

/// What one node reads of a file that another is making has to make sense at each moment, so this is tried more than once.
#[test]
fn a_file_that_another_node_is_making_is_ours() {
    for _ in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("test.db"));
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                    runtime.block_on(open(&address, &[FIRST])).unwrap();
                });
            }
        });
    }
}

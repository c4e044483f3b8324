//! What only a file can do.

use std::{fs, os::unix::fs::PermissionsExt};

use rusqlite::Connection;
use store::db::{Address, Db, Done};

use crate::engines::{self, SCHEMA, insert, names};

fn path(address: &Address) -> std::path::PathBuf {
    match address {
        Address::Sqlite(path) => path.clone(),
        Address::Postgres(_) => panic!("not a file"),
    }
}

async fn refusal(address: &Address) -> String {
    Db::open(address, SCHEMA).await.err().unwrap().to_string()
}

#[tokio::test]
async fn only_the_owner_can_read_the_files() {
    let place = engines::sqlite();
    let db = place.open().await;
    assert_eq!(db.write(insert("a", 1)).await.unwrap(), Done::Written);
    let file = path(&place.address);
    let mut seen = 0;
    for entry in fs::read_dir(file.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o777,
            0o600,
            "{entry:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, 3, "the database, its log and its index");
}

#[tokio::test]
async fn missing_folders_are_made() {
    let place = engines::sqlite();
    let deeper = path(&place.address).parent().unwrap().join("a/b/c.db");
    assert!(Db::open(&Address::Sqlite(deeper), SCHEMA).await.is_ok());
}

#[tokio::test]
async fn another_programs_database_is_refused() {
    let place = engines::sqlite();
    let file = path(&place.address);
    Connection::open(&file)
        .unwrap()
        .execute_batch("create table theirs (a text)")
        .unwrap();
    assert_eq!(
        refusal(&place.address).await,
        format!(
            "opening the database: {} is a SQLite database of another program",
            file.display()
        )
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let place = engines::sqlite();
    let file = path(&place.address);
    fs::write(&file, "To whom it may concern: this is a letter.".repeat(100)).unwrap();
    assert_eq!(
        refusal(&place.address).await,
        format!("opening the database: {} is not a SQLite database", file.display())
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let refusal = refusal(&Address::Sqlite("/dev/null/x.db".into())).await;
    assert!(
        refusal.starts_with("opening the database: cannot make /dev/null/x.db: "),
        "{refusal}"
    );
}

#[tokio::test]
async fn a_locked_file_is_named() {
    let place = engines::sqlite();
    place.open().await.close().await;
    let file = path(&place.address);
    let other = Connection::open(&file).unwrap();
    other
        .execute_batch("pragma locking_mode = exclusive; begin exclusive;")
        .unwrap();
    assert_eq!(
        refusal(&place.address).await,
        format!(
            "opening the database: {} is locked by another process: stop it first",
            file.display()
        )
    );
}

#[tokio::test]
async fn another_process_may_write_too() {
    let place = engines::sqlite();
    let server = place.open().await;
    let command_line = place.open().await;
    assert_eq!(command_line.write(insert("a", 1)).await.unwrap(), Done::Written);
    assert_eq!(server.write(insert("b", 1)).await.unwrap(), Done::Written);
    assert_eq!(names(&server).await, ["a", "b"]);
    command_line.close().await;
    assert_eq!(names(&server).await, ["a", "b"]);
}

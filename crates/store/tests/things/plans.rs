//! No statement reads a whole table: what takes a moment with ten users takes a moment with a million.

use rusqlite::Connection;

use crate::harness::*;

/// Statements that may sort: what they sort belongs to one user or one pool, and is few.
const SORTS: &[&str] = &[
    // the signing keys of a pool
    "FROM signing_keys",
    // the families, single sign-on sessions, former passwords, groups and passkeys of a user
    "FROM families",
    "FROM sso_sessions",
    "FROM passkeys",
    "FROM old_passwords",
    "FROM group_members",
    // the import jobs that are at work
    "FROM import_jobs WHERE status IN",
];

/// Statements that read everything because everything is asked for, and is little.
const SCANS: &[&str] = &[
    "FROM access_keys ORDER BY",
    "FROM master_keys ORDER BY",
    "FROM provisioned_rates ORDER BY",
    // stops at the first entry of the index
    "FROM outbox ORDER BY due LIMIT 1",
];

#[tokio::test]
async fn every_statement_goes_by_an_index() {
    let place = sqlite().await;
    let Keeper::Folder(folder) = &place.keeper else {
        unreachable!("SQLite lives in a folder")
    };
    let database = Connection::open(folder.path().join("store.db")).unwrap();
    let statements = store::statements();
    assert!(statements.len() > 80);
    for statement in statements {
        let may = |list: &[&str]| list.iter().any(|part| statement.embedded().contains(part));
        for step in plan(&database, statement.embedded()) {
            let reads_all = step.starts_with("SCAN") && step != "SCAN CONSTANT ROW";
            assert!(!reads_all || may(SCANS), "{}: {step}", statement.embedded());
            let sorts = step.contains("TEMP B-TREE");
            assert!(!sorts || may(SORTS) || may(SCANS), "{}: {step}", statement.embedded());
        }
    }
}

/// The steps in which SQLite would run a statement.
fn plan(database: &Connection, sql: &str) -> Vec<String> {
    let mut explain = database.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = explain.raw_query().mapped(|row| row.get("detail"));
    steps.map(Result::unwrap).collect()
}

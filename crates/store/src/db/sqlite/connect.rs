//! Opens the file, and speaks rusqlite's types.

use std::{fs, io, path::Path, thread, time::Duration};

use rusqlite::{
    CachedStatement, Connection, ErrorCode, OpenFlags,
    config::DbConfig,
    types::{ToSqlOutput, ValueRef},
};

use super::super::{Broken, Row, Statement, Value};

/// `COGN`: tells our files from other programs' (PRAGMA application_id).
const APPLICATION_ID: i64 = 0x434F_474E;

/// How long a statement waits for another process, such as `cognate access-key create` beside a running server.
const BUSY: Duration = Duration::from_secs(2);

/// How long each try of a process that starts waits for others that start or end at the same moment.
const STARTING: Duration = Duration::from_millis(50);

/// How often it tries.
const TRIES: u32 = 80;

/// So many pages the log holds before they are copied into the file: 16 MB, four times SQLite's default. A copy waits for the disk
/// twice, and a few dozen sign-ups that share a commit write hundreds of pages.
const PAGES_TO_CHECKPOINT: i64 = 4_000;

/// More than the number of statements there are, so that none is parsed twice.
const STATEMENTS: usize = 1024;

/// Makes the file when missing, readable by its owner only. SQLite gives its side files the same mode.
pub(super) fn make(path: &Path) -> Result<(), Broken> {
    let cannot = |error: io::Error| {
        Broken::new(
            "opening the database",
            format!("cannot make {}: {error}", path.display()),
        )
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(cannot(error)),
        _ => Ok(()),
    }
}

/// Tries again what another process keeps us from for a moment. Where one changes the journal's mode, recovers the log or is the
/// last to close it, SQLite answers "busy" at once, however long it was told to wait (its page on WAL, "Sometimes queries return
/// SQLITE_BUSY").
#[expect(
    clippy::disallowed_methods,
    reason = "another process ends what it does in real time, and nobody asks anything of this one yet"
)]
pub(super) fn patiently<T>(mut once: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    for _ in 1..TRIES {
        match once() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => thread::sleep(STARTING),
            done => return done,
        }
    }
    once()
}

/// The connection that writes. Checks that the file is ours, or empty. What is done with it at first should be done
/// [`patiently`], until it has [`started`].
pub(super) fn writer(path: &Path) -> Result<Connection, Broken> {
    let connection = open(path, STARTING)?;
    let ours = |connection: &Connection| -> rusqlite::Result<bool> {
        // In this order: another node that makes the file now writes the id before the first table.
        let things: i64 = connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
        let id: i64 = connection.query_row("pragma application_id", [], |row| row.get(0))?;
        if id == 0 && things == 0 {
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            return Ok(true);
        }
        Ok(id == APPLICATION_ID)
    };
    if !patiently(|| ours(&connection)).map_err(|error| cannot_open(path, &error))? {
        return Err(Broken::new(
            "opening the database",
            format!("{} is a SQLite database of another program", path.display()),
        ));
    }
    let set_up = || -> rusqlite::Result<String> {
        let mode = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
        // Every commit reaches the disk before it is answered; on macOS that takes another call.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
        connection.pragma_update(None, "wal_autocheckpoint", PAGES_TO_CHECKPOINT)?;
        Ok(mode)
    };
    let mode = patiently(set_up).map_err(|error| cannot_open(path, &error))?;
    if mode != "wal" {
        return Err(Broken::new(
            "opening the database",
            format!(
                "{} is on a file system that cannot keep a write-ahead log",
                path.display()
            ),
        ));
    }
    Ok(connection)
}

/// From here on clients wait for what this connection writes.
pub(super) fn started(connection: &Connection) -> Result<(), Broken> {
    let set = connection.busy_timeout(BUSY);
    set.map_err(|error| broken("opening the database", &error))
}

/// A connection that only reads.
pub(super) fn reader(path: &Path) -> Result<Connection, Broken> {
    let connection = open(path, BUSY)?;
    connection
        .pragma_update(None, "query_only", true)
        .map_err(|error| cannot_open(path, &error))?;
    Ok(connection)
}

fn open(path: &Path, patience: Duration) -> Result<Connection, Broken> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let set_up = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(patience)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // A statement is planned once, whatever is bound to it: otherwise SQLite parses some anew for each execution, which was a
        // fifth of a sign-in.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // PostgreSQL's LIKE heeds case, so this one has to.
        connection.pragma_update(None, "case_sensitive_like", true)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        connection.pragma_update(None, "cache_size", -16 * 1024)?;
        Ok(connection)
    };
    patiently(set_up).map_err(|error| cannot_open(path, &error))
}

fn cannot_open(path: &Path, error: &rusqlite::Error) -> Broken {
    let path = path.display();
    let cause = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => format!("{path} is not a SQLite database"),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            format!("{path} is locked by another process: stop it first")
        }
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
            format!("{path} cannot be opened for writing: {error}")
        }
        _ => format!("{path}: {error}"),
    };
    Broken::new("opening the database", cause)
}

/// What went wrong with a statement. SQLite's messages name tables and columns, never values.
pub(super) fn broken(doing: &str, error: &rusqlite::Error) -> Broken {
    let cause = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "the database file is locked by another process".to_owned()
        }
        _ => error.to_string(),
    };
    Broken::new(doing, cause)
}

/// Parses a statement, or finds it parsed, and binds its parameters.
pub(super) fn bind<'a>(
    connection: &'a Connection,
    statement: Statement,
    args: &[Value],
) -> Result<CachedStatement<'a>, Broken> {
    let failed = |error: rusqlite::Error| broken(statement.name, &error);
    let mut prepared = connection.prepare_cached(statement.embedded()).map_err(failed)?;
    let expected = prepared.parameter_count();
    if expected != args.len() {
        return Err(Broken::new(
            statement.name,
            format!("it has {expected} parameters and was given {}", args.len()),
        ));
    }
    for index in 1..=expected {
        // By name: SQLite numbers `$2, $1` in order of appearance.
        let value = numbered(prepared.parameter_name(index), args)
            .ok_or_else(|| Broken::new(statement.name, "its parameters are not $1, $2, … without gaps"))?;
        prepared.raw_bind_parameter(index, bound(value)).map_err(failed)?;
    }
    Ok(prepared)
}

/// How many rows a statement of a batch changed, or found.
pub(super) fn execute(connection: &Connection, statement: Statement, args: &[Value]) -> Result<u64, Broken> {
    let failed = |error: rusqlite::Error| broken(statement.name, &error);
    let mut prepared = bind(connection, statement, args)?;
    if !statement.is_check() {
        return prepared.raw_execute().map(|changed| changed as u64).map_err(failed);
    }
    let mut found = 0;
    let mut rows = prepared.raw_query();
    while rows.next().map_err(failed)?.is_some() {
        found += 1;
    }
    Ok(found)
}

/// The value for the parameter called `$n`.
fn numbered<'a>(name: Option<&str>, args: &'a [Value]) -> Option<&'a Value> {
    let number: usize = name?.strip_prefix('$')?.parse().ok()?;
    args.get(number.checked_sub(1)?)
}

fn bound(value: &Value) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(match value {
        Value::Null => ValueRef::Null,
        Value::Bool(truth) => ValueRef::Integer(i64::from(*truth)),
        Value::Int(number) => ValueRef::Integer(*number),
        Value::Text(text) => ValueRef::Text(text.as_bytes()),
        Value::Bytes(bytes) => ValueRef::Blob(bytes),
    })
}

/// Runs a query to its end.
pub(super) fn rows(connection: &Connection, statement: Statement, args: &[Value]) -> Result<Vec<Row>, Broken> {
    let failed = |error: rusqlite::Error| broken(statement.name, &error);
    let mut prepared = bind(connection, statement, args)?;
    let columns = prepared.column_count();
    let mut answer = prepared.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = answer.next().map_err(failed)? {
        let mut values = Vec::with_capacity(columns);
        for column in 0..columns {
            let value = match row.get_ref(column).map_err(failed)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::Int(number),
                ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
                ValueRef::Real(_) => {
                    return Err(Broken::new(statement.name, format!("column {column} is a fraction")));
                }
            };
            values.push(value);
        }
        rows.push(Row(values));
    }
    Ok(rows)
}

/// Only parses a statement.
pub(super) fn parse(connection: &Connection, statement: Statement) -> Result<Vec<Row>, Broken> {
    let prepared = connection.prepare_cached(statement.embedded());
    prepared
        .map(|_| Vec::new())
        .map_err(|error| broken(statement.name, &error))
}

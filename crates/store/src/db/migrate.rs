//! Numbered migrations: one text for both engines, each run once, in order.
//!
//! The text is written in the common dialect: `text`, `bigint`, `boolean` and `blob`, one statement after another.
//! Each engine gets its own spelling of these four words and of the end of tables ([`spell`]); nothing else is rewritten. A migration runs in one
//! transaction together with the row that records it, and that row's primary key is the lock: of two nodes that
//! start together, one waits for the other and then finds the work done.

use aws_lc_rs::digest::{SHA256, digest};

use super::{Broken, Statement, Value};

/// One step of the schema. Never edited once released: two versions of the node may run side by side, so a step only adds
/// ("expand"), and a later release takes away what nobody uses any more ("contract").
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// 1, 2, 3, … without gaps.
    pub number: i64,
    /// A short name, such as `init`.
    pub name: &'static str,
    /// The statements.
    pub sql: &'static str,
}

/// A migration that the database says it has had.
pub(super) struct Applied {
    pub(super) number: i64,
    pub(super) checksum: String,
}

/// How an engine spells the words for types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

/// Made before the first migration, by whichever node comes first.
pub(super) const LEDGER: &str =
    "create table if not exists migration (number bigint primary key, name text not null, checksum text not null)";

pub(super) const APPLIED: Statement = Statement {
    name: "APPLIED",
    sql: "select number, checksum from migration order by number",
};

/// Changes no row when another node has recorded it first.
pub(super) const RECORD: Statement = Statement {
    name: "RECORD",
    sql: "insert into migration (number, name, checksum) values ($1, $2, $3) on conflict do nothing",
};

impl Migration {
    /// SHA-256 of the text, in lower-case hex.
    pub(super) fn checksum(&self) -> String {
        digest(&SHA256, self.sql.as_bytes())
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The parameters of [`RECORD`].
    pub(super) fn record(&self) -> Vec<Value> {
        vec![self.number.into(), self.name.into(), self.checksum().into()]
    }
}

/// The migrations that are still to be run, or why this program must not touch the database.
pub(super) fn pending<'a>(migrations: &'a [Migration], applied: &[Applied]) -> Result<&'a [Migration], Broken> {
    let refuse = |cause: String| Err(Broken::new("migrating the database", cause));
    for (done, expected) in applied.iter().zip(1..) {
        let Some(migration) = migrations.iter().find(|migration| migration.number == done.number) else {
            return refuse(format!(
                "it was written by a newer version of Cognate (it has migration {}, this version knows {}): run that version or restore a backup",
                done.number,
                migrations.len()
            ));
        };
        if done.number != expected {
            return refuse(format!("migration {expected} is missing from its record"));
        }
        if done.checksum != migration.checksum() {
            return refuse(format!(
                "migration {} ({}) was run with another text than this version has: the database belongs to another build of Cognate",
                migration.number, migration.name
            ));
        }
    }
    Ok(migrations.get(applied.len()..).unwrap_or_default())
}

/// The end of a table that SQLite keeps in the index of its primary key.
const KEYED: &str = "without rowid";

/// The statements of a migration in an engine's spelling, without its comments. A migration holds no quoted text.
///
/// PostgreSQL: `blob` is `bytea`, and `text` gets `collate "C"`, so that both engines order text by its bytes whatever the
/// database's locale is. SQLite: tables are `strict`, so that both engines refuse a value of the wrong type; `without rowid` is for
/// tables of short rows, which it keeps in the index of their key.
pub(super) fn spell(sql: &str, dialect: Dialect) -> Vec<String> {
    let code: Vec<&str> = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default().trim_end())
        .collect();
    code.join("\n")
        .split(';')
        .map(|statement| spell_statement(statement.trim(), dialect))
        .filter(|statement| !statement.is_empty())
        .collect()
}

fn spell_statement(statement: &str, dialect: Dialect) -> String {
    let (statement, is_keyed) = match statement.strip_suffix(KEYED) {
        Some(statement) => (statement.trim_end(), true),
        None => (statement, false),
    };
    let mut spelled = String::with_capacity(statement.len() + statement.len() / 4);
    let mut rest = statement;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        spelled.push_str(before);
        spelled.push_str(spell_word(word, dialect));
        rest = after;
    }
    spelled.push_str(rest);
    if dialect == Dialect::Sqlite && spelled.starts_with("create table") {
        spelled.push_str(if is_keyed { " strict, without rowid" } else { " strict" });
    }
    spelled
}

fn spell_word(word: &str, dialect: Dialect) -> &str {
    match (dialect, word) {
        (Dialect::Postgres, "blob") => "bytea",
        (Dialect::Postgres, "text") => "text collate \"C\"",
        (Dialect::Sqlite, "bigint" | "boolean") => "integer",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Migration = Migration {
        number: 1,
        name: "first",
        sql: "create table a (b text)",
    };
    const SECOND: Migration = Migration {
        number: 2,
        name: "second",
        sql: "create table b (c text)",
    };

    fn applied(migration: &Migration) -> Applied {
        Applied {
            number: migration.number,
            checksum: migration.checksum(),
        }
    }

    #[test]
    fn only_what_is_new_is_run() {
        let all = [FIRST, SECOND];
        assert_eq!(pending(&all, &[]).unwrap().len(), 2);
        let rest = pending(&all, &[applied(&FIRST)]).unwrap();
        assert_eq!(rest.iter().map(|m| m.number).collect::<Vec<_>>(), [2]);
        assert!(pending(&all, &[applied(&FIRST), applied(&SECOND)]).unwrap().is_empty());
    }

    #[test]
    fn a_database_from_the_future_is_refused() {
        let broken = pending(&[FIRST], &[applied(&FIRST), applied(&SECOND)]).unwrap_err();
        assert_eq!(
            broken.cause,
            "it was written by a newer version of Cognate (it has migration 2, this version knows 1): run that version or restore a backup"
        );
    }

    #[test]
    fn an_edited_or_missing_migration_is_refused() {
        let edited = Migration {
            sql: "create table a (b bigint)",
            ..FIRST
        };
        assert_eq!(
            pending(&[FIRST], &[applied(&edited)]).unwrap_err().cause,
            "migration 1 (first) was run with another text than this version has: the database belongs to another build of Cognate"
        );
        assert_eq!(
            pending(&[FIRST, SECOND], &[applied(&SECOND)]).unwrap_err().cause,
            "migration 1 is missing from its record"
        );
    }

    #[test]
    fn each_engine_gets_its_own_words() {
        let sql = "-- the text; of a blob\ncreate table t (\n  a_text text, -- text\n  b blob, c bigint, d boolean,\n  primary key (a_text)\n);\ncreate index t_c on t (c);\ncreate table k (a text primary key) without rowid;\n";
        assert_eq!(
            spell(sql, Dialect::Postgres),
            [
                "create table t (\n  a_text text collate \"C\",\n  b bytea, c bigint, d boolean,\n  primary key (a_text)\n)",
                "create index t_c on t (c)",
                "create table k (a text collate \"C\" primary key)"
            ]
        );
        assert_eq!(
            spell(sql, Dialect::Sqlite),
            [
                "create table t (\n  a_text text,\n  b blob, c integer, d integer,\n  primary key (a_text)\n) strict",
                "create index t_c on t (c)",
                "create table k (a text primary key) strict, without rowid"
            ]
        );
    }
}

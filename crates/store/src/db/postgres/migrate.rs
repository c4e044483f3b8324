//! Migrations on PostgreSQL, where several nodes may start at the same time.

use tokio_postgres::Client;

use super::{
    super::{
        Broken, Migration,
        migrate::{APPLIED, Applied, Dialect, LEDGER, RECORD, pending, spell},
    },
    trouble::{self, Kind, Sent, Trouble, back_off},
    values,
};

/// Nodes that make the ledger at the same time can trip over each other; the second try finds it made.
const TRIES: u32 = 5;

/// Runs what is still to be run.
pub(super) async fn run(client: &Client, migrations: &[Migration]) -> Result<(), Broken> {
    make_ledger(client).await?;
    let mut failed = 0;
    loop {
        let applied = applied(client).await?;
        let Some(migration) = pending(migrations, &applied)?.first() else {
            return Ok(());
        };
        match apply(client, migration).await {
            Ok(()) => failed = 0,
            Err(trouble) if trouble.kind == Kind::Conflict && failed < TRIES => {
                failed += 1;
                tokio::time::sleep(back_off(failed)).await;
            }
            Err(trouble) => return Err(trouble.broken),
        }
    }
}

async fn make_ledger(client: &Client) -> Result<(), Broken> {
    let mut failed = 0;
    while let Err(error) = client.batch_execute(LEDGER).await {
        failed += 1;
        if failed == TRIES {
            return Err(broken("migrating the database", &error));
        }
        tokio::time::sleep(back_off(failed)).await;
    }
    Ok(())
}

async fn applied(client: &Client) -> Result<Vec<Applied>, Broken> {
    let rows = client.query(APPLIED.sql, &[]).await;
    let rows = rows.map_err(|error| broken(APPLIED.name, &error))?;
    let read = |row: &tokio_postgres::Row| {
        let row = values::row(APPLIED, row)?;
        Ok(Applied {
            number: row.int(0)?,
            checksum: row.text(1)?,
        })
    };
    rows.iter().map(read).collect()
}

/// One migration in one transaction. Recording it comes first: another node that runs the same one waits at that row's key,
/// then finds it taken.
async fn apply(client: &Client, migration: &Migration) -> Result<(), Trouble> {
    let doing = format!("migration {} ({})", migration.number, migration.name);
    let outcome = apply_open(client, migration).await;
    let end = if matches!(outcome, Ok(Recorded::ByUs)) {
        "commit"
    } else {
        "rollback"
    };
    let ended = client.batch_execute(end).await;
    let finished = outcome.and(ended);
    finished.map_err(|error| Trouble::from_driver(&doing, &error, Sent::LastWord))
}

enum Recorded {
    ByUs,
    ByAnother,
}

async fn apply_open(client: &Client, migration: &Migration) -> Result<Recorded, tokio_postgres::Error> {
    client.batch_execute("begin").await?;
    let args = migration.record();
    let params = values::params(&args);
    let recorded = client.execute_typed(RECORD.sql, &values::typed(&params)).await?;
    if recorded == 0 {
        return Ok(Recorded::ByAnother);
    }
    for statement in spell(migration.sql, Dialect::Postgres) {
        client.batch_execute(&statement).await?;
    }
    Ok(Recorded::ByUs)
}

fn broken(doing: &str, error: &tokio_postgres::Error) -> Broken {
    Broken::new(doing, trouble::cause(error))
}

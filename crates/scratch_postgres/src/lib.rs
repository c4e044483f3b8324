//! A throw-away PostgreSQL for tests: one server for the process, a fresh database for each test.
//!
//! The server listens on loopback only, with a random password, keeps its data in a temporary folder and goes away with the
//! process, even when that is killed: a small shell script holds the other end of a pipe. `COGNATE_TEST_POSTGRES=postgres://…`
//! names a running server instead. Where there is no PostgreSQL, tests fail and say why; none is skipped.

mod binaries;
mod server;

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::OnceCell;
use tokio_postgres::NoTls;

pub use server::{Durability, Server};

/// There is no PostgreSQL to test with.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoPostgres(String);

impl NoPostgres {
    fn because(doing: &str, error: &dyn std::error::Error) -> Self {
        let cause = error.source().map(|source| format!(": {source}"));
        Self(format!("{doing}: {error}{}", cause.unwrap_or_default()))
    }
}

/// The server of this process, started by whoever asks first.
static SERVER: OnceCell<Server> = OnceCell::const_new();

/// The URL of a new, empty database.
///
/// # Errors
/// There is no PostgreSQL here, or it does not start.
pub async fn fresh_database() -> Result<String, NoPostgres> {
    SERVER
        .get_or_try_init(|| async {
            match server_in_environment() {
                Some(url) => Ok(Server::running(url)),
                None => Server::start(Durability::None).await,
            }
        })
        .await?
        .fresh_database()
        .await
}

#[expect(
    clippy::disallowed_methods,
    reason = "which server to test on is a setting of the tests, not of the program"
)]
fn server_in_environment() -> Option<String> {
    std::env::var("COGNATE_TEST_POSTGRES").ok()
}

impl Server {
    /// The URL of a new, empty database on this server.
    ///
    /// # Errors
    /// The server cannot be reached or refuses.
    pub async fn fresh_database(&self) -> Result<String, NoPostgres> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!(
            "cognate_test_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let failed = |error: tokio_postgres::Error| NoPostgres::because("making a database", &error);
        let (client, connection) = tokio_postgres::connect(self.url(), NoTls).await.map_err(failed)?;
        let connection = tokio::spawn(connection);
        // A server that was named to us may still have one from a process that had our number.
        client
            .batch_execute(&format!("drop database if exists {name} with (force)"))
            .await
            .map_err(failed)?;
        client
            .batch_execute(&format!("create database {name} template template0 strategy file_copy"))
            .await
            .map_err(failed)?;
        drop(client);
        let _ = connection.await;
        Ok(with_database(self.url(), &name))
    }
}

/// The URL with another database in it.
fn with_database(url: &str, name: &str) -> String {
    let (place, query) = match url.split_once('?') {
        Some((place, query)) => (place, format!("?{query}")),
        None => (url, String::new()),
    };
    let (scheme, rest) = place.split_once("://").unwrap_or(("postgres", place));
    let host = rest.split_once('/').map_or(rest, |(host, _)| host);
    format!("{scheme}://{host}/{name}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_database_is_replaced() {
        for (url, expected) in [
            (
                "postgres://a:b@h:1/old?sslmode=disable",
                "postgres://a:b@h:1/new?sslmode=disable",
            ),
            ("postgresql://h1,h2/old", "postgresql://h1,h2/new"),
            ("postgres://h", "postgres://h/new"),
        ] {
            assert_eq!(with_database(url, "new"), expected);
        }
    }
}

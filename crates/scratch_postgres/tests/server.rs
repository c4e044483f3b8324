//! The server comes, serves, and goes.

use scratch_postgres::{Durability, Server};
use tokio_postgres::NoTls;

#[tokio::test]
async fn a_server_goes_away_with_its_owner() {
    let server = Server::start(Durability::None).await.unwrap();
    let url = server.fresh_database().await.unwrap();
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let row = client
        .query_one("select count(*) from pg_tables where schemaname = 'public'", &[])
        .await
        .unwrap();
    assert_eq!(row.get::<_, i64>(0), 0, "a fresh database is empty");
    drop(server);
    assert!(connection.await.unwrap().is_err(), "the connection was cut");
    assert!(tokio_postgres::connect(&url, NoTls).await.is_err());
}

//! TLS to PostgreSQL, with a certificate made for the test.

use std::{path::Path, process::Command};

use base64::{Engine, engine::general_purpose::STANDARD};
use scratch_postgres::{Durability, Server};
use store::db::{Address, Db};

use crate::engines::{SCHEMA, one};

/// A key and a certificate for 127.0.0.1. Debian's server package brings openssl with it.
fn make_certificate(folder: &Path) {
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
        ])
        .args(["-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", "server.key", "-out", "server.crt"])
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("this test needs openssl to make a certificate: {error}"));
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// Gives the certificate to the server: through SQL, because its folder is not ours.
async fn encrypt(server: &Server, folder: &Path) {
    let (client, connection) = tokio_postgres::connect(server.url(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    for file in ["server.key", "server.crt"] {
        let text = STANDARD.encode(std::fs::read(folder.join(file)).unwrap());
        let sql = format!("copy (select '{text}') to program 'base64 -d >{file} && chmod 600 {file}'");
        client.batch_execute(&sql).await.unwrap();
    }
    client.batch_execute("alter system set ssl = on").await.unwrap();
    client.batch_execute("select pg_reload_conf()").await.unwrap();
}

/// Whether the connection is encrypted, or why there is none.
async fn encrypted(url: &str, query: &str) -> Result<bool, String> {
    let address = Address::Postgres(format!("{url}&answer_timeout=60&{query}"));
    let db = Db::open(&address, SCHEMA).await.map_err(|broken| broken.cause)?;
    let sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    Ok(one(&db, sql, vec![]).await.bool(0).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_is_used_and_verified_as_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    make_certificate(folder.path());
    let server = Server::start(Durability::None)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    encrypt(&server, folder.path()).await;
    let ours = format!("sslrootcert={}/server.crt", folder.path().display());
    let url = server.url();
    // A reload takes effect for new connections when the server has seen the signal: as soon as one is encrypted.
    while !encrypted(url, "").await.unwrap() {}
    assert_eq!(encrypted(url, "sslmode=prefer").await, Ok(true));
    assert_eq!(encrypted(url, "sslmode=disable").await, Ok(false));
    assert_eq!(encrypted(url, &format!("sslmode=verify-full&{ours}")).await, Ok(true));
    assert_eq!(encrypted(url, &ours).await, Ok(true));
    let unknown = encrypted(url, "sslmode=require").await.unwrap_err();
    assert!(unknown.contains("invalid peer certificate"), "{unknown}");
    let another_name = url.replace("@127.0.0.1:", "@localhost:");
    let wrong_name = encrypted(&another_name, &format!("sslmode=verify-full&{ours}"))
        .await
        .unwrap_err();
    assert!(wrong_name.contains("not valid for name"), "{wrong_name}");
}

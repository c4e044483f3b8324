//! What only a server can do to us.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use store::db::{Address, Db, Done, Statement};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::engines::{self, INSERT_NEW, Place, SCHEMA, insert, names};

fn url(place: &Place) -> &str {
    match &place.address {
        Address::Postgres(url) => url.split_once("&answer_timeout").unwrap().0,
        Address::Sqlite(_) => panic!("not a server"),
    }
}

/// The URL with other hosts in it.
fn with_hosts(url: &str, hosts: &str, query: &str) -> Address {
    let (before, after) = url.split_once('@').unwrap();
    let (_, database) = after.split_once('/').unwrap();
    let (database, _) = database.split_once('?').unwrap();
    Address::Postgres(format!("{before}@{hosts}/{database}?{query}"))
}

fn host(url: &str) -> &str {
    url.split_once('@').unwrap().1.split_once('/').unwrap().0
}

/// Runs statements of the server's own dialect.
async fn as_administrator(place: &Place, sql: &str) {
    let (client, connection) = tokio_postgres::connect(url(place), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
}

/// When a proxy cuts a connection.
#[derive(Clone, Copy)]
enum Cut {
    /// Instead of passing on what contains these bytes.
    Before(&'static [u8]),
    /// Having passed it on, instead of bringing back the answer.
    After(&'static [u8]),
}

/// Stands before the server and cuts connections, `times` in all.
async fn proxy(server: SocketAddr, cut: Cut, times: u32) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let left = Arc::new(AtomicU32::new(times));
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(server).await.unwrap();
            tokio::spawn(pass_on(client, server, cut, left.clone()));
        }
    });
    address
}

async fn pass_on(mut client: TcpStream, mut server: TcpStream, cut: Cut, left: Arc<AtomicU32>) {
    let (Cut::Before(sign) | Cut::After(sign)) = cut;
    let (mut asked, mut answered) = (vec![0; 65536], vec![0; 65536]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let Ok(length @ 1..) = read else { return };
                let message = &asked[..length];
                let meant = message.windows(sign.len()).any(|window| window == sign)
                    && left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
                if meant && matches!(cut, Cut::Before(_)) {
                    return;
                }
                server.write_all(message).await.unwrap();
                if meant {
                    // The answer shows that the server has done it; it goes no further.
                    let _ = server.read(&mut answered).await;
                    return;
                }
            }
            read = server.read(&mut answered) => {
                let Ok(length @ 1..) = read else { return };
                if client.write_all(&answered[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// A database behind a proxy. Statements are not prepared, so that each travels as text.
async fn behind_proxy(cut: Cut, times: u32) -> (Place, Db) {
    let place = engines::postgres("").await;
    place.open().await;
    let server = host(url(&place)).parse().unwrap();
    let proxy = proxy(server, cut, times).await;
    let address = with_hosts(
        url(&place),
        &proxy.to_string(),
        "prepared_statements=off&answer_timeout=60",
    );
    let db = Db::open(&address, SCHEMA).await.unwrap();
    (place, db)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_surely_not_committed_is_tried_again() {
    let (_place, db) = behind_proxy(Cut::Before(b"commit\0"), 0).await;
    assert_eq!(
        db.write(insert("a", 1).and(insert("b", 1))).await.unwrap(),
        Done::Written
    );
    let (_place, db) = behind_proxy(Cut::Before(b"insert into things"), 2).await;
    assert_eq!(
        db.write(insert("a", 1).and(insert("b", 1))).await.unwrap(),
        Done::Written
    );
    assert_eq!(names(&db).await, ["a", "b"]);
    let (_place, db) = behind_proxy(Cut::After(b"insert into things"), 2).await;
    assert_eq!(
        db.write(insert("a", 1).and(insert("b", 1))).await.unwrap(),
        Done::Written
    );
    assert_eq!(names(&db).await, ["a", "b"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_without_an_answer_is_not_tried_again() {
    let (_place, db) = behind_proxy(Cut::After(b"commit\0"), 1).await;
    let broken = db.write(insert("a", 1).and(insert("b", 1))).await.unwrap_err();
    assert_eq!(broken.doing, "commit");
    assert_eq!(names(&db).await, ["a", "b"], "this time it was written");
    let (_place, db) = behind_proxy(Cut::Before(b"commit\0"), 1).await;
    let broken = db.write(insert("a", 1).and(insert("b", 1))).await.unwrap_err();
    assert_eq!(broken.doing, "commit");
    assert!(names(&db).await.is_empty(), "this time it was not");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lone_statement_without_an_answer_is_not_tried_again() {
    let (_place, db) = behind_proxy(Cut::After(b"insert into things"), 1).await;
    assert_eq!(db.write(insert("a", 1)).await.unwrap_err().doing, "INSERT");
    assert_eq!(names(&db).await, ["a"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_without_an_answer_is_asked_again() {
    let (_place, db) = behind_proxy(Cut::After(b"select name"), 2).await;
    assert!(names(&db).await.is_empty());
    let (_place, db) = behind_proxy(Cut::After(b"select name"), 3).await;
    let select = Statement {
        name: "SELECT",
        sql: "select name from things",
    };
    assert_eq!(db.rows(select, vec![]).await.err().unwrap().doing, "SELECT");
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ended_are_replaced() {
    let place = engines::postgres("").await;
    let db = place.open().await;
    for round in 0..5 {
        as_administrator(
            &place,
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        )
        .await;
        let batch = insert(&format!("{round} a"), 1).and(insert(&format!("{round} b"), 1));
        assert_eq!(db.write(batch).await.unwrap(), Done::Written);
    }
    assert_eq!(names(&db).await.len(), 10);
}

/// Makes the first `conflicts` inserts fail as a serializable database does. A sequence is not rolled back, so it counts.
async fn conflicting(conflicts: u32, code: &str) -> Db {
    let place = engines::postgres("").await;
    let db = place.open().await;
    as_administrator(
        &place,
        &format!(
            "create sequence tries;
             create function conflict() returns trigger language plpgsql as $$ begin
                 if nextval('tries') <= {conflicts} then raise exception 'conflict' using errcode = '{code}'; end if;
                 return new;
             end $$;
             create trigger conflict before insert on things for each row execute function conflict();"
        ),
    )
    .await;
    db
}

#[tokio::test(flavor = "multi_thread")]
async fn conflicts_are_tried_ten_times() {
    for code in ["40001", "40P01", "55P03"] {
        let db = conflicting(9, code).await;
        assert_eq!(db.write(insert("a", 1)).await.unwrap(), Done::Written, "{code}");
        let db = conflicting(9, code).await;
        let batch = insert("a", 1).guard("TAKEN", INSERT_NEW, vec!["b".into(), 1.into()]);
        assert_eq!(db.write(batch).await.unwrap(), Done::Written, "{code}");
        let db = conflicting(10, code).await;
        let broken = db.write(insert("a", 1)).await.unwrap_err();
        assert_eq!(broken.to_string(), format!("INSERT: conflict ({code})"));
        assert!(names(&db).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_and_a_silent_host_are_passed_over() {
    let place = engines::postgres("").await;
    // Connections wait in its queue for ever, as with a frozen machine.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let dead = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let hosts = format!("{dead},{},{}", silent.local_addr().unwrap(), host(url(&place)));
    let db = Db::open(
        &with_hosts(url(&place), &hosts, "connect_timeout=1&answer_timeout=60"),
        SCHEMA,
    )
    .await
    .unwrap();
    assert_eq!(db.write(insert("a", 1)).await.unwrap(), Done::Written);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_no_writes_is_refused() {
    let place = engines::postgres("options=-c%20default_transaction_read_only=on").await;
    let broken = Db::open(&place.address, SCHEMA).await.err().unwrap();
    assert_eq!(
        broken.to_string(),
        "connecting to the database: error connecting to server: database does not allow writes"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tls_is_refused_when_tls_is_asked_for() {
    let place = engines::postgres("sslmode=require").await;
    let broken = Db::open(&place.address, SCHEMA).await.err().unwrap();
    assert_eq!(
        broken.to_string(),
        "connecting to the database: error performing TLS handshake: server does not support TLS"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_named_and_not_shown() {
    let place = engines::postgres("").await;
    let (before, after) = url(&place).rsplit_once(':').unwrap();
    let (before, password) = before.rsplit_once(':').unwrap();
    let (_, host) = password.split_once('@').unwrap();
    let address = Address::Postgres(format!("{before}:not-the-password@{host}:{after}"));
    let broken = Db::open(&address, SCHEMA).await.err().unwrap().to_string();
    assert_eq!(
        broken,
        "connecting to the database: password authentication failed for user \"cognate\" (28P01)"
    );
}

//! Slow, greedy and unlucky clients: what one of them may cost (limits of `http_edge`), and what a defect of ours costs.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use domain::ports::{Boxed, Keys, PortFailed};
use serde_json::json;
use testkit::Server;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Long enough for a busy machine, short enough for a test.
const SOON: Duration = Duration::from_millis(100);

const HEAD: &[u8] = b"POST / HTTP/1.1\r\nhost: cognate.test\r\ncontent-length: 10\r\n\
                      x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth\r\n\r\n";

async fn connect(address: SocketAddr, first: &[u8]) -> TcpStream {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(first).await.unwrap();
    connection
}

/// Everything up to the end of the connection.
async fn rest(mut connection: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset is an end as well.
    let _ = connection.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn whoever_does_not_speak_is_sent_away() {
    let server = Server::build().limits(|limits| limits.head = SOON).start().await;
    let address = server.listen().await;
    let openings: [&[u8]; 5] = [
        b"",
        b"P",
        b"POST / HT",
        b"POST / HTTP/1.1\r\nhost: x\r\n",
        b"PRI * HTTP/2.0\r\n",
    ];
    for opening in openings {
        let answer = rest(connect(address, opening).await).await;
        assert!(!answer.contains("200 OK"), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_never_comes_is_not_waited_for() {
    let server = Server::build().limits(|limits| limits.body = SOON).start().await;
    let mut connection = connect(server.listen().await, HEAD).await;
    let mut answer = [0; 12];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 400");
}

#[tokio::test]
async fn a_body_that_is_far_too_large_is_refused_before_its_end() {
    let server = Server::start().await;
    let head = String::from_utf8_lossy(HEAD).replace(": 10", ": 1000000000");
    let mut connection = connect(server.listen().await, head.as_bytes()).await;
    let chunk = vec![b'x'; 1 << 20];
    while connection.write_all(&chunk).await.is_ok() {}
}

#[tokio::test]
async fn one_connection_serves_request_after_request() {
    let server = Server::start().await;
    let mut connection = connect(server.listen().await, b"").await;
    for _ in 0..3 {
        connection
            .write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        let mut answer = vec![0; 15];
        connection.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        while !answer.ends_with(b"{\"status\":\"live\"}") {
            answer.push(connection.read_u8().await.unwrap());
        }
    }
}

#[tokio::test]
async fn http_2_is_spoken() {
    let server = Server::start().await;
    let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    let mut connection = connect(server.listen().await, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    connection.write_all(&settings).await.unwrap();
    let mut frame = [0; 9];
    connection.read_exact(&mut frame).await.unwrap();
    assert_eq!(frame[3], 4, "the answer begins with SETTINGS: {frame:?}");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_their_turn() {
    let server = Server::build().limits(|limits| limits.connections = 1).start().await;
    let address = server.listen().await;
    let ask = b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut first = connect(address, ask).await;
    first.read_u8().await.unwrap();
    let mut second = connect(address, ask).await;
    assert!(
        timeout(SOON, second.read_u8()).await.is_err(),
        "nobody answers while the first is there"
    );
    drop(first);
    assert_eq!(second.read_u8().await.unwrap(), b'H');
}

#[tokio::test]
async fn requests_beyond_the_limit_are_told_to_come_back() {
    let server = Server::build().limits(|limits| limits.requests = 0).start().await;
    let reply = server.call("ListUserPools", json!({ "MaxResults": 1 })).await;
    assert_eq!(
        (reply.status, reply.fault()),
        (400, ("TooManyRequestsException", "Rate exceeded"))
    );
}

/// Key pairs that never come, end in a defect, or fail honestly.
#[derive(Clone, Copy)]
enum NoKeys {
    Ever,
    Panic,
    Failure,
}

impl Keys for NoKeys {
    fn rsa_2048(&self) -> Boxed<'_, Result<Vec<u8>, PortFailed>> {
        let doing = "making keys: canary-91ab".into();
        match self {
            Self::Ever => Box::pin(std::future::pending()),
            Self::Panic => panic!("canary-91ab"),
            Self::Failure => Box::pin(std::future::ready(Err(PortFailed { doing }))),
        }
    }
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_not_waited_for() {
    let server = Server::build()
        .keys(Arc::new(NoKeys::Ever))
        .limits(|limits| limits.answer = SOON)
        .start()
        .await;
    let reply = server.call("CreateUserPool", json!({ "PoolName": "p" })).await;
    assert_eq!((reply.status, reply.fault().0), (503, "ServiceUnavailable"));
}

#[tokio::test]
async fn a_defect_of_ours_costs_one_answer() {
    for keys in [NoKeys::Panic, NoKeys::Failure] {
        let server = Server::build().keys(Arc::new(keys)).start().await;
        let reply = server.call("CreateUserPool", json!({ "PoolName": "p" })).await;
        assert_eq!((reply.status, reply.fault().0), (500, "InternalErrorException"));
        assert_ne!(reply.header("x-amzn-requestid"), "");
        assert!(
            !String::from_utf8_lossy(&reply.bytes).contains("canary"),
            "{}",
            reply.body
        );
        let next = server.call("ListUserPools", json!({ "MaxResults": 1 })).await;
        assert_eq!(next.ok(), json!({ "UserPools": [] }));
    }
}

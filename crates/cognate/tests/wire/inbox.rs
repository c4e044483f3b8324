//! The inbox of `cognate dev`.

use axum::{
    body::Body,
    http::{Method, Request},
};
use domain::{
    ids::PoolId,
    ports::{Channel, Clock, Message, MessageKind, Messenger, Sender},
};
use serde_json::{Value, json};
use testkit::Server;

async fn send(server: &Server, pool: &str, username: &str) {
    let message = Message {
        id: format!("{pool} {username}"),
        pool: PoolId::new(pool),
        user: None,
        username: username.into(),
        channel: Channel::Email,
        to: format!("{username}@example.com"),
        kind: MessageKind::SignUp,
        subject: Some("Your verification code".into()),
        body: "Your confirmation code is 123456".into(),
        code: Some("123456".into()),
        link: None,
        sender: Sender::default(),
        at: server.clock().now(),
    };
    server.messenger().send(message).await.unwrap();
}

fn usernames(page: &Value) -> Vec<&str> {
    let messages = page["messages"].as_array().unwrap();
    messages
        .iter()
        .map(|message| message["username"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_message_shows_everything_about_itself() {
    let server = Server::start().await;
    send(&server, "us-east-1_aaaaaaaaa", "ann").await;
    let message = json!({
        "id": "us-east-1_aaaaaaaaa ann",
        "pool": "us-east-1_aaaaaaaaa",
        "user": null,
        "username": "ann",
        "channel": "EMAIL",
        "to": "ann@example.com",
        "kind": "sign_up",
        "subject": "Your verification code",
        "body": "Your confirmation code is 123456",
        "code": "123456",
        "link": null,
        "time": 1_767_225_600.0,
    });
    assert_eq!(
        server.get("/_cognate/inbox").await.ok(),
        json!({ "messages": [message] })
    );
}

#[tokio::test]
async fn filters_narrow_and_the_newest_comes_first() {
    let server = Server::start().await;
    for (pool, username) in [("p_1", "ann"), ("p_2", "ann"), ("p_1", "bob")] {
        send(&server, pool, username).await;
    }
    for (query, expected) in [
        ("", vec!["bob", "ann", "ann"]),
        ("?pool=p_1", vec!["bob", "ann"]),
        ("?username=ann", vec!["ann", "ann"]),
        ("?to=bob%40example.com", vec!["bob"]),
        ("?pool=p_2&username=bob", vec![]),
    ] {
        let page = server.get(&format!("/_cognate/inbox{query}")).await.ok();
        assert_eq!(usernames(&page), expected, "{query}");
    }
    for wrong in ["?user=ann", "?wait=soon", "?wait=-1"] {
        assert_eq!(
            server.get(&format!("/_cognate/inbox{wrong}")).await.status,
            400,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn a_reader_can_wait_for_a_message() {
    let server = Server::start().await;
    send(&server, "p_1", "bob").await;
    let waiting = server.get("/_cognate/inbox?username=ann&wait=20");
    let (reply, ()) = tokio::join!(waiting, send(&server, "p_1", "ann"));
    assert_eq!(usernames(&reply.ok()), ["ann"]);
    // What is there already is not waited for.
    assert_eq!(
        usernames(&server.get("/_cognate/inbox?username=bob&wait=20").await.ok()),
        ["bob"]
    );
}

#[tokio::test]
async fn it_can_be_emptied() {
    let server = Server::start().await;
    send(&server, "p_1", "ann").await;
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::DELETE;
    *request.uri_mut() = "/_cognate/inbox".parse().unwrap();
    assert_eq!(server.send(request).await.status, 204);
    assert_eq!(server.get("/_cognate/inbox").await.ok(), json!({ "messages": [] }));
}

#[tokio::test]
async fn a_stranger_who_points_its_name_here_sees_nothing() {
    let server = Server::start().await;
    send(&server, "us-east-1_aaaaaaaaa", "ann").await;
    for (host, status) in [("evil.example:9229", 403), ("127.0.0.1:9229", 200)] {
        let request = Request::get("/_cognate/inbox").header("host", host);
        let reply = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, status, "{host}");
    }
}

//! `cognate serve`: known keys only, JSON in the log, either engine.

use serde_json::{Value, json};

use crate::node::{KEY, Node, cognate, signed as call};

async fn get(url: String) -> (u16, Value) {
    let response = reqwest::get(url).await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default(),
    )
}

#[tokio::test]
async fn only_known_keys_are_let_in() {
    let directory = tempfile::tempdir().unwrap();
    let node = Node::serve(&[
        ("COGNATE_DATA", directory.path().to_str().unwrap()),
        ("COGNATE_PUBLIC_URL", "https://id.example.com/"),
        ("COGNATE_ACCESS_KEYS", "AKIASERVE:the/secret+of+the+key"),
    ]);
    let create = json!({ "PoolName": "p" });
    let refusal = async |key| call(&node, key, "CreateUserPool", &create).await.1["__type"].clone();
    assert_eq!(refusal(None).await, "MissingAuthenticationTokenException");
    assert_eq!(
        refusal(Some(("AKIANOBODY", KEY.1))).await,
        "UnrecognizedClientException"
    );
    assert_eq!(refusal(Some((KEY.0, "guessed"))).await, "InvalidSignatureException");

    let (status, made) = call(&node, Some(KEY), "CreateUserPool", &create).await;
    assert_eq!(status, 200, "{made}");
    let pool = made["UserPool"]["Id"].as_str().unwrap();
    let (_, discovery) = get(format!("{}/{pool}/.well-known/openid-configuration", node.url)).await;
    assert_eq!(discovery["issuer"], format!("https://id.example.com/{pool}"));
    assert_eq!(
        get(format!("{}/_cognate/inbox", node.url)).await.0,
        404,
        "there is no inbox in production"
    );

    node.signal("TERM");
    for line in node.log_to_its_end().lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
    }
    assert!(node.wait().success());
}

#[tokio::test]
async fn two_nodes_share_one_postgresql() {
    let database = testkit::fresh_postgres().await.unwrap();
    let master_key = "07".repeat(32);
    let variables = [
        ("COGNATE_DATABASE_URL", database.as_str()),
        ("COGNATE_MASTER_KEY", &master_key),
        ("COGNATE_PUBLIC_URL", "https://id.example.com"),
        ("COGNATE_ACCESS_KEYS", "AKIASERVE:the/secret+of+the+key"),
    ];
    let (one, two) = (Node::serve(&variables), Node::serve(&variables));
    let (status, made) = call(&one, Some(KEY), "CreateUserPool", &json!({ "PoolName": "p" })).await;
    assert_eq!(status, 200, "{made}");
    let describe = json!({ "UserPoolId": made["UserPool"]["Id"] });
    let (status, shown) = call(&two, Some(KEY), "DescribeUserPool", &describe).await;
    assert_eq!((status, &shown["UserPool"]["Name"]), (200, &json!("p")));

    let other_key = "08".repeat(32);
    let output = cognate()
        .args(["serve", "--listen", "127.0.0.1:0"])
        .envs(variables)
        .env("COGNATE_MASTER_KEY", &other_key)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("master key"), "{said}");
    assert!(!said.contains(&master_key) && !said.contains(&other_key), "{said}");
}

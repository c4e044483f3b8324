//! The tags of pools.

use std::sync::Arc;

use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};

use crate::{
    race::{race, winners},
    stage::{Stage, text},
};

fn arn_of(pool: &str) -> String {
    format!("arn:aws:cognito-idp:us-east-1:123456789012:userpool/{pool}")
}

async fn call(stage: &Stage, operation: &str, mut body: Value) -> Reply {
    body["ResourceArn"] = json!(arn_of(&stage.pool));
    stage.server.call(operation, body).await
}

async fn tags(stage: &Stage) -> Value {
    call(stage, "ListTagsForResource", json!({})).await.ok()["Tags"].clone()
}

#[tokio::test]
async fn tags_are_put_replaced_shown_and_taken() {
    let stage = Stage::new(json!({ "UserPoolTags": { "team": "a" } }), json!({})).await;
    assert_eq!(tags(&stage).await, json!({ "team": "a" }));
    let put = json!({ "Tags": { "team": "b", "stage": "" } });
    assert_eq!(call(&stage, "TagResource", put).await.ok(), json!({}));
    let both = json!({ "team": "b", "stage": "" });
    assert_eq!(tags(&stage).await, both);
    let pool = stage.admin("DescribeUserPool", json!({})).await.ok()["UserPool"].clone();
    assert_eq!(pool["UserPoolTags"], both);
    assert_eq!(pool["LastModifiedDate"], pool["CreationDate"]);
    let gone = json!({ "TagKeys": ["team", "nothing"] });
    assert_eq!(call(&stage, "UntagResource", gone).await.ok(), json!({}));
    assert_eq!(tags(&stage).await, json!({ "stage": "" }));
    call(&stage, "UntagResource", json!({ "TagKeys": ["stage"] }))
        .await
        .ok();
    assert_eq!(tags(&stage).await, json!({}));
    stage
        .admin("UpdateUserPool", json!({ "UserPoolTags": { "new": "x" } }))
        .await
        .ok();
    stage.admin("UpdateUserPool", json!({})).await.ok();
    assert_eq!(tags(&stage).await, json!({ "new": "x" }));
}

#[tokio::test]
async fn a_pool_has_fifty_tags_none_of_the_providers_own() {
    let stage = Stage::plain().await;
    let many: Value = (0..50).map(|n| (format!("key-{n}"), json!("x"))).collect();
    call(&stage, "TagResource", json!({ "Tags": many })).await.ok();
    let again = call(&stage, "TagResource", json!({ "Tags": { "key-0": "y" } })).await;
    assert_eq!(again.ok(), json!({}));
    let more = call(&stage, "TagResource", json!({ "Tags": { "more": "x" } })).await;
    let sentence = "A user pool can have at most 50 tags.";
    assert_eq!(more.fault(), ("InvalidParameterException", sentence));
    let reserved = call(&stage, "TagResource", json!({ "Tags": { "aws:x": "", "more": "" } })).await;
    let sentence = "aws: prefixed tag key names are not allowed for external use.";
    assert_eq!(
        reserved.fault(),
        ("InvalidParameterException", sentence),
        "before the number"
    );
    let long = call(&stage, "TagResource", json!({ "Tags": { "k": "v".repeat(257) } })).await;
    assert_eq!(long.fault().0, "InvalidParameterException");
    assert!(long.fault().1.starts_with("1 validation error detected: "));
}

#[tokio::test]
async fn only_pools_of_this_account_and_region_have_tags() {
    let stage = Stage::plain().await;
    let here = arn_of(&stage.pool);
    for arn in [
        arn_of("us-east-1_nowhere00"),
        here.replace("us-east-1:", "eu-west-1:"),
        here.replace("123456789012", "210987654321"),
    ] {
        let sentence = format!("Resource {arn} does not exist.");
        for (operation, more) in [
            ("ListTagsForResource", json!({})),
            ("TagResource", json!({ "Tags": {} })),
            ("UntagResource", json!({ "TagKeys": [] })),
        ] {
            let mut body = more;
            body["ResourceArn"] = json!(arn);
            let reply = stage.server.call(operation, body).await;
            assert_eq!(reply.fault(), ("ResourceNotFoundException", sentence.as_str()));
        }
    }
    for arn in [
        "arn:aws:iam::123456789012:role/someone",
        "arn:aws:iam::123456789012:userpool/x",
    ] {
        let body = json!({ "ResourceArn": arn });
        let reply = stage.server.call("ListTagsForResource", body).await;
        assert_eq!(reply.fault(), ("InvalidParameterException", "Invalid resource ARN"));
    }
    let malformed = stage
        .server
        .call("ListTagsForResource", json!({ "ResourceArn": "a pool" }))
        .await;
    assert!(
        malformed
            .fault()
            .1
            .starts_with("2 validation errors detected: Value 'a pool' at 'resourceArn'")
    );
}

#[tokio::test]
async fn tags_of_many_at_once_are_all_kept() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let server = Arc::new(Server::build().engine(engine).start().await);
        let made = server.call("CreateUserPool", json!({ "PoolName": "p" })).await.ok();
        let arn = text(&made["UserPool"]["Arn"]);
        let body = |n: usize| json!({ "ResourceArn": arn, "Tags": { format!("key-{n}"): "x" } });
        let replies = race(&server, "TagResource", (0..8).map(body).collect()).await;
        assert_eq!(winners(&replies, ("", "")), 8);
        let all = server
            .call("ListTagsForResource", json!({ "ResourceArn": arn }))
            .await
            .ok();
        assert_eq!(all["Tags"].as_object().map(serde_json::Map::len), Some(8));
    }
}

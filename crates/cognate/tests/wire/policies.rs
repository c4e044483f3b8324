//! What the holder of an access key may do.

use app::policy;
use domain::{access_policy::AccessPolicy, ports::Clock};
use serde_json::json;
use store::access_keys::{self, AccessKey};
use testkit::{Reply, Server};
use wire::{Auth, Operation};

const KEY: &str = "AKIALIMITED";
const SECRET: &str = "its secret";

/// Makes [`KEY`] with this policy.
async fn key(server: &Server, operations: &str, pools: Option<&str>) {
    let key = AccessKey {
        id: KEY.into(),
        label: String::new(),
        created: server.clock().now(),
        policy: AccessPolicy {
            operations: policy::operations(operations).unwrap(),
            pools: pools.map(|pools| policy::pools(pools).unwrap()),
        },
    };
    let store = &server.house().store;
    let batch = access_keys::insert(store.sealer(), &key, SECRET);
    assert_eq!(store.write(batch).await.unwrap(), store::db::Done::Written);
}

async fn call(server: &Server, operation: &str, body: serde_json::Value) -> Reply {
    let request = server.request(operation).json(&body);
    request.signed_by(KEY, SECRET).send().await
}

fn denied(operation: &str, resource: &str) -> String {
    format!(
        "User: arn:aws:iam::123456789012:user/{KEY} is not authorized to perform: cognito-idp:{operation} on resource: {resource}"
    )
}

#[tokio::test]
async fn a_key_that_may_do_nothing_of_it_is_denied_every_signed_operation() {
    let server = Server::start().await;
    // The pool does not exist, so that the key may do nothing at all.
    key(&server, "all", Some("us-east-1_nowhere")).await;
    for operation in Operation::ALL
        .iter()
        .filter(|operation| operation.auth() == Auth::SigV4)
    {
        let reply = call(&server, operation.name(), json!({})).await;
        let sentence = denied(operation.name(), "*");
        assert_eq!(
            (reply.status, reply.fault()),
            (400, ("AccessDeniedException", sentence.as_str()))
        );
        assert_eq!(reply.body["Message"], sentence, "the front end's own spelling");
    }
    // What is not signed is not denied either.
    let reply = call(&server, "InitiateAuth", json!({})).await;
    assert_eq!(reply.fault().0, "InvalidParameterException");
}

#[tokio::test]
async fn a_reading_key_reads_only() {
    let server = Server::start().await;
    key(&server, "read-only", None).await;
    let pool = server
        .call("CreateUserPool", json!({ "PoolName": "people" }))
        .await
        .ok();
    let id = pool["UserPool"]["Id"].as_str().unwrap();
    call(&server, "DescribeUserPool", json!({ "UserPoolId": id }))
        .await
        .ok();
    call(&server, "ListUsers", json!({ "UserPoolId": id })).await.ok();
    let reply = call(&server, "DeleteUserPool", json!({ "UserPoolId": id })).await;
    let arn = format!("arn:aws:cognito-idp:us-east-1:123456789012:userpool/{id}");
    let sentence = denied("DeleteUserPool", &arn);
    assert_eq!(reply.fault(), ("AccessDeniedException", sentence.as_str()));
    for operation in ["GetClientToken", "GetDerivedToken"] {
        assert_eq!(
            call(&server, operation, json!({})).await.fault().0,
            "AccessDeniedException"
        );
    }
}

#[tokio::test]
async fn a_key_of_one_pool_stays_in_it() {
    let server = Server::start().await;
    let make = async || {
        server
            .call("CreateUserPool", json!({ "PoolName": "people" }))
            .await
            .ok()
    };
    let (own, other) = (make().await, make().await);
    let id = |pool: &serde_json::Value| pool["UserPool"]["Id"].as_str().unwrap().to_owned();
    key(&server, "ListUsers,Admin*", Some(&id(&own))).await;
    let list = async |pool: &str| call(&server, "ListUsers", json!({ "UserPoolId": pool })).await;
    list(&id(&own)).await.ok();
    assert_eq!(list(&id(&other)).await.fault().0, "AccessDeniedException");
    let get = json!({ "UserPoolId": id(&own), "Username": "nobody" });
    assert_eq!(
        call(&server, "AdminGetUser", get).await.fault().0,
        "UserNotFoundException"
    );
    let groups = json!({ "UserPoolId": id(&own) });
    assert_eq!(
        call(&server, "ListGroups", groups).await.fault().0,
        "AccessDeniedException"
    );
}

#[tokio::test]
async fn a_pool_that_is_named_twice_does_not_open_another() {
    let server = Server::start().await;
    let made = server
        .call("CreateUserPool", json!({ "PoolName": "people" }))
        .await
        .ok();
    let id = made["UserPool"]["Id"].as_str().unwrap();
    key(&server, "all", Some("us-east-1_mine")).await;
    for body in [
        format!(r#"{{"UserPoolId":"us-east-1_mine","UserPoolId":"{id}"}}"#),
        format!(r#"{{"UserPoolId":"{id}","ResourceArn":"arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_mine"}}"#),
    ] {
        let request = server.request("ListUsers").bytes(body).signed_by(KEY, SECRET);
        assert_eq!(request.send().await.fault().0, "AccessDeniedException");
    }
}

#[tokio::test]
async fn a_denied_request_is_not_told_what_else_is_wrong_with_it() {
    let server = Server::start().await;
    key(&server, "read-only", None).await;
    let reply = call(&server, "CreateGroup", json!({ "GroupName": "" })).await;
    let sentence = denied("CreateGroup", "*");
    assert_eq!(reply.fault(), ("AccessDeniedException", sentence.as_str()));
}

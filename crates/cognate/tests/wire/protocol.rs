//! Framing, headers, CORS, sizes: what happens before an operation runs (resources.md §1).

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request},
};
use serde_json::{Value, json};
use testkit::{Reply, Server};

const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

fn request(method: Method, path: &str, headers: &[(&'static str, &str)]) -> Request<Body> {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    *request.uri_mut() = path.parse().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    request
}

/// The answer of ListUserPools to these bytes.
async fn list_pools(server: &Server, body: impl Into<Vec<u8>>) -> Reply {
    server.request("ListUserPools").bytes(body).send().await
}

#[tokio::test]
async fn a_success_has_the_headers_of_the_real_one() {
    let server = Server::start().await;
    let reply = server.call("ListUserPools", json!({ "MaxResults": 1 })).await;
    assert_eq!((reply.status, &reply.body), (200, &json!({ "UserPools": [] })));
    assert_eq!(reply.header("content-type"), "application/x-amz-json-1.1");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    assert_eq!(reply.header("access-control-expose-headers"), EXPOSED);
    assert_eq!(reply.header("x-amzn-errortype"), "");
}

#[tokio::test]
async fn a_fault_has_the_headers_and_the_body_of_the_real_one() {
    let server = Server::start().await;
    let reply = server
        .call("DescribeUserPool", json!({ "UserPoolId": "us-east-1_nowhere00" }))
        .await;
    let sentence = "User pool us-east-1_nowhere00 does not exist.";
    let body = json!({ "__type": "ResourceNotFoundException", "message": sentence });
    assert_eq!((reply.status, &reply.body), (400, &body));
    assert_eq!(reply.header("x-amzn-errortype"), "ResourceNotFoundException:");
    assert_eq!(reply.header("x-amzn-errormessage"), sentence);
    assert_eq!(reply.header("content-type"), "application/x-amz-json-1.1");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    assert_eq!(reply.header("access-control-expose-headers"), EXPOSED);
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own() {
    let server = Server::start().await;
    let mut ids = BTreeSet::new();
    for _ in 0..20 {
        let id = list_pools(&server, "{}").await.header("x-amzn-requestid").to_owned();
        let uuid: uuid::Uuid = id.parse().unwrap();
        assert_eq!((uuid.get_version_num(), uuid.hyphenated().to_string()), (4, id.clone()));
        ids.insert(id);
    }
    assert_eq!(ids.len(), 20);
}

#[tokio::test]
async fn a_target_that_names_no_operation_is_unknown() {
    let server = Server::start().await;
    let unknown = json!({ "__type": "UnknownOperationException" });
    for target in [
        None,
        Some("ListUserPools"),
        Some("AWSCognitoIdentityProviderService.listuserpools"),
        Some("AWSCognitoIdentityProviderService.ListUserPools "),
        Some("AWSCognitoIdentityProviderService."),
        Some("AWSCognitoIdentityService.ListIdentityPools"),
        Some("AWSCognitoIdentityProviderService_20160418.ListUserPools"),
    ] {
        let headers: Vec<_> = target.iter().map(|target| ("x-amz-target", *target)).collect();
        let reply = server.send(request(Method::POST, "/", &headers)).await;
        // A trailing blank is no part of a header's value on a socket; here it is.
        assert_eq!((reply.status, &reply.body), (400, &unknown), "{target:?}");
        assert_eq!(reply.header("x-amzn-errortype"), "UnknownOperationException:");
    }
    let target = [("x-amz-target", "AWSCognitoIdentityProviderService.ListUserPools")];
    let reply = server.send(request(Method::GET, "/", &target)).await;
    assert_eq!((reply.status, &reply.body), (400, &unknown));
}

#[tokio::test]
async fn the_content_type_does_not_matter() {
    let server = Server::start().await;
    for content_type in [
        "application/x-amz-json-1.1; charset=utf-8",
        "application/json",
        "text/plain",
    ] {
        let mut request = server
            .request("ListUserPools")
            .json(&json!({ "MaxResults": 1 }))
            .into_request();
        // Not among the signed headers of every SDK, so it is replaced on an unsigned operation.
        request.headers_mut().remove("content-type");
        request.headers_mut().remove("authorization");
        request
            .headers_mut()
            .insert("content-type", content_type.parse().unwrap());
        let reply = server.send(request).await;
        assert_eq!(reply.fault().0, "MissingAuthenticationTokenException", "{content_type}");
    }
}

#[tokio::test]
async fn an_empty_body_is_an_empty_object() {
    let server = Server::start().await;
    let sentence =
        "1 validation error detected: Value null at 'maxResults' failed to satisfy constraint: Member must not be null";
    for body in ["", "{}", "{\"MaxResults\":null}", " {\n} "] {
        let reply = list_pools(&server, body).await;
        assert_eq!(reply.fault(), ("InvalidParameterException", sentence), "{body:?}");
    }
}

#[tokio::test]
async fn unknown_members_are_ignored() {
    let server = Server::start().await;
    let reply = server
        .call(
            "ListUserPools",
            json!({ "MaxResults": 1, "maxresults": "x", "Nonsense": { "a": [1] } }),
        )
        .await;
    assert_eq!(reply.ok(), json!({ "UserPools": [] }));
}

#[tokio::test]
async fn what_is_no_json_object_is_refused() {
    let server = Server::start().await;
    let deep = "[".repeat(100_000);
    let deep_value = format!("{{\"MaxResults\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_unknown = format!("{{\"x\":{}1{}}}", "{\"x\":".repeat(10_000), "}".repeat(10_000));
    for body in [
        "not json",
        "{\"MaxResults\":1",
        "{\"MaxResults\":1}}",
        "{\"MaxResults\":01}",
        "{\"MaxResults\":NaN}",
        "{'MaxResults':1}",
        "[]",
        "\"text\"",
        "1",
        "null",
        "\u{0}",
        "{\"MaxResults\":\u{0}1}",
        "{\"NextToken\":\"\\ud800\",\"MaxResults\":1}",
        deep.as_str(),
        deep_value.as_str(),
        deep_unknown.as_str(),
    ] {
        let reply = list_pools(&server, body).await;
        let shown: String = body.chars().take(40).collect();
        assert_eq!(
            (reply.status, reply.fault().0),
            (400, "SerializationException"),
            "{shown}"
        );
    }
    let reply = list_pools(&server, &b"{\"NextToken\":\"\xff\xfe\",\"MaxResults\":1}"[..]).await;
    assert_eq!((reply.status, reply.fault().0), (400, "SerializationException"));
}

#[tokio::test]
async fn a_member_of_the_wrong_type_is_refused() {
    let server = Server::start().await;
    for (operation, body) in [
        ("ListUserPools", json!({ "MaxResults": "1" })),
        ("ListUserPools", json!({ "MaxResults": true })),
        ("ListUserPools", json!({ "MaxResults": 1.5 })),
        ("ListUserPools", json!({ "MaxResults": {} })),
        ("ListUserPools", json!({ "MaxResults": 1, "NextToken": 5 })),
        ("CreateUserPool", json!({ "PoolName": [] })),
        ("CreateUserPool", json!({ "PoolName": "p", "Policies": "none" })),
        ("CreateUserPool", json!({ "PoolName": "p", "AliasAttributes": "email" })),
        ("CreateUserPool", json!({ "PoolName": "p", "AliasAttributes": {} })),
        ("CreateUserPool", json!({ "PoolName": "p", "UserPoolTags": [] })),
        ("CreateUserPool", json!({ "PoolName": "p", "UserPoolTags": { "a": 1 } })),
    ] {
        let reply = server.call(operation, body.clone()).await;
        assert_eq!(
            (reply.status, reply.fault().0),
            (400, "SerializationException"),
            "{operation} {body}"
        );
    }
}

#[tokio::test]
async fn the_checks_come_in_order() {
    let server = Server::start().await;
    let garbage = "not json";
    // Target before JSON.
    let reply = server.request("NoSuchOperation").unsigned().bytes(garbage).send().await;
    assert_eq!(reply.fault().0, "UnknownOperationException");
    // JSON before the signature.
    let reply = server.request("ListUserPools").unsigned().bytes(garbage).send().await;
    assert_eq!(reply.fault().0, "SerializationException");
    // The signature before the constraints.
    let reply = server
        .request("ListUserPools")
        .unsigned()
        .json(&json!({ "MaxResults": 61 }))
        .send()
        .await;
    assert_eq!(reply.fault().0, "MissingAuthenticationTokenException");
    // The constraints before the pool.
    let reply = server
        .call("DescribeUserPool", json!({ "UserPoolId": "nowhere" }))
        .await;
    assert_eq!(reply.fault().0, "InvalidParameterException");
}

#[tokio::test]
async fn nul_and_odd_text_are_no_trouble() {
    let server = Server::start().await;
    for odd in ["\u{0}", "a\u{0}b", "\u{202e}abc", "e\u{301}", "\u{1f600}", "\u{ffff}"] {
        let reply = server.call("DescribeUserPool", json!({ "UserPoolId": odd })).await;
        assert_eq!(
            (reply.status, reply.fault().0),
            (400, "InvalidParameterException"),
            "{odd:?}"
        );
    }
}

#[tokio::test]
async fn a_megabyte_of_text_is_a_violation_like_any_other() {
    let server = Server::start().await;
    let reply = server
        .call("DescribeUserPool", json!({ "UserPoolId": "x".repeat(1 << 20) }))
        .await;
    assert_eq!((reply.status, reply.fault().0), (400, "InvalidParameterException"));
    assert!(
        reply.header("x-amzn-errormessage").len() <= 1024,
        "HTTP libraries refuse long header fields"
    );
}

#[tokio::test]
async fn two_megabytes_are_enough() {
    let server = Server::start().await;
    let of = |bytes: usize| {
        let body = format!("{{\"MaxResults\":1,\"x\":\"{}\"}}", "x".repeat(bytes - 23));
        assert_eq!(body.len(), bytes);
        list_pools(&server, body)
    };
    assert_eq!(of(2 << 20).await.status, 200);
    let reply = of((2 << 20) + 1).await;
    assert_eq!(reply.status, 413);
    assert_eq!(
        reply.fault(),
        ("RequestEntityTooLargeException", "request parameters too large")
    );
}

#[tokio::test]
async fn a_preflight_is_allowed_what_it_asks_for() {
    let server = Server::start().await;
    let asked = "content-type,x-amz-target,x-amz-user-agent";
    let headers = [
        ("origin", "https://app.example.com"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", asked),
    ];
    let reply = server.send(request(Method::OPTIONS, "/", &headers)).await;
    assert_eq!((reply.status, reply.bytes.len()), (200, 0));
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    assert_eq!(reply.header("access-control-allow-methods"), "POST");
    assert_eq!(reply.header("access-control-allow-headers"), asked);
    assert_eq!(reply.header("access-control-expose-headers"), EXPOSED);
    assert_eq!(reply.header("access-control-max-age"), "172800");
    assert_eq!(reply.header("access-control-allow-credentials"), "");

    let nobody = server.send(request(Method::OPTIONS, "/", &[])).await;
    assert_eq!((nobody.status, nobody.header("access-control-allow-origin")), (403, ""));
}

#[tokio::test]
async fn other_addresses_hold_nothing() {
    let server = Server::start().await;
    for path in ["/nothing", "/us-east-1_nowhere00", "//", "/_cognate", "/health"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
    let post = server.send(request(Method::POST, "/us-east-1_nowhere00", &[])).await;
    assert_eq!(post.status, 404);
}

#[tokio::test]
async fn health_follows_the_store() {
    let server = Server::start().await;
    assert_eq!(server.get("/health/live").await.body, json!({ "status": "live" }));
    assert_eq!(server.get("/health/ready").await.body, json!({ "status": "ready" }));
    server.house().store.close().await;
    assert_eq!(server.get("/health/live").await.status, 200);
    assert_eq!(server.get("/health/ready").await.status, 503);
}

#[tokio::test]
async fn a_broken_house_says_so_and_nothing_more() {
    let server = Server::start().await;
    server.house().store.close().await;
    let reply = server.call("ListUserPools", json!({ "MaxResults": 1 })).await;
    let sentence = "Internal error. Please try again.";
    assert_eq!(
        (reply.status, reply.fault()),
        (500, ("InternalErrorException", sentence))
    );
    assert_ne!(reply.header("x-amzn-requestid"), "");
    assert_eq!(
        reply.body,
        json!({ "__type": "InternalErrorException", "message": sentence })
    );
    assert_eq!(reply.body["cause"], Value::Null);
}

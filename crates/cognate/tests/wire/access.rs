//! Who may call: signatures and access keys (resources.md §1.2, §1.5).

use app::cx::SignaturePolicy;
use domain::{
    access_policy::AccessPolicy,
    ids::Region,
    moment::{Moment, Span},
    ports::Clock,
};
use serde_json::json;
use store::access_keys::{self, AccessKey};
use testkit::{ACCESS_KEY, Reply, SECRET_KEY, Server};
use wire::{Auth, Operation};

const MISSING: (&str, &str) = ("MissingAuthenticationTokenException", "Missing Authentication Token");

const UNKNOWN: (&str, &str) = (
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
);

const NO_MATCH: (&str, &str) = (
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key \
     and signing method. Consult the service documentation for details.",
);

/// Whether the caller got past the door, whatever the operation said then.
fn let_in(reply: &Reply) -> bool {
    let refusals = [
        "MissingAuthenticationTokenException",
        "IncompleteSignatureException",
        "UnrecognizedClientException",
        "InvalidSignatureException",
        "ExpiredTokenException",
        "AccessDeniedException",
    ];
    reply.status == 200 || !refusals.contains(&reply.fault().0)
}

#[tokio::test]
async fn every_operation_that_is_signed_refuses_the_unsigned() {
    let server = Server::start().await;
    for operation in Operation::ALL {
        let reply = server.request(operation.name()).unsigned().send().await;
        let either = matches!(operation, Operation::GetClientToken | Operation::GetDerivedToken);
        match operation.auth() {
            Auth::SigV4 if !either => assert_eq!(reply.fault(), MISSING, "{}", operation.name()),
            Auth::SigV4 | Auth::None => assert!(let_in(&reply), "{}", operation.name()),
        }
    }
}

#[tokio::test]
async fn an_unsigned_operation_ignores_whatever_authorization_holds() {
    let server = Server::start().await;
    let plain = server.request("InitiateAuth").send().await;
    for authorization in [
        "Bearer eyJraWQi",
        "AWS4-HMAC-SHA256 Credential=nonsense",
        "",
        "Basic YTpi",
    ] {
        let request = server.request("InitiateAuth").header("authorization", authorization);
        assert_eq!(request.send().await.fault(), plain.fault(), "{authorization:?}");
    }
    let signed = server
        .request("InitiateAuth")
        .signed_by("AKIANOBODY", "wrong")
        .send()
        .await;
    assert_eq!(signed.fault(), plain.fault());
}

#[tokio::test]
async fn a_right_signature_is_let_in_for_any_region() {
    let server = Server::start().await;
    for region in ["us-east-1", "eu-central-1", "ap-southeast-7"] {
        let request = server.request("ListUserPools").region(region);
        assert!(
            let_in(&request.json(&json!({ "MaxResults": 1 })).send().await),
            "{region}"
        );
    }
}

#[tokio::test]
async fn a_wrong_secret_does_not_match() {
    let server = Server::start().await;
    let reply = server
        .request("ListUserPools")
        .signed_by(ACCESS_KEY, "not the secret")
        .send()
        .await;
    assert_eq!((reply.status, reply.fault()), (400, NO_MATCH));
}

#[tokio::test]
async fn what_was_signed_cannot_be_changed() {
    let server = Server::start().await;
    let request = || {
        server
            .request("ListUserPools")
            .json(&json!({ "MaxResults": 1 }))
            .into_request()
    };

    let (parts, _) = request().into_parts();
    let other_body = axum::http::Request::from_parts(parts, r#"{"MaxResults":2}"#.into());
    assert_eq!(server.send(other_body).await.fault(), NO_MATCH);

    let mut other_target = request();
    let target = "AWSCognitoIdentityProviderService.DeleteUserPool".parse().unwrap();
    other_target.headers_mut().insert("x-amz-target", target);
    assert_eq!(server.send(other_target).await.fault(), NO_MATCH);

    let mut other_host = request();
    other_host
        .headers_mut()
        .insert("host", "elsewhere.test".parse().unwrap());
    assert_eq!(server.send(other_host).await.fault(), NO_MATCH);
}

#[tokio::test]
async fn an_unknown_access_key_is_named_so() {
    let server = Server::start().await;
    let reply = server
        .request("ListUserPools")
        .signed_by("AKIANOBODY", SECRET_KEY)
        .send()
        .await;
    assert_eq!((reply.status, reply.fault()), (400, UNKNOWN));
}

#[tokio::test]
async fn a_session_token_belongs_to_no_key_of_ours() {
    let server = Server::start().await;
    let reply = server
        .request("ListUserPools")
        .header("x-amz-security-token", "FwoGZXIvYXdz")
        .send()
        .await;
    assert_eq!(reply.fault(), UNKNOWN);
}

#[tokio::test]
async fn a_signature_holds_for_five_minutes_either_way() {
    let server = Server::start().await;
    let now = server.clock().now();
    let at = async |at: Moment| server.request("ListUserPools").signed_at(at).send().await;
    assert!(let_in(&at(now - Span::minutes(5)).await));
    assert!(let_in(&at(now + Span::minutes(5)).await));
    assert_eq!(
        at(now - Span::seconds(301)).await.fault(),
        (
            "InvalidSignatureException",
            "Signature expired: 20251231T235459Z is now earlier than 20251231T235500Z (20260101T000000Z - 5 min.)"
        )
    );
    assert_eq!(
        at(now + Span::seconds(301)).await.fault(),
        (
            "InvalidSignatureException",
            "Signature not yet current: 20260101T000501Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)"
        )
    );
}

#[tokio::test]
async fn the_scope_names_this_service_and_a_region() {
    let server = Server::start().await;
    let service = server.request("ListUserPools").service("cognito-identity").send().await;
    let sentence = "Credential should be scoped to correct service: 'cognito-idp'. ";
    assert_eq!(service.fault(), ("InvalidSignatureException", sentence));
    let region = server.request("ListUserPools").region("EU_WEST").send().await;
    let sentence = "Credential should be scoped to a valid region. ";
    assert_eq!(region.fault(), ("InvalidSignatureException", sentence));
}

#[tokio::test]
async fn only_one_region_can_be_served() {
    let only = Region::new("eu-west-1");
    let server = Server::build()
        .settings(|settings| settings.only_region = Some(only))
        .start()
        .await;
    assert!(let_in(
        &server.request("ListUserPools").region("eu-west-1").send().await
    ));
    let reply = server.request("ListUserPools").region("us-east-1").send().await;
    let sentence = "Credential should be scoped to a valid region. ";
    assert_eq!(reply.fault(), ("InvalidSignatureException", sentence));
}

#[tokio::test]
async fn an_incomplete_authorization_says_what_it_lacks() {
    let server = Server::start().await;
    let request = server
        .request("ListUserPools")
        .unsigned()
        .header("authorization", "AWS4-HMAC-SHA256 Foo=bar");
    let reply = request.send().await;
    assert_eq!(
        reply.fault(),
        (
            "IncompleteSignatureException",
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. \
             Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a \
             'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256 Foo=bar"
        )
    );
    for garbage in [
        "Bearer token",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=/////, SignedHeaders=;, Signature=\u{7f}",
    ] {
        let mut request = server.request("ListUserPools").unsigned().into_request();
        if let Ok(value) = axum::http::HeaderValue::from_bytes(garbage.as_bytes()) {
            request.headers_mut().insert("authorization", value);
            let reply = server.send(request).await;
            assert_eq!(reply.status, 400, "{garbage:?}");
            assert!(!let_in(&reply), "{garbage:?}");
        }
    }
}

#[tokio::test]
async fn the_client_token_operations_take_a_right_signature_or_none() {
    let server = Server::start().await;
    for operation in ["GetClientToken", "GetDerivedToken"] {
        assert!(let_in(&server.request(operation).unsigned().send().await));
        assert!(let_in(&server.request(operation).send().await));
        assert!(let_in(
            &server
                .request(operation)
                .unsigned()
                .header("authorization", "Basic YTpi")
                .send()
                .await
        ));
        let wrong = server
            .request(operation)
            .signed_by(ACCESS_KEY, "not the secret")
            .send()
            .await;
        assert_eq!(wrong.fault(), NO_MATCH);
    }
}

#[tokio::test]
async fn a_stored_access_key_works_until_it_is_deleted() {
    let server = Server::build().access_keys(&[]).start().await;
    let store = &server.house().store;
    let key = AccessKey {
        id: "AKIASTORED".into(),
        label: "a test".into(),
        created: server.clock().now(),
        policy: AccessPolicy::default(),
    };
    let inserted = store
        .write(access_keys::insert(store.sealer(), &key, "its secret"))
        .await
        .unwrap();
    assert_eq!(inserted, store::db::Done::Written);
    let call = async |secret: &str| {
        server
            .request("ListUserPools")
            .signed_by("AKIASTORED", secret)
            .send()
            .await
    };
    assert!(let_in(&call("its secret").await));
    assert_eq!(call("another secret").await.fault(), NO_MATCH);
    assert_eq!(
        store.write(access_keys::delete("AKIASTORED")).await.unwrap(),
        store::db::Done::Written
    );
    assert_eq!(call("its secret").await.fault(), UNKNOWN);
}

#[tokio::test]
async fn development_takes_any_well_formed_signature_while_no_key_is_known() {
    let lenient = |settings: &mut app::cx::Settings| settings.signatures = SignaturePolicy::AnyWhileNoneKnown;
    let open = Server::build().settings(lenient).access_keys(&[]).start().await;
    let long_ago = Moment::from_micros(0);
    let anyone = open
        .request("ListUserPools")
        .signed_by("test", "test")
        .signed_at(long_ago)
        .send()
        .await;
    assert!(let_in(&anyone));
    assert_eq!(open.request("ListUserPools").unsigned().send().await.fault(), MISSING);

    let closed = Server::build().settings(lenient).start().await;
    assert_eq!(
        closed
            .request("ListUserPools")
            .signed_by("test", "test")
            .send()
            .await
            .fault(),
        UNKNOWN
    );
    assert_eq!(
        closed
            .request("ListUserPools")
            .signed_by(ACCESS_KEY, "wrong")
            .send()
            .await
            .fault(),
        NO_MATCH
    );
    assert!(let_in(&closed.request("ListUserPools").send().await));
}

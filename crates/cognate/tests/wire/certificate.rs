//! GetSigningCertificate.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;
use testkit::{Engine, Server};

use crate::{
    race::race,
    stage::{Stage, text},
};

#[tokio::test]
async fn the_certificate_of_a_pool_is_always_the_same() {
    let stage = Stage::plain().await;
    let keys = async || {
        let path = format!("/{}/.well-known/jwks.json", stage.pool);
        stage.server.get(&path).await.ok()
    };
    let before = keys().await;
    let get = async || text(&stage.admin("GetSigningCertificate", json!({})).await.ok()["Certificate"]);
    let first = get().await;
    stage.server.clock().advance(domain::moment::Span::days(400));
    assert_eq!(get().await, first);
    let der = STANDARD.decode(&first).expect("base64");
    // SEQUENCE of the certificate, then that of what is signed.
    assert_eq!((der[0], der[1], der[4]), (0x30, 0x82, 0x30));
    let pool = stage.pool.as_bytes();
    assert!(der.windows(pool.len()).any(|part| part == pool), "it names the pool");
    assert_eq!(keys().await, before, "relying parties do not see its key");

    let other = stage
        .server
        .call("CreateUserPool", json!({ "PoolName": "other" }))
        .await
        .ok();
    let body = json!({ "UserPoolId": other["UserPool"]["Id"] });
    let other = stage.server.call("GetSigningCertificate", body).await.ok();
    assert_ne!(text(&other["Certificate"]), first);
    let unknown = json!({ "UserPoolId": "us-east-1_nowhere00" });
    let unknown = stage.server.call("GetSigningCertificate", unknown).await;
    let sentence = "User pool us-east-1_nowhere00 does not exist.";
    assert_eq!(unknown.fault(), ("ResourceNotFoundException", sentence));
}

#[tokio::test]
async fn two_first_callers_get_one_certificate() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let server = Arc::new(Server::build().engine(engine).start().await);
        let made = server.call("CreateUserPool", json!({ "PoolName": "p" })).await.ok();
        let body = json!({ "UserPoolId": made["UserPool"]["Id"] });
        let replies = race(&server, "GetSigningCertificate", vec![body; 4]).await;
        let first = replies[0].clone().ok();
        assert!(first["Certificate"].is_string());
        assert!(replies.into_iter().all(|reply| reply.ok() == first));
    }
}

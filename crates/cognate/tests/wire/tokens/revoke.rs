//! RevokeToken (auth.md §13.6).

use serde_json::{Value, json};
use testkit::Reply;

use crate::scene::{Scene, claims};

const NAE: &str = "NotAuthorizedException";

async fn revoke(scene: &Scene, token: &Value) -> Reply {
    scene
        .server
        .call("RevokeToken", json!({ "ClientId": scene.client, "Token": token }))
        .await
}

#[tokio::test]
async fn it_ends_one_family_and_no_other() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let (first, second) = (scene.tokens("alice").await, scene.tokens("alice").await);
    for _ in 0..2 {
        let reply = revoke(&scene, &first["RefreshToken"]).await;
        assert_eq!((reply.status, reply.bytes.as_slice()), (200, b"{}".as_slice()));
    }
    let whoami = scene.whoami(&first["AccessToken"]).await;
    assert_eq!(whoami.fault(), (NAE, "Access Token has been revoked"));
    let refreshed = scene
        .initiate("REFRESH_TOKEN_AUTH", json!({ "REFRESH_TOKEN": first["RefreshToken"] }))
        .await;
    assert_eq!(refreshed.fault(), (NAE, "Refresh Token has been revoked"));
    scene.whoami(&second["AccessToken"]).await.ok();
    scene.exchange(&second["RefreshToken"]).await.ok();
}

#[tokio::test]
async fn what_it_takes_and_what_not() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    assert_eq!(revoke(&scene, &json!("no-token-at-all")).await.ok(), json!({}));
    for token in ["AccessToken", "IdToken"] {
        let reply = revoke(&scene, &tokens[token]).await;
        assert_eq!(reply.fault().0, "UnsupportedTokenTypeException", "{token}");
    }
    scene.whoami(&tokens["AccessToken"]).await.ok();
    let empty = revoke(&scene, &json!("")).await;
    // The real service says "Token is required" (auth.md §13.6, observed); here the model's pattern speaks first.
    assert_eq!(empty.fault().0, "InvalidParameterException");
    let unauthorized = ("UnauthorizedException", "Invalid client or secret");
    let other = scene.another_client(json!({})).await["ClientId"].clone();
    for client in [other, json!("nobody")] {
        let body = json!({ "ClientId": client, "Token": tokens["RefreshToken"] });
        let reply = scene.server.call("RevokeToken", body).await;
        assert_eq!(reply.fault(), unauthorized);
    }
    scene.exchange(&tokens["RefreshToken"]).await.ok();
}

#[tokio::test]
async fn a_client_with_a_secret_must_show_it() {
    let scene = Scene::with(json!({}), json!({ "GenerateSecret": true })).await;
    let client = scene
        .admin("DescribeUserPoolClient", json!({ "ClientId": scene.client }))
        .await
        .ok();
    let secret = client["UserPoolClient"]["ClientSecret"].clone();
    let body = json!({ "ClientId": scene.client, "Token": "x" });
    let unauthorized = ("UnauthorizedException", "Invalid client or secret");
    assert_eq!(
        scene.server.call("RevokeToken", body.clone()).await.fault(),
        unauthorized
    );
    for (given, right) in [(json!("asecretofsomebodyelse0000"), false), (secret, true)] {
        let mut body = body.clone();
        body["ClientSecret"] = given;
        let reply = scene.server.call("RevokeToken", body).await;
        match right {
            true => assert_eq!(reply.ok(), json!({})),
            false => assert_eq!(reply.fault(), unauthorized),
        }
    }
}

#[tokio::test]
async fn a_client_without_revocation() {
    let scene = Scene::with(json!({}), json!({ "EnableTokenRevocation": false })).await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    for token in ["AccessToken", "IdToken"] {
        let claims = claims(&tokens[token]);
        assert!(claims.get("origin_jti").is_none() && claims["jti"].is_string());
    }
    let reply = revoke(&scene, &tokens["RefreshToken"]).await;
    assert_eq!(
        reply.fault(),
        (
            "UnsupportedOperationException",
            "This feature is not enabled for this client"
        )
    );
    scene
        .server
        .call("GlobalSignOut", json!({ "AccessToken": tokens["AccessToken"] }))
        .await
        .ok();
    let whoami = scene.whoami(&tokens["AccessToken"]).await;
    assert_eq!(whoami.fault(), (NAE, "Access Token has been revoked"));
}

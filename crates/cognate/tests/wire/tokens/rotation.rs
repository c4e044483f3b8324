//! Rotation of refresh tokens (auth.md §13.5, Appendix B4).

use std::sync::Arc;

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Server};

use crate::scene::{Scene, claims, members};

const REUSED: (&str, &str) = ("RefreshTokenReuseException", "Refresh token reuse detected");

fn rotating(grace: i64) -> Value {
    json!({
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": grace },
    })
}

async fn scene(grace: i64) -> (Scene, Value) {
    let scene = Scene::with(json!({}), rotating(grace)).await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    (scene, tokens)
}

/// A successful exchange: the new tokens.
async fn turn(scene: &Scene, token: &Value) -> Value {
    let tokens = scene.exchange(token).await.ok()["AuthenticationResult"].clone();
    assert_eq!(
        members(&tokens),
        ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]
    );
    tokens
}

#[tokio::test]
async fn without_grace() {
    let (scene, first) = scene(0).await;
    let second = turn(&scene, &first["RefreshToken"]).await;
    assert_eq!(scene.exchange(&first["RefreshToken"]).await.fault(), REUSED);
    let third = turn(&scene, &second["RefreshToken"]).await;
    scene.whoami(&first["AccessToken"]).await.ok();
    for claim in ["origin_jti", "auth_time", "event_id"] {
        assert_eq!(
            claims(&first["AccessToken"])[claim],
            claims(&third["AccessToken"])[claim]
        );
    }
    let revoke = json!({ "ClientId": scene.client, "Token": first["RefreshToken"] });
    scene.server.call("RevokeToken", revoke).await.ok();
    let dead = scene.exchange(&third["RefreshToken"]).await;
    assert_eq!(
        (dead.status, &dead.body),
        (400, &json!({ "__type": "NotAuthorizedException" })),
        "no message"
    );
    let whoami = scene.whoami(&third["AccessToken"]).await;
    assert_eq!(
        whoami.fault(),
        ("NotAuthorizedException", "Access Token has been revoked")
    );
    let flow = scene
        .initiate("REFRESH_TOKEN_AUTH", json!({ "REFRESH_TOKEN": third["RefreshToken"] }))
        .await;
    assert_eq!(
        flow.fault(),
        (
            "UnsupportedOperationException",
            "This API does not support refresh token rotation"
        )
    );
}

#[tokio::test]
async fn grace_is_for_the_parent_until_a_fixed_deadline() {
    let (scene, first) = scene(10).await;
    let second = turn(&scene, &first["RefreshToken"]).await;
    scene.server.clock().advance(Span::seconds(8));
    let retried = turn(&scene, &first["RefreshToken"]).await;
    assert_eq!(
        scene.exchange(&second["RefreshToken"]).await.fault(),
        REUSED,
        "the displaced child"
    );
    scene.server.clock().advance(Span::seconds(3));
    assert_eq!(
        scene.exchange(&first["RefreshToken"]).await.fault(),
        REUSED,
        "after the deadline"
    );
    let third = turn(&scene, &retried["RefreshToken"]).await;
    assert_eq!(
        scene.exchange(&first["RefreshToken"]).await.fault(),
        REUSED,
        "a grandparent"
    );
    turn(&scene, &retried["RefreshToken"]).await;
    assert_eq!(
        scene.exchange(&third["RefreshToken"]).await.fault(),
        REUSED,
        "displaced in turn"
    );
}

#[tokio::test]
async fn turning_does_not_lengthen_the_life_of_the_family() {
    let (scene, mut tokens) = scene(0).await;
    for _ in 0..29 {
        scene.server.clock().advance(Span::days(1));
        tokens = turn(&scene, &tokens["RefreshToken"]).await;
    }
    scene.server.clock().advance(Span::days(1));
    let late = scene.exchange(&tokens["RefreshToken"]).await;
    assert_eq!(late.fault(), ("NotAuthorizedException", "Refresh Token has expired"));
}

#[tokio::test]
async fn rotation_switched_off_and_on() {
    let (scene, first) = scene(0).await;
    let second = turn(&scene, &first["RefreshToken"]).await;
    let update = async |feature: &str| {
        let body = json!({
            "ClientId": scene.client, "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
            "RefreshTokenRotation": { "Feature": feature },
        });
        scene.admin("UpdateUserPoolClient", body).await.ok();
    };
    update("DISABLED").await;
    let kept = scene.exchange(&second["RefreshToken"]).await.ok();
    assert!(kept["AuthenticationResult"].get("RefreshToken").is_none());
    let parent = scene.exchange(&first["RefreshToken"]).await;
    assert_eq!(
        parent.fault(),
        ("NotAuthorizedException", "Refresh Token has been revoked")
    );
    update("ENABLED").await;
    turn(&scene, &second["RefreshToken"]).await;
}

async fn of_sixteen_racers_one_wins(engine: Engine) {
    let server = Server::build().engine(engine).start().await;
    let scene = Arc::new(Scene::on(server, json!({}), rotating(0)).await);
    scene.user("alice").await;
    let token = scene.tokens("alice").await["RefreshToken"].clone();
    let racers = (0..16).map(|_| {
        let (scene, token) = (Arc::clone(&scene), token.clone());
        tokio::spawn(async move { scene.exchange(&token).await })
    });
    let (mut won, mut child) = (0, Value::Null);
    for racer in racers.collect::<Vec<_>>() {
        let reply = racer.await.unwrap();
        if reply.status == 200 {
            won += 1;
            child = reply.body["AuthenticationResult"]["RefreshToken"].clone();
        } else {
            assert_eq!(reply.fault(), REUSED);
        }
    }
    assert_eq!(won, 1);
    turn(&scene, &child).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixteen_racers_one_wins_on_sqlite() {
    of_sixteen_racers_one_wins(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixteen_racers_one_wins_on_postgresql() {
    of_sixteen_racers_one_wins(Engine::Postgres).await;
}

//! REFRESH_TOKEN_AUTH and GetTokensFromRefreshToken without rotation (auth.md §§13.3–13.4).

use domain::moment::Span;
use serde_json::{Value, json};

use crate::scene::{Scene, claims, members};

const NAE: &str = "NotAuthorizedException";

async fn refresh(scene: &Scene, token: &Value) -> testkit::Reply {
    scene
        .initiate("REFRESH_TOKEN_AUTH", json!({ "REFRESH_TOKEN": token }))
        .await
}

#[tokio::test]
async fn new_tokens_of_the_same_family() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let first = scene.tokens("alice").await;
    scene.server.clock().advance(Span::hours(2));
    for flow in ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"] {
        let reply = scene
            .initiate(flow, json!({ "REFRESH_TOKEN": first["RefreshToken"] }))
            .await
            .ok();
        assert_eq!(members(&reply), ["AuthenticationResult", "ChallengeParameters"]);
        let tokens = &reply["AuthenticationResult"];
        assert_eq!(members(tokens), ["AccessToken", "ExpiresIn", "IdToken", "TokenType"]);
        for token in ["AccessToken", "IdToken"] {
            let (old, new) = (claims(&first[token]), claims(&tokens[token]));
            for kept in ["sub", "event_id", "origin_jti", "auth_time"] {
                assert_eq!(old[kept], new[kept], "{kept}");
            }
            for fresh in ["jti", "iat", "exp"] {
                assert_ne!(old[fresh], new[fresh], "{fresh}");
            }
        }
        scene.whoami(&tokens["AccessToken"]).await.ok();
    }
    let exchanged = scene.exchange(&first["RefreshToken"]).await.ok();
    assert_eq!(members(&exchanged), ["AuthenticationResult"]);
    assert_eq!(
        members(&exchanged["AuthenticationResult"]),
        ["AccessToken", "ExpiresIn", "IdToken", "TokenType"]
    );
}

#[tokio::test]
async fn an_administrator_refreshes_too() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "REFRESH_TOKEN_AUTH",
        "AuthParameters": { "REFRESH_TOKEN": tokens["RefreshToken"] },
    });
    let reply = scene.admin("AdminInitiateAuth", body).await.ok();
    assert!(reply["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn current_attributes_show() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let change = json!({ "Username": "alice", "UserAttributes": [{ "Name": "nickname", "Value": "Al" }] });
    scene.admin("AdminUpdateUserAttributes", change).await.ok();
    let reply = refresh(&scene, &tokens["RefreshToken"]).await.ok();
    assert_eq!(claims(&reply["AuthenticationResult"]["IdToken"])["nickname"], "Al");
}

#[tokio::test]
async fn texts_that_are_no_refresh_tokens_of_this_pool() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let good = tokens["RefreshToken"].as_str().unwrap();
    let mut bent = good.to_owned();
    let at = good.len() - 30;
    bent.replace_range(at..=at, if &good[at..=at] == "A" { "B" } else { "A" });
    let neighbour = scene
        .server
        .call("CreateUserPool", json!({ "PoolName": "other" }))
        .await
        .ok();
    let neighbour = Scene::on(
        scene.server,
        json!({ "PoolName": neighbour["UserPool"]["Name"] }),
        json!({}),
    )
    .await;
    for text in [
        "x",
        "a.b.c.d.e",
        bent.as_str(),
        tokens["IdToken"].as_str().unwrap(),
        good,
    ] {
        let reply = refresh(&neighbour, &json!(text)).await;
        assert_eq!(reply.fault(), (NAE, "Invalid Refresh Token"));
        let reply = neighbour.exchange(&json!(text)).await;
        assert_eq!(reply.fault(), (NAE, "Invalid Refresh Token"));
    }
}

#[tokio::test]
async fn a_token_of_another_client() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    let other = scene.another_client(json!({})).await;
    let parameters = json!({ "REFRESH_TOKEN": tokens["RefreshToken"] });
    let reply = scene
        .initiate_as(other["ClientId"].as_str().unwrap(), "REFRESH_TOKEN_AUTH", parameters)
        .await;
    assert_eq!(reply.fault(), (NAE, "Refresh Token has different Client"));
}

#[tokio::test]
async fn a_family_ends_after_its_time_whether_used_or_not() {
    let scene = Scene::with(json!({}), json!({ "RefreshTokenValidity": 1 })).await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    scene.server.clock().advance(Span::hours(23));
    refresh(&scene, &tokens["RefreshToken"]).await.ok();
    scene.server.clock().advance(Span::hours(1));
    let reply = refresh(&scene, &tokens["RefreshToken"]).await;
    assert_eq!(reply.fault(), (NAE, "Refresh Token has expired"));
    assert_eq!(
        scene.exchange(&tokens["RefreshToken"]).await.fault(),
        (NAE, "Refresh Token has expired")
    );
}

#[tokio::test]
async fn what_happens_to_the_user_shows() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["RefreshToken"].clone();
    let alice = json!({ "Username": "alice" });
    scene.admin("AdminDisableUser", alice.clone()).await.ok();
    assert_eq!(refresh(&scene, &token).await.fault(), (NAE, "User is disabled."));
    scene.admin("AdminEnableUser", alice.clone()).await.ok();
    assert_eq!(
        refresh(&scene, &token).await.fault(),
        (NAE, "Refresh Token has been revoked")
    );
    let token = scene.tokens("alice").await["RefreshToken"].clone();
    let password = json!({ "Username": "alice", "Password": "An0ther-one!", "Permanent": true });
    scene.admin("AdminSetUserPassword", password).await.ok();
    refresh(&scene, &token).await.ok();
    scene.admin("AdminDeleteUser", alice).await;
    let deleted = (NAE, "The user has been deleted for the associated refresh token");
    assert_eq!(refresh(&scene, &token).await.fault(), deleted);
    scene.user("alice").await;
    assert_eq!(refresh(&scene, &token).await.fault(), deleted);
}

#[tokio::test]
async fn a_client_shows_its_secret_in_the_clear() {
    let scene = Scene::with(json!({}), json!({ "GenerateSecret": true })).await;
    let client = scene
        .admin("DescribeUserPoolClient", json!({ "ClientId": scene.client }))
        .await
        .ok();
    let exchange = async |secret: Option<&str>| {
        let mut body = json!({ "ClientId": scene.client, "RefreshToken": "garbage" });
        if let Some(secret) = secret {
            body["ClientSecret"] = json!(secret);
        }
        scene.server.call("GetTokensFromRefreshToken", body).await
    };
    let absent = format!(
        "Client {} is configured for secret but secret was not received",
        scene.client
    );
    assert_eq!(exchange(None).await.fault(), (NAE, absent.as_str()));
    let wrong = format!("Unable to verify secret hash for client {}", scene.client);
    assert_eq!(
        exchange(Some("asecretofsomebodyelse0000")).await.fault(),
        (NAE, wrong.as_str())
    );
    let right = client["UserPoolClient"]["ClientSecret"].as_str();
    assert_eq!(exchange(right).await.fault(), (NAE, "Invalid Refresh Token"));
    let unknown = json!({ "ClientId": "nobody", "RefreshToken": "x" });
    let unknown = scene.server.call("GetTokensFromRefreshToken", unknown).await;
    assert_eq!(
        unknown.fault(),
        ("ResourceNotFoundException", "User pool client nobody does not exist.")
    );
}

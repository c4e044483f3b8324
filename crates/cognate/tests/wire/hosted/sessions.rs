//! Browsers that are signed in, as the session operations show and end them, and how long clients go on with them.

use domain::moment::Span;
use serde_json::{Value, json};

use super::browser::{Browser, answer, exchange, scene};
use crate::scene::Scene;

/// A scene whose pool tracks sessions.
async fn tracking() -> Scene {
    let scene = scene().await;
    let settings = json!({ "UserSessionTracking": "ENABLED", "TokenSession": { "MaxPerUser": 20 } });
    scene.admin("SetUserPoolSessionConfiguration", settings).await.ok();
    scene
}

async fn listed(scene: &Scene) -> Vec<Value> {
    let shown = scene
        .admin("AdminListUserSessions", json!({ "Username": "jane" }))
        .await
        .ok();
    shown["Sessions"].as_array().unwrap().clone()
}

async fn revoke(scene: &Scene, session: &Value, reach: &str) {
    let body = json!({ "Username": "jane", "SessionId": session, "RevokeAssociatedSessions": reach });
    scene.admin("AdminRevokeUserSession", body).await.ok();
}

async fn is_signed_in(browser: &mut Browser, scene: &Scene) -> bool {
    let reply = browser.authorize(scene, &[("prompt", "none")]).await;
    answer(reply.header("location")).contains_key("code")
}

/// Jane at a browser, with tokens that came through it a second later.
async fn signed_in(scene: &Scene) -> (Browser, Value) {
    let mut browser = Browser::default();
    browser.sign_in(scene, "jane").await;
    scene.server.clock().advance(Span::seconds(1));
    let code = browser.code(scene, &[]).await;
    (browser, exchange(scene, &code, &[]).await.ok())
}

#[tokio::test]
async fn a_browser_is_a_session_and_its_tokens_are_another() {
    let scene = tracking().await;
    let (_, tokens) = signed_in(&scene).await;
    let all = listed(&scene).await;
    assert_eq!(all.len(), 2);
    let kind = |kind: &str| all.iter().find(|session| session["SessionType"] == kind).unwrap();
    let (browser, token) = (kind("SSO"), kind("TOKEN"));
    let id = browser["SessionId"].as_str().unwrap();
    assert!(id.starts_with("sso") && id.len() == 28, "{id}");
    assert_eq!(
        (&token["OriginSessionId"], &browser["OriginSessionId"]),
        (&json!(id), &Value::Null)
    );
    assert_eq!(browser["ClientId"], json!(scene.client));
    assert_eq!(
        browser["LastActiveDate"], token["LastActiveDate"],
        "tokens came from it"
    );
    let own = scene
        .server
        .call("ListUserSessions", json!({ "AccessToken": tokens["access_token"] }))
        .await
        .ok();
    let current: Vec<_> = own["Sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["IsCurrentSession"])
        .collect();
    assert_eq!(current.iter().filter(|is| ***is == json!(true)).count(), 1);
}

#[tokio::test]
async fn revoking_reaches_as_far_as_it_is_told() {
    for (kind, reach, browser_stays, tokens_stay) in [
        ("TOKEN", "NONE", true, false),
        ("TOKEN", "LINKED", false, false),
        ("SSO", "NONE", false, true),
        ("SSO", "LINKED", false, false),
    ] {
        let scene = tracking().await;
        let (mut browser, tokens) = signed_in(&scene).await;
        let all = listed(&scene).await;
        let session = all.iter().find(|session| session["SessionType"] == kind).unwrap();
        revoke(&scene, &session["SessionId"], reach).await;
        assert_eq!(
            is_signed_in(&mut browser, &scene).await,
            browser_stays,
            "{kind} {reach}"
        );
        assert_eq!(
            scene.whoami(&tokens["access_token"]).await.status == 200,
            tokens_stay,
            "{kind} {reach}"
        );
    }
}

#[tokio::test]
async fn a_revoked_refresh_token_can_take_its_browser_along() {
    let scene = tracking().await;
    let (mut browser, tokens) = signed_in(&scene).await;
    let body =
        json!({ "ClientId": scene.client, "Token": tokens["refresh_token"], "RevokeAssociatedSessions": "LINKED" });
    scene.server.call("RevokeToken", body).await.ok();
    assert!(!is_signed_in(&mut browser, &scene).await);
}

#[tokio::test]
async fn a_session_that_has_ended_or_is_somebody_elses_is_not_there() {
    let scene = tracking().await;
    scene.user("joe").await;
    signed_in(&scene).await;
    let all = listed(&scene).await;
    let id = &all.iter().find(|session| session["SessionType"] == "SSO").unwrap()["SessionId"];
    for (username, id) in [("joe", id.clone()), ("jane", json!(format!("sso{}", "0".repeat(25))))] {
        let body = json!({ "Username": username, "SessionId": id });
        let reply = scene.admin("AdminRevokeUserSession", body).await;
        let message = format!("Session {} does not exist.", id.as_str().unwrap());
        assert_eq!(reply.fault(), ("ResourceNotFoundException", message.as_str()));
    }
}

#[tokio::test]
async fn each_client_says_how_long_it_goes_on_with_a_session() {
    let scene = tracking().await;
    let allow = async |minutes: i64| {
        let body = json!({ "ClientId": scene.client, "SSOSession": { "MaxValidityMinutes": minutes } });
        scene.admin("SetUserPoolClientSessionConfiguration", body).await.ok();
    };
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    allow(0).await;
    assert!(!is_signed_in(&mut browser, &scene).await);
    allow(10).await;
    assert!(is_signed_in(&mut browser, &scene).await);
    scene.server.clock().advance(Span::minutes(10));
    assert!(!is_signed_in(&mut browser, &scene).await);
    allow(60).await;
    assert!(is_signed_in(&mut browser, &scene).await);
}

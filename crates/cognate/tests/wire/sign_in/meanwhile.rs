//! Users who are changed between the proof and the tokens.

use std::sync::Arc;

use serde_json::{Value, json};
use testkit::Reply;

use crate::scene::{PASSWORD, Scene, claims};

/// The statement by which a grant makes sure that its user is as it was.
const GRANT: &str = "TOUCH";

async fn scene() -> Arc<Scene> {
    let scene = Scene::with(
        json!({
            "MfaConfiguration": "OPTIONAL",
            "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms" },
        }),
        json!({}),
    )
    .await;
    let attributes = json!([
        { "Name": "email", "Value": "alice@example.com" }, { "Name": "phone_number", "Value": "+12065550100" },
    ]);
    scene.user_with("alice", attributes).await;
    Arc::new(scene)
}

/// Calls an administrator's operation on alice right before her tokens are written.
fn meanwhile(scene: &Arc<Scene>, operation: &'static str, body: Value) {
    let other = Arc::clone(scene);
    let mut body = body;
    body["Username"] = json!("alice");
    scene.server.mishaps().before(GRANT, async move {
        other.admin(operation, body).await.ok();
    });
}

async fn sign_in(scene: &Scene) -> Reply {
    let reply = scene.sign_in("alice", PASSWORD).await;
    assert!(!scene.server.mishaps().is_waiting(), "it happened in between");
    reply
}

#[tokio::test]
async fn whoever_is_disabled_meanwhile_gets_no_tokens() {
    let scene = scene().await;
    meanwhile(&scene, "AdminDisableUser", json!({}));
    let refused = sign_in(&scene).await;
    assert_eq!(refused.fault(), ("NotAuthorizedException", "User is disabled."));
}

#[tokio::test]
async fn whoever_is_deleted_meanwhile_gets_no_tokens() {
    let scene = scene().await;
    meanwhile(&scene, "AdminDeleteUser", json!({}));
    let refused = sign_in(&scene).await;
    assert_eq!(refused.fault(), ("UserNotFoundException", "User does not exist."));
}

#[tokio::test]
async fn a_password_that_is_replaced_meanwhile_was_the_wrong_one() {
    let scene = scene().await;
    meanwhile(
        &scene,
        "AdminSetUserPassword",
        json!({ "Password": "0ther-Passw0rd", "Permanent": true }),
    );
    let refused = sign_in(&scene).await;
    assert_eq!(
        refused.fault(),
        ("NotAuthorizedException", "Incorrect username or password.")
    );
}

#[tokio::test]
async fn a_second_factor_that_is_switched_on_meanwhile_is_asked_for() {
    let scene = scene().await;
    let sms = json!({ "SMSMfaSettings": { "Enabled": true, "PreferredMfa": true } });
    meanwhile(&scene, "AdminSetUserMFAPreference", sms);
    let asked = sign_in(&scene).await.ok();
    assert_eq!(asked["ChallengeName"], "SMS_MFA");
    assert_eq!(asked.get("AuthenticationResult"), None);
}

#[tokio::test]
async fn other_changes_show_in_the_tokens() {
    let scene = scene().await;
    let name = json!({ "UserAttributes": [{ "Name": "nickname", "Value": "Al" }] });
    meanwhile(&scene, "AdminUpdateUserAttributes", name);
    let tokens = sign_in(&scene).await.ok()["AuthenticationResult"].clone();
    assert_eq!(claims(&tokens["IdToken"])["nickname"], "Al");
    scene.whoami(&tokens["AccessToken"]).await.ok();
}

/// The answer to an exchange of alice's refresh token, right before whose end an administrator does this.
async fn refreshed_while(operation: &'static str) -> Reply {
    let scene = scene().await;
    let tokens = scene.tokens("alice").await;
    let other = Arc::clone(&scene);
    scene.server.mishaps().before("REFRESH", async move {
        let reply = other.admin(operation, json!({ "Username": "alice" })).await;
        assert_eq!(reply.status, 200);
    });
    let refused = scene.exchange(&tokens["RefreshToken"]).await;
    assert!(!scene.server.mishaps().is_waiting(), "it happened in between");
    refused
}

#[tokio::test]
async fn whoever_is_disabled_while_tokens_are_refreshed_gets_none() {
    let refused = refreshed_while("AdminDisableUser").await;
    assert_eq!(refused.fault(), ("NotAuthorizedException", "User is disabled."));
}

#[tokio::test]
async fn whoever_is_deleted_while_tokens_are_refreshed_gets_none() {
    let refused = refreshed_while("AdminDeleteUser").await;
    assert_eq!(
        refused.fault(),
        (
            "NotAuthorizedException",
            "The user has been deleted for the associated refresh token"
        )
    );
}

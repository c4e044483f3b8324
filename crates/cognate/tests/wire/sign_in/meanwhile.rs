//! Users who are changed between the proof and the tokens.

use std::sync::Arc;

use serde_json::{Value, json};
use testkit::Reply;

use super::mfa_totp::App;
use crate::scene::{PASSWORD, Scene, claims};

/// The statement by which a grant makes sure that its user is as it was.
const GRANT: &str = "UNCHANGED";

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

/// The statement by which a call that changes the user makes sure that it is as it was.
const CHANGE: &str = "UPDATE";

/// The same, where the change is one of the status, by which users are found.
const CHANGE_OF_STATUS: &str = "UPDATE_WITH_KEYS";

/// A new password is not refused because an administrator changed something else of the user at the same moment.
#[tokio::test]
async fn a_new_password_bears_other_changes() {
    let scene = scene().await;
    scene.invited_user("nina", "Temp0rary!", json!([])).await;
    let other = Arc::clone(&scene);
    let challenge = scene.sign_in("nina", "Temp0rary!").await.ok();
    scene.server.mishaps().before(CHANGE_OF_STATUS, async move {
        let name = json!([{ "Name": "nickname", "Value": "Nini" }]);
        let body = json!({ "Username": "nina", "UserAttributes": name });
        other.admin("AdminUpdateUserAttributes", body).await.ok();
    });
    let responses = json!({ "USERNAME": "nina", "NEW_PASSWORD": PASSWORD });
    let reply = scene
        .respond("NEW_PASSWORD_REQUIRED", &challenge["Session"], responses)
        .await
        .ok();
    assert!(!scene.server.mishaps().is_waiting(), "it happened in between");
    let tokens = &reply["AuthenticationResult"];
    assert_eq!(claims(&tokens["IdToken"])["nickname"], "Nini");
    scene.tokens("nina").await;
}

/// The same when a challenge follows, and when what happens meanwhile is of consequence.
#[tokio::test]
async fn a_new_password_gives_way_to_another_one_and_to_being_disabled() {
    let scene = scene().await;
    let sms = json!({ "SMSMfaSettings": { "Enabled": true, "PreferredMfa": true } });
    let phone = json!([{ "Name": "phone_number", "Value": "+12065550101" }]);
    for (name, operation, body, fault) in [
        ("switch", "AdminSetUserMFAPreference", sms, None),
        (
            "replace",
            "AdminSetUserPassword",
            json!({ "Password": "0ther-Temp0rary", "Permanent": false }),
            Some("Invalid session for the user."),
        ),
        ("disable", "AdminDisableUser", json!({}), Some("User is disabled.")),
    ] {
        scene.invited_user(name, "Temp0rary!", phone.clone()).await;
        let challenge = scene.sign_in(name, "Temp0rary!").await.ok();
        let (other, mut body) = (Arc::clone(&scene), body);
        body["Username"] = json!(name);
        scene.server.mishaps().before(CHANGE_OF_STATUS, async move {
            other.admin(operation, body).await.ok();
        });
        let responses = json!({ "USERNAME": name, "NEW_PASSWORD": PASSWORD });
        let reply = scene
            .respond("NEW_PASSWORD_REQUIRED", &challenge["Session"], responses)
            .await;
        assert!(!scene.server.mishaps().is_waiting(), "it happened in between");
        match fault {
            Some(words) => assert_eq!(reply.fault(), ("NotAuthorizedException", words)),
            None => assert_eq!(reply.ok()["ChallengeName"], "SMS_MFA"),
        }
    }
}

/// Of two answers to one Session at once, one sets the password; the other is told as somebody who comes later.
#[tokio::test]
async fn a_new_password_is_set_once() {
    let scene = scene().await;
    scene.invited_user("nina", "Temp0rary!", json!([])).await;
    let challenge = scene.sign_in("nina", "Temp0rary!").await.ok();
    let session = challenge["Session"].clone();
    let (other, first) = (Arc::clone(&scene), session.clone());
    scene.server.mishaps().before(CHANGE_OF_STATUS, async move {
        let responses = json!({ "USERNAME": "nina", "NEW_PASSWORD": PASSWORD });
        other.respond("NEW_PASSWORD_REQUIRED", &first, responses).await.ok();
    });
    let responses = json!({ "USERNAME": "nina", "NEW_PASSWORD": "An0ther-one!" });
    let late = scene.respond("NEW_PASSWORD_REQUIRED", &session, responses).await;
    assert_eq!(
        late.fault(),
        ("NotAuthorizedException", "Invalid session for the user.")
    );
    scene.tokens("nina").await;
}

/// Of two codes at once in the course of one sign-in, one sets the app up; the other must not set it up anew, for that would
/// take back the steps that it has used since.
#[tokio::test]
async fn an_app_is_set_up_once() {
    let scene = Arc::new(Scene::new().await);
    let on = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", on).await.ok();
    scene.user("una").await;
    let asked = scene.sign_in("una", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "MFA_SETUP");
    let body = json!({ "Session": asked["Session"] });
    let given = scene.server.call("AssociateSoftwareToken", body).await.ok();
    let code = App::new(&given["SecretCode"]).code(&scene);
    let verify = json!({ "Session": given["Session"], "UserCode": code });
    let (other, first) = (Arc::clone(&scene), verify.clone());
    scene.server.mishaps().before(CHANGE, async move {
        other.server.call("VerifySoftwareToken", first).await.ok();
    });
    let late = scene.server.call("VerifySoftwareToken", verify).await;
    assert!(!scene.server.mishaps().is_waiting(), "it happened in between");
    assert_eq!(
        late.fault(),
        ("NotAuthorizedException", "Invalid session for the user.")
    );
}

/// A code that shows that an address is the user's bears other changes too.
#[tokio::test]
async fn a_code_bears_other_changes() {
    let scene = scene().await;
    let sms = json!({ "Username": "alice", "SMSMfaSettings": { "Enabled": true } });
    scene.admin("AdminSetUserMFAPreference", sms).await.ok();
    let asked = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "SMS_MFA");
    let code = scene.server.last_message().code;
    let other = Arc::clone(&scene);
    scene.server.mishaps().before(CHANGE, async move {
        let name = json!([{ "Name": "nickname", "Value": "Al" }]);
        let body = json!({ "Username": "alice", "UserAttributes": name });
        other.admin("AdminUpdateUserAttributes", body).await.ok();
    });
    let responses = json!({ "USERNAME": "alice", "SMS_MFA_CODE": code });
    let reply = scene.respond("SMS_MFA", &asked["Session"], responses).await.ok();
    assert!(!scene.server.mishaps().is_waiting(), "it happened in between");
    let id = claims(&reply["AuthenticationResult"]["IdToken"]);
    assert_eq!(
        (&id["nickname"], &id["phone_number_verified"]),
        (&json!("Al"), &json!(true))
    );
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

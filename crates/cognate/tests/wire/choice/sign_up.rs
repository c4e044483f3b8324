//! Signing in right after the sign-up.

use domain::{moment::Span, ports::MessageKind};
use serde_json::{Value, json};
use testkit::Reply;

use super::{INVALID_SESSION, USED_SESSION, open, scene, signed_in};
use crate::{
    scene::{PASSWORD, Scene},
    stage::attributes,
};

async fn sign_up(scene: &Scene, name: &str) -> Value {
    let given = attributes(&[("email", &format!("{name}@example.com"))]);
    let body = json!({ "ClientId": scene.client, "Username": name, "Password": PASSWORD, "UserAttributes": given });
    scene.server.call("SignUp", body).await.ok()
}

async fn confirm(scene: &Scene, name: &str, session: &Value) -> Reply {
    let message = scene.server.last_message();
    assert_eq!(message.kind, MessageKind::SignUp);
    let mut body = json!({ "ClientId": scene.client, "Username": name, "ConfirmationCode": message.code });
    if !session.is_null() {
        body["Session"] = session.clone();
    }
    scene.server.call("ConfirmSignUp", body).await
}

async fn begin(scene: &Scene, name: &str, session: &Value) -> Reply {
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "USER_AUTH", "AuthParameters": { "USERNAME": name }, "Session": session,
    });
    scene.server.call("InitiateAuth", body).await
}

#[tokio::test]
async fn the_code_of_the_sign_up_is_enough_once() {
    let scene = open().await;
    let signed_up = sign_up(&scene, "jane").await;
    let confirmed = confirm(&scene, "jane", &signed_up["Session"]).await.ok();
    let session = &confirmed["Session"];
    signed_in(begin(&scene, "jane", session).await);
    assert_eq!(begin(&scene, "jane", session).await.fault(), USED_SESSION);
}

#[tokio::test]
async fn it_belongs_to_its_user_step_and_time() {
    let scene = open().await;
    scene.user("joan").await;
    let signed_up = sign_up(&scene, "jane").await;
    assert_eq!(
        begin(&scene, "jane", &signed_up["Session"]).await.fault(),
        ("UserNotConfirmedException", "User is not confirmed.")
    );
    let confirmed = confirm(&scene, "jane", &signed_up["Session"]).await.ok();
    assert_eq!(
        begin(&scene, "jane", &signed_up["Session"]).await.fault(),
        INVALID_SESSION
    );
    assert_eq!(
        begin(&scene, "joan", &confirmed["Session"]).await.fault(),
        INVALID_SESSION
    );
    scene.server.clock().advance(Span::minutes(3));
    assert_eq!(
        begin(&scene, "jane", &confirmed["Session"]).await.fault(),
        (
            "NotAuthorizedException",
            "Invalid session for the user, session is expired."
        )
    );
}

#[tokio::test]
async fn a_confirmation_needs_no_session_and_a_wrong_one_confirms_nothing() {
    let scene = open().await;
    let jane = sign_up(&scene, "jane").await;
    let joan = sign_up(&scene, "joan").await;
    assert_eq!(confirm(&scene, "joan", &jane["Session"]).await.fault(), INVALID_SESSION);
    assert_eq!(
        confirm(&scene, "joan", &json!("a".repeat(40))).await.fault(),
        INVALID_SESSION
    );
    assert!(joan["Session"].is_string());
    // Amplify never sends it back, and goes on with the answer's.
    let confirmed = confirm(&scene, "joan", &Value::Null).await.ok();
    let tokens = begin(&scene, "joan", &confirmed["Session"]).await.ok();
    assert!(tokens["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn where_a_code_is_never_enough_nothing_is_promised() {
    let plain = scene(
        json!(["PASSWORD"]),
        json!({ "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"] }),
    )
    .await;
    assert!(sign_up(&plain, "jane").await.get("Session").is_none());

    let demanding = scene(json!(["PASSWORD"]), json!({})).await;
    let signed_up = sign_up(&demanding, "jane").await;
    let confirmed = confirm(&demanding, "jane", &signed_up["Session"]).await.ok();
    let on = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    demanding.admin("SetUserPoolMfaConfig", on).await.ok();
    assert!(sign_up(&demanding, "joan").await.get("Session").is_none());
    assert_eq!(
        begin(&demanding, "jane", &confirmed["Session"]).await.fault(),
        super::WRONG
    );
}

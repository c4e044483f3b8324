//! What becomes of a user, or of what it signed in through, is seen by every operation that takes an access token.

use serde_json::{Value, json};
use wire::Operation;

use crate::{
    sample::{input, takes},
    scene::{PASSWORD, Scene},
};

/// The operations that take an access token.
fn operations() -> impl Iterator<Item = Operation> {
    let all = Operation::ALL.iter().copied();
    all.filter(|operation| takes(*operation, "AccessToken"))
}

/// Every operation answers a request with this token so.
async fn all_say(scene: &Scene, token: &Value, expected: (&str, &str)) {
    for operation in operations() {
        let mut body = input(operation);
        body.insert("AccessToken".into(), token.clone());
        let reply = scene.server.call(operation.name(), body.into()).await;
        assert_eq!(reply.fault(), expected, "{}", operation.name());
    }
}

async fn signed_in() -> (Scene, Value) {
    let scene = Scene::with(json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    scene.user_with("alice", email).await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    (scene, token)
}

const ALICE: fn() -> Value = || json!({ "Username": "alice" });

#[tokio::test]
async fn a_disabled_user() {
    let (scene, token) = signed_in().await;
    scene.admin("AdminDisableUser", ALICE()).await.ok();
    all_say(&scene, &token, ("NotAuthorizedException", "User is disabled.")).await;
}

#[tokio::test]
async fn a_user_who_must_reset_the_password() {
    let (scene, token) = signed_in().await;
    scene.admin("AdminResetUserPassword", ALICE()).await.ok();
    let must = ("PasswordResetRequiredException", "Password reset required for the user");
    all_say(&scene, &token, must).await;
}

#[tokio::test]
async fn a_deleted_user_and_its_unconfirmed_namesake() {
    let (scene, token) = signed_in().await;
    scene.admin("AdminDeleteUser", ALICE()).await;
    all_say(&scene, &token, ("UserNotFoundException", "User does not exist.")).await;
    let sign_up = json!({ "ClientId": scene.client, "Username": "alice", "Password": PASSWORD });
    scene.server.call("SignUp", sign_up).await.ok();
    all_say(&scene, &token, ("UserNotConfirmedException", "User is not confirmed.")).await;
}

#[tokio::test]
async fn a_deleted_client() {
    let (scene, token) = signed_in().await;
    scene
        .admin("DeleteUserPoolClient", json!({ "ClientId": scene.client }))
        .await;
    let sentence = format!("User pool client {} does not exist.", scene.client);
    all_say(&scene, &token, ("ResourceNotFoundException", &sentence)).await;
}

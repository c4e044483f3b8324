//! Names that nobody has, and users who may not sign in.

use super::*;
use crate::scene::members;

#[tokio::test]
async fn nobody_is_asked_as_anybody_and_never_gets_tokens() {
    let scene = scene().await;
    scene.user("jane").await;
    let known = begin(&scene, "jane").await.ok();
    scene.server.functions().take_events();
    let unknown = begin(&scene, "nobody").await.ok();
    assert_eq!(members(&known), members(&unknown));
    assert_eq!(
        known["Session"].as_str().unwrap().len(),
        unknown["Session"].as_str().unwrap().len()
    );
    assert_eq!(
        unknown["ChallengeParameters"],
        json!({ "USERNAME": "nobody", "question": "2+3", "round": "0" })
    );
    let right = answer(&scene, &unknown["Session"], "nobody", "5").await;
    right.refused("NotAuthorizedException", "Incorrect username or password.");
    let events = scene.server.functions().take_events();
    assert_eq!(events.len(), 4);
    for event in events {
        assert_eq!(event["userName"], "nobody");
        assert_eq!(event["request"]["userNotFound"], true);
        assert_eq!(event["request"]["userAttributes"], json!({}));
    }
}

/// Were it counted, the name would be locked as no user's is by wrong answers.
#[tokio::test]
async fn failing_often_tells_nothing() {
    let scene = scene().await;
    scene.user("jane").await;
    scene.server.functions().respond("define", |event| {
        match event["request"]["session"].as_array().unwrap().len() {
            0 => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
            _ => json!({ "issueTokens": event["request"]["userNotFound"], "failAuthentication": false,
                "challengeName": "CUSTOM_CHALLENGE" }),
        }
    });
    for name in ["jane", "nobody"] {
        for _ in 0..8 {
            let session = begin(&scene, name).await.ok()["Session"].clone();
            answer(&scene, &session, name, "4").await;
        }
        begin(&scene, name).await.ok();
    }
}

#[tokio::test]
async fn a_client_that_does_not_hide_it_is_told() {
    let scene = scene().await;
    let client = scene
        .another_client(json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"] }))
        .await;
    let client = client["ClientId"].as_str().unwrap();
    let reply = scene
        .initiate_as(client, "CUSTOM_AUTH", json!({ "USERNAME": "nobody" }))
        .await;
    reply.refused("UserNotFoundException", "User does not exist.");
    assert!(sources(scene.server.functions()).is_empty());
}

#[tokio::test]
async fn who_may_not_sign_in_is_told_before_any_function_runs() {
    let scene = scene().await;
    let sign_up = json!({ "ClientId": scene.client, "Username": "fresh", "Password": "Passw0rd!" });
    scene.server.call("SignUp", sign_up).await.ok();
    let unconfirmed = begin(&scene, "fresh").await;
    unconfirmed.refused("UserNotConfirmedException", "User is not confirmed.");
    scene.user("jane").await;
    let session = begin(&scene, "jane").await.ok()["Session"].clone();
    scene.server.functions().take_events();
    scene
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    let disabled = "User is disabled.";
    begin(&scene, "jane").await.refused("NotAuthorizedException", disabled);
    answer(&scene, &session, "jane", "5")
        .await
        .refused("NotAuthorizedException", disabled);
    assert!(sources(scene.server.functions()).is_empty());
}

#[tokio::test]
async fn a_temporary_password_is_not_asked_about() {
    let scene = scene().await;
    scene.invited_user("fresh", "Temp0rary!", json!([])).await;
    let session = begin(&scene, "fresh").await.ok()["Session"].clone();
    let tokens = answer(&scene, &session, "fresh", "5").await.ok();
    assert!(tokens["AuthenticationResult"].is_object());
    let user = scene.admin("AdminGetUser", json!({ "Username": "fresh" })).await.ok();
    assert_eq!(user["UserStatus"], "FORCE_CHANGE_PASSWORD");
}

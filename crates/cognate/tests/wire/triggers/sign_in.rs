//! PreAuthentication and PostAuthentication (triggers.md §§6.3, 6.4, 9.2).

use super::*;
use crate::scene::{PASSWORD, Scene};

const KINDS: [&str; 2] = ["PreAuthentication", "PostAuthentication"];

async fn scene(pool: Value, client: Value) -> Scene {
    let mut pool = pool;
    pool["LambdaConfig"] = config(&KINDS);
    let scene = Scene::with(pool, client).await;
    echo(scene.server.functions(), &KINDS);
    scene
}

async fn initiate(scene: &Scene, username: &str, password: &str, metadata: Value) -> Reply {
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "USER_PASSWORD_AUTH", "ClientMetadata": metadata,
        "AuthParameters": { "USERNAME": username, "PASSWORD": password },
    });
    scene.server.call("InitiateAuth", body).await
}

#[tokio::test]
async fn the_events_of_a_sign_in() {
    let scene = scene(json!({}), json!({ "PreventUserExistenceErrors": "LEGACY" })).await;
    scene
        .user_with("jane", json!([{ "Name": "email", "Value": "jane@example.com" }]))
        .await;
    let shown = scene.admin("AdminGetUser", json!({ "Username": "jane" })).await.ok();
    let sub = crate::stage::value_of(&shown["UserAttributes"], "sub");
    initiate(&scene, "jane", PASSWORD, json!({ "k": "v" })).await.ok();
    let events = scene.server.functions().take_events();
    let user = json!({ "sub": sub, "email": "jane@example.com", "cognito:user_status": "CONFIRMED" });
    let common = |source: &str, request: Value| {
        json!({
            "version": "1", "region": "us-east-1", "userPoolId": scene.pool, "userName": "jane",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": scene.client },
            "triggerSource": source, "request": request, "response": {},
        })
    };
    // ClientMetadata of a first call is validationData before it, and nothing after it.
    assert_eq!(
        events,
        [
            common(
                "PreAuthentication_Authentication",
                json!({ "userAttributes": user, "validationData": { "k": "v" } })
            ),
            common(
                "PostAuthentication_Authentication",
                json!({ "userAttributes": user, "newDeviceUsed": false })
            ),
        ]
    );
}

#[tokio::test]
async fn a_refusal_comes_before_the_password() {
    let scene = scene(json!({}), json!({})).await;
    scene.user("jane").await;
    let functions = scene.server.functions();
    functions.write("PreAuthentication", |_| Err(error("Not on Sundays")));
    let message = "PreAuthentication failed with error Not on Sundays.";
    for password in [PASSWORD, "wrong"] {
        let reply = scene.sign_in("jane", password).await;
        reply.refused("UserLambdaValidationException", message);
    }
    let (client, parameters) = (crate::srp_client::SrpClient::new("jane"), "USER_SRP_AUTH");
    let reply = scene
        .initiate(parameters, json!({ "USERNAME": "jane", "SRP_A": client.srp_a() }))
        .await;
    reply.refused("UserLambdaValidationException", message);
    assert_eq!(sources(functions), ["PreAuthentication_Authentication"; 3]);
    functions.write("PreAuthentication", |event| Ok(event.clone()));
    // Nothing was counted against the user.
    scene.tokens("jane").await;
}

#[tokio::test]
async fn nobody_is_judged_only_where_the_client_hides_it() {
    let hiding = scene(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    hiding
        .sign_in("nobody", PASSWORD)
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
    let event = only_event(hiding.server.functions());
    assert_eq!(
        (&event["userName"], &event["request"]),
        (
            &json!("nobody"),
            &json!({ "userAttributes": {}, "validationData": null, "userNotFound": true })
        )
    );
    let telling = scene(json!({}), json!({ "PreventUserExistenceErrors": "LEGACY" })).await;
    telling
        .sign_in("nobody", PASSWORD)
        .await
        .refused("UserNotFoundException", "User does not exist.");
    assert!(telling.server.functions().take_events().is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_not_told() {
    let scene = scene(json!({}), json!({})).await;
    scene.user("jane").await;
    scene.sign_in("jane", "wrong").await.fault();
    assert_eq!(sources(scene.server.functions()), ["PreAuthentication_Authentication"]);
}

#[tokio::test]
async fn the_disabled_are_not_judged() {
    let scene = scene(json!({}), json!({})).await;
    scene.user("jane").await;
    scene
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    scene
        .sign_in("jane", PASSWORD)
        .await
        .refused("NotAuthorizedException", "User is disabled.");
    assert!(scene.server.functions().take_events().is_empty());
}

#[tokio::test]
async fn a_failure_afterwards_gives_no_tokens() {
    let scene = scene(json!({}), json!({})).await;
    scene.user("jane").await;
    let functions = scene.server.functions();
    functions.write("PostAuthentication", |_| Err(error("Too late")));
    scene.sign_in("jane", PASSWORD).await.refused(
        "UserLambdaValidationException",
        "PostAuthentication failed with error Too late.",
    );
    functions.write("PostAuthentication", |event| Ok(event.clone()));
    scene.tokens("jane").await;
}

#[tokio::test]
async fn a_new_password_stays_when_the_function_fails() {
    let scene = scene(json!({}), json!({})).await;
    scene.invited_user("jane", "Temp0rary!", json!([])).await;
    let functions = scene.server.functions();
    let asked = scene.sign_in("jane", "Temp0rary!").await.ok();
    assert_eq!(sources(functions), ["PreAuthentication_Authentication"]);
    functions.write("PostAuthentication", |_| Err(error("Too late")));
    let responses = json!({ "USERNAME": "jane", "NEW_PASSWORD": PASSWORD });
    let session = &asked["Session"];
    let reply = scene.respond("NEW_PASSWORD_REQUIRED", session, responses.clone()).await;
    reply.refused(
        "UserLambdaValidationException",
        "PostAuthentication failed with error Too late.",
    );
    let event = only_event(functions);
    assert_eq!(event["request"]["userAttributes"]["cognito:user_status"], "CONFIRMED");
    // The Session is used up, and the new password is the user's.
    let again = scene.respond("NEW_PASSWORD_REQUIRED", session, responses).await;
    assert_eq!(again.fault().0, "NotAuthorizedException");
    functions.write("PostAuthentication", |event| Ok(event.clone()));
    scene.tokens("jane").await;
}

#[tokio::test]
async fn metadata_of_an_answer_reaches_what_comes_after_it() {
    let scene = scene(json!({}), json!({})).await;
    scene.user("jane").await;
    let (client, challenge) = scene.srp("jane").await;
    scene.server.functions().take_events();
    let body = json!({
        "ClientId": scene.client, "ChallengeName": "PASSWORD_VERIFIER", "ClientMetadata": { "step": "2" },
        "ChallengeResponses": {
            "USERNAME": "jane",
            "PASSWORD_CLAIM_SECRET_BLOCK": challenge["SECRET_BLOCK"],
            "PASSWORD_CLAIM_SIGNATURE": client.sign(scene.scope(), PASSWORD, &challenge),
            "TIMESTAMP": crate::srp_client::TIMESTAMP,
        },
    });
    scene.server.call("RespondToAuthChallenge", body).await.ok();
    let event = only_event(scene.server.functions());
    assert_eq!(event["triggerSource"], "PostAuthentication_Authentication");
    assert_eq!(event["request"]["clientMetadata"], json!({ "step": "2" }));
}

#[tokio::test]
async fn a_device_that_is_not_known_is_told() {
    let scene = scene(
        json!({ "DeviceConfiguration": { "DeviceOnlyRememberedOnUserPrompt": false } }),
        json!({}),
    )
    .await;
    scene.user("jane").await;
    scene.tokens("jane").await;
    let events = scene.server.functions().take_events();
    assert_eq!(events[1]["request"]["newDeviceUsed"], true);
}

#[tokio::test]
async fn refreshing_is_no_sign_in() {
    let scene = scene(json!({}), json!({})).await;
    scene.user("jane").await;
    let tokens = scene.tokens("jane").await;
    scene.server.functions().take_events();
    scene.exchange(&tokens["RefreshToken"]).await.ok();
    assert!(scene.server.functions().take_events().is_empty());
}

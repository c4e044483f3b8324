//! UserMigration (triggers.md §6.8, auth.md §18).

use domain::ports::MessageKind;

use super::*;
use crate::{
    scene::{PASSWORD, claims},
    stage::Stage,
};

const KIND: &str = "UserMigration";

async fn stage(pool: Value, hides: &str) -> Stage {
    let mut pool = pool;
    pool["LambdaConfig"] = config(&[KIND]);
    Stage::new(pool, json!({ "PreventUserExistenceErrors": hides })).await
}

/// Knows everybody whose password is [`PASSWORD`], or was forgotten.
fn known(event: &Value) -> Value {
    match event["request"]["password"].as_str() {
        None | Some(PASSWORD) => json!({
            "userAttributes": { "email": "jane@example.com", "email_verified": "true" },
            "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS",
        }),
        Some(_) => json!({}),
    }
}

async fn sign_in(stage: &Stage, username: &str, password: &str) -> Reply {
    let body = json!({
        "AuthFlow": "USER_PASSWORD_AUTH", "ClientMetadata": { "k": "v" },
        "AuthParameters": { "USERNAME": username, "PASSWORD": password },
    });
    stage.client("InitiateAuth", body).await
}

#[tokio::test]
async fn somebody_comes_over_at_a_sign_in() {
    let stage = stage(json!({}), "ENABLED").await;
    let functions = stage.server.functions();
    functions.respond(KIND, known);
    let tokens = sign_in(&stage, "jane", PASSWORD).await.ok();
    assert_eq!(
        only_event(functions),
        json!({
            "version": "1", "region": "us-east-1", "userPoolId": stage.pool, "userName": "jane",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": stage.client },
            "triggerSource": "UserMigration_Authentication",
            "request": { "password": PASSWORD, "validationData": { "k": "v" } },
            "response": {
                "userAttributes": null, "forceAliasCreation": null, "enableSMSMFA": null, "finalUserStatus": null,
                "messageAction": null, "desiredDeliveryMediums": null,
            },
        })
    );
    assert_eq!(
        claims(&tokens["AuthenticationResult"]["IdToken"])["email_verified"],
        true
    );
    assert_eq!(stage.status("jane").await, "CONFIRMED");
    // From now on the pool knows her.
    stage.sign_in("jane", PASSWORD).await.ok();
    assert!(functions.take_events().is_empty() && stage.server.messages().is_empty());
}

#[tokio::test]
async fn nobody_comes_over_without_a_right_password() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().respond(KIND, known);
    stage
        .sign_in("jane", "wrong")
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
    let missing = stage.admin("AdminGetUser", json!({ "Username": "jane" })).await;
    missing.refused("UserNotFoundException", "User does not exist.");
}

#[tokio::test]
async fn by_srp_nobody_is_asked() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().respond(KIND, known);
    let srp = crate::srp_client::SrpClient::new("jane");
    let parameters = json!({ "USERNAME": "jane", "SRP_A": srp.srp_a() });
    let body = json!({ "AuthFlow": "USER_SRP_AUTH", "AuthParameters": parameters });
    stage.client("InitiateAuth", body).await.ok();
    assert!(stage.server.functions().take_events().is_empty());
}

#[tokio::test]
async fn what_a_client_that_tells_is_told() {
    let stage = stage(json!({}), "LEGACY").await;
    let functions = stage.server.functions();
    let nobody = format!("Exception migrating user in app client {}", stage.client);
    functions.respond(KIND, |_| json!({}));
    stage
        .sign_in("jane", PASSWORD)
        .await
        .refused("UserNotFoundException", &nobody);
    functions.respond(
        KIND,
        |_| json!({ "userAttributes": { "sub": "1", "email": "jane@example.com" } }),
    );
    stage
        .sign_in("jane", PASSWORD)
        .await
        .refused("UserNotFoundException", &nobody);
    functions.write(KIND, |_| Err(error("Bad password")));
    stage.sign_in("jane", PASSWORD).await.refused(
        "UserLambdaValidationException",
        "UserMigration failed with error Bad password.",
    );
}

#[tokio::test]
async fn a_client_that_hides_tells_no_failure() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().write(KIND, |_| Err(error("Bad password")));
    stage
        .sign_in("jane", PASSWORD)
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
}

#[tokio::test]
async fn refusals_count_like_wrong_passwords() {
    for hides in ["ENABLED", "LEGACY"] {
        let stage = stage(json!({}), hides).await;
        let functions = stage.server.functions();
        functions.write(KIND, |_| Err(error("Bad password")));
        for _ in 0..5 {
            stage.sign_in("jane", "wrong").await.fault();
        }
        assert_eq!(functions.take_events().len(), 5);
        stage.sign_in("jane", PASSWORD).await.fault();
        assert!(
            functions.take_events().is_empty(),
            "{hides}: the function is asked no more"
        );
    }
}

#[tokio::test]
async fn a_password_may_have_to_be_reset() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().respond(KIND, |_| {
        json!({
            "userAttributes": { "email": "jane@example.com", "email_verified": "true" }, "messageAction": "SUPPRESS",
        })
    });
    for _ in 0..2 {
        let reply = stage.sign_in("jane", PASSWORD).await;
        assert_eq!(reply.fault().0, "PasswordResetRequiredException");
    }
    assert_eq!(stage.status("jane").await, "RESET_REQUIRED");
    assert_eq!(stage.server.functions().take_events().len(), 1);
    stage
        .sign_in("jane", "another")
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
}

#[tokio::test]
async fn addresses_that_are_usernames() {
    let stage = stage(json!({ "UsernameAttributes": ["email"] }), "ENABLED").await;
    stage.server.functions().respond(KIND, known);
    let tokens = stage.sign_in("jane@example.com", PASSWORD).await.ok();
    assert_eq!(
        stage.server.functions().take_events()[0]["userName"],
        "jane@example.com"
    );
    let access = claims(&tokens["AuthenticationResult"]["AccessToken"]);
    assert_eq!(access["username"], access["sub"]);
}

#[tokio::test]
async fn an_alias_needs_a_username_beside_it() {
    let stage = stage(json!({ "AliasAttributes": ["email"] }), "LEGACY").await;
    let functions = stage.server.functions();
    functions.respond(KIND, known);
    stage.sign_in("jane@example.com", PASSWORD).await.refused(
        "InvalidParameterException",
        "Username cannot be of email format, since user pool is configured for email alias.",
    );
    functions.respond(KIND, |event| {
        let mut known = known(event);
        known["userAttributes"]["username"] = json!("jane");
        known
    });
    let tokens = stage.sign_in("jane@example.com", PASSWORD).await.ok();
    assert_eq!(
        claims(&tokens["AuthenticationResult"]["AccessToken"])["username"],
        "jane"
    );
    // Somebody else has the alias now; only force takes it.
    let other = |force: bool| {
        move |event: &Value| {
            let mut known = known(event);
            known["userAttributes"]["username"] = json!("other");
            known["forceAliasCreation"] = json!(force);
            known
        }
    };
    functions.respond(KIND, other(false));
    assert_eq!(stage.sign_in("other", PASSWORD).await.fault().0, "AliasExistsException");
    functions.respond(KIND, other(true));
    stage.sign_in("other", PASSWORD).await.ok();
    assert_eq!(stage.attribute("jane", "email_verified").await, "false");
}

#[tokio::test]
async fn the_welcome_brings_no_password() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().respond(KIND, |event| {
        let mut known = known(event);
        known["messageAction"] = Value::Null;
        known["desiredDeliveryMediums"] = json!(["EMAIL"]);
        known
    });
    stage.sign_in("jane", PASSWORD).await.ok();
    let message = stage.message();
    assert_eq!(
        (message.kind, message.to.as_str()),
        (MessageKind::Invitation, "jane@example.com")
    );
    assert!(
        message.code.is_none() && !message.body.contains(PASSWORD),
        "{}",
        message.body
    );
}

#[tokio::test]
async fn text_messages_become_the_second_factor() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().respond(KIND, |event| {
        let mut known = known(event);
        known["enableSMSMFA"] = json!(true);
        known["userAttributes"]["phone_number"] = json!("+15550100");
        known
    });
    stage.sign_in("jane", PASSWORD).await.ok();
    let shown = stage.admin("AdminGetUser", json!({ "Username": "jane" })).await.ok();
    assert_eq!(shown["UserMFASettingList"], json!(["SMS_MFA"]));
}

#[tokio::test]
async fn who_has_forgotten_the_password_comes_over_too() {
    let stage = stage(json!({}), "ENABLED").await;
    let functions = stage.server.functions();
    functions.respond(KIND, known);
    let body = json!({ "Username": "jane", "ClientMetadata": { "k": "v" } });
    stage.client("ForgotPassword", body).await.ok();
    let event = only_event(functions);
    assert_eq!(event["triggerSource"], "UserMigration_ForgotPassword");
    assert_eq!(
        event["request"],
        json!({ "validationData": null, "clientMetadata": { "k": "v" } })
    );
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    let body = json!({ "Username": "jane", "ConfirmationCode": code, "Password": PASSWORD });
    stage.client("ConfirmForgotPassword", body).await.ok();
    stage.sign_in("jane", PASSWORD).await.ok();
    // Whom nobody knows gets a pretended delivery.
    functions.respond(KIND, |_| json!({}));
    stage
        .client("ForgotPassword", json!({ "Username": "nobody" }))
        .await
        .ok();
}

#[tokio::test]
async fn at_once_twice_makes_one_user() {
    let stage = stage(json!({}), "ENABLED").await;
    stage.server.functions().respond(KIND, known);
    let (one, other) = tokio::join!(stage.sign_in("jane", PASSWORD), stage.sign_in("jane", PASSWORD));
    let sub = |reply: Reply| claims(&reply.ok()["AuthenticationResult"]["AccessToken"])["sub"].clone();
    assert_eq!(sub(one), sub(other));
}

#[tokio::test]
async fn a_password_in_the_course_of_a_choice() {
    let mut pool = json!({});
    pool["LambdaConfig"] = config(&[KIND]);
    let client = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"], "PreventUserExistenceErrors": "ENABLED" });
    let stage = Stage::new(pool, client).await;
    stage.server.functions().respond(KIND, known);
    let begin = |parameters: Value| {
        let body = json!({ "AuthFlow": "USER_AUTH", "AuthParameters": parameters });
        stage.client("InitiateAuth", body)
    };
    let at_once = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD });
    assert!(begin(at_once).await.ok()["AuthenticationResult"].is_object());
    let asked = begin(json!({ "USERNAME": "john" })).await.ok();
    assert_eq!(asked["ChallengeName"], "SELECT_CHALLENGE");
    stage.server.functions().take_events();
    let body = json!({
        "ChallengeName": "SELECT_CHALLENGE", "Session": asked["Session"], "ClientMetadata": { "k": "v" },
        "ChallengeResponses": { "USERNAME": "john", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD },
    });
    let done = stage.client("RespondToAuthChallenge", body).await.ok();
    assert_eq!(claims(&done["AuthenticationResult"]["AccessToken"])["username"], "john");
    assert!(
        only_event(stage.server.functions())["request"]
            .get("clientMetadata")
            .is_none()
    );
}

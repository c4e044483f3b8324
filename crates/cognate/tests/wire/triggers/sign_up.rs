//! PreSignUp and PostConfirmation (triggers.md §§6.1, 6.2, 9.1).

use domain::ports::MessageKind;

use super::*;
use crate::stage::{PASSWORD, Stage, attributes};

const KINDS: [&str; 2] = ["PreSignUp", "PostConfirmation"];

async fn stage(pool: Value) -> Stage {
    let mut pool = pool;
    pool["LambdaConfig"] = config(&KINDS);
    let stage = Stage::new(pool, json!({})).await;
    echo(stage.server.functions(), &KINDS);
    stage
}

fn jane() -> Value {
    json!({
        "Username": "jane", "Password": PASSWORD, "UserAttributes": attributes(&[("email", "jane@example.com")]),
        "ValidationData": [{ "Name": "captcha", "Value": "ok" }], "ClientMetadata": { "k": "v" },
    })
}

#[tokio::test]
async fn the_events_of_a_sign_up_and_its_confirmation() {
    let stage = stage(json!({})).await;
    let made = stage.client("SignUp", jane()).await.ok();
    assert_eq!(made["UserConfirmed"], false);
    let common = |source: &str, request: Value, response: Value| {
        json!({
            "version": "1", "region": "us-east-1", "userPoolId": stage.pool, "userName": "jane",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": stage.client },
            "triggerSource": source, "request": request, "response": response,
        })
    };
    assert_eq!(
        only_event(stage.server.functions()),
        common(
            "PreSignUp_SignUp",
            json!({
                "userAttributes": { "email": "jane@example.com" }, "validationData": { "captcha": "ok" },
                "clientMetadata": { "k": "v" },
            }),
            json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false }),
        )
    );
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    let confirmation =
        json!({ "Username": "jane", "ConfirmationCode": code, "ClientMetadata": { "from": "confirmation" } });
    stage.client("ConfirmSignUp", confirmation).await.ok();
    assert_eq!(
        only_event(stage.server.functions()),
        common(
            "PostConfirmation_ConfirmSignUp",
            json!({
                "userAttributes": {
                    "sub": made["UserSub"], "email": "jane@example.com", "email_verified": "true",
                    "cognito:user_status": "CONFIRMED",
                },
                "clientMetadata": { "from": "confirmation" },
            }),
            json!({}),
        )
    );
}

#[tokio::test]
async fn what_is_not_given_is_null_or_absent() {
    let stage = stage(json!({ "UsernameAttributes": ["email"] })).await;
    let body = json!({ "Username": "jane@example.com", "Password": PASSWORD });
    let made = stage.client("SignUp", body).await.ok();
    let event = only_event(stage.server.functions());
    assert_eq!(
        event["request"],
        json!({ "userAttributes": { "email": "jane@example.com" }, "validationData": null })
    );
    // Where usernames are addresses the function sees the id that the user will have.
    assert_eq!(event["userName"], made["UserSub"]);
}

#[tokio::test]
async fn a_refusal_leaves_no_user() {
    let stage = stage(json!({})).await;
    let functions = stage.server.functions();
    functions.write("PreSignUp", |_| Err(error("Email domain not allowed")));
    stage.client("SignUp", jane()).await.refused(
        "UserLambdaValidationException",
        "PreSignUp failed with error Email domain not allowed.",
    );
    let missing = stage.admin("AdminGetUser", json!({ "Username": "jane" })).await;
    missing.refused("UserNotFoundException", "User does not exist.");
    assert!(stage.server.messages().is_empty());
    for (answer, code, message) in [
        (
            Err(TriggerFailed::TimedOut),
            "UnexpectedLambdaException",
            "PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.",
        ),
        (
            Err(TriggerFailed::NotJson),
            "InvalidLambdaResponseException",
            "Invalid lambda function output : Invalid JSON",
        ),
        (
            Ok(json!(null)),
            "InvalidLambdaResponseException",
            "Unrecognizable lambda output",
        ),
        (
            Ok(json!({ "response": { "autoConfirmUser": "yes" } })),
            "InvalidLambdaResponseException",
            "Unrecognizable lambda output",
        ),
    ] {
        functions.write("PreSignUp", move |_| answer.clone());
        stage.client("SignUp", jane()).await.refused(code, message);
    }
    functions.write("PreSignUp", |event| Ok(event.clone()));
    stage.client("SignUp", jane()).await.ok();
}

#[tokio::test]
async fn a_function_may_confirm_and_verify() {
    let stage = stage(json!({})).await;
    let functions = stage.server.functions();
    functions.respond(
        "PreSignUp",
        |_| json!({ "autoConfirmUser": true, "autoVerifyEmail": true }),
    );
    let made = stage.client("SignUp", jane()).await.ok();
    assert_eq!(made["UserConfirmed"], true);
    assert!(made.get("CodeDeliveryDetails").is_none() && made.get("Session").is_none());
    assert!(stage.server.messages().is_empty());
    let events = functions.take_events();
    assert_eq!(events[1]["triggerSource"], "PostConfirmation_ConfirmSignUp");
    assert_eq!(events[1]["request"]["clientMetadata"], json!({ "k": "v" }));
    assert_eq!(events[1]["request"]["userAttributes"]["email_verified"], "true");
    assert_eq!(stage.status("jane").await, "CONFIRMED");
    assert_eq!(stage.attribute("jane", "email_verified").await, "true");
    stage.sign_in("jane", PASSWORD).await.ok();
}

#[tokio::test]
async fn verified_alone_still_needs_the_code() {
    let stage = stage(json!({})).await;
    let functions = stage.server.functions();
    functions.respond("PreSignUp", |_| json!({ "autoVerifyEmail": true }));
    let made = stage.client("SignUp", jane()).await.ok();
    assert_eq!(made["UserConfirmed"], false);
    stage.code(MessageKind::SignUp, "jane@example.com");
    functions.respond("PreSignUp", |_| json!({ "autoVerifyPhone": true }));
    let mut john = jane();
    john["Username"] = json!("john");
    stage
        .client("SignUp", john)
        .await
        .refused("InvalidLambdaResponseException", "Unrecognizable lambda output");
}

#[tokio::test]
async fn a_verified_alias_moves() {
    let stage = stage(json!({ "AliasAttributes": ["email"] })).await;
    stage
        .confirmed("first", &[("email", "jane@example.com"), ("email_verified", "true")])
        .await;
    stage.server.functions().respond(
        "PreSignUp",
        |_| json!({ "autoConfirmUser": true, "autoVerifyEmail": true }),
    );
    stage.client("SignUp", jane()).await.ok();
    assert_eq!(stage.attribute("first", "email_verified").await, "false");
    let tokens = stage.sign_in("jane@example.com", PASSWORD).await.ok();
    let username = &crate::scene::claims(&tokens["AuthenticationResult"]["AccessToken"])["username"];
    assert_eq!(username, "jane");
}

#[tokio::test]
async fn a_failure_afterwards_takes_nothing_back() {
    let stage = stage(json!({})).await;
    stage.client("SignUp", jane()).await.ok();
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    stage
        .server
        .functions()
        .write("PostConfirmation", |_| Err(error("CRM is down")));
    let confirmation = json!({ "Username": "jane", "ConfirmationCode": code });
    stage.client("ConfirmSignUp", confirmation).await.refused(
        "UserLambdaValidationException",
        "PostConfirmation failed with error CRM is down.",
    );
    assert_eq!(stage.status("jane").await, "CONFIRMED");
}

#[tokio::test]
async fn administrators_ask_as_well() {
    let stage = stage(json!({})).await;
    let functions = stage.server.functions();
    functions.respond(
        "PreSignUp",
        |_| json!({ "autoConfirmUser": true, "autoVerifyEmail": true, "autoVerifyPhone": true }),
    );
    let mut body = jane();
    body.as_object_mut().unwrap().remove("Password");
    stage.admin("AdminCreateUser", body).await.ok();
    let event = only_event(functions);
    assert_eq!(event["triggerSource"], "PreSignUp_AdminCreateUser");
    assert_eq!(event["callerContext"]["clientId"], "CLIENT_ID_NOT_APPLICABLE");
    assert_eq!(
        event["request"],
        json!({
            "userAttributes": { "email": "jane@example.com" }, "validationData": { "captcha": "ok" },
            "clientMetadata": { "k": "v" },
        })
    );
    // What the function vouches for counts for people who sign up only.
    assert_eq!(stage.status("jane").await, "FORCE_CHANGE_PASSWORD");
    assert_eq!(stage.attribute("jane", "email_verified").await, Value::Null);
    functions.write("PreSignUp", |_| Err(error("no")));
    let john = json!({ "Username": "john" });
    stage
        .admin("AdminCreateUser", john)
        .await
        .refused("UserLambdaValidationException", "PreSignUp failed with error no.");
    let missing = stage.admin("AdminGetUser", json!({ "Username": "john" })).await;
    missing.refused("UserNotFoundException", "User does not exist.");
}

#[tokio::test]
async fn other_confirmations_are_told_too() {
    let stage = stage(json!({})).await;
    let functions = stage.server.functions();
    stage.client("SignUp", jane()).await.ok();
    functions.take_events();
    let body = json!({ "Username": "jane", "ClientMetadata": { "by": "admin" } });
    stage.admin("AdminConfirmSignUp", body).await.ok();
    let event = only_event(functions);
    assert_eq!(event["triggerSource"], "PostConfirmation_ConfirmSignUp");
    assert_eq!(event["callerContext"]["clientId"], "CLIENT_ID_NOT_APPLICABLE");
    assert_eq!(event["request"]["clientMetadata"], json!({ "by": "admin" }));

    let verified = json!({ "Username": "jane", "UserAttributes": attributes(&[("email_verified", "true")]) });
    stage.admin("AdminUpdateUserAttributes", verified).await.ok();
    stage.client("ForgotPassword", json!({ "Username": "jane" })).await.ok();
    assert!(functions.take_events().is_empty());
    let code = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    let body =
        json!({ "Username": "jane", "ConfirmationCode": code, "Password": PASSWORD, "ClientMetadata": { "k": "v" } });
    stage.client("ConfirmForgotPassword", body).await.ok();
    let event = only_event(functions);
    assert_eq!(event["triggerSource"], "PostConfirmation_ConfirmForgotPassword");
    assert_eq!(event["request"]["clientMetadata"], json!({ "k": "v" }));
    assert_eq!(event["request"]["userAttributes"]["cognito:user_status"], "CONFIRMED");
}

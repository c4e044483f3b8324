//! Functions that do not help (triggers.md §5.1).

use super::*;

#[tokio::test]
async fn every_failure_has_its_sentence() {
    let scene = scene().await;
    scene.user("jane").await;
    let functions = scene.server.functions();
    let unrecognizable = ("InvalidLambdaResponseException", "Unrecognizable lambda output");
    let cases = [
        (
            Err(error("Email not verified")),
            "UserLambdaValidationException",
            "DefineAuthChallenge failed with error Email not verified.",
        ),
        (
            Err(TriggerFailed::Function(None)),
            "UserLambdaValidationException",
            "DefineAuthChallenge failed with error null.",
        ),
        (
            Err(TriggerFailed::NotCallable("AccessDeniedException".into())),
            "UnexpectedLambdaException",
            "DefineAuthChallenge invocation failed due to error AccessDeniedException.",
        ),
        (
            Err(TriggerFailed::TimedOut),
            "UnexpectedLambdaException",
            "DefineAuthChallenge invocation failed due to error Socket timeout while invoking Lambda function.",
        ),
        (
            Err(TriggerFailed::NotJson),
            "InvalidLambdaResponseException",
            "Invalid lambda function output : Invalid JSON",
        ),
        (Ok(json!(null)), unrecognizable.0, unrecognizable.1),
        (Ok(json!([])), unrecognizable.0, unrecognizable.1),
        (Ok(json!({ "version": "1" })), unrecognizable.0, unrecognizable.1),
        (Ok(json!({ "response": {} })), unrecognizable.0, unrecognizable.1),
        (
            Ok(json!({ "response": { "challengeName": "SMS_MFA" } })),
            unrecognizable.0,
            unrecognizable.1,
        ),
        (
            Ok(json!({ "response": { "challengeName": "PASSWORD_VERIFIER" } })),
            unrecognizable.0,
            unrecognizable.1,
        ),
    ];
    for (returned, code, message) in cases {
        functions.write("define", move |_| returned.clone());
        begin(&scene, "jane").await.refused(code, message);
    }
}

#[tokio::test]
async fn each_function_is_named_in_its_failure() {
    let scene = scene().await;
    scene.user("jane").await;
    let functions = scene.server.functions();
    functions.write("create", |_| Err(error("no")));
    begin(&scene, "jane").await.refused(
        "UserLambdaValidationException",
        "CreateAuthChallenge failed with error no.",
    );
    functions.respond("create", |_| json!({ "publicChallengeParameters": "x" }));
    let fault = begin(&scene, "jane").await;
    fault.refused("InvalidLambdaResponseException", "Unrecognizable lambda output");
    functions.respond("create", |_| json!({}));
    let session = begin(&scene, "jane").await.ok()["Session"].clone();
    functions.write("verify", |_| Err(error("no")));
    answer(&scene, &session, "jane", "5").await.refused(
        "UserLambdaValidationException",
        "VerifyAuthChallengeResponse failed with error no.",
    );
}

#[tokio::test]
async fn a_failure_ends_the_sign_in() {
    let scene = scene().await;
    scene.user("jane").await;
    let session = begin(&scene, "jane").await.ok()["Session"].clone();
    scene.server.functions().write("define", |_| Err(error("no")));
    answer(&scene, &session, "jane", "5").await.refused(
        "UserLambdaValidationException",
        "DefineAuthChallenge failed with error no.",
    );
    scene.server.functions().respond("define", define);
    answer(&scene, &session, "jane", "5")
        .await
        .refused("NotAuthorizedException", "Invalid session for the user.");
}

#[tokio::test]
async fn functions_that_are_not_configured() {
    let scene = scene().await;
    scene.user("jane").await;
    let message = "Custom auth lambda trigger is not configured for the user pool.";
    let only_define = json!({ "LambdaConfig": { "DefineAuthChallenge": function_arn("define") } });
    scene.admin("UpdateUserPool", only_define).await.ok();
    begin(&scene, "jane")
        .await
        .refused("InvalidParameterException", message);
    scene.admin("UpdateUserPool", json!({})).await.ok();
    scene.server.functions().take_events();
    begin(&scene, "jane")
        .await
        .refused("InvalidParameterException", message);
    assert!(sources(scene.server.functions()).is_empty());
}

#[tokio::test]
async fn functions_that_nobody_wrote() {
    let scene = scene().await;
    scene.user("jane").await;
    let gone = json!({ "LambdaConfig": { "DefineAuthChallenge": function_arn("gone") } });
    scene.admin("UpdateUserPool", gone).await.ok();
    begin(&scene, "jane").await.refused(
        "UnexpectedLambdaException",
        "DefineAuthChallenge invocation failed due to error ResourceNotFoundException.",
    );
}

//! Functions that refuse, break, are slow or say nonsense: what the caller is told, kind by kind (triggers.md §5.1).

use super::*;
use crate::stage::{PASSWORD, Stage, attributes};

const KINDS: [&str; 6] = [
    "PreSignUp",
    "PostConfirmation",
    "PreAuthentication",
    "PostAuthentication",
    "PreTokenGeneration",
    "CustomMessage",
];

/// What a function may do wrong, and what is said of it; `{}` stands for its kind.
fn mishaps() -> Vec<(Result<Value, TriggerFailed>, &'static str, &'static str)> {
    use TriggerFailed::{Function, NotCallable, NotJson, TimedOut};
    let (refused, unexpected, invalid) = (
        "UserLambdaValidationException",
        "UnexpectedLambdaException",
        "InvalidLambdaResponseException",
    );
    let unrecognizable = "Unrecognizable lambda output";
    let not_callable = |name: &str| Err(NotCallable(name.into()));
    let mut all = vec![
        (Err(error("no")), refused, "{} failed with error no."),
        (Err(error("No. Really?")), refused, "{} failed with error No. Really?."),
        (Err(error("")), refused, "{} failed with error null."),
        (Err(Function(None)), refused, "{} failed with error null."),
        (
            not_callable("AccessDeniedException"),
            unexpected,
            "{} invocation failed due to error AccessDeniedException.",
        ),
        (
            not_callable("TooManyRequestsException"),
            unexpected,
            "{} invocation failed due to error TooManyRequestsException.",
        ),
        (
            Err(TimedOut),
            unexpected,
            "{} invocation failed due to error Socket timeout while invoking Lambda function.",
        ),
        (Err(NotJson), invalid, "Invalid lambda function output : Invalid JSON"),
    ];
    for nonsense in [
        json!(null),
        json!([]),
        json!("done"),
        json!(true),
        json!({}),
        json!({ "response": null }),
        json!({ "response": [] }),
        json!({ "response": "done" }),
    ] {
        all.push((Ok(nonsense), invalid, unrecognizable));
    }
    all
}

/// Does what calls a function of this kind, for a user of this name who was not there before.
async fn provoke(stage: &Stage, kind: &str, name: &str) -> Reply {
    let new = json!({
        "Username": name, "Password": PASSWORD, "UserAttributes": attributes(&[("email", &format!("{name}@example.com"))]),
    });
    match kind {
        "PreSignUp" => stage.client("SignUp", new).await,
        "PostConfirmation" => {
            stage.client("SignUp", new).await.ok();
            stage.admin("AdminConfirmSignUp", json!({ "Username": name })).await
        }
        "CustomMessage" => {
            stage
                .client("ResendConfirmationCode", json!({ "Username": "unconfirmed" }))
                .await
        }
        _ => stage.sign_in("jane", PASSWORD).await,
    }
}

#[tokio::test]
async fn every_mishap_of_every_kind_has_its_sentence() {
    let stage = Stage::new(json!({ "LambdaConfig": config(&KINDS) }), json!({})).await;
    let functions = stage.server.functions();
    echo(functions, &KINDS);
    stage.jane().await;
    stage.sign_up("unconfirmed", "u@example.com").await;
    for kind in KINDS {
        for (number, (returned, code, message)) in mishaps().into_iter().enumerate() {
            // CustomMessage may be asked a few times an hour only, and confirmations cost a sign-up.
            stage.server.clock().advance(domain::moment::Span::hours(1));
            functions.write(kind, move |_| returned.clone());
            let reply = provoke(&stage, kind, &format!("{}-{number}", kind.to_lowercase())).await;
            assert_eq!(
                reply.fault(),
                (code, message.replace("{}", kind).as_str()),
                "{kind} {number}"
            );
            echo(functions, &[kind]);
        }
    }
    // What came before a mishap stands, and nothing else.
    assert_eq!(stage.status("postconfirmation-0").await, "CONFIRMED");
    let refused = stage.admin("AdminGetUser", json!({ "Username": "presignup-0" })).await;
    refused.refused("UserNotFoundException", "User does not exist.");
    stage.sign_in("jane", PASSWORD).await.ok();
}

/// The words of the pool's own function are the pool's to choose, also where a client may not know who exists: as with the real
/// service, whose ForgotPassword has these exceptions (documented).
#[tokio::test]
async fn a_forgotten_password_is_refused_in_the_functions_words() {
    let hidden = json!({ "PreventUserExistenceErrors": "ENABLED" });
    let stage = Stage::new(json!({ "LambdaConfig": config(&["CustomMessage"]) }), hidden).await;
    stage.jane().await;
    stage
        .server
        .functions()
        .write("CustomMessage", |_| Err(error("Not this way")));
    stage
        .client("ForgotPassword", json!({ "Username": "jane" }))
        .await
        .refused(
            "UserLambdaValidationException",
            "CustomMessage failed with error Not this way.",
        );
}

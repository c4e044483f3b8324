//! CustomMessage (triggers.md §6.5).

use domain::ports::MessageKind;

use super::*;
use crate::stage::{PASSWORD, Stage, attributes};

const KIND: &str = "CustomMessage";

async fn stage() -> Stage {
    let stage = Stage::new(json!({ "LambdaConfig": config(&[KIND]) }), json!({})).await;
    stage.server.functions().respond(KIND, |event| {
        let code = event["request"]["codeParameter"].as_str().unwrap();
        json!({
            "emailSubject": "A code", "emailMessage": format!("<b>{code}</b>"), "smsMessage": format!("SMS {code}"),
        })
    });
    stage
}

fn jane() -> Value {
    json!({
        "Username": "jane", "Password": PASSWORD, "UserAttributes": attributes(&[("email", "jane@example.com")]),
        "ClientMetadata": { "lang": "de" },
    })
}

#[tokio::test]
async fn the_function_has_the_words() {
    let stage = stage().await;
    let made = stage.client("SignUp", jane()).await.ok();
    assert_eq!(
        only_event(stage.server.functions()),
        json!({
            "version": "1", "region": "us-east-1", "userPoolId": stage.pool, "userName": "jane",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": stage.client },
            "triggerSource": "CustomMessage_SignUp",
            "request": {
                "userAttributes": {
                    "sub": made["UserSub"], "email": "jane@example.com", "email_verified": "false",
                    "cognito:user_status": "UNCONFIRMED",
                },
                "codeParameter": "{####}", "linkParameter": "{##Click Here##}", "usernameParameter": null,
                "clientMetadata": { "lang": "de" },
            },
            "response": { "smsMessage": null, "emailMessage": null, "emailSubject": null },
        })
    );
    let message = stage.message();
    assert_eq!(message.subject.as_deref(), Some("A code"));
    assert_eq!(message.body, format!("<b>{}</b>", message.code.unwrap()));
}

#[tokio::test]
async fn what_it_leaves_out_is_the_pools() {
    let stage = stage().await;
    stage
        .server
        .functions()
        .respond(KIND, |_| json!({ "emailSubject": "Mine", "emailMessage": null }));
    stage.client("SignUp", jane()).await.ok();
    let message = stage.message();
    assert_eq!(message.subject.as_deref(), Some("Mine"));
    assert_eq!(
        message.body,
        format!("Your verification code is {}", message.code.unwrap())
    );
}

#[tokio::test]
async fn words_that_cannot_be_sent() {
    let stage = stage().await;
    let functions = stage.server.functions();
    functions.respond(KIND, |_| json!({ "emailMessage": "Welcome" }));
    stage.client("SignUp", jane()).await.refused(
        "InvalidParameterException",
        "1 validation error detected: Value 'Welcome' at 'emailBody' failed to satisfy constraint: Member must satisfy regular \
         expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*",
    );
    // The user is there all the same, and asks for another code.
    assert_eq!(stage.status("jane").await, "UNCONFIRMED");
    assert!(stage.server.messages().is_empty());
    let long = "x".repeat(141);
    functions.respond(KIND, move |_| json!({ "emailMessage": "{####}", "emailSubject": long }));
    let resend = || stage.client("ResendConfirmationCode", json!({ "Username": "jane" }));
    let reply = resend().await;
    assert!(
        reply
            .fault()
            .1
            .ends_with("Member must have length less than or equal to 140")
    );
    functions.write(KIND, |_| Err(error("no")));
    resend()
        .await
        .refused("UserLambdaValidationException", "CustomMessage failed with error no.");
    functions.respond(KIND, |_| json!({}));
    resend().await.ok();
    stage.code(MessageKind::SignUp, "jane@example.com");
}

/// Observed: no error, and the pool's own text; the subject is the function's.
#[tokio::test]
async fn an_invitation_without_both_placeholders_is_the_pools() {
    let stage = stage().await;
    for (name, text, is_heeded) in [
        ("a", "Password {####}", false),
        ("b", "Hello {username}", false),
        ("c", "{username}, your password is {####}!", true),
    ] {
        let functions = stage.server.functions();
        functions.respond(
            KIND,
            move |_| json!({ "emailSubject": "Come in", "emailMessage": text }),
        );
        let invited = json!({
            "Username": name, "TemporaryPassword": "Temp-0rary!", "DesiredDeliveryMediums": ["EMAIL"],
            "UserAttributes": attributes(&[("email", "new@example.com")]),
        });
        stage.admin("AdminCreateUser", invited).await.ok();
        let message = stage.message();
        assert_eq!(message.subject.as_deref(), Some("Come in"));
        let expected = match is_heeded {
            true => format!("{name}, your password is Temp-0rary!!"),
            false => format!("Your username is {name} and temporary password is Temp-0rary!."),
        };
        assert_eq!(message.body, expected);
    }
}

#[tokio::test]
async fn every_message_has_its_source() {
    let stage = stage().await;
    let functions = stage.server.functions();
    stage.client("SignUp", jane()).await.ok();
    let username = json!({ "Username": "jane", "ClientMetadata": { "k": "v" } });
    stage.client("ResendConfirmationCode", username.clone()).await.ok();
    let code = stage.code(MessageKind::SignUp, "jane@example.com");
    let confirmation = json!({ "Username": "jane", "ConfirmationCode": code });
    stage.client("ConfirmSignUp", confirmation).await.ok();
    stage.client("ForgotPassword", username.clone()).await.ok();
    stage.admin("AdminResetUserPassword", username).await.ok();
    let invited = json!({
        "Username": "john", "DesiredDeliveryMediums": ["EMAIL"], "ClientMetadata": { "k": "v" },
        "UserAttributes": attributes(&[("email", "john@example.com")]),
    });
    stage.admin("AdminCreateUser", invited).await.ok();
    let changed = json!({
        "Username": "john", "UserAttributes": attributes(&[("email", "j@example.com")]), "ClientMetadata": { "k": "v" },
    });
    stage.admin("AdminUpdateUserAttributes", changed).await.ok();
    let events = functions.take_events();
    let seen: Vec<_> = events
        .iter()
        .map(|event| {
            let source = event["triggerSource"].as_str().unwrap();
            (
                source.split_once('_').unwrap().1,
                event["request"]["clientMetadata"].clone(),
            )
        })
        .collect();
    let metadata = json!({ "k": "v" });
    assert_eq!(
        seen,
        [
            ("SignUp", json!({ "lang": "de" })),
            ("ResendCode", metadata.clone()),
            ("ForgotPassword", metadata.clone()),
            ("ForgotPassword", metadata.clone()),
            ("AdminCreateUser", metadata.clone()),
            ("UpdateUserAttribute", metadata),
        ]
    );
    assert_eq!(events[4]["request"]["usernameParameter"], "{username}");
    assert_eq!(events[4]["callerContext"]["clientId"], "CLIENT_ID_NOT_APPLICABLE");
}

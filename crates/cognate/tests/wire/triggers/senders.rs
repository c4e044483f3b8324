//! CustomEmailSender and CustomSMSSender: functions that send messages themselves (triggers.md §6.9).

use app::flow::post::deliver_due;
use domain::{moment::Span, ports::Channel};

use super::*;
use crate::stage::{PASSWORD, Stage, attributes};

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/a";

/// A pool whose messages by these channels are sent by functions.
async fn stage(kinds: &[&str]) -> Stage {
    let mut functions = json!({ "KMSKeyID": KEY, "CustomMessage": function_arn("CustomMessage") });
    for kind in kinds {
        functions[*kind] = json!({ "LambdaVersion": "V1_0", "LambdaArn": function_arn(kind) });
    }
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms" });
    let stage = Stage::new(json!({ "LambdaConfig": functions, "SmsConfiguration": sms }), json!({})).await;
    echo(stage.server.functions(), kinds);
    echo(stage.server.functions(), &["CustomMessage"]);
    stage
}

fn jane() -> Value {
    json!({
        "Username": "jane", "Password": PASSWORD, "UserAttributes": attributes(&[("email", "jane@example.com")]),
        "ClientMetadata": { "lang": "de" },
    })
}

#[tokio::test]
async fn the_function_sends_instead_of_the_house() {
    let stage = stage(&["CustomEmailSender"]).await;
    let made = stage.client("SignUp", jane()).await.ok();
    assert_eq!(made["CodeDeliveryDetails"]["Destination"], "j***@e***");
    let event = only_event(stage.server.functions());
    let code = event["request"]["code"].as_str().unwrap().to_owned();
    let digits = code
        .strip_prefix(&format!("sealed({}, {KEY}, ", stage.pool))
        .and_then(|rest| rest.strip_suffix(')'));
    assert_eq!(
        event,
        json!({
            "version": "1", "region": "us-east-1", "userPoolId": stage.pool, "userName": "jane",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": stage.client },
            "triggerSource": "CustomEmailSender_SignUp",
            "request": {
                "type": "customEmailSenderRequestV1", "code": code, "clientMetadata": { "lang": "de" },
                "userAttributes": {
                    "sub": made["UserSub"], "email": "jane@example.com", "email_verified": "false",
                    "cognito:user_status": "UNCONFIRMED",
                },
            },
            "response": {},
        })
    );
    assert!(stage.server.messages().is_empty());
    let confirmation = json!({ "Username": "jane", "ConfirmationCode": digits });
    stage.client("ConfirmSignUp", confirmation).await.ok();
}

/// The other channel has the house's way, with the words of the pool's function.
#[tokio::test]
async fn each_channel_goes_its_own_way() {
    for (sender, other) in [("CustomEmailSender", Channel::Sms), ("CustomSMSSender", Channel::Email)] {
        let stage = stage(&[sender]).await;
        let invited = json!({
            "Username": "ann", "TemporaryPassword": "<Temp>&0rary", "DesiredDeliveryMediums": ["EMAIL", "SMS"],
            "UserAttributes": attributes(&[("email", "ann@example.com"), ("phone_number", "+15550100")]),
        });
        stage.admin("AdminCreateUser", invited).await.ok();
        let events = stage.server.functions().take_events();
        let mut called: Vec<_> = events
            .iter()
            .map(|event| event["triggerSource"].as_str().unwrap())
            .collect();
        called.sort_unstable();
        let mut expected = [
            format!("{sender}_AdminCreateUser"),
            "CustomMessage_AdminCreateUser".into(),
        ];
        expected.sort_unstable();
        assert_eq!(called, expected);
        let event = events
            .iter()
            .find(|event| event["request"].get("type").is_some())
            .unwrap();
        let code = format!("sealed({}, {KEY}, &lt;Temp&gt;&amp;0rary)", stage.pool);
        assert_eq!(event["request"]["code"], json!(code));
        assert_eq!(event["callerContext"]["clientId"], "CLIENT_ID_NOT_APPLICABLE");
        let messages = stage.server.messages();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].channel, other);
    }
}

#[tokio::test]
async fn what_the_function_reports_fails_nothing_and_is_not_tried_again() {
    use TriggerFailed::{Function, NotJson, TimedOut};
    let stage = stage(&["CustomEmailSender"]).await;
    let functions = stage.server.functions();
    stage.client("SignUp", jane()).await.ok();
    functions.take_events();
    for failed in [Function(Some("no".into())), Function(None), TimedOut, NotJson] {
        functions.write("CustomEmailSender", move |_| Err(failed.clone()));
        stage
            .client("ResendConfirmationCode", json!({ "Username": "jane" }))
            .await
            .ok();
        stage.server.clock().advance(Span::hours(1));
        assert!(deliver_due(stage.server.house()).await.unwrap().is_none());
        assert_eq!(sources(functions), ["CustomEmailSender_ResendCode"]);
    }
    // The trace knows.
    let reply = stage.server.get("/_cognate/trace?username=jane&limit=4").await;
    let attempts = reply.body["attempts"].as_array().unwrap();
    let failures: Vec<_> = attempts
        .iter()
        .rev()
        .map(|attempt| {
            assert_eq!(
                (&attempt["operation"], &attempt["outcome"]["result"]),
                (&json!("ResendConfirmationCode"), &json!("success"))
            );
            let steps = attempt["steps"].as_array().unwrap();
            let call = steps.iter().find(|step| step["step"] == "trigger").unwrap();
            assert_eq!(call["event"]["request"]["code"], "***");
            call["failure"]["kind"].clone()
        })
        .collect();
    assert_eq!(failures, ["function", "function", "timed out", "not JSON"]);
}

#[tokio::test]
async fn a_function_that_cannot_be_called_is_called_later() {
    let stage = stage(&["CustomEmailSender"]).await;
    let functions = stage.server.functions();
    functions.write("CustomEmailSender", |_| {
        Err(TriggerFailed::NotCallable("TooManyRequestsException".into()))
    });
    stage.client("SignUp", jane()).await.ok();
    functions.take_events();
    echo(functions, &["CustomEmailSender"]);
    stage.server.clock().advance(Span::seconds(5));
    assert!(deliver_due(stage.server.house()).await.unwrap().is_none());
    assert_eq!(sources(functions), ["CustomEmailSender_SignUp"]);
}

use super::*;

const BAD: (&str, &str) = ("NotAuthorizedException", "Invalid feedback token");

/// Event and token of the newest mail.
fn told(stage: &Stage) -> (String, String) {
    let body = notices(stage).pop().expect("a mail").body;
    let mut words = body.split(' ').map(str::to_owned);
    (words.next().expect("an event"), words.next().expect("a token"))
}

fn answer((event, token): &(String, String), value: &str) -> Value {
    json!({ "Username": "jane", "EventId": event, "FeedbackToken": token, "FeedbackValue": value })
}

async fn noticed() -> Stage {
    let stage = watched("ENFORCED").await;
    configure(&stage, actions(["NO_ACTION", "NO_ACTION", "BLOCK"])).await;
    is_let_in(&stage, HOME).await;
    is_let_in(&stage, STRANGE).await;
    stage
}

#[tokio::test]
async fn the_answer_of_the_user_counts_from_then_on() {
    let stage = noticed().await;
    let first = told(&stage);
    stage
        .admin("UpdateAuthEventFeedback", answer(&first, "Invalid"))
        .await
        .ok();
    let judged = events(&stage).await[0]["EventFeedback"].clone();
    assert_eq!(
        (&judged["FeedbackValue"], &judged["Provider"]),
        (&json!("Invalid"), &json!("User"))
    );
    assert_eq!(enter(&stage, PASSWORD, STRANGE).await.fault(), BLOCKED);
    assert_eq!(risk(&stage).await, "AccountTakeover High: Fail");
    assert_eq!(
        enter(&stage, PASSWORD, (STRANGE.0, "tv/1")).await.fault(),
        BLOCKED,
        "the address is enough"
    );
    is_let_in(&stage, HOME).await;
    assert_eq!(
        risk(&stage).await,
        "NoRisk: Pass",
        "what was known before stays the user's"
    );

    stage
        .admin("UpdateAuthEventFeedback", answer(&first, "Valid"))
        .await
        .ok();
    is_let_in(&stage, STRANGE).await;
    assert_eq!(risk(&stage).await, "NoRisk: Pass");

    // An administrator's word counts the same, also of somebody who was blocked.
    is_let_in(&stage, AWAY).await;
    let event = events(&stage).await[0]["EventId"].clone();
    let invalid = json!({ "Username": "jane", "EventId": event, "FeedbackValue": "Invalid" });
    stage.admin("AdminUpdateAuthEventFeedback", invalid).await.ok();
    assert_eq!(enter(&stage, PASSWORD, AWAY).await.fault(), BLOCKED);
    let event = events(&stage).await[0]["EventId"].clone();
    let valid = json!({ "Username": "jane", "EventId": event, "FeedbackValue": "Valid" });
    stage.admin("AdminUpdateAuthEventFeedback", valid).await.ok();
    is_let_in(&stage, AWAY).await;
}

#[tokio::test]
async fn a_token_is_for_one_event_of_one_user_for_a_week() {
    let stage = noticed().await;
    let first = told(&stage);
    let refused = async |body: Value| {
        let reply = stage.admin("UpdateAuthEventFeedback", body).await;
        assert_eq!(reply.fault(), BAD);
    };
    let forged = (first.0.clone(), first.1.replace(['a', 'b', 'c'], "d"));
    refused(answer(&forged, "Valid")).await;
    let other = (text(&events(&stage).await[1]["EventId"]), first.1.clone());
    refused(answer(&other, "Valid")).await;
    stage.confirmed("joan", &[]).await;
    let mut foreign = answer(&first, "Valid");
    foreign["Username"] = "joan".into();
    refused(foreign).await;
    let pool =
        json!({ "PoolName": "other", "UserPoolTier": "PLUS", "UserPoolAddOns": { "AdvancedSecurityMode": "AUDIT" } });
    let made = stage.server.call("CreateUserPool", pool).await.ok();
    let mut foreign = answer(&first, "Valid");
    foreign["UserPoolId"] = made["UserPool"]["Id"].clone();
    let jane = json!({ "UserPoolId": foreign["UserPoolId"], "Username": "jane", "MessageAction": "SUPPRESS" });
    stage.server.call("AdminCreateUser", jane).await.ok();
    assert_eq!(stage.server.call("UpdateAuthEventFeedback", foreign).await.fault(), BAD);
    stage.server.clock().advance(Span::days(7));
    refused(answer(&first, "Valid")).await;
}

#[tokio::test]
async fn one_click_is_an_answer() {
    let stage = watched("ENFORCED").await;
    let action = json!({ "Notify": true, "EventAction": "NO_ACTION" });
    let mut settings = actions(["NO_ACTION", "NO_ACTION", "NO_ACTION"]);
    settings["AccountTakeoverRiskConfiguration"]["Actions"] = json!({ "MediumAction": action });
    settings["AccountTakeoverRiskConfiguration"]["NotifyConfiguration"] = Value::Null;
    configure(&stage, settings).await;
    is_let_in(&stage, HOME).await;
    is_let_in(&stage, STRANGE).await;
    let mail = notices(&stage).pop().expect("a mail");
    assert_eq!(mail.subject.as_deref(), Some("New sign-in attempt"));
    let mut links = mail.body.split("href=\"").skip(1).map(|link| {
        let link = link.split('"').next().expect("a link").replace("&amp;", "&");
        link.strip_prefix("http://cognate.test")
            .expect("a link of this server")
            .to_owned()
    });
    let (invalid, valid) = (links.next().expect("a link"), links.next().expect("a link"));
    for (link, value) in [(&invalid, "Invalid"), (&valid, "Valid")] {
        let page = stage.server.get(link).await;
        assert_eq!(page.status, 200);
        let said = String::from_utf8(page.bytes).expect("a page");
        assert!(said.contains("Thank you for your answer!"), "{said}");
        let kept = events(&stage).await[0]["EventFeedback"].clone();
        assert_eq!(
            (&kept["FeedbackValue"], &kept["Provider"]),
            (&json!(value), &json!("User"))
        );
    }
    let page = stage
        .server
        .get(&valid.replace("feedback_token=", "feedback_token=x"))
        .await;
    assert_eq!(page.status, 400);
    let said = String::from_utf8(page.bytes).expect("a page");
    assert!(said.contains("This link is not valid any more."), "{said}");
    stage.server.clock().advance(Span::days(7));
    assert_eq!(stage.server.get(&invalid).await.status, 400);
}

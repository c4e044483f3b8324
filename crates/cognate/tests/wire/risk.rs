//! Risk configurations, the events of users and what is thought of them, and the delivery of logs.

use domain::moment::Span;
use serde_json::{Value, json};

use crate::stage::{OTHER_PASSWORD, PASSWORD, Stage, text};

const OFF: (&str, &str) = (
    "UserPoolAddOnNotEnabledException",
    "User pool does not have advanced security enabled.",
);

/// A pool that keeps events.
async fn watched() -> Stage {
    watched_with(json!({})).await
}

async fn watched_with(client: Value) -> Stage {
    let add_ons = json!({ "AdvancedSecurityMode": "AUDIT" });
    Stage::new(json!({ "UserPoolTier": "PLUS", "UserPoolAddOns": add_ons }), client).await
}

async fn events(stage: &Stage, username: &str) -> Vec<Value> {
    let listed = stage
        .admin("AdminListUserAuthEvents", json!({ "Username": username }))
        .await
        .ok();
    assert_eq!(listed.get("NextToken"), None);
    listed["AuthEvents"].as_array().expect("events").clone()
}

/// Type and response of each event, oldest first.
async fn told(stage: &Stage, username: &str) -> Vec<String> {
    let events = events(stage, username).await;
    let pair = |event: &Value| format!("{} {}", text(&event["EventType"]), text(&event["EventResponse"]));
    events.iter().rev().map(pair).collect()
}

#[tokio::test]
async fn a_risk_configuration_is_set_shown_and_reset() {
    let stage = watched().await;
    let unset = json!({ "RiskConfiguration": { "UserPoolId": stage.pool } });
    assert_eq!(stage.admin("DescribeRiskConfiguration", json!({})).await.ok(), unset);
    let given = json!({
        "CompromisedCredentialsRiskConfiguration": { "Actions": { "EventAction": "BLOCK" } },
        "AccountTakeoverRiskConfiguration": {
            "Actions": {
                "LowAction": { "Notify": false, "EventAction": "NO_ACTION" },
                "HighAction": { "Notify": true, "EventAction": "MFA_REQUIRED" },
            },
            "NotifyConfiguration": {
                "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
                "From": "a@example.com",
                "BlockEmail": { "Subject": "Blocked", "HtmlBody": "<b>{city}</b>", "TextBody": "{city} {country}" },
            },
        },
        "RiskExceptionConfiguration": { "BlockedIPRangeList": ["192.0.2.0/24"], "SkippedIPRangeList": ["2001:db8::/32"] },
    });
    let set = stage.admin("SetRiskConfiguration", given.clone()).await.ok();
    let mut expected = given;
    expected["UserPoolId"] = json!(stage.pool);
    expected["LastModifiedDate"] = set["RiskConfiguration"]["LastModifiedDate"].clone();
    expected["CompromisedCredentialsRiskConfiguration"]["EventFilter"] =
        json!(["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"]);
    assert!(expected["LastModifiedDate"].is_f64());
    assert_eq!(set["RiskConfiguration"], expected);
    assert_eq!(stage.admin("DescribeRiskConfiguration", json!({})).await.ok(), set);

    let of_client = json!({ "ClientId": stage.client });
    let inherits = json!({ "RiskConfiguration": { "UserPoolId": stage.pool, "ClientId": stage.client } });
    assert_eq!(
        stage.admin("DescribeRiskConfiguration", of_client.clone()).await.ok(),
        inherits
    );
    let own = json!({ "ClientId": stage.client, "CompromisedCredentialsRiskConfiguration":
        { "EventFilter": ["SIGN_UP"], "Actions": { "EventAction": "NO_ACTION" } } });
    let own = stage.admin("SetRiskConfiguration", own).await.ok();
    assert_eq!(own["RiskConfiguration"]["ClientId"], json!(stage.client));
    assert_eq!(
        stage.admin("DescribeRiskConfiguration", of_client.clone()).await.ok(),
        own
    );
    assert_eq!(stage.admin("DescribeRiskConfiguration", json!({})).await.ok(), set);
    assert_eq!(
        stage.admin("SetRiskConfiguration", of_client.clone()).await.ok(),
        inherits
    );
    assert_eq!(stage.admin("DescribeRiskConfiguration", of_client).await.ok(), inherits);
    assert_eq!(stage.admin("SetRiskConfiguration", json!({})).await.ok(), unset);
    assert_eq!(stage.admin("DescribeRiskConfiguration", json!({})).await.ok(), unset);
}

#[tokio::test]
async fn a_risk_configuration_makes_sense() {
    let stage = watched().await;
    let refused = |body: Value| async {
        let reply = stage.admin("SetRiskConfiguration", body).await;
        let (code, message) = reply.fault();
        assert_eq!(code, "InvalidParameterException");
        message.to_owned()
    };
    for range in ["192.0.2.0", "192.0.2.0/33", "example.com/8"] {
        let body = json!({ "RiskExceptionConfiguration": { "SkippedIPRangeList": [range] } });
        assert_eq!(refused(body).await, "Incorrect CIDR format", "{range}");
    }
    let action = |action: &str| json!({ "Notify": false, "EventAction": action });
    let takeover = |low: &str, high: &str| {
        json!({ "AccountTakeoverRiskConfiguration":
            { "Actions": { "LowAction": action(low), "HighAction": action(high) } } })
    };
    let sentence = "The action for a higher risk level cannot be weaker than the action for a lower risk level.";
    assert_eq!(refused(takeover("BLOCK", "NO_ACTION")).await, sentence);
    let sentence = "1 validation error detected: Value 'PANIC' at \
                    'accountTakeoverRiskConfiguration.actions.highAction.eventAction' failed to satisfy constraint: \
                    Member must satisfy enum value set: [MFA_IF_CONFIGURED, BLOCK, NO_ACTION, MFA_REQUIRED]";
    assert_eq!(refused(takeover("BLOCK", "PANIC")).await, sentence);
    let notify = json!({ "AccountTakeoverRiskConfiguration": { "Actions": {},
        "NotifyConfiguration": { "SourceArn": "arn:aws:ses:eu-north-1:123456789012:identity/a@example.com" } } });
    let sentence = "Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.";
    assert_eq!(refused(notify).await, sentence);
    let foreign = stage
        .admin("SetRiskConfiguration", json!({ "ClientId": "nobody" }))
        .await;
    assert_eq!(foreign.fault().0, "ResourceNotFoundException");
    let foreign = stage
        .admin("DescribeRiskConfiguration", json!({ "ClientId": "nobody" }))
        .await;
    assert_eq!(foreign.fault().0, "ResourceNotFoundException");
}

#[tokio::test]
async fn without_threat_protection_nothing_is_kept() {
    let stage = Stage::plain().await;
    stage.jane().await;
    stage.sign_in("jane", PASSWORD).await.ok();
    let user = json!({ "Username": "jane" });
    assert_eq!(stage.admin("AdminListUserAuthEvents", user).await.fault(), OFF);
    assert_eq!(stage.admin("SetRiskConfiguration", json!({})).await.fault(), OFF);
    let feedback = json!({ "Username": "jane", "EventId": "e", "FeedbackValue": "Valid" });
    assert_eq!(
        stage
            .admin("AdminUpdateAuthEventFeedback", feedback.clone())
            .await
            .fault(),
        OFF
    );
    let mut own = feedback;
    own["FeedbackToken"] = "t".into();
    assert_eq!(stage.admin("UpdateAuthEventFeedback", own).await.fault(), OFF);
    let on = json!({ "AutoVerifiedAttributes": ["email"], "UserPoolTier": "PLUS",
        "UserPoolAddOns": { "AdvancedSecurityMode": "ENFORCED" } });
    stage.admin("UpdateUserPool", on).await.ok();
    assert_eq!(events(&stage, "jane").await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_sign_in_is_an_event() {
    let stage = watched().await;
    stage.jane().await;
    let wrong = stage.sign_in("jane", "wrong").await;
    assert_eq!(wrong.fault().0, "NotAuthorizedException");
    stage.server.clock().advance(Span::seconds(10));
    let tokens = stage.sign_in("jane", PASSWORD).await.ok();
    let events = events(&stage, "jane").await;
    let expected = json!({
        "ChallengeResponses": [{ "ChallengeName": "Password", "ChallengeResponse": "Success" }],
        "CreationDate": events[0]["CreationDate"],
        "EventContextData": { "City": "null", "Country": "null", "DeviceName": "null", "IpAddress": "null", "Timezone": "null" },
        "EventId": crate::scene::claims(&tokens["AuthenticationResult"]["IdToken"])["event_id"],
        "EventResponse": "Pass",
        "EventRisk": { "CompromisedCredentialsDetected": false, "RiskDecision": "NoRisk" },
        "EventType": "SignIn",
    });
    assert_eq!(events[0], expected);
    let failed = &events[1];
    assert_eq!(failed["EventResponse"], "Fail");
    let challenges = json!([{ "ChallengeName": "Password", "ChallengeResponse": "Failure" }]);
    assert_eq!(failed["ChallengeResponses"], challenges);
    assert_eq!(events.len(), 2);
}

/// From the first proven factor to the tokens it is one event.
#[tokio::test]
async fn a_sign_in_with_a_second_factor_is_one_event() {
    let stage = watched().await;
    let methods = json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration":
        { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" } } });
    stage.admin("SetUserPoolMfaConfig", methods).await.ok();
    stage
        .confirmed(
            "jane",
            &[("phone_number", "+15555550100"), ("phone_number_verified", "true")],
        )
        .await;
    let asked = stage.sign_in("jane", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "SMS_MFA");
    assert_eq!(told(&stage, "jane").await, ["SignIn InProgress"]);
    let begun = events(&stage, "jane").await[0].clone();
    let code = stage.server.last_message().code.expect("a code");
    let answer = |code: String| {
        json!({ "ChallengeName": "SMS_MFA", "Session": asked["Session"],
        "ChallengeResponses": { "USERNAME": "jane", "SMS_MFA_CODE": code } })
    };
    stage.server.clock().advance(Span::seconds(10));
    let other = if code == "000000" { "111111" } else { "000000" };
    let wrong = stage.client("RespondToAuthChallenge", answer(other.into())).await;
    assert_eq!(wrong.fault().0, "CodeMismatchException");
    stage.server.clock().advance(Span::seconds(10));
    stage.client("RespondToAuthChallenge", answer(code)).await.ok();
    let events = events(&stage, "jane").await;
    let passed = &events[1];
    assert_eq!(
        (&passed["EventId"], &passed["CreationDate"]),
        (&begun["EventId"], &begun["CreationDate"])
    );
    assert_eq!(passed["EventResponse"], "Pass");
    let challenges = json!([
        { "ChallengeName": "Password", "ChallengeResponse": "Success" },
        { "ChallengeName": "Mfa", "ChallengeResponse": "Success" },
    ]);
    assert_eq!(passed["ChallengeResponses"], challenges);
    let challenges = json!([{ "ChallengeName": "Mfa", "ChallengeResponse": "Failure" }]);
    assert_eq!(
        (&events[0]["EventResponse"], &events[0]["ChallengeResponses"]),
        (&json!("Fail"), &challenges)
    );
    assert_eq!(events.len(), 2);
}

#[tokio::test]
async fn what_else_users_try_is_an_event_too() {
    let stage = watched().await;
    stage.sign_up("joe", "joe@example.com").await;
    let step = || stage.server.clock().advance(Span::seconds(1));
    step();
    stage
        .client("ResendConfirmationCode", json!({ "Username": "joe" }))
        .await
        .ok();
    let code = stage.server.last_message().code;
    stage
        .client("ConfirmSignUp", json!({ "Username": "joe", "ConfirmationCode": code }))
        .await
        .ok();
    step();
    let token = stage.access_token("joe").await;
    step();
    let change =
        |old: &str| json!({ "AccessToken": token, "PreviousPassword": old, "ProposedPassword": OTHER_PASSWORD });
    stage.server.call("ChangePassword", change("wrong")).await;
    step();
    stage.server.call("ChangePassword", change(PASSWORD)).await.ok();
    step();
    stage.client("ForgotPassword", json!({ "Username": "joe" })).await.ok();
    let code = stage.server.last_message().code.expect("a code");
    step();
    let confirm = |code: &str| json!({ "Username": "joe", "ConfirmationCode": code, "Password": PASSWORD });
    let other = if code == "000000" { "111111" } else { "000000" };
    stage.client("ConfirmForgotPassword", confirm(other)).await;
    step();
    stage.client("ConfirmForgotPassword", confirm(&code)).await.ok();
    let expected = [
        "SignUp Pass",
        "ResendCode Pass",
        "SignIn Pass",
        "PasswordChange Fail",
        "PasswordChange Pass",
        "ForgotPassword InProgress",
        "ForgotPassword Fail",
        "ForgotPassword Pass",
    ];
    assert_eq!(told(&stage, "joe").await, expected);
}

#[tokio::test]
async fn events_are_listed_in_pages_and_kept_for_two_years() {
    let stage = watched().await;
    stage.jane().await;
    for _ in 0..5 {
        stage.sign_in("jane", PASSWORD).await.ok();
        stage.server.clock().advance(Span::seconds(1));
    }
    let all: Vec<_> = events(&stage, "jane")
        .await
        .into_iter()
        .map(|event| event["EventId"].clone())
        .collect();
    let mut listed = Vec::new();
    let mut body = json!({ "Username": "jane", "MaxResults": 2 });
    loop {
        let page = stage.admin("AdminListUserAuthEvents", body.clone()).await.ok();
        let events = page["AuthEvents"].as_array().expect("events").clone();
        listed.extend(events.into_iter().map(|event| event["EventId"].clone()));
        match page.get("NextToken") {
            Some(token) => body["NextToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!((listed.len(), listed), (5, all));
    stage.server.clock().advance(Span::seconds(730 * 86_400 - 3));
    let house = stage.server.house();
    house.store.sweep(house.clock.now()).await.expect("swept");
    assert_eq!(events(&stage, "jane").await.len(), 3);
    stage.admin("AdminDeleteUser", json!({ "Username": "jane" })).await.ok();
    let gone = stage
        .admin("AdminListUserAuthEvents", json!({ "Username": "jane" }))
        .await;
    assert_eq!(gone.fault(), ("UserNotFoundException", "User does not exist."));
}

#[tokio::test]
async fn somebody_says_whether_it_was_the_user() {
    let stage = watched().await;
    stage.jane().await;
    stage.sign_in("jane", PASSWORD).await.ok();
    let event = text(&events(&stage, "jane").await[0]["EventId"]);
    let body = json!({ "Username": "jane", "EventId": event, "FeedbackValue": "Invalid" });
    stage.admin("AdminUpdateAuthEventFeedback", body.clone()).await.ok();
    let judged = events(&stage, "jane").await[0]["EventFeedback"].clone();
    let expected = json!({ "FeedbackValue": "Invalid", "Provider": "Admin", "FeedbackDate": judged["FeedbackDate"] });
    assert_eq!(judged, expected);
    let mut unknown = body.clone();
    unknown["EventId"] = "00000000-0000-4000-8000-000000000000".into();
    let sentence = "Auth event 00000000-0000-4000-8000-000000000000 does not exist.";
    let refused = stage.admin("AdminUpdateAuthEventFeedback", unknown).await;
    assert_eq!(refused.fault(), ("ResourceNotFoundException", sentence));

    // The token comes to the user in a message about the event.
    let house = stage.server.house();
    let sub = text(&stage.attribute("jane", "sub").await);
    let (pool, sub) = (domain::ids::PoolId::new(stage.pool.clone()), domain::ids::Sub::new(sub));
    let jane = house.store.user(&pool, &sub).await.expect("the store").expect("jane");
    let token = app::flow::events::feedback_token(house, (&jane, &event), house.clock.now());
    let own = |token: &str, event: &str| json!({ "Username": "jane", "EventId": event, "FeedbackValue": "Valid", "FeedbackToken": token });
    let bad = ("NotAuthorizedException", "Invalid feedback token");
    assert_eq!(
        stage
            .admin("UpdateAuthEventFeedback", own("forged", &event))
            .await
            .fault(),
        bad
    );
    assert_eq!(
        stage
            .admin("UpdateAuthEventFeedback", own(&token, "another"))
            .await
            .fault(),
        bad
    );
    let mut nobody = own(&token, &event);
    nobody["Username"] = "nobody".into();
    assert_eq!(stage.admin("UpdateAuthEventFeedback", nobody).await.fault(), bad);
    stage.admin("UpdateAuthEventFeedback", own(&token, &event)).await.ok();
    let judged = events(&stage, "jane").await[0]["EventFeedback"].clone();
    assert_eq!(
        (&judged["FeedbackValue"], &judged["Provider"]),
        (&json!("Valid"), &json!("User"))
    );
    stage.server.clock().advance(Span::days(7));
    assert_eq!(
        stage
            .admin("UpdateAuthEventFeedback", own(&token, &event))
            .await
            .fault(),
        bad
    );
}

#[tokio::test]
async fn the_person_behind_the_request_is_told_about() {
    let stage = watched_with(json!({ "GenerateSecret": false,
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"] }))
    .await;
    stage.jane().await;
    let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                  Chrome/126.0.0.0 Safari/537.36";
    let context = |ip: &str| {
        json!({ "IpAddress": ip, "ServerName": "s", "ServerPath": "/", "HttpHeaders":
        [{ "headerName": "user-agent", "headerValue": chrome }] })
    };
    let admin = |context: Value| {
        json!({ "ClientId": stage.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "jane", "PASSWORD": PASSWORD }, "ContextData": context })
    };
    stage.admin("AdminInitiateAuth", admin(context("192.0.2.7"))).await.ok();
    let seen = events(&stage, "jane").await[0]["EventContextData"].clone();
    assert_eq!(
        (&seen["IpAddress"], &seen["DeviceName"]),
        (&json!("192.0.2.7"), &json!("Chrome 126, Windows 10"))
    );
    let bad = stage.admin("AdminInitiateAuth", admin(context("somewhere"))).await;
    assert_eq!(bad.fault(), ("InvalidParameterException", "Invalid IP address."));

    // A public client may claim what it likes.
    let public = json!({ "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": { "USERNAME": "jane", "PASSWORD": PASSWORD },
        "UserContextData": { "IpAddress": "192.0.2.8", "EncodedData": "?" } });
    stage.server.clock().advance(Span::seconds(1));
    stage.client("InitiateAuth", public.clone()).await.ok();
    assert_eq!(events(&stage, "jane").await[0]["EventContextData"]["IpAddress"], "null");

    let trusted = json!({ "ClientName": "server", "GenerateSecret": true, "EnablePropagateAdditionalUserContextData": true,
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"] });
    let made = stage.admin("CreateUserPoolClient", trusted).await.ok()["UserPoolClient"].clone();
    let (id, secret) = (text(&made["ClientId"]), text(&made["ClientSecret"]));
    let mut request = public;
    request["ClientId"] = json!(id);
    request["AuthParameters"]["SECRET_HASH"] =
        domain::secret_hash::of(&secret, "jane", &domain::ids::ClientId::new(id)).into();
    stage.server.clock().advance(Span::seconds(1));
    stage.server.call("InitiateAuth", request).await.ok();
    assert_eq!(
        events(&stage, "jane").await[0]["EventContextData"]["IpAddress"],
        "192.0.2.8"
    );
}

#[tokio::test]
async fn logs_go_where_the_pool_says() {
    let stage = watched().await;
    let group = "arn:aws:logs:us-east-1:123456789012:log-group:notices";
    let stream = "arn:aws:firehose:us-east-1:123456789012:deliverystream/events";
    let none = json!({ "LogDeliveryConfiguration": { "LogConfigurations": [], "UserPoolId": stage.pool } });
    assert_eq!(stage.admin("GetLogDeliveryConfiguration", json!({})).await.ok(), none);
    let notices = json!({ "EventSource": "userNotification", "LogLevel": "ERROR",
        "CloudWatchLogsConfiguration": { "LogGroupArn": group } });
    let streamed = json!({ "EventSource": "userAuthEvents", "LogLevel": "INFO",
        "FirehoseConfiguration": { "StreamArn": stream } });
    let both = json!({ "LogConfigurations": [notices, streamed] });
    let set = stage.admin("SetLogDeliveryConfiguration", both.clone()).await.ok();
    let expected = json!({ "LogDeliveryConfiguration":
        { "LogConfigurations": both["LogConfigurations"], "UserPoolId": stage.pool } });
    assert_eq!(set, expected);
    assert_eq!(
        stage.admin("GetLogDeliveryConfiguration", json!({})).await.ok(),
        expected
    );

    stage.jane().await;
    stage.sign_in("jane", PASSWORD).await.ok();
    let records = stage.server.records();
    let (destination, record) = &records[0];
    assert_eq!((destination.as_str(), records.len()), (stream, 1));
    assert_eq!(
        (&record["eventSource"], &record["logLevel"]),
        (&json!("USER_ACTIVITY"), &json!("INFO"))
    );
    assert_eq!(record["logSourceId"], json!({ "userPoolId": stage.pool }));
    let message = &record["message"];
    assert_eq!(
        (&message["eventType"], &message["eventResponse"]),
        (&json!("SIGN_IN"), &json!("Pass"))
    );
    assert_eq!(
        (&message["userName"], &message["challenges"]),
        (&json!("jane"), &json!(["PASSWORD:SUCCESS"]))
    );
    assert_eq!(message["eventId"], events(&stage, "jane").await[0]["EventId"]);
    assert!(!record.to_string().contains(PASSWORD));

    stage.server.messenger().refuse();
    stage.client("ForgotPassword", json!({ "Username": "jane" })).await;
    let (destination, record) = stage.server.records().pop().expect("a record");
    assert_eq!(
        (destination.as_str(), &record["eventSource"]),
        (group, &json!("USER_NOTIFICATION"))
    );

    let update = json!({ "AutoVerifiedAttributes": ["email"], "UserPoolTier": "PLUS" });
    stage.admin("UpdateUserPool", update).await.ok();
    assert_eq!(
        stage.admin("GetLogDeliveryConfiguration", json!({})).await.ok(),
        expected,
        "it stays"
    );
    stage
        .admin("SetLogDeliveryConfiguration", json!({ "LogConfigurations": [] }))
        .await
        .ok();
    assert_eq!(stage.admin("GetLogDeliveryConfiguration", json!({})).await.ok(), none);
}

#[tokio::test]
async fn logs_that_cannot_be_delivered_are_refused() {
    let stage = watched().await;
    let plain = Stage::plain().await;
    let events = |destination: Value| {
        let mut log = json!({ "EventSource": "userAuthEvents", "LogLevel": "INFO" });
        for (member, value) in destination.as_object().expect("a destination") {
            log[member] = value.clone();
        }
        log
    };
    let group = |region: &str| {
        json!({ "CloudWatchLogsConfiguration":
        { "LogGroupArn": format!("arn:aws:logs:{region}:123456789012:log-group:x") } })
    };
    let bucket = json!({ "S3Configuration": { "BucketArn": "arn:aws:s3:::bucket" } });
    let refused = async |stage: &Stage, logs: Value| {
        let body = json!({ "UserPoolId": stage.pool, "LogConfigurations": logs });
        let request = stage.server.request("SetLogDeliveryConfiguration").json(&body);
        let reply = request.send().await;
        let (code, message) = reply.fault();
        (code.to_owned(), message.to_owned())
    };
    let invalid = |message: &str| ("InvalidParameterException".to_owned(), message.to_owned());
    assert_eq!(
        refused(&plain, json!([events(bucket.clone())])).await,
        (
            "FeatureUnavailableInTierException".to_owned(),
            "The following feature is not available for the ESSENTIALS pricing tier configured: Log Streaming"
                .to_owned()
        )
    );
    let twice = json!([events(bucket.clone()), events(group("us-east-1"))]);
    let sentence = "Following event sources appear more then once in a request: [userAuthEvents]";
    assert_eq!(refused(&plain, twice).await, invalid(sentence), "before the tier");
    let far = json!([events(group("eu-west-1"))]);
    assert_eq!(
        refused(&stage, far).await,
        invalid("ARN does not belong to current region")
    );
    let mut wrong = events(bucket);
    wrong["LogLevel"] = "ERROR".into();
    let sentence = "The log level is not supported for the event source userAuthEvents.";
    assert_eq!(refused(&stage, json!([wrong])).await, invalid(sentence));
    wrong["EventSource"] = "userNotification".into();
    let sentence = "The log destination is not supported for the event source userNotification.";
    assert_eq!(refused(&stage, json!([wrong])).await, invalid(sentence));
    let sentence = "Exactly one log destination must be specified for each event source.";
    assert_eq!(refused(&stage, json!([events(json!({}))])).await, invalid(sentence));
}

#[tokio::test]
async fn feedback_is_about_a_user_of_the_pool() {
    let stage = watched().await;
    let about = json!({ "Username": "nobody", "EventId": "e", "FeedbackValue": "Valid" });
    let missing = stage.admin("AdminUpdateAuthEventFeedback", about.clone()).await;
    assert_eq!(missing.fault(), ("UserNotFoundException", "User does not exist."));
    // Without a signature nobody learns who exists.
    let mut body = about;
    body["FeedbackToken"] = json!("t");
    let hidden = stage.admin("UpdateAuthEventFeedback", body).await;
    assert_eq!(hidden.fault(), ("NotAuthorizedException", "Invalid feedback token"));
}

use domain::ports::Inbox;
use tokio::sync::mpsc;

use super::*;
use crate::{
    scene::{claim, claims},
    srp_client::SrpClient,
    stage::attributes,
};

async fn give_phone(stage: &Stage) {
    let phone = [("phone_number", "+15555550100"), ("phone_number_verified", "true")];
    let body = json!({ "Username": "jane", "UserAttributes": attributes(&phone) });
    stage.admin("AdminUpdateUserAttributes", body).await.ok();
}

#[tokio::test]
async fn no_action_goes_on_and_tells_the_user() {
    let stage = watched("ENFORCED").await;
    configure(&stage, actions(["NO_ACTION", "NO_ACTION", "NO_ACTION"])).await;
    is_let_in(&stage, HOME).await;
    is_let_in(&stage, HOME).await;
    assert_eq!(subjects(&stage), Vec::<String>::new(), "no risk, no mail");
    let tokens = is_let_in(&stage, STRANGE).await;
    let sent = notices(&stage).pop().expect("a mail");
    assert_eq!(
        (sent.subject.as_deref(), sent.to.as_str()),
        (Some("Seen"), "jane@example.com")
    );
    let event = text(&claims(&tokens["AuthenticationResult"]["IdToken"])["event_id"]);
    assert!(
        sent.body.starts_with(&event) && sent.body.ends_with(STRANGE.0),
        "{}",
        sent.body
    );
    assert_eq!(sent.code, None);

    // Nobody writes to an address that is not verified.
    let unverified = json!({ "Username": "jane", "UserAttributes": attributes(&[("email_verified", "false")]) });
    stage.admin("AdminUpdateUserAttributes", unverified).await.ok();
    is_let_in(&stage, AWAY).await;
    assert_eq!(risk(&stage).await, "AccountTakeover Low: Pass");
    assert_eq!(subjects(&stage), ["Seen"]);
}

#[tokio::test]
async fn a_second_factor_is_asked_of_who_has_one() {
    let stage = watched("ENFORCED").await;
    configure(&stage, actions(["MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"])).await;
    is_let_in(&stage, HOME).await;
    is_let_in(&stage, ("192.0.2.50", HOME.1)).await;
    assert_eq!(subjects(&stage), ["Seen"], "MFA_IF_CONFIGURED lets in who has none");
    assert_eq!(
        enter(&stage, PASSWORD, STRANGE).await.fault(),
        BLOCKED,
        "MFA_REQUIRED does not"
    );
    assert_eq!(subjects(&stage), ["Seen", "Blocked"]);
    assert_eq!(risk(&stage).await, "AccountTakeover Medium: Fail");

    // The phone is switched on as second factor by nobody but the risk.
    give_phone(&stage).await;
    is_let_in(&stage, HOME).await;
    for (place, level) in [(("192.0.2.60", HOME.1), "Low"), (STRANGE, "Medium")] {
        let asked = enter(&stage, PASSWORD, place).await.ok();
        assert_eq!(asked["ChallengeName"], "SMS_MFA", "{level}");
        assert_eq!(subjects(&stage).pop().as_deref(), Some("Asked"));
        assert_eq!(risk(&stage).await, format!("AccountTakeover {level}: InProgress"));
        let code = stage.server.last_message().code.expect("a code");
        let answer = json!({ "ClientId": stage.client, "ChallengeName": "SMS_MFA", "Session": asked["Session"],
            "ChallengeResponses": { "USERNAME": "jane", "SMS_MFA_CODE": code }, "ContextData": context(place) });
        let before = subjects(&stage).len();
        stage.admin("AdminRespondToAuthChallenge", answer).await.ok();
        assert_eq!(subjects(&stage).len(), before, "told once");
        assert_eq!(risk(&stage).await, format!("AccountTakeover {level}: Pass"));
        is_let_in(&stage, place).await;
        assert_eq!(risk(&stage).await, "NoRisk: Pass");
    }
}

#[tokio::test]
async fn who_is_blocked_learns_nothing_of_the_password() {
    let stage = watched("ENFORCED").await;
    configure(&stage, actions(["BLOCK", "BLOCK", "BLOCK"])).await;
    is_let_in(&stage, HOME).await;
    assert_eq!(enter(&stage, "wrong", STRANGE).await.fault(), BLOCKED);
    assert_eq!(subjects(&stage), Vec::<String>::new(), "who guesses sends no mails");
    assert_eq!(enter(&stage, PASSWORD, STRANGE).await.fault(), BLOCKED);
    assert_eq!(subjects(&stage), ["Blocked"]);
    let all = events(&stage).await;
    let challenge = |outcome: &str| json!([{ "ChallengeName": "Password", "ChallengeResponse": outcome }]);
    assert_eq!(
        all[0]["ChallengeResponses"],
        challenge("Success"),
        "the administrator does"
    );
    assert_eq!(all[1]["ChallengeResponses"], challenge("Failure"));
    // Both count.
    for _ in 0..3 {
        enter(&stage, PASSWORD, STRANGE).await;
    }
    stage.server.clock().advance(Span::seconds(-30));
    let locked = enter(&stage, PASSWORD, STRANGE).await;
    assert_eq!(locked.fault().1, "Password attempts exceeded");
    stage.server.clock().advance(Span::minutes(20));
    is_let_in(&stage, HOME).await;
}

#[tokio::test]
async fn a_block_looks_like_a_wrong_password_where_users_are_hidden() {
    let client = json!({ "PreventUserExistenceErrors": "ENABLED" });
    let stage = watched_with("ENFORCED", json!({}), client).await;
    stage.jane().await;
    configure(&stage, actions(["BLOCK", "BLOCK", "BLOCK"])).await;
    is_let_in(&stage, HOME).await;
    assert_eq!(enter(&stage, PASSWORD, STRANGE).await.fault(), INCORRECT);
    assert_eq!(enter(&stage, "wrong", STRANGE).await.fault(), INCORRECT);
    assert_eq!(risk(&stage).await, "AccountTakeover Medium: Fail");

    // By SRP there is a challenge as for anybody; the proof is refused.
    let scope = stage.pool.split('_').nth(1).expect("a name");
    let srp = SrpClient::new("jane");
    let body = json!({ "ClientId": stage.client, "AuthFlow": "USER_SRP_AUTH", "ContextData": context(AWAY),
        "AuthParameters": { "USERNAME": "jane", "SRP_A": srp.srp_a() } });
    let asked = stage.admin("AdminInitiateAuth", body).await.ok();
    assert_eq!(asked["ChallengeName"], "PASSWORD_VERIFIER");
    let signature = srp.sign(scope, PASSWORD, &asked["ChallengeParameters"]);
    let proof = json!({ "ClientId": stage.client, "ChallengeName": "PASSWORD_VERIFIER", "ContextData": context(AWAY),
        "ChallengeResponses": claim(&asked["ChallengeParameters"], &signature) });
    let refused = stage.admin("AdminRespondToAuthChallenge", proof).await;
    assert_eq!(refused.fault(), INCORRECT);
    assert_eq!(risk(&stage).await, "AccountTakeover Low: Fail");
}

#[tokio::test]
async fn a_remembered_device_stands_for_itself() {
    for (on_prompt, challenge) in [(false, "DEVICE_SRP_AUTH"), (true, "SMS_MFA")] {
        let devices = json!({ "ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": on_prompt });
        let stage = watched_with("ENFORCED", json!({ "DeviceConfiguration": devices }), json!({})).await;
        stage.jane().await;
        give_phone(&stage).await;
        configure(&stage, actions(["MFA_REQUIRED", "MFA_REQUIRED", "MFA_REQUIRED"])).await;
        let tokens = is_let_in(&stage, HOME).await["AuthenticationResult"].clone();
        let key = &tokens["NewDeviceMetadata"]["DeviceKey"];
        let verifier = json!({ "PasswordVerifier": "AQAB", "Salt": "AQAB" });
        let confirm = json!({ "AccessToken": tokens["AccessToken"], "DeviceKey": key,
            "DeviceSecretVerifierConfig": verifier });
        stage.server.call("ConfirmDevice", confirm).await.ok();
        let remember = json!({ "AccessToken": tokens["AccessToken"], "DeviceKey": key,
            "DeviceRememberedStatus": "remembered" });
        stage.server.call("UpdateDeviceStatus", remember).await.ok();
        let parameters = json!({ "USERNAME": "jane", "PASSWORD": PASSWORD, "DEVICE_KEY": key });
        let asked = enter_with(&stage, parameters, STRANGE).await.ok();
        assert_eq!(asked["ChallengeName"], challenge);
        assert_eq!(
            risk(&stage).await,
            "AccountTakeover Low: InProgress",
            "only the address is new"
        );
    }
}

#[tokio::test]
async fn a_function_that_sends_mails_gets_the_notice() {
    let sender = json!({ "LambdaVersion": "V1_0", "LambdaArn": testkit::function_arn("CustomEmailSender") });
    let functions = json!({ "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/a", "CustomEmailSender": sender,
        "CustomMessage": testkit::function_arn("CustomMessage") });
    let stage = watched_with("ENFORCED", json!({ "LambdaConfig": functions }), json!({})).await;
    stage.jane().await;
    let (tell, mut told) = mpsc::unbounded_channel();
    stage.server.functions().write("CustomEmailSender", move |event| {
        tell.send(event.clone()).expect("somebody listens");
        Ok(event.clone())
    });
    configure(&stage, actions(["NO_ACTION", "MFA_IF_CONFIGURED", "BLOCK"])).await;
    is_let_in(&stage, HOME).await;
    is_let_in(&stage, STRANGE).await;
    let sent = told.recv().await.expect("an event");
    assert_eq!(sent["triggerSource"], "CustomEmailSender_AccountTakeOverNotification");
    let request = &sent["request"];
    let told = &request["userAttributes"];
    let event = &events(&stage).await[0]["EventId"];
    assert_eq!((&request["code"], &told["EVENT_ID"]), (&Value::Null, event));
    assert_eq!(told["ACCOUNT_TAKE_OVER_ACTION"], "MFA_IF_CONFIGURED");
    assert_eq!(
        (&told["IP_ADDRESS"], &told["USER_NAME"]),
        (&json!(STRANGE.0), &json!("jane"))
    );
    let answer = json!({ "Username": "jane", "EventId": event, "FeedbackToken": told["FEEDBACK_TOKEN"],
        "FeedbackValue": "Valid" });
    stage.admin("UpdateAuthEventFeedback", answer).await.ok();
    let link = format!("http://cognate.test/{}/authEventFeedback?", stage.pool);
    assert!(text(&told["ONE_CLICK_LINK_INVALID"]).starts_with(&link));
}

#[tokio::test]
async fn a_notice_that_cannot_be_sent_stops_nobody_and_goes_by_the_outbox() {
    let stage = watched("ENFORCED").await;
    configure(&stage, actions(["NO_ACTION", "NO_ACTION", "NO_ACTION"])).await;
    let messenger = stage.server.messenger();
    is_let_in(&stage, HOME).await;
    messenger.refuse();
    is_let_in(&stage, STRANGE).await;
    assert_eq!(subjects(&stage), Vec::<String>::new());
    messenger.accept();
    messenger.be_far_away();
    let (count, _) = messenger.read();
    is_let_in(&stage, AWAY).await;
    messenger.change_after(count).await;
    assert_eq!(subjects(&stage), ["Seen"]);
}

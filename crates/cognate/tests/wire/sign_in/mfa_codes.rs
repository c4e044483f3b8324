//! SMS_MFA, EMAIL_OTP and SELECT_MFA_TYPE as second factors, and who is asked for them (auth.md §§6, 10.1, 12.5, 12.7, 12.9,
//! 16.3, 16.4).

use domain::{moment::Span, ports::MessageKind};
use serde_json::{Value, json};
use testkit::Reply;

use crate::scene::{PASSWORD, Scene, claims, members};

const MISMATCH: (&str, &str) = ("CodeMismatchException", "Invalid code or auth state for the user.");

/// A pool that offers text messages and e-mail as second factors. Accounts are recovered by administrators only, so that
/// neither channel is taken.
async fn scene(requirement: &str) -> Scene {
    let pool = json!({
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
        "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" },
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
        },
    });
    let scene = Scene::with(pool, json!({})).await;
    let body = json!({
        "MfaConfiguration": requirement,
        "SmsMfaConfiguration": { "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms" } },
        "EmailMfaConfiguration": {},
    });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    scene
}

async fn prefer(scene: &Scene, name: &str, settings: Value) -> Reply {
    let mut body = settings;
    body["Username"] = json!(name);
    scene.admin("AdminSetUserMFAPreference", body).await
}

fn addresses() -> Value {
    json!([
        { "Name": "email", "Value": "alice@example.com" },
        { "Name": "phone_number", "Value": "+12065550109" },
    ])
}

fn code(scene: &Scene, to: &str) -> String {
    let message = scene.server.last_message();
    assert_eq!((message.kind, message.to.as_str()), (MessageKind::Authentication, to));
    message.code.unwrap()
}

async fn answer(scene: &Scene, challenge: &str, session: &Value, key: &str, code: &str) -> Reply {
    let mut responses = json!({ "USERNAME": "alice" });
    responses[key] = json!(code);
    scene.respond(challenge, session, responses).await
}

#[tokio::test]
async fn a_text_message_follows_the_password() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    scene.tokens("alice").await;
    let enabled = json!({ "SMSMfaSettings": { "Enabled": true } });
    assert_eq!(prefer(&scene, "alice", enabled).await.ok(), json!({}));
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(members(&challenge), ["ChallengeName", "ChallengeParameters", "Session"]);
    assert_eq!(challenge["ChallengeName"], "SMS_MFA");
    assert_eq!(
        challenge["ChallengeParameters"],
        json!({
            "CODE_DELIVERY_DELIVERY_MEDIUM": "SMS", "CODE_DELIVERY_DESTINATION": "+*******0109",
            "USER_ID_FOR_SRP": "alice",
        })
    );
    let session = &challenge["Session"];
    let code = code(&scene, "+12065550109");
    assert_eq!(code.len(), 6);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..2 {
        assert_eq!(
            answer(&scene, "SMS_MFA", session, "SMS_MFA_CODE", wrong).await.fault(),
            MISMATCH
        );
    }
    let missing = answer(&scene, "SMS_MFA", session, "SOMETHING", "1").await;
    assert_eq!(
        missing.fault(),
        ("InvalidParameterException", "Missing required parameter SMS_MFA_CODE")
    );
    let reply = answer(&scene, "SMS_MFA", session, "SMS_MFA_CODE", &code).await.ok();
    let id = claims(&reply["AuthenticationResult"]["IdToken"]);
    assert_eq!(
        id["phone_number_verified"], true,
        "a right code shows that it is theirs"
    );
    let again = answer(&scene, "SMS_MFA", session, "SMS_MFA_CODE", &code).await;
    assert_eq!(
        again.fault().1,
        "Invalid session for the user, session can only be used once."
    );
}

#[tokio::test]
async fn an_e_mail_after_srp() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    prefer(
        &scene,
        "alice",
        json!({ "EmailMfaSettings": { "Enabled": true, "PreferredMfa": true } }),
    )
    .await
    .ok();
    let (client, challenge) = scene.srp("alice").await;
    let claim = scene.claim(&client, PASSWORD, &challenge);
    let challenge = scene.respond("PASSWORD_VERIFIER", &Value::Null, claim).await.ok();
    assert_eq!(challenge["ChallengeName"], "EMAIL_OTP");
    assert_eq!(
        challenge["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"],
        "a***@e***"
    );
    let code = code(&scene, "alice@example.com");
    let reply = answer(&scene, "EMAIL_OTP", &challenge["Session"], "EMAIL_MFA_CODE", &code)
        .await
        .ok();
    assert!(reply["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn a_code_is_of_its_session_and_its_time() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    prefer(&scene, "alice", json!({ "SMSMfaSettings": { "Enabled": true } }))
        .await
        .ok();
    let first = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    let first_code = code(&scene, "+12065550109");
    let second = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    let second_code = code(&scene, "+12065550109");
    assert_ne!(first_code, second_code);
    let crossed = answer(&scene, "SMS_MFA", &first, "SMS_MFA_CODE", &second_code).await;
    assert_eq!(crossed.fault(), MISMATCH);
    answer(&scene, "SMS_MFA", &first, "SMS_MFA_CODE", &first_code)
        .await
        .ok();
    scene.server.clock().advance(Span::minutes(3));
    let late = answer(&scene, "SMS_MFA", &second, "SMS_MFA_CODE", &second_code).await;
    assert_eq!(late.fault().1, "Invalid session for the user, session is expired.");
}

#[tokio::test]
async fn five_wrong_codes_lock() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    prefer(&scene, "alice", json!({ "SMSMfaSettings": { "Enabled": true } }))
        .await
        .ok();
    let session = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    let right = code(&scene, "+12065550109");
    for number in 0..5 {
        let wrong = format!("wrong{number}");
        assert_eq!(
            answer(&scene, "SMS_MFA", &session, "SMS_MFA_CODE", &wrong)
                .await
                .fault(),
            MISMATCH
        );
    }
    let locked = (
        "NotAuthorizedException",
        "Too many invalid credentials attempts. User temporarily locked. Please try again after few seconds.",
    );
    assert_eq!(
        answer(&scene, "SMS_MFA", &session, "SMS_MFA_CODE", &right)
            .await
            .fault(),
        locked
    );
    // Another sign-in does not help: the right password does not wipe out wrong codes.
    let other = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    let other_code = code(&scene, "+12065550109");
    assert_eq!(
        answer(&scene, "SMS_MFA", &other, "SMS_MFA_CODE", &other_code)
            .await
            .fault(),
        locked
    );
    scene.server.clock().advance(Span::seconds(1));
    answer(&scene, "SMS_MFA", &session, "SMS_MFA_CODE", &right).await.ok();
}

#[tokio::test]
async fn of_several_methods_one_is_chosen() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    let both = json!({ "SMSMfaSettings": { "Enabled": true }, "EmailMfaSettings": { "Enabled": true } });
    prefer(&scene, "alice", both).await.ok();
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(challenge["ChallengeName"], "SELECT_MFA_TYPE");
    assert_eq!(
        challenge["ChallengeParameters"],
        json!({ "MFAS_CAN_CHOOSE": r#"["SMS_MFA","EMAIL_OTP"]"#, "USER_ID_FOR_SRP": "alice" })
    );
    let session = &challenge["Session"];
    assert!(scene.server.messages().is_empty(), "nothing is sent before the choice");
    for choice in ["SOFTWARE_TOKEN_MFA", "SOMETHING"] {
        let reply = answer(&scene, "SELECT_MFA_TYPE", session, "ANSWER", choice).await;
        assert_eq!(reply.fault().0, "InvalidParameterException");
    }
    let chosen = answer(&scene, "SELECT_MFA_TYPE", session, "ANSWER", "EMAIL_MFA")
        .await
        .ok();
    assert_eq!(chosen["ChallengeName"], "EMAIL_OTP");
    let again = answer(&scene, "SELECT_MFA_TYPE", session, "ANSWER", "SMS_MFA").await;
    assert_eq!(
        again.fault().1,
        "Invalid session for the user, session can only be used once."
    );
    let code = code(&scene, "alice@example.com");
    answer(&scene, "EMAIL_OTP", &chosen["Session"], "EMAIL_OTP_CODE", &code)
        .await
        .ok();
    prefer(
        &scene,
        "alice",
        json!({ "SMSMfaSettings": { "Enabled": true, "PreferredMfa": true } }),
    )
    .await
    .ok();
    assert_eq!(scene.sign_in("alice", PASSWORD).await.ok()["ChallengeName"], "SMS_MFA");
}

#[tokio::test]
async fn a_pool_that_demands_it_asks_everybody() {
    let scene = scene("ON").await;
    let email = json!([{ "Name": "email", "Value": "alice@example.com" }]);
    scene.user_with("alice", email).await;
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(challenge["ChallengeName"], "EMAIL_OTP");
    scene.user("bob").await;
    let challenge = scene.sign_in("bob", PASSWORD).await.ok();
    assert_eq!(challenge["ChallengeName"], "MFA_SETUP");
    assert_eq!(
        challenge["ChallengeParameters"],
        json!({ "MFAS_CAN_SETUP": r#"["SMS_MFA","EMAIL_OTP"]"#, "USER_ID_FOR_SRP": "bob" })
    );
}

#[tokio::test]
async fn an_address_is_set_up_on_the_way_in() {
    let scene = scene("ON").await;
    scene.user("alice").await;
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    let session = &challenge["Session"];
    let bad = answer(&scene, "MFA_SETUP", session, "EMAIL", "no address").await;
    assert_eq!(
        bad.fault(),
        ("InvalidParameterException", "Invalid email address format.")
    );
    let nothing = answer(&scene, "MFA_SETUP", session, "SOMETHING", "x").await;
    assert_eq!(
        nothing.fault(),
        ("InvalidParameterException", "User has not verified software token mfa")
    );
    let sent = answer(&scene, "MFA_SETUP", session, "EMAIL", "alice@example.com")
        .await
        .ok();
    assert_eq!(sent["ChallengeName"], "EMAIL_OTP");
    let code = code(&scene, "alice@example.com");
    let reply = answer(&scene, "EMAIL_OTP", &sent["Session"], "EMAIL_OTP_CODE", &code)
        .await
        .ok();
    let id = claims(&reply["AuthenticationResult"]["IdToken"]);
    assert_eq!(
        (&id["email"], &id["email_verified"]),
        (&json!("alice@example.com"), &json!(true))
    );
    let user = scene.whoami(&reply["AuthenticationResult"]["AccessToken"]).await.ok();
    assert_eq!(user["UserMFASettingList"], json!(["EMAIL_OTP"]));
    assert_eq!(
        scene.sign_in("alice", PASSWORD).await.ok()["ChallengeName"],
        "EMAIL_OTP"
    );
}

#[tokio::test]
async fn preferences_are_checked() {
    let scene = scene("OPTIONAL").await;
    scene.user("alice").await;
    let refused = async |settings: Value| prefer(&scene, "alice", settings).await.fault().1.to_owned();
    assert_eq!(
        refused(json!({ "SMSMfaSettings": { "Enabled": true } })).await,
        "User does not have delivery config set to turn on SMS_MFA"
    );
    assert_eq!(
        refused(json!({ "EmailMfaSettings": { "Enabled": true } })).await,
        "User does not have delivery config set to turn on EMAIL_OTP"
    );
    assert_eq!(
        refused(json!({ "SoftwareTokenMfaSettings": { "Enabled": true, "PreferredMfa": true } })).await,
        "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA"
    );
    let contradiction = json!({ "SMSMfaSettings": { "Enabled": false, "PreferredMfa": true } });
    let reply = prefer(&scene, "alice", contradiction).await;
    assert_eq!(reply.fault().0, "InvalidParameterException");
    let two = json!({
        "SMSMfaSettings": { "Enabled": true, "PreferredMfa": true },
        "EmailMfaSettings": { "Enabled": true, "PreferredMfa": true },
    });
    assert_eq!(
        prefer(&scene, "alice", two).await.fault().0,
        "InvalidParameterException"
    );
    let nobody = prefer(&scene, "nobody", json!({})).await;
    assert_eq!(nobody.fault(), ("UserNotFoundException", "User does not exist."));
    let token = json!({ "AccessToken": "x", "SMSMfaSettings": { "Enabled": true } });
    let reply = scene.server.call("SetUserMFAPreference", token).await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", "Invalid Access Token"));
}

#[tokio::test]
async fn a_user_switches_methods_on_and_off() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    let set = async |settings: Value| {
        let mut body = settings;
        body["AccessToken"] = token.clone();
        assert_eq!(scene.server.call("SetUserMFAPreference", body).await.ok(), json!({}));
        let user = scene.whoami(&token).await.ok();
        (user["UserMFASettingList"].clone(), user["PreferredMfaSetting"].clone())
    };
    let shown = set(json!({ "EmailMfaSettings": { "Enabled": true, "PreferredMfa": true } })).await;
    assert_eq!(shown, (json!(["EMAIL_OTP"]), json!("EMAIL_OTP")));
    let shown = set(json!({ "SMSMfaSettings": { "Enabled": true, "PreferredMfa": true } })).await;
    assert_eq!(shown, (json!(["SMS_MFA", "EMAIL_OTP"]), json!("SMS_MFA")));
    let shown = set(json!({ "SMSMfaSettings": { "Enabled": true } })).await;
    assert_eq!(shown, (json!(["SMS_MFA", "EMAIL_OTP"]), Value::Null));
    let shown = set(json!({ "SMSMfaSettings": { "Enabled": false }, "EmailMfaSettings": { "Enabled": false } })).await;
    assert_eq!(shown, (Value::Null, Value::Null));
}

#[tokio::test]
async fn the_old_settings_know_text_messages() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    let sms = json!([{ "DeliveryMedium": "SMS", "AttributeName": "phone_number" }]);
    let on = json!({ "AccessToken": token, "MFAOptions": sms });
    assert_eq!(scene.server.call("SetUserSettings", on).await.ok(), json!({}));
    let user = scene.whoami(&token).await.ok();
    assert_eq!(
        (&user["MFAOptions"], &user["UserMFASettingList"]),
        (&sms, &json!(["SMS_MFA"]))
    );
    let off = json!({ "Username": "alice", "MFAOptions": [] });
    assert_eq!(scene.admin("AdminSetUserSettings", off).await.ok(), json!({}));
    let nobody = json!({ "Username": "nobody", "MFAOptions": [] });
    let nobody = scene.admin("AdminSetUserSettings", nobody).await;
    assert_eq!(nobody.fault(), ("UserNotFoundException", "User does not exist."));
    let user = scene.whoami(&token).await.ok();
    assert_eq!(
        (&user["MFAOptions"], &user["UserMFASettingList"]),
        (&Value::Null, &Value::Null)
    );
    let email = json!({ "Username": "alice", "MFAOptions": [{ "DeliveryMedium": "EMAIL", "AttributeName": "email" }] });
    assert_eq!(
        scene.admin("AdminSetUserSettings", email).await.fault().0,
        "InvalidParameterException"
    );
}

/// Whoever knows a name can have codes sent to it; not without end.
#[tokio::test]
async fn codes_are_not_sent_without_end() {
    let scene = scene("OPTIONAL").await;
    scene.user_with("alice", addresses()).await;
    let enabled = json!({ "SMSMfaSettings": { "Enabled": true } });
    prefer(&scene, "alice", enabled).await.ok();
    for _ in 0..60 {
        scene.sign_in("alice", PASSWORD).await.ok();
    }
    let refused = scene.sign_in("alice", PASSWORD).await;
    assert_eq!(refused.fault(), ("TooManyRequestsException", "Too many requests"));
    assert_eq!(scene.server.messages().len(), 60);
    scene.server.clock().advance(Span::hours(1));
    scene.sign_in("alice", PASSWORD).await.ok();
}

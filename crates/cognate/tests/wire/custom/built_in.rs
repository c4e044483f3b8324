//! Built-in challenges that DefineAuthChallenge names: a second factor, or the device, where the user has one.

use domain::moment::Span;

use super::*;
use crate::{devices::Phone, scene::members, sign_in::mfa_totp::app_of, stage::attributes};

const UNRECOGNIZABLE: (&str, &str) = ("InvalidLambdaResponseException", "Unrecognizable lambda output");

/// A pool with every second factor and devices, whose functions ask for this challenge and no other.
async fn asking_for(challenge: &'static str) -> Scene {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let scene = scene_with(json!({
        "SmsConfiguration": sms,
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
        "EmailConfiguration": {
            "EmailSendingAccount": "DEVELOPER",
            "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
        },
        "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true },
    }))
    .await;
    let body = json!({
        "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "SmsMfaConfiguration": { "SmsConfiguration": sms }, "EmailMfaConfiguration": {},
    });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    scene.server.functions().respond("define", move |event| {
        match event["request"]["session"].as_array().unwrap().is_empty() {
            true => json!({ "challengeName": challenge, "issueTokens": false, "failAuthentication": false }),
            false => json!({ "issueTokens": true, "failAuthentication": false }),
        }
    });
    scene
}

/// The client of the tests for passwords in the clear.
async fn with_passwords(scene: Scene) -> Scene {
    let flows = ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
    let settings = json!({ "ExplicitAuthFlows": flows, "PreventUserExistenceErrors": "ENABLED" });
    let client = scene.another_client(settings).await["ClientId"]
        .as_str()
        .unwrap()
        .to_owned();
    Scene { client, ..scene }
}

/// What DefineAuthChallenge was told at last.
fn rounds(scene: &Scene) -> Value {
    let events = scene.server.functions().take_events();
    events.last().unwrap()["request"]["session"].clone()
}

fn passed(challenge: &str) -> Value {
    json!({ "challengeName": challenge, "challengeResult": true, "challengeMetadata": null })
}

#[tokio::test]
async fn a_code_by_message() {
    for (challenge, setting, key) in [
        ("SMS_MFA", "SMSMfaSettings", "SMS_MFA_CODE"),
        ("EMAIL_OTP", "EmailMfaSettings", "EMAIL_OTP_CODE"),
    ] {
        let scene = asking_for(challenge).await;
        let given = [("email", "jane@example.com"), ("phone_number", "+12065550109")];
        scene.user_with("jane", attributes(&given)).await;
        let (code, message) = UNRECOGNIZABLE;
        begin(&scene, "jane").await.refused(code, message);
        let mut on = json!({ "Username": "jane" });
        on[setting] = json!({ "Enabled": true });
        scene.admin("AdminSetUserMFAPreference", on).await.ok();

        let asked = begin(&scene, "jane").await.ok();
        assert_eq!(members(&asked), ["ChallengeName", "ChallengeParameters", "Session"]);
        assert_eq!(asked["ChallengeName"], challenge);
        assert_eq!(asked["ChallengeParameters"]["USER_ID_FOR_SRP"], "jane");
        let sent = scene.server.last_message().code.unwrap();
        assert_eq!(sent.len(), 6);
        let answer = async |code: &str| {
            let mut responses = json!({ "USERNAME": "jane" });
            responses[key] = json!(code);
            scene.respond(challenge, &asked["Session"], responses).await
        };
        answer("wrong")
            .await
            .refused("CodeMismatchException", "Invalid code or auth state for the user.");
        let tokens = answer(&sent).await.ok();
        assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
        assert_eq!(rounds(&scene), json!([passed(challenge)]));
        answer(&sent).await.refused(
            "NotAuthorizedException",
            "Invalid session for the user, session can only be used once.",
        );
    }
}

#[tokio::test]
async fn a_code_of_an_app() {
    let scene = with_passwords(asking_for("SOFTWARE_TOKEN_MFA").await).await;
    let app = app_of(&scene, "jane").await;
    scene.server.clock().advance(Span::seconds(30));
    let asked = begin(&scene, "jane").await.ok();
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let responses = json!({ "USERNAME": "jane", "SOFTWARE_TOKEN_MFA_CODE": app.code(&scene) });
    let tokens = scene
        .respond("SOFTWARE_TOKEN_MFA", &asked["Session"], responses.clone())
        .await;
    assert!(tokens.ok()["AuthenticationResult"].is_object());
    assert_eq!(rounds(&scene), json!([passed("SOFTWARE_TOKEN_MFA")]));
    let asked = begin(&scene, "jane").await.ok();
    let again = scene.respond("SOFTWARE_TOKEN_MFA", &asked["Session"], responses).await;
    again.refused(
        "ExpiredCodeException",
        "Your software token has already been used once.",
    );
}

#[tokio::test]
async fn the_device() {
    let scene = with_passwords(asking_for("DEVICE_SRP_AUTH").await).await;
    scene.user("jane").await;
    let phone = Phone::confirmed(&scene, "jane").await;
    let (code, message) = UNRECOGNIZABLE;
    begin(&scene, "jane").await.refused(code, message);
    let parameters = json!({ "USERNAME": "jane", "DEVICE_KEY": phone.key });
    let asked = scene.initiate("CUSTOM_AUTH", parameters).await.ok();
    assert_eq!(asked["ChallengeName"], "DEVICE_SRP_AUTH");
    let tokens = phone.prove(&scene, "jane", &asked["Session"]).await.ok();
    assert!(tokens["AuthenticationResult"].get("NewDeviceMetadata").is_none());
    assert_eq!(
        rounds(&scene),
        json!([passed("DEVICE_SRP_AUTH"), passed("DEVICE_PASSWORD_VERIFIER")])
    );
}

/// Somebody who does not exist has nothing of the kind, like many who do.
#[tokio::test]
async fn what_nobody_has_is_not_asked_for() {
    let (code, message) = UNRECOGNIZABLE;
    let scene = asking_for("SOFTWARE_TOKEN_MFA").await;
    scene.user("jane").await;
    for name in ["jane", "nobody"] {
        begin(&scene, name).await.refused(code, message);
    }
    for challenge in [
        "SRP_A",
        "DEVICE_PASSWORD_VERIFIER",
        "NEW_PASSWORD_REQUIRED",
        "SELECT_MFA_TYPE",
    ] {
        let response = json!({ "challengeName": challenge, "issueTokens": false });
        let functions = scene.server.functions();
        functions.respond("define", move |_| response.clone());
        begin(&scene, "jane").await.refused(code, message);
    }
}

//! B1, B2 and B3: from the first factor to the tokens.

use domain::moment::Span;
use serde_json::{Value, json};

use super::{NO_SESSION, call, challenge, password_verifier, refuses, says, tokens};
use crate::{
    devices::{DEVICE_PASSWORD, Phone},
    scene::{PASSWORD, Scene},
    sign_in::mfa_totp::App,
    srp_client::SrpClient,
    stage::attributes,
};

const NAE: &str = "NotAuthorizedException";

#[tokio::test]
async fn b1_a_temporary_password_where_an_app_is_demanded() {
    let scene = Scene::new().await;
    let body = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    scene
        .invited_user("u", "Temp0rary!", attributes(&[("nickname", "U")]))
        .await;

    let parameters = json!({
        "USER_ID_FOR_SRP": "u", "requiredAttributes": "[]", "userAttributes": r#"{"nickname":"U"}"#,
    });
    let expected = challenge("NEW_PASSWORD_REQUIRED", &parameters);
    let s1 = says(scene.sign_in("u", "Temp0rary!").await, expected)["Session"].clone();
    let new_password = |password: &str| json!({ "USERNAME": "u", "NEW_PASSWORD": password });
    refuses(
        &scene.respond("NEW_PASSWORD_REQUIRED", &s1, new_password("short")).await,
        (
            "InvalidPasswordException",
            "Password does not conform to policy: Password not long enough",
        ),
    );
    let parameters = json!({ "MFAS_CAN_SETUP": r#"["SOFTWARE_TOKEN_MFA"]"#, "USER_ID_FOR_SRP": "u" });
    let reply = scene
        .respond("NEW_PASSWORD_REQUIRED", &s1, new_password(PASSWORD))
        .await;
    let s2 = says(reply, challenge("MFA_SETUP", &parameters))["Session"].clone();

    let reply = call(&scene, "AssociateSoftwareToken", json!({ "Session": s2 })).await;
    let given = says(reply, json!({ "SecretCode": "…", "Session": "…" }));
    let app = App::new(&given["SecretCode"]);
    let at_set_up = app.code(&scene);
    let body = json!({ "Session": given["Session"], "UserCode": at_set_up });
    let reply = call(&scene, "VerifySoftwareToken", body).await;
    let s4 = says(reply, json!({ "Session": "…", "Status": "SUCCESS" }))["Session"].clone();
    says(
        scene.respond("MFA_SETUP", &s4, json!({ "USERNAME": "u" })).await,
        tokens(),
    );

    let expected = challenge("SOFTWARE_TOKEN_MFA", &json!({ "USER_ID_FOR_SRP": "u" }));
    let s5 = says(scene.sign_in("u", PASSWORD).await, expected)["Session"].clone();
    let answer = async |code: &str| {
        let responses = json!({ "USERNAME": "u", "SOFTWARE_TOKEN_MFA_CODE": code });
        scene.respond("SOFTWARE_TOKEN_MFA", &s5, responses).await
    };
    let used = (
        "ExpiredCodeException",
        "Your software token has already been used once.",
    );
    refuses(&answer(&at_set_up).await, used);
    let wrong = ("CodeMismatchException", "Invalid code received for user");
    refuses(&answer(&app.wrong(&scene)).await, wrong);
    scene.server.clock().advance(Span::seconds(30));
    let next = app.code(&scene);
    says(answer(&next).await, tokens());
    let once = (NAE, "Invalid session for the user, session can only be used once.");
    refuses(&answer(&next).await, once);
}

#[tokio::test]
async fn b2_a_remembered_device_where_a_text_message_is_demanded() {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let pool = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true }, "SmsConfiguration": sms });
    let scene = Scene::with(pool, json!({})).await;
    scene
        .user_with("u", attributes(&[("phone_number", "+12065550109")]))
        .await;
    let phone = Phone::confirmed(&scene, "u").await;
    let body = json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();

    let begin = async || {
        let client = SrpClient::new("u");
        let parameters = json!({ "USERNAME": "u", "SRP_A": client.srp_a(), "DEVICE_KEY": phone.key });
        let reply = says(
            scene.initiate("USER_SRP_AUTH", parameters).await,
            password_verifier("u"),
        );
        scene.claim(&client, PASSWORD, &reply["ChallengeParameters"])
    };
    let mut claim = begin().await;
    claim["DEVICE_KEY"] = json!("us-east-1_01234567-89ab-cdef-0123-456789abcdef");
    refuses(
        &scene.respond("PASSWORD_VERIFIER", &NO_SESSION, claim.clone()).await,
        ("ResourceNotFoundException", "Device does not exist."),
    );
    claim.as_object_mut().unwrap().remove("DEVICE_KEY");
    let parameters = json!({
        "CODE_DELIVERY_DELIVERY_MEDIUM": "SMS", "CODE_DELIVERY_DESTINATION": "+*******0109", "USER_ID_FOR_SRP": "u",
    });
    says(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, claim).await,
        challenge("SMS_MFA", &parameters),
    );

    for with_session in [true, false] {
        let mut claim = begin().await;
        claim["DEVICE_KEY"] = json!(phone.key);
        let parameters = json!({ "DEVICE_KEY": phone.key, "USERNAME": "u" });
        let reply = says(
            scene.respond("PASSWORD_VERIFIER", &NO_SESSION, claim).await,
            challenge("DEVICE_SRP_AUTH", &parameters),
        );
        let session = if with_session {
            reply["Session"].clone()
        } else {
            NO_SESSION
        };
        let (client, reply) = phone.begin(&scene, "u", &session).await;
        let expected = json!({
            "ChallengeName": "DEVICE_PASSWORD_VERIFIER",
            "ChallengeParameters":
                { "DEVICE_KEY": phone.key, "SALT": "…", "SECRET_BLOCK": "…", "SRP_B": "…", "USERNAME": "u" },
        });
        let reply = says(reply, expected);
        let claim = phone.claim(&client, DEVICE_PASSWORD, &reply["ChallengeParameters"]);
        says(
            scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, claim).await,
            tokens(),
        );
    }
}

#[tokio::test]
async fn b3_a_choice_among_first_factors() {
    let pool = json!({
        "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } },
        "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" },
    });
    let scene = Scene::with(pool, json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] })).await;
    let given = [
        ("email", "u@example.com"),
        ("email_verified", "true"),
        ("phone_number", "+12065550109"),
    ];
    scene.user_with("u", attributes(&given)).await;
    let begin = async |parameters: Value| scene.initiate("USER_AUTH", parameters).await;

    let mut expected = challenge("SELECT_CHALLENGE", &json!({}));
    expected["AvailableChallenges"] = json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"]);
    let choice = says(begin(json!({ "USERNAME": "u" })).await, expected);
    let mut expected = challenge(
        "EMAIL_OTP",
        &json!({ "CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL", "CODE_DELIVERY_DESTINATION": "u***@e***" }),
    );
    expected["AvailableChallenges"] = json!(["EMAIL_OTP"]);
    let chosen = json!({ "USERNAME": "u", "ANSWER": "EMAIL_OTP" });
    let reply = scene.respond("SELECT_CHALLENGE", &choice["Session"], chosen).await;
    let sent = says(reply, expected);
    let code = scene.server.last_message().code.unwrap();
    assert_eq!(code.len(), 8);
    let answer = json!({ "USERNAME": "u", "EMAIL_OTP_CODE": code });
    says(scene.respond("EMAIL_OTP", &sent["Session"], answer).await, tokens());

    let with_password = json!({ "USERNAME": "u", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD });
    says(begin(with_password.clone()).await, tokens());
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let body = json!({ "MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    let on = json!({ "Username": "u", "SMSMfaSettings": { "Enabled": true } });
    scene.admin("AdminSetUserMFAPreference", on).await.ok();
    let parameters = json!({
        "CODE_DELIVERY_DELIVERY_MEDIUM": "SMS", "CODE_DELIVERY_DESTINATION": "+*******0109", "USER_ID_FOR_SRP": "u",
    });
    says(begin(with_password).await, challenge("SMS_MFA", &parameters));
}

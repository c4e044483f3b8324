//! CUSTOM_AUTH with SRP_A: the password before the functions' own challenges.

use super::*;
use crate::{
    scene::{PASSWORD, members},
    srp_client::SrpClient,
};

async fn begin_with_password(scene: &Scene, key: &str, username: &str) -> (SrpClient, Reply) {
    let client = SrpClient::new(username);
    let mut parameters = json!({ "USERNAME": username, "SRP_A": client.srp_a() });
    parameters[key] = "SRP_A".into();
    let reply = scene.initiate("CUSTOM_AUTH", parameters).await;
    (client, reply)
}

async fn prove(scene: &Scene, client: &SrpClient, password: &str, challenge: &Value) -> Reply {
    let claim = scene.claim(client, password, &challenge["ChallengeParameters"]);
    scene.respond("PASSWORD_VERIFIER", &challenge["Session"], claim).await
}

fn rounds(scene: &Scene) -> Vec<Value> {
    let events = scene.server.functions().take_events();
    let last = events.last().unwrap();
    last["request"]["session"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_password_then_a_sum() {
    let scene = scene().await;
    scene.user("jane").await;
    for key in ["CHALLENGE_NAME", "ChallengeName"] {
        let (client, reply) = begin_with_password(&scene, key, "jane").await;
        let challenge = reply.ok();
        assert_eq!(members(&challenge), ["ChallengeName", "ChallengeParameters", "Session"]);
        assert_eq!(challenge["ChallengeName"], "PASSWORD_VERIFIER");
        assert_eq!(
            members(&challenge["ChallengeParameters"]),
            ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"]
        );
        let srp_a = json!({ "challengeName": "SRP_A", "challengeResult": true, "challengeMetadata": null });
        assert_eq!(rounds(&scene), std::slice::from_ref(&srp_a));
        let sum = prove(&scene, &client, PASSWORD, &challenge).await.ok();
        assert_eq!(sum["ChallengeName"], "CUSTOM_CHALLENGE");
        let verifier =
            json!({ "challengeName": "PASSWORD_VERIFIER", "challengeResult": true, "challengeMetadata": null });
        assert_eq!(rounds(&scene), [srp_a, verifier]);
        let tokens = answer(&scene, &sum["Session"], "jane", "5").await.ok();
        assert!(tokens["AuthenticationResult"].is_object());
        scene.server.functions().take_events();
    }
}

#[tokio::test]
async fn a_wrong_password_ends_it_and_counts() {
    let scene = scene().await;
    scene.user("jane").await;
    for _ in 0..5 {
        let (client, reply) = begin_with_password(&scene, "CHALLENGE_NAME", "jane").await;
        let challenge = reply.ok();
        scene.server.functions().take_events();
        let wrong = prove(&scene, &client, "Wrong-pass-1", &challenge).await;
        wrong.refused("NotAuthorizedException", "Incorrect username or password.");
        assert!(sources(scene.server.functions()).is_empty());
    }
    begin(&scene, "jane")
        .await
        .refused("NotAuthorizedException", "Password attempts exceeded");
}

#[tokio::test]
async fn a_sum_may_come_before_the_password() {
    let scene = scene().await;
    scene.user("jane").await;
    scene.server.functions().respond("define", |event| {
        let rounds = event["request"]["session"].as_array().unwrap();
        let names: Vec<_> = rounds
            .iter()
            .map(|round| round["challengeName"].as_str().unwrap())
            .collect();
        match names.as_slice() {
            ["SRP_A"] => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
            ["SRP_A", "CUSTOM_CHALLENGE"] => json!({ "challengeName": "PASSWORD_VERIFIER" }),
            ["SRP_A", "CUSTOM_CHALLENGE", "PASSWORD_VERIFIER"] => json!({ "issueTokens": true }),
            _ => panic!("{names:?}"),
        }
    });
    let (client, reply) = begin_with_password(&scene, "CHALLENGE_NAME", "jane").await;
    let sum = reply.ok();
    assert_eq!(sum["ChallengeName"], "CUSTOM_CHALLENGE");
    let challenge = answer(&scene, &sum["Session"], "jane", "5").await.ok();
    assert_eq!(challenge["ChallengeName"], "PASSWORD_VERIFIER");
    let tokens = prove(&scene, &client, PASSWORD, &challenge).await.ok();
    assert!(tokens["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn block_and_session_go_together() {
    let scene = scene().await;
    scene.user("jane").await;
    let (client, first) = begin_with_password(&scene, "CHALLENGE_NAME", "jane").await;
    let (_, second) = begin_with_password(&scene, "CHALLENGE_NAME", "jane").await;
    let (first, second) = (first.ok(), second.ok());
    let claim = scene.claim(&client, PASSWORD, &first["ChallengeParameters"]);
    let mixed = scene
        .respond("PASSWORD_VERIFIER", &second["Session"], claim.clone())
        .await;
    mixed.refused("NotAuthorizedException", "Invalid session for the user.");
    let misused = answer(&scene, &first["Session"], "jane", "5").await;
    misused.refused("NotAuthorizedException", "Invalid session for the user.");
    let alone = scene
        .respond("PASSWORD_VERIFIER", &Value::Null, claim.clone())
        .await
        .ok();
    assert_eq!(alone["ChallengeName"], "CUSTOM_CHALLENGE");
    scene
        .respond("PASSWORD_VERIFIER", &first["Session"], claim)
        .await
        .refused(
            "NotAuthorizedException",
            "Invalid session for the user, session can only be used once.",
        );
}

#[tokio::test]
async fn a_temporary_password_is_replaced_before_the_functions_go_on() {
    let scene = scene().await;
    scene.invited_user("fresh", "Temp0rary!", json!([])).await;
    let (client, reply) = begin_with_password(&scene, "CHALLENGE_NAME", "fresh").await;
    let challenge = prove(&scene, &client, "Temp0rary!", &reply.ok()).await.ok();
    assert_eq!(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let new = json!({ "USERNAME": "fresh", "NEW_PASSWORD": PASSWORD });
    let sum = scene
        .respond("NEW_PASSWORD_REQUIRED", &challenge["Session"], new)
        .await
        .ok();
    assert_eq!(sum["ChallengeName"], "CUSTOM_CHALLENGE");
    assert_eq!(rounds(&scene)[2]["challengeName"], "NEW_PASSWORD_REQUIRED");
    assert!(answer(&scene, &sum["Session"], "fresh", "5").await.ok()["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn nobody_is_shown_a_password_challenge_too() {
    let scene = scene().await;
    let (client, reply) = begin_with_password(&scene, "CHALLENGE_NAME", "nobody").await;
    let challenge = reply.ok();
    assert_eq!(challenge["ChallengeName"], "PASSWORD_VERIFIER");
    prove(&scene, &client, PASSWORD, &challenge)
        .await
        .refused("NotAuthorizedException", "Incorrect username or password.");
}

#[tokio::test]
async fn srp_a_must_be_there_and_be_a_number() {
    let scene = scene().await;
    scene.user("jane").await;
    let without = scene
        .initiate("CUSTOM_AUTH", json!({ "USERNAME": "jane", "CHALLENGE_NAME": "SRP_A" }))
        .await;
    without.refused("InvalidParameterException", "Missing required parameter SRP_A");
    let wrong = json!({ "USERNAME": "jane", "CHALLENGE_NAME": "SRP_A", "SRP_A": "hello" });
    let wrong = scene.initiate("CUSTOM_AUTH", wrong).await;
    wrong.refused("InvalidParameterException", "SRP_A must be a hexadecimal number.");
    assert!(sources(scene.server.functions()).is_empty());
}

#[tokio::test]
async fn a_second_factor_follows_the_password_and_the_functions_see_it() {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let scene = scene_with(json!({ "SmsConfiguration": sms })).await;
    let mfa = json!({ "MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    scene.admin("SetUserPoolMfaConfig", mfa).await.ok();
    let phone = json!([{ "Name": "phone_number", "Value": "+12065550109" }]);
    scene.user_with("jane", phone).await;
    let enabled = json!({ "Username": "jane", "SMSMfaSettings": { "Enabled": true } });
    scene.admin("AdminSetUserMFAPreference", enabled).await.ok();

    let (client, reply) = begin_with_password(&scene, "CHALLENGE_NAME", "jane").await;
    let challenge = prove(&scene, &client, PASSWORD, &reply.ok()).await.ok();
    assert_eq!(challenge["ChallengeName"], "SMS_MFA");
    let code = scene.server.last_message().code.unwrap();
    let code = json!({ "USERNAME": "jane", "SMS_MFA_CODE": code });
    let sum = scene.respond("SMS_MFA", &challenge["Session"], code).await.ok();
    assert_eq!(sum["ChallengeName"], "CUSTOM_CHALLENGE");
    let names: Vec<_> = rounds(&scene)
        .iter()
        .map(|round| round["challengeName"].clone())
        .collect();
    assert_eq!(names, ["SRP_A", "PASSWORD_VERIFIER", "SMS_MFA"]);
    assert!(answer(&scene, &sum["Session"], "jane", "5").await.ok()["AuthenticationResult"].is_object());
}

#[tokio::test]
async fn without_the_password_no_second_factor_is_asked_for() {
    let scene = scene_with(json!({})).await;
    let mfa = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", mfa).await.ok();
    scene.user("jane").await;
    let sum = begin(&scene, "jane").await.ok();
    assert!(answer(&scene, &sum["Session"], "jane", "5").await.ok()["AuthenticationResult"].is_object());
}

/// ADMIN_NO_SRP_AUTH as challenge: the functions may ask an administrator's server for the password in the clear.
#[tokio::test]
async fn an_administrators_server_may_be_asked_for_the_password() {
    let scene = scene().await;
    scene.user("jane").await;
    scene.server.functions().respond("define", |event| {
        let proven = event["request"]["session"]
            .as_array()
            .is_some_and(|rounds| !rounds.is_empty());
        match proven {
            true => json!({ "issueTokens": true, "failAuthentication": false }),
            false => json!({ "challengeName": "ADMIN_NO_SRP_AUTH", "issueTokens": false, "failAuthentication": false }),
        }
    });
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "CUSTOM_AUTH", "AuthParameters": { "USERNAME": "jane" },
    });
    let respond = |session: &Value, password: &str| {
        json!({
            "ClientId": scene.client, "ChallengeName": "ADMIN_NO_SRP_AUTH", "Session": session,
            "ChallengeResponses": { "USERNAME": "jane", "PASSWORD": password },
        })
    };
    let challenge = scene.admin("AdminInitiateAuth", body.clone()).await.ok();
    assert_eq!(members(&challenge), ["ChallengeName", "ChallengeParameters", "Session"]);
    assert_eq!(challenge["ChallengeName"], "ADMIN_NO_SRP_AUTH");
    assert_eq!(challenge["ChallengeParameters"], json!({}));
    let answer = respond(&challenge["Session"], PASSWORD);
    let public = scene.server.call("RespondToAuthChallenge", answer.clone()).await;
    public.refused(
        "InvalidParameterException",
        "The ADMIN_NO_SRP_AUTH challenge is not supported.",
    );
    scene.server.functions().take_events();
    let tokens = scene.admin("AdminRespondToAuthChallenge", answer.clone()).await.ok();
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    let expected = json!([
        { "challengeName": "ADMIN_NO_SRP_AUTH", "challengeResult": true, "challengeMetadata": null },
    ]);
    assert_eq!(json!(rounds(&scene)), expected);
    let again = scene.admin("AdminRespondToAuthChallenge", answer).await;
    again.refused(
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
    );

    let challenge = scene.admin("AdminInitiateAuth", body).await.ok();
    let wrong = respond(&challenge["Session"], "wrong");
    let refused = scene.admin("AdminRespondToAuthChallenge", wrong).await;
    refused.refused("NotAuthorizedException", "Incorrect username or password.");

    let at_the_public_door = begin(&scene, "jane").await;
    assert_eq!(at_the_public_door.fault().0, "InvalidLambdaResponseException");
}

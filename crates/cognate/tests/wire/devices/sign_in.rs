//! Signing in with a device (auth.md §§8.5, 12.12, 12.13, 15.3, Appendix B2).

use domain::moment::Span;
use serde_json::{Value, json};

use super::{NO_DEVICE, NO_SESSION, Phone, alice_and_her_phone, demand_second_factors, tracking};
use crate::{
    scene::{PASSWORD, Scene, claims, members},
    srp_client::SrpClient,
};

/// Appendix B2.
#[tokio::test]
async fn a_remembered_device_stands_in_for_a_text_message() {
    let devices = json!({ "ChallengeRequiredOnNewDevice": true });
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let pool = json!({ "DeviceConfiguration": devices, "SmsConfiguration": sms });
    let scene = Scene::with(pool, json!({})).await;
    let attributes = json!([{ "Name": "phone_number", "Value": "+12065550109" }]);
    scene.user_with("alice", attributes).await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let body = json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    stands_in(&scene, &phone, "SMS_MFA").await;
}

/// The same with an app to be set up.
#[tokio::test]
async fn a_remembered_device_stands_in_for_the_second_factor() {
    let (scene, phone) = alice_and_her_phone().await;
    demand_second_factors(&scene).await;
    stands_in(&scene, &phone, "MFA_SETUP").await;
}

async fn stands_in(scene: &Scene, phone: &Phone, second_factor: &str) {
    let begin = async || {
        let client = SrpClient::new("alice");
        let parameters = json!({ "USERNAME": "alice", "SRP_A": client.srp_a(), "DEVICE_KEY": phone.key });
        let reply = scene.initiate("USER_SRP_AUTH", parameters).await.ok();
        assert_eq!(reply.get("Session"), None);
        scene.claim(&client, PASSWORD, &reply["ChallengeParameters"])
    };
    let mut answer = begin().await;
    answer["DEVICE_KEY"] = json!("us-east-1_abcdef");
    let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer.clone()).await;
    assert_eq!(reply.fault(), NO_DEVICE);
    // amazon-cognito-identity-js sends null the second time.
    answer["DEVICE_KEY"] = Value::Null;
    let reply = scene
        .respond("PASSWORD_VERIFIER", &NO_SESSION, answer.clone())
        .await
        .ok();
    assert_eq!(reply["ChallengeName"], second_factor);
    let replayed = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(replayed.status, 400, "now it is used up");

    let mut answer = begin().await;
    answer["DEVICE_KEY"] = json!(phone.key);
    let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.ok();
    assert_eq!(members(&reply), ["ChallengeName", "ChallengeParameters", "Session"]);
    assert_eq!(reply["ChallengeName"], "DEVICE_SRP_AUTH");
    let parameters = json!({ "USERNAME": "alice", "DEVICE_KEY": phone.key });
    assert_eq!(reply["ChallengeParameters"], parameters);

    let (client, reply) = phone.begin(scene, "alice", &reply["Session"]).await;
    let reply = reply.ok();
    assert_eq!(members(&reply), ["ChallengeName", "ChallengeParameters"]);
    assert_eq!(reply["ChallengeName"], "DEVICE_PASSWORD_VERIFIER");
    let challenge = &reply["ChallengeParameters"];
    assert_eq!(
        members(challenge),
        ["DEVICE_KEY", "SALT", "SECRET_BLOCK", "SRP_B", "USERNAME"]
    );
    assert_eq!(
        challenge["SALT"], "f073616c74206f66206120646576696365",
        "no leading zeros"
    );
    let answer = phone.claim(&client, super::DEVICE_PASSWORD, challenge);
    let reply = scene
        .respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer)
        .await
        .ok();
    assert_eq!(members(&reply), ["AuthenticationResult", "ChallengeParameters"]);
    let tokens = &reply["AuthenticationResult"];
    assert_eq!(tokens.get("NewDeviceMetadata"), None);
    assert_eq!(claims(&tokens["AccessToken"])["device_key"], phone.key.as_str());
}

#[tokio::test]
async fn the_device_steps_work_without_a_session_too() {
    let (scene, phone) = alice_and_her_phone().await;
    for at_hand in [true, false] {
        let session = phone.challenged(&scene, "alice").await;
        let session = if at_hand { session } else { NO_SESSION };
        let tokens = phone.prove(&scene, "alice", &session).await.ok()["AuthenticationResult"].clone();
        scene.whoami(&tokens["AccessToken"]).await.ok();
    }
}

#[tokio::test]
async fn a_session_beside_the_block_is_ignored() {
    let (scene, phone) = alice_and_her_phone().await;
    let session = phone.challenged(&scene, "alice").await;
    let (client, reply) = phone.begin(&scene, "alice", &session).await;
    let answer = phone.claim(&client, super::DEVICE_PASSWORD, &reply.ok()["ChallengeParameters"]);
    // identity-js sends the Session of the step before.
    scene.respond("DEVICE_PASSWORD_VERIFIER", &session, answer).await.ok();
}

#[tokio::test]
async fn an_administrators_server_carries_a_device_too() {
    let (scene, phone) = alice_and_her_phone().await;
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD, "DEVICE_KEY": phone.key },
    });
    let reply = scene.admin("AdminInitiateAuth", body.clone()).await.ok();
    assert_eq!(reply["ChallengeName"], "DEVICE_SRP_AUTH");
    phone.prove(&scene, "alice", &reply["Session"]).await.ok();
    let mut body = body;
    body["AuthParameters"]["DEVICE_KEY"] = Value::Null;
    let reply = scene.admin("AdminInitiateAuth", body).await.ok();
    Phone::of(&reply["AuthenticationResult"]);
}

#[tokio::test]
async fn proving_itself_is_noted() {
    let (scene, phone) = alice_and_her_phone().await;
    scene.server.clock().advance(Span::seconds(90));
    let session = phone.challenged(&scene, "alice").await;
    let tokens = phone.prove(&scene, "alice", &session).await.ok()["AuthenticationResult"].clone();
    let body = json!({ "AccessToken": tokens["AccessToken"], "DeviceKey": phone.key });
    let device = scene.server.call("GetDevice", body).await.ok()["Device"].clone();
    assert_eq!(device["DeviceLastAuthenticatedDate"], 1_767_225_690.0);
    assert_eq!(device["DeviceLastModifiedDate"], 1_767_225_600.0);
}

#[tokio::test]
async fn an_unknown_key_is_refused_where_it_is_brought() {
    let scene = tracking(json!(true), json!(false)).await;
    scene.user("alice").await;
    let unconfirmed = Phone::new(&scene, "alice").await;
    assert_eq!(unconfirmed.sign_in(&scene, "alice").await.fault(), NO_DEVICE);
    let parameters = json!({ "USERNAME": "alice", "PASSWORD": "wr0ng-Password", "DEVICE_KEY": unconfirmed.key });
    let reply = scene.initiate("USER_PASSWORD_AUTH", parameters).await;
    assert_eq!(reply.fault(), NO_DEVICE, "before the password is looked at");
    let client = SrpClient::new("alice");
    let parameters = json!({ "USERNAME": "alice", "SRP_A": client.srp_a(), "DEVICE_KEY": unconfirmed.key });
    let reply = scene.initiate("USER_SRP_AUTH", parameters).await.ok();
    let answer = scene.claim(&client, PASSWORD, &reply["ChallengeParameters"]);
    let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.ok();
    let tokens = &reply["AuthenticationResult"];
    assert_ne!(
        Phone::of(tokens).key,
        unconfirmed.key,
        "what the answer leaves out is not asked for"
    );
}

#[tokio::test]
async fn a_missing_user_looks_like_one_without_that_device() {
    let devices = json!({ "DeviceConfiguration": {} });
    let scene = Scene::with(devices, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    scene.user("alice").await;
    for name in ["alice", "nobody"] {
        let parameters = json!({ "USERNAME": name, "PASSWORD": PASSWORD, "DEVICE_KEY": "us-east-1_abcdef" });
        let reply = scene.initiate("USER_PASSWORD_AUTH", parameters).await;
        assert_eq!(reply.fault(), NO_DEVICE, "{name}");
        let (client, challenge) = scene.srp(name).await;
        let mut answer = scene.claim(&client, PASSWORD, &challenge);
        answer["DEVICE_KEY"] = json!("us-east-1_abcdef");
        let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await;
        assert_eq!(reply.fault(), NO_DEVICE, "{name}");
    }
}

#[tokio::test]
async fn a_device_that_is_not_remembered_is_only_known() {
    let scene = tracking(json!(true), json!(true)).await;
    scene.user("alice").await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let tokens = phone.sign_in(&scene, "alice").await.ok()["AuthenticationResult"].clone();
    assert_eq!(tokens.get("NewDeviceMetadata"), None);
    assert_eq!(claims(&tokens["AccessToken"])["device_key"], phone.key.as_str());
    demand_second_factors(&scene).await;
    let reply = phone.sign_in(&scene, "alice").await.ok();
    assert_eq!(reply["ChallengeName"], "MFA_SETUP");
}

#[tokio::test]
async fn a_device_that_does_not_stand_in_is_asked_after_the_second_factor() {
    let scene = tracking(json!(false), json!(false)).await;
    scene.user("alice").await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let session = phone.challenged(&scene, "alice").await;
    phone.prove(&scene, "alice", &session).await.ok();
    demand_second_factors(&scene).await;
    let reply = phone.sign_in(&scene, "alice").await.ok();
    assert_eq!(reply["ChallengeName"], "MFA_SETUP");
}

#[tokio::test]
async fn a_new_password_comes_before_the_device() {
    let (scene, phone) = alice_and_her_phone().await;
    let body = json!({ "Username": "alice", "Password": "Temp0rary!", "Permanent": false });
    scene.admin("AdminSetUserPassword", body).await.ok();
    let parameters = json!({ "USERNAME": "alice", "PASSWORD": "Temp0rary!", "DEVICE_KEY": phone.key });
    let reply = scene.initiate("USER_PASSWORD_AUTH", parameters).await.ok();
    assert_eq!(reply["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let answer = json!({ "USERNAME": "alice", "NEW_PASSWORD": PASSWORD });
    let reply = scene
        .respond("NEW_PASSWORD_REQUIRED", &reply["Session"], answer)
        .await
        .ok();
    assert_eq!(reply["ChallengeName"], "DEVICE_SRP_AUTH");
    phone.prove(&scene, "alice", &reply["Session"]).await.ok();
}

#[tokio::test]
async fn what_an_answer_lacks_is_named() {
    let (scene, phone) = alice_and_her_phone().await;
    let session = phone.challenged(&scene, "alice").await;
    let whole = json!({ "USERNAME": "alice", "DEVICE_KEY": phone.key, "SRP_A": "2" });
    for name in ["USERNAME", "DEVICE_KEY", "SRP_A"] {
        let mut answer = whole.clone();
        answer[name] = Value::Null;
        let reply = scene.respond("DEVICE_SRP_AUTH", &session, answer).await;
        let message = format!("Missing required parameter {name}");
        assert_eq!(reply.fault(), ("InvalidParameterException", message.as_str()));
    }
    let (client, reply) = phone.begin(&scene, "alice", &session).await;
    let whole = phone.claim(&client, super::DEVICE_PASSWORD, &reply.ok()["ChallengeParameters"]);
    for name in members(&whole) {
        let mut answer = whole.clone();
        answer[name] = Value::Null;
        let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
        let message = format!("Missing required parameter {name}");
        assert_eq!(reply.fault(), ("InvalidParameterException", message.as_str()));
    }
    scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, whole).await.ok();
}

//! What `failures` does, for devices, passkeys, second factors that are set up on the way in, and steps up to a level.

use domain::moment::Span;
use serde_json::{Value, json};

use super::{
    failures::{answer, begin, each_call_fails, has_tokens},
    mfa_totp::{App, with_app},
};
use crate::{
    authenticator::Browser,
    devices::{DEVICE_PASSWORD, Phone},
    passkeys::{self, ORIGIN},
    scene::{PASSWORD, Scene},
    srp_client::SrpClient,
};

async fn demand_second_factors(scene: &Scene) {
    let body = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
}

/// A device is confirmed once, and stays good for a proof until one gives tokens.
#[tokio::test]
async fn a_device() {
    let pool = json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } });
    let scene = Scene::with(pool, json!({})).await;
    scene.user("dora").await;
    let phone = Phone::new(&scene, "dora").await;
    let body = phone.registration();
    each_call_fails(&scene, "ConfirmDevice", async || body.clone())
        .await
        .ok();
    demand_second_factors(&scene).await;
    let parameters = json!({ "USERNAME": "dora", "PASSWORD": PASSWORD, "DEVICE_KEY": phone.key });
    let body = begin(&scene, "USER_PASSWORD_AUTH", &parameters);
    let asked = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    assert_eq!(asked["ChallengeName"], "DEVICE_SRP_AUTH");
    let client = SrpClient::new(&phone.key);
    let responses = json!({ "USERNAME": "dora", "DEVICE_KEY": phone.key, "SRP_A": client.srp_a() });
    let body = answer(&scene, &asked, &responses);
    let asked = each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone())
        .await
        .ok();
    assert_eq!(asked["ChallengeName"], "DEVICE_PASSWORD_VERIFIER");
    let claim = phone.claim(&client, DEVICE_PASSWORD, &asked["ChallengeParameters"]);
    let mut body = answer(&scene, &asked, &claim);
    body.as_object_mut().unwrap().remove("Session");
    let tokens = has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);

    let body = json!({
        "AccessToken": tokens["AccessToken"], "DeviceKey": phone.key, "DeviceRememberedStatus": "not_remembered",
    });
    each_call_fails(&scene, "UpdateDeviceStatus", async || body.clone())
        .await
        .ok();
    let body = json!({ "AccessToken": tokens["AccessToken"], "DeviceKey": phone.key });
    assert_eq!(
        each_call_fails(&scene, "ForgetDevice", async || body.clone())
            .await
            .status,
        200
    );
    let devices = json!({ "Username": "dora" });
    let devices = scene.admin("AdminListDevices", devices).await.ok();
    assert_eq!(devices["Devices"], json!([]));
}

/// A challenge for a passkey is used up by the answer that succeeds and by no failure.
#[tokio::test]
async fn a_passkey() {
    let stage = passkeys::stage(passkeys::plain()).await;
    let token = stage.access_token("jane").await;
    let scene = Scene {
        server: stage.server,
        pool: stage.pool,
        client: stage.client,
    };
    let body = json!({ "AccessToken": token });
    let given = each_call_fails(&scene, "StartWebAuthnRegistration", async || body.clone())
        .await
        .ok();
    let mut browser = Browser::at(ORIGIN).counting();
    let credential = browser.create(&given["CredentialCreationOptions"]).await;
    let body = json!({ "AccessToken": token, "Credential": credential });
    each_call_fails(&scene, "CompleteWebAuthnRegistration", async || body.clone())
        .await
        .ok();

    let parameters = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "WEB_AUTHN" });
    let body = begin(&scene, "USER_AUTH", &parameters);
    let asked = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    let options = asked["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"].as_str();
    let signed = browser.get(options.unwrap()).await.to_string();
    let body = answer(&scene, &asked, &json!({ "USERNAME": "jane", "CREDENTIAL": signed }));
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);

    let body = json!({ "AccessToken": token, "CredentialId": credential["id"] });
    each_call_fails(&scene, "DeleteWebAuthnCredential", async || body.clone())
        .await
        .ok();
    let body = json!({ "AccessToken": token });
    let left = scene.server.call("ListWebAuthnCredentials", body).await.ok();
    assert_eq!(left["Credentials"], json!([]));
}

/// The app counts when its code was accepted, and not before.
#[tokio::test]
async fn an_app_on_the_way_in() {
    let scene = Scene::new().await;
    demand_second_factors(&scene).await;
    scene.user("una").await;
    let parameters = json!({ "USERNAME": "una", "PASSWORD": PASSWORD });
    let body = begin(&scene, "USER_PASSWORD_AUTH", &parameters);
    let asked = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    assert_eq!(asked["ChallengeName"], "MFA_SETUP");
    let body = json!({ "Session": asked["Session"] });
    let given = each_call_fails(&scene, "AssociateSoftwareToken", async || body.clone())
        .await
        .ok();
    let app = App::new(&given["SecretCode"]);
    let body = json!({ "Session": given["Session"], "UserCode": app.code(&scene) });
    let verified = each_call_fails(&scene, "VerifySoftwareToken", async || body.clone())
        .await
        .ok();
    let mut body = answer(&scene, &asked, &json!({ "USERNAME": "una" }));
    body["Session"] = verified["Session"].clone();
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
    scene.server.clock().advance(Span::seconds(30));
    let again = scene.sign_in("una", PASSWORD).await.ok();
    assert_eq!(again["ChallengeName"], "SOFTWARE_TOKEN_MFA");
}

/// An address is the user's, and its second factor, when the code that went there came back.
#[tokio::test]
async fn an_address_on_the_way_in() {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let scene = Scene::with(json!({ "SmsConfiguration": sms }), json!({})).await;
    let body = json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    scene.user("sam").await;
    let asked = scene.sign_in("sam", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "MFA_SETUP");
    let body = answer(
        &scene,
        &asked,
        &json!({ "USERNAME": "sam", "PHONE_NUMBER": "+12065550109" }),
    );
    // A code that could not be sent ends this; the user begins again.
    let fresh = async || {
        let mut body = body.clone();
        body["Session"] = scene.sign_in("sam", PASSWORD).await.ok()["Session"].clone();
        body
    };
    let sent = each_call_fails(&scene, "RespondToAuthChallenge", fresh).await.ok();
    assert_eq!(sent["ChallengeName"], "SMS_MFA");
    let code = scene.server.last_message().code;
    let body = answer(&scene, &sent, &json!({ "USERNAME": "sam", "SMS_MFA_CODE": code }));
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
    let again = scene.sign_in("sam", PASSWORD).await.ok();
    assert_eq!(again["ChallengeName"], "SMS_MFA");
}

/// From an access token to a higher level.
#[tokio::test]
async fn a_step_up() {
    let flows = ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
    let scene = Scene::with(json!({}), json!({ "ExplicitAuthFlows": flows })).await;
    let body = json!({ "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    let app = with_app(&scene).await;
    let off = json!({ "Username": "alice", "SoftwareTokenMfaSettings": { "Enabled": false } });
    scene.admin("AdminSetUserMFAPreference", off).await.ok();
    let token: Value = scene.tokens("alice").await["AccessToken"].clone();
    let parameters = json!({
        "USERNAME": "alice", "TARGET_ACR_VALUES": "urn:cognito:loa:4", "ACCESS_TOKEN": token,
    });
    let body = begin(&scene, "USER_AUTH", &parameters);
    let asked = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(&scene) });
    let body = answer(&scene, &asked, &responses);
    let tokens = has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
    assert_eq!(crate::scene::claims(&tokens["AccessToken"])["acr"], "urn:cognito:loa:4");
}

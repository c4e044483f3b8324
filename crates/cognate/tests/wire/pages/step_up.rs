//! Applications that ask for a level of assurance.

use domain::{oauth::params::Params, ports::MessageKind};
use serde_json::json;

use super::{Browser, address, code, stage};
use crate::{
    scene::claims,
    stage::{PASSWORD, Stage},
};

const PASSKEY_OR_TWO: &str = "urn:cognito:loa:3";

async fn with_levels(flows: &[&str]) -> Stage {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms" });
    let stage = stage(
        json!({ "SmsConfiguration": sms }),
        json!({ "ExplicitAuthFlows": flows }),
    )
    .await;
    let mfa = json!({ "MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    stage.admin("SetUserPoolMfaConfig", mfa).await.ok();
    let phone = [("phone_number", "+12065550109"), ("phone_number_verified", "true")];
    stage.confirmed("jane", &phone).await;
    stage.confirmed("plain", &[]).await;
    stage
}

/// `acr` of the token for a code.
async fn acr(stage: &Stage, code: &str) -> serde_json::Value {
    let mut form = String::new();
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("client_id", stage.client.as_str()),
        ("code", code),
        ("redirect_uri", super::CALLBACK),
    ] {
        domain::oauth::params::push(&mut form, name, value);
    }
    let reply = crate::hosted::browser::post(&stage.server, "/oauth2/token", &form, &[]).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    claims(&reply.body["access_token"])["acr"].clone()
}

#[tokio::test]
async fn a_password_is_not_enough_for_more() {
    let stage = with_levels(&["ALLOW_USER_AUTH"]).await;
    let mut browser = Browser::open(&stage, "/login").await;
    code(
        &browser
            .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
            .await,
    );

    let more = [("acr_values", PASSKEY_OR_TWO)];
    let reply = browser
        .get(&stage.server, &address(&stage, "/oauth2/authorize", &more))
        .await;
    let login = reply.header("location").to_owned();
    assert!(login.starts_with("/login?"), "the session is too weak: {login}");
    browser.get(&stage.server, &login).await;
    assert!(!browser.page.contains("type=\"password\""), "the name comes first");
    browser
        .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
        .await;
    assert!(browser.page.contains("type=\"password\""), "{}", browser.page);
    browser
        .submit(&stage.server, &[("answer", "PASSWORD"), ("password", PASSWORD)])
        .await;
    assert_eq!(browser.title(), "Confirm that it’s you");
    let sent = stage.code(MessageKind::Authentication, "+12065550109");
    let given = code(&browser.submit(&stage.server, &[("code", &sent)]).await);
    assert_eq!(acr(&stage, &given).await, PASSKEY_OR_TWO);

    let again = browser
        .get(&stage.server, &address(&stage, "/oauth2/authorize", &more))
        .await;
    let location = again.header("location").to_owned();
    let (_, query) = location.split_once('?').unwrap();
    assert!(
        Params::read(query).ok().unwrap().get("code").is_some(),
        "now it is enough: {location}"
    );
}

#[tokio::test]
async fn whoever_cannot_reach_it_signs_in_as_always_and_the_token_says_so() {
    let stage = with_levels(&["ALLOW_USER_AUTH"]).await;
    let mut browser = Browser::default();
    browser
        .get(
            &stage.server,
            &address(&stage, "/login", &[("acr_values", PASSKEY_OR_TWO)]),
        )
        .await;
    browser.submit(&stage.server, &[("username", "plain")]).await;
    let password = [("answer", "PASSWORD"), ("password", PASSWORD)];
    let given = code(&browser.submit(&stage.server, &password).await);
    assert_eq!(acr(&stage, &given).await, "urn:cognito:loa:1");
}

#[tokio::test]
async fn a_client_without_the_choice_of_factors_signs_in_as_always() {
    let stage = with_levels(&["ALLOW_USER_PASSWORD_AUTH"]).await;
    let mut browser = Browser::default();
    browser
        .get(
            &stage.server,
            &address(&stage, "/login", &[("acr_values", PASSKEY_OR_TWO)]),
        )
        .await;
    let reply = browser
        .submit(&stage.server, &[("username", "plain"), ("password", PASSWORD)])
        .await;
    assert_eq!(acr(&stage, &code(&reply)).await, "urn:cognito:loa:1");
}

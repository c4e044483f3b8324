//! Second factors at the pages.

use domain::{
    ports::{Clock, MessageKind},
    totp::Seed,
};
use serde_json::json;

use super::{Browser, code, stage};
use crate::stage::{PASSWORD, Stage, wrong};

async fn with_mfa(requirement: &str) -> Stage {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms" });
    let stage = stage(json!({ "SmsConfiguration": sms }), json!({})).await;
    let mfa = json!({
        "MfaConfiguration": requirement,
        "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "SmsMfaConfiguration": { "SmsConfiguration": sms },
    });
    stage.admin("SetUserPoolMfaConfig", mfa).await.ok();
    stage
}

async fn signing_in(stage: &Stage) -> Browser {
    let mut browser = Browser::open(stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
        .await;
    browser
}

/// A code of the app with this key.
fn totp(stage: &Stage, key: &str) -> String {
    let letters = key.bytes().filter(u8::is_ascii_alphanumeric);
    let values = letters.map(|letter| match letter {
        b'A'..=b'Z' => letter - b'A',
        _ => letter - b'2' + 26,
    });
    let bits: Vec<u8> = values
        .flat_map(|value| (0..5).rev().map(move |bit| value >> bit & 1))
        .collect();
    let seed: Vec<u8> = bits
        .chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit))
        .collect();
    Seed::new(&seed).code_at(stage.server.clock().now())
}

#[tokio::test]
async fn a_text_message_confirms() {
    let stage = with_mfa("ON").await;
    stage
        .confirmed(
            "jane",
            &[("phone_number", "+12065550109"), ("phone_number_verified", "true")],
        )
        .await;
    let mut browser = signing_in(&stage).await;
    assert_eq!(browser.title(), "Confirm that it’s you");
    assert!(browser.page.contains("+*******0109"), "{}", browser.page);
    assert!(browser.page.contains("autocomplete=\"one-time-code\""));
    let first = stage.code(MessageKind::Authentication, "+12065550109");
    browser.submit(&stage.server, &[("code", wrong(&first))]).await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    let before = browser.clone();
    browser.submit(&stage.server, &[("resend", "code")]).await;
    assert_eq!(browser.notice(), "We sent a new code.");
    let right = stage.code(MessageKind::Authentication, "+12065550109");
    assert_ne!(first, right);
    let stale = before.clone().submit(&stage.server, &[("code", &first)]).await;
    assert!(
        !stale.header("location").contains("code="),
        "the former page is used up"
    );
    browser.submit(&stage.server, &[("code", &first)]).await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    let spaced = format!(" {} {}", &right[..3], &right[3..]);
    code(&browser.submit(&stage.server, &[("code", &spaced)]).await);
}

#[tokio::test]
async fn an_authenticator_app_is_set_up_and_asked_for() {
    let stage = with_mfa("ON").await;
    stage.confirmed("jane", &[]).await;
    let mut browser = signing_in(&stage).await;
    assert_eq!(browser.title(), "Protect your account");
    browser.submit(&stage.server, &[("answer", "SOFTWARE_TOKEN_MFA")]).await;
    assert_eq!(browser.title(), "Set up your authenticator app");
    assert!(browser.page.contains("<svg"));
    let (_, after) = browser.page.split_once("<code class=\"key\" dir=\"ltr\">").unwrap();
    let key = after.split('<').next().unwrap().to_owned();
    browser.submit(&stage.server, &[("code", "000000")]).await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    assert!(browser.page.contains(&key), "the same key");
    let shown = totp(&stage, &key);
    code(&browser.submit(&stage.server, &[("code", &shown)]).await);

    stage.server.clock().advance(domain::moment::Span::minutes(1));
    let mut browser = signing_in(&stage).await;
    assert_eq!(browser.title(), "Confirm that it’s you");
    let shown = totp(&stage, &key);
    code(&browser.submit(&stage.server, &[("code", &shown)]).await);
}

#[tokio::test]
async fn one_page_does_not_answer_for_another() {
    let stage = with_mfa("ON").await;
    stage
        .confirmed(
            "jane",
            &[("phone_number", "+12065550109"), ("phone_number_verified", "true")],
        )
        .await;
    let mut browser = signing_in(&stage).await;
    let elsewhere = browser.address.replace("/mfa", "/changePassword");
    let reply = browser.get(&stage.server, &elsewhere).await;
    assert!(
        reply.header("location").starts_with("/mfa?"),
        "{}",
        reply.header("location")
    );
    let reply = browser
        .get(&stage.server, &browser.address.replace("/mfa", "/confirm"))
        .await;
    assert!(reply.header("location").starts_with("/login?"));
}

#[tokio::test]
async fn an_address_to_set_up_gets_another_code() {
    let stage = with_mfa("ON").await;
    stage.confirmed("jane", &[]).await;
    let mut browser = signing_in(&stage).await;
    browser.submit(&stage.server, &[("answer", "SMS_MFA")]).await;
    browser
        .submit(&stage.server, &[("phone_number", "+1 206 555 0111")])
        .await;
    let first = stage.code(MessageKind::Authentication, "+12065550111");
    browser.submit(&stage.server, &[("resend", "code")]).await;
    assert_eq!(browser.notice(), "We sent a new code.");
    let second = stage.code(MessageKind::Authentication, "+12065550111");
    assert_ne!(first, second);
    code(&browser.submit(&stage.server, &[("code", &second)]).await);
}

#[tokio::test]
async fn an_app_sends_no_code() {
    let stage = with_mfa("ON").await;
    stage.confirmed("jane", &[]).await;
    let mut browser = signing_in(&stage).await;
    browser.submit(&stage.server, &[("answer", "SOFTWARE_TOKEN_MFA")]).await;
    browser
        .submit(&stage.server, &[("resend", "code"), ("code", "000000")])
        .await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
}

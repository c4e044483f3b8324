//! Signing up at the pages.

use domain::ports::MessageKind;
use serde_json::json;

use super::{Browser, address, code, stage};
use crate::stage::{PASSWORD, wrong};

const EMAIL: &str = "requiredAttributes[email]";

#[tokio::test]
async fn a_code_confirms_and_the_sign_in_follows() {
    let schema = json!([{ "Name": "given_name", "Required": true, "Mutable": true }]);
    let stage = stage(json!({ "Schema": schema }), json!({})).await;
    let mut browser = Browser::open(&stage, "/signup").await;
    assert_eq!(browser.title(), "Create an account");
    let name = "requiredAttributes[given_name]";
    assert!(browser.page.contains(&format!("name=\"{name}\"")));
    let fields = |password| {
        [
            ("username", "jane"),
            (EMAIL, "jane@example.com"),
            (name, "Jane"),
            ("password", password),
        ]
    };
    browser.submit(&stage.server, &fields("weak")).await;
    assert_eq!(browser.notice(), "The password is too short.");
    assert!(
        browser.page.contains("value=\"jane@example.com\""),
        "what was entered is kept"
    );
    browser.submit(&stage.server, &fields(PASSWORD)).await;
    assert_eq!(browser.title(), "Confirm your account");
    let right = stage.code(MessageKind::SignUp, "jane@example.com");
    browser.submit(&stage.server, &[("code", wrong(&right))]).await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    code(&browser.submit(&stage.server, &[("code", &right)]).await);
    assert_eq!(stage.status("jane").await, "CONFIRMED");
}

#[tokio::test]
async fn a_new_code_can_be_had() {
    let stage = stage(json!({}), json!({})).await;
    let mut browser = Browser::open(&stage, "/signup").await;
    let fields = [
        ("username", "jane"),
        (EMAIL, "jane@example.com"),
        ("password", PASSWORD),
    ];
    browser.submit(&stage.server, &fields).await;
    let first = stage.code(MessageKind::SignUp, "jane@example.com");
    let resend = browser.attribute("action=\"/resendcode", "action").unwrap();
    browser.submit_to(&stage.server, &resend, &[("resend", "code")]).await;
    assert_eq!(browser.notice(), "We sent a new code.");
    assert_ne!(first, stage.code(MessageKind::SignUp, "jane@example.com"));
}

#[tokio::test]
async fn who_did_not_confirm_is_asked_to_at_the_sign_in() {
    let stage = stage(json!({}), json!({})).await;
    stage.sign_up("jane", "jane@example.com").await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
        .await;
    assert_eq!(browser.title(), "Confirm your account");
    let right = stage.code(MessageKind::SignUp, "jane@example.com");
    browser.submit(&stage.server, &[("code", &right)]).await;
    assert_eq!(
        browser.title(),
        "Sign in",
        "no password was shown, so nobody is signed in"
    );
    assert_eq!(browser.notice(), "Your account is confirmed. Please sign in.");
}

#[tokio::test]
async fn a_link_confirms_without_signing_in() {
    let stage = stage(json!({}), json!({})).await;
    stage.sign_up("jane", "jane@example.com").await;
    let right = stage.code(MessageKind::SignUp, "jane@example.com");
    let link = |code: &str| {
        let client = &stage.client;
        format!("/confirmUser/?client_id={client}&user_name=jane&confirmation_code={code}")
    };
    let mut browser = Browser::default();
    browser.get(&stage.server, &link(wrong(&right))).await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    browser.get(&stage.server, &link(&right)).await;
    assert_eq!(browser.title(), "Your registration has been confirmed!");
    assert!(!browser.cookies.contains_key("cognito"));
    assert_eq!(stage.status("jane").await, "CONFIRMED");
}

#[tokio::test]
async fn sign_up_can_be_closed() {
    let stage = stage(
        json!({ "AdminCreateUserConfig": { "AllowAdminCreateUserOnly": true } }),
        json!({}),
    )
    .await;
    let mut browser = Browser::open(&stage, "/login").await;
    assert!(!browser.page.contains("/signup"));
    let reply = browser.get(&stage.server, &address(&stage, "/signup", &[])).await;
    assert_eq!(reply.status, 400);
    assert_eq!(browser.notice(), "New accounts are made by an administrator only.");
}

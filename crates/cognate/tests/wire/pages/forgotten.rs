//! Forgotten passwords at the pages.

use domain::ports::MessageKind;
use serde_json::json;

use super::{Browser, address, code, stage};
use crate::stage::wrong;

#[tokio::test]
async fn a_code_gives_a_new_password() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let mut browser = Browser::open(&stage, "/forgotPassword").await;
    browser.submit(&stage.server, &[("username", "jane")]).await;
    assert_eq!(browser.title(), "Choose a new password");
    assert!(browser.page.contains("j***@e***"), "{}", browser.page);
    let right = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    let with = |code, password| [("code", code), ("password", password), ("confirm_password", password)];
    browser
        .submit(&stage.server, &with(wrong(&right), "Another-Horse-8"))
        .await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    browser.submit(&stage.server, &with(&right, "short")).await;
    assert_eq!(browser.notice(), "The password is too short.");
    browser.submit(&stage.server, &with(&right, "Another-Horse-8")).await;
    assert_eq!(browser.title(), "Sign in");
    assert_eq!(browser.notice(), "Your password has been changed. Please sign in.");
    assert_eq!(browser.attribute("signInFormUsername\" name", "value").unwrap(), "jane");
    let fields = [("username", "jane"), ("password", "Another-Horse-8")];
    code(&browser.submit(&stage.server, &fields).await);
}

#[tokio::test]
async fn another_code_is_sent_when_asked_for() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let mut browser = Browser::open(&stage, "/forgotPassword").await;
    browser.submit(&stage.server, &[("username", "jane")]).await;
    let first = stage.code(MessageKind::ForgotPassword, "jane@example.com");
    browser.submit(&stage.server, &[("resend", "code")]).await;
    assert_eq!(browser.notice(), "We sent a new code.");
    assert_ne!(first, stage.code(MessageKind::ForgotPassword, "jane@example.com"));
}

#[tokio::test]
async fn the_second_page_wants_the_first() {
    let stage = stage(json!({}), json!({})).await;
    let mut browser = Browser::default();
    let reply = browser
        .get(&stage.server, &address(&stage, "/confirmforgotPassword", &[]))
        .await;
    assert_eq!(reply.status, 303);
    browser.get(&stage.server, reply.header("location")).await;
    assert!(browser.notice().starts_with("This page was open for too long"));
}

//! Choosing the first factor at the pages.

use domain::ports::MessageKind;
use serde_json::json;

use super::{Browser, code, stage};
use crate::stage::{PASSWORD, Stage, wrong};

async fn with_choice() -> Stage {
    let pool = json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } } });
    let client = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"], "PreventUserExistenceErrors": "ENABLED" });
    let stage = stage(pool, client).await;
    stage.jane().await;
    stage
}

async fn named(stage: &Stage, username: &str) -> Browser {
    let mut browser = Browser::open(stage, "/login").await;
    assert!(!browser.page.contains("type=\"password\""), "the name comes first");
    browser.submit(&stage.server, &[("username", username)]).await;
    browser
}

#[tokio::test]
async fn by_password() {
    let stage = with_choice().await;
    let mut browser = named(&stage, "jane").await;
    assert_eq!(browser.title(), "How would you like to sign in?");
    assert!(browser.page.contains("Signing in as jane"));
    let password = |password| [("answer", "PASSWORD"), ("password", password)];
    browser.submit(&stage.server, &password("wrong")).await;
    assert_eq!(browser.notice(), "Incorrect username or password.");
    code(&browser.submit(&stage.server, &password(PASSWORD)).await);
}

#[tokio::test]
async fn by_a_code() {
    let stage = with_choice().await;
    let mut browser = named(&stage, "jane").await;
    browser.submit(&stage.server, &[("answer", "EMAIL_OTP")]).await;
    assert_eq!(browser.title(), "Enter the code");
    let first = stage.code(MessageKind::Authentication, "jane@example.com");
    browser.submit(&stage.server, &[("code", wrong(&first))]).await;
    assert_eq!(browser.notice(), "That code is not right. Please try again.");
    browser.submit(&stage.server, &[("resend", "code")]).await;
    let second = stage.code(MessageKind::Authentication, "jane@example.com");
    assert_ne!(first, second);
    code(&browser.submit(&stage.server, &[("code", &second)]).await);
}

#[tokio::test]
async fn nobody_looks_like_somebody_with_a_password() {
    let stage = with_choice().await;
    let mut browser = named(&stage, "nobody").await;
    assert!(browser.page.contains("type=\"password\""));
    let password = [("answer", "PASSWORD"), ("password", PASSWORD)];
    browser.submit(&stage.server, &password).await;
    assert_eq!(browser.notice(), "Incorrect username or password.");
}

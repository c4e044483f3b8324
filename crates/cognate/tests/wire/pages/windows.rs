//! Several windows of one browser.

use domain::ports::MessageKind;
use serde_json::json;

use super::{Browser, code, stage};
use crate::stage::{PASSWORD, Stage};

async fn with_mfa() -> Stage {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms" });
    let stage = stage(json!({ "SmsConfiguration": sms }), json!({})).await;
    let mfa = json!({ "MfaConfiguration": "ON", "SmsMfaConfiguration": { "SmsConfiguration": sms } });
    stage.admin("SetUserPoolMfaConfig", mfa).await.ok();
    for (name, number) in [("jane", "+12065550109"), ("john", "+12065550110")] {
        stage
            .confirmed(name, &[("phone_number", number), ("phone_number_verified", "true")])
            .await;
    }
    stage
}

/// What another window of the same browser knows.
fn beside(browser: &Browser, page: &Browser) -> Browser {
    Browser {
        cookies: browser.cookies.clone(),
        ..page.clone()
    }
}

#[tokio::test]
async fn two_windows_do_not_disturb_each_other() {
    let stage = with_mfa().await;
    let start = Browser::open(&stage, "/login").await;
    let mut one = start.clone();
    one.submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
        .await;
    assert!(one.page.contains("+*******0109"), "{}", one.page);
    let mine = stage.code(MessageKind::Authentication, "+12065550109");
    let mut other = beside(&one, &start);
    other
        .submit(&stage.server, &[("username", "john"), ("password", PASSWORD)])
        .await;
    assert!(other.page.contains("+*******0110"), "{}", other.page);

    let mut one = beside(&other, &one);
    let yours = stage.code(MessageKind::Authentication, "+12065550110");
    code(&one.submit(&stage.server, &[("code", &mine)]).await);
    let mut other = beside(&one, &other);
    code(&other.submit(&stage.server, &[("code", &yours)]).await);
}

#[tokio::test]
async fn however_many_windows_there_are_the_first_goes_on() {
    let stage = with_mfa().await;
    let start = Browser::open(&stage, "/login").await;
    let mut first = start.clone();
    first
        .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
        .await;
    let right = stage.code(MessageKind::Authentication, "+12065550109");
    let mut last = first.clone();
    for _ in 0..6 {
        last = beside(&last, &start);
        last.submit(&stage.server, &[("username", "john"), ("password", PASSWORD)])
            .await;
        assert!(last.page.contains("+*******0110"));
    }
    let kept = last.cookies.keys().filter(|name| name.starts_with("page-data")).count();
    assert_eq!(kept, 4, "no more cookies than that");
    let mut first = beside(&last, &first);
    code(&first.submit(&stage.server, &[("code", &right)]).await);
}

#[tokio::test]
async fn a_window_that_nobody_has_is_out_of_date() {
    let stage = with_mfa().await;
    let mut browser = Browser::open(&stage, "/login").await;
    for window in ["1", "3", "4", "-1", "x", "99999999999999999999"] {
        let page = super::address(&stage, "/mfa", &[("_window", window)]);
        let reply = browser.get(&stage.server, &page).await;
        assert_eq!(reply.status, 303);
        assert!(reply.header("location").starts_with("/login?"), "{window}");
    }
}

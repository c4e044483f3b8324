//! Sign-ins at the pages in a pool that acts on risks.

use super::*;
use crate::stage::PASSWORD;

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/126.0.0.0 Safari/537.36";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/// Jane signs in with this browser; where the page leads, and what it says.
async fn enter(stage: &Stage, agent: &str) -> (String, String) {
    let mut browser = Browser::open(stage, "/login").await;
    let action = browser.attribute("<form", "action").expect("a form");
    let token = browser.attribute("name=\"_csrf\"", "value").expect("a token");
    let fields = [("_csrf", token.as_str()), ("username", "jane"), ("password", PASSWORD)];
    let reply = browser
        .post(&stage.server, &action, &fields, &[("user-agent", agent)])
        .await;
    (reply.header("location").to_owned(), browser.notice())
}

#[tokio::test]
async fn a_new_browser_may_be_stopped() {
    let watched = json!({ "UserPoolTier": "PLUS", "UserPoolAddOns": { "AdvancedSecurityMode": "ENFORCED" } });
    let stage = stage(watched, json!({})).await;
    stage.jane().await;
    let block = json!({ "Notify": false, "EventAction": "BLOCK" });
    let settings = json!({ "AccountTakeoverRiskConfiguration": { "Actions": { "LowAction": block } } });
    stage.admin("SetRiskConfiguration", settings).await.ok();
    for _ in 0..2 {
        let (location, _) = enter(&stage, CHROME).await;
        assert!(location.starts_with(CALLBACK), "{location}");
    }
    let (location, notice) = enter(&stage, FIREFOX).await;
    assert_eq!(
        (location.as_str(), notice.as_str()),
        ("", "This sign-in was stopped for security reasons.")
    );
}

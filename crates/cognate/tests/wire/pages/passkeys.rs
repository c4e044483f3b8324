//! `/passkeys/add`.

use serde_json::json;

use super::{Browser, address, code, stage};
use crate::stage::{PASSWORD, Stage};

async fn with_passkeys() -> Stage {
    let factors = json!({ "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] });
    let pool = json!({ "Policies": { "SignInPolicy": factors } });
    let stage = stage(pool, json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] })).await;
    let relying = json!({ "MfaConfiguration": "OFF", "WebAuthnConfiguration": { "RelyingPartyId": "cognate.test" } });
    stage.admin("SetUserPoolMfaConfig", relying).await.ok();
    stage.jane().await;
    stage
}

#[tokio::test]
async fn somebody_who_is_not_signed_in_signs_in_first_and_comes_back() {
    let stage = with_passkeys().await;
    let mut browser = Browser::default();
    let reply = browser.get(&stage.server, &address(&stage, "/passkeys/add", &[])).await;
    assert_eq!(reply.status, 303);
    let login = reply.header("location").to_owned();
    assert!(login.starts_with("/login?"), "{login}");
    browser.get(&stage.server, &login).await;
    assert_eq!(browser.notice(), "", "nothing is wrong with that");
    browser.submit(&stage.server, &[("username", "jane")]).await;
    let password = [("answer", "PASSWORD"), ("password", PASSWORD)];
    browser.submit(&stage.server, &password).await;
    assert!(browser.address.starts_with("/passkeys/add?"), "{}", browser.address);
    assert!(browser.page.contains("data-passkey=\"create\""), "{}", browser.page);
    let action = browser.attribute("<form", "action").unwrap();
    code(&browser.submit_to(&stage.server, &action, &[("skip", "skip")]).await);
    let kept = browser
        .cookies
        .keys()
        .filter(|name| name.starts_with("page-data"))
        .count();
    assert_eq!(kept, 0, "nothing is left");
}

#[tokio::test]
async fn somebody_who_is_signed_in_is_there_at_once() {
    let stage = with_passkeys().await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser.submit(&stage.server, &[("username", "jane")]).await;
    let password = [("answer", "PASSWORD"), ("password", PASSWORD)];
    browser.submit(&stage.server, &password).await;
    let action = browser.attribute("<form", "action").unwrap();
    code(&browser.submit_to(&stage.server, &action, &[("skip", "skip")]).await);
    let reply = browser.get(&stage.server, &address(&stage, "/passkeys/add", &[])).await;
    assert_eq!(reply.status, 200);
    let action = browser.attribute("<form", "action").unwrap();
    let reply = browser.submit_to(&stage.server, &action, &[("skip", "skip")]).await;
    let end = reply.header("location");
    assert!(end.starts_with("https://app.example/cb?code="), "{end}");
}

#[tokio::test]
async fn a_pool_without_passkeys_goes_on_to_the_application() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let mut browser = Browser::default();
    let reply = browser.get(&stage.server, &address(&stage, "/passkeys/add", &[])).await;
    let login = reply.header("location").to_owned();
    browser.get(&stage.server, &login).await;
    code(
        &browser
            .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
            .await,
    );
}

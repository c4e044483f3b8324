//! What must not work at the pages.

use serde_json::json;

use super::{Browser, address, code, stage};
use crate::stage::PASSWORD;

const SCRIPT: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let browser = Browser::open(&stage, "/login").await;
    let page = address(&stage, "/login", &[]);
    let token = browser.cookies["XSRF-TOKEN"].clone();
    let with = |token: &'static str| [("_csrf", token), ("username", "jane"), ("password", PASSWORD)];
    let without = [("username", "jane"), ("password", PASSWORD)];

    for fields in [
        &without[..],
        &with("")[..],
        &with("0f8fad5b-d9cb-469f-a165-70867728950e")[..],
    ] {
        let reply = browser.clone().post(&stage.server, &page, fields, &[]).await;
        assert_eq!(reply.status, 403);
    }
    let mut bare = Browser::default();
    let right = [("_csrf", token.as_str()), ("username", "jane"), ("password", PASSWORD)];
    let reply = bare.post(&stage.server, &page, &right, &[]).await;
    assert_eq!(reply.status, 403, "a token without its cookie");
    for origin in [
        "https://evil.example",
        "http://cognate.test.evil.example",
        "http://cognate.test:81",
    ] {
        let reply = browser
            .clone()
            .post(&stage.server, &page, &right, &[("origin", origin)])
            .await;
        assert_eq!(reply.status, 403, "{origin}");
    }
    for origin in ["null", "http://cognate.test"] {
        code(
            &browser
                .clone()
                .post(&stage.server, &page, &right, &[("origin", origin)])
                .await,
        );
    }
}

#[tokio::test]
async fn a_planted_sign_in_is_not_gone_on_with() {
    let stage = stage(json!({}), json!({})).await;
    let made = json!({ "Username": "mallory", "TemporaryPassword": "Temporary-1", "MessageAction": "SUPPRESS" });
    stage.admin("AdminCreateUser", made).await.ok();
    let mut attacker = Browser::open(&stage, "/login").await;
    attacker
        .submit(&stage.server, &[("username", "mallory"), ("password", "Temporary-1")])
        .await;
    let planted = attacker.cookies["page-data"].clone();

    let mut victim = Browser::open(&stage, "/login").await;
    victim.cookies.insert("page-data".into(), planted);
    let reply = victim.get(&stage.server, &attacker.address).await;
    assert_eq!(reply.status, 303);
    assert!(reply.header("location").starts_with("/login?"));
}

#[tokio::test]
async fn a_session_that_was_planted_does_not_become_the_victims() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser.cookies.insert("cognito".into(), "planted-by-somebody".into());
    code(
        &browser
            .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
            .await,
    );
    assert_ne!(browser.cookies["cognito"], "planted-by-somebody");
}

#[tokio::test]
async fn a_sign_in_does_not_move_to_another_client() {
    let stage = stage(json!({}), json!({})).await;
    let made = json!({ "Username": "new", "TemporaryPassword": "Temporary-1", "MessageAction": "SUPPRESS" });
    stage.admin("AdminCreateUser", made).await.ok();
    let other = stage
        .add_client(json!({
            "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["openid"], "CallbackURLs": [super::CALLBACK],
        }))
        .await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "new"), ("password", "Temporary-1")])
        .await;
    let moved = browser.address.replace(&stage.client, &other);
    let reply = browser.get(&stage.server, &moved).await;
    assert!(reply.header("location").starts_with("/login?"));
}

#[tokio::test]
async fn nothing_that_anybody_writes_becomes_code() {
    let custom = json!([{ "Name": "given_name", "Required": true, "Mutable": true }]);
    let stage = stage(json!({ "PoolName": "a b", "Schema": custom }), json!({})).await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", SCRIPT), ("password", SCRIPT)])
        .await;
    assert_is_harmless(&browser);
    let hinted = address(&stage, "/login", &[("login_hint", SCRIPT), ("anything", SCRIPT)]);
    browser.get(&stage.server, &hinted).await;
    assert_is_harmless(&browser);
    browser.get(&stage.server, &address(&stage, "/signup", &[])).await;
    let fields = [
        ("username", SCRIPT),
        ("requiredAttributes[given_name]", SCRIPT),
        ("password", "weak"),
    ];
    browser.submit(&stage.server, &fields).await;
    assert_is_harmless(&browser);
    browser
        .get(&stage.server, &address(&stage, "/forgotPassword", &[]))
        .await;
    browser.submit(&stage.server, &[("username", SCRIPT)]).await;
    assert_is_harmless(&browser);
    let mut error = String::from("/error?error=");
    error.push_str(&domain::oauth::params::encode(SCRIPT));
    let reply = browser.get(&stage.server, &error).await;
    assert_eq!(reply.status, 400);
    assert_is_harmless(&browser);
}

#[track_caller]
fn assert_is_harmless(browser: &Browser) {
    assert!(!browser.page.contains("<script>"), "{}", browser.page);
    assert!(!browser.page.contains("<img src=x"), "{}", browser.page);
    assert!(!browser.page.contains("onerror=alert(1)>\""), "{}", browser.page);
}

#[tokio::test]
async fn headers_keep_pages_out_of_frames_and_caches() {
    let stage = stage(json!({}), json!({})).await;
    let mut browser = Browser::default();
    for page in [
        address(&stage, "/login", &[]),
        address(&stage, "/signup", &[]),
        "/error?error=x".to_owned(),
    ] {
        let reply = browser.get(&stage.server, &page).await;
        let policy = reply.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self';",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(rule), "{page}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(reply.header("x-frame-options"), "DENY");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert!(reply.header("cache-control").contains("no-store"));
        assert!(reply.bytes.len() < 50_000, "{} bytes", reply.bytes.len());
    }
}

#[tokio::test]
async fn style_and_script_are_kept_for_ever_under_their_address() {
    let stage = stage(json!({}), json!({})).await;
    let mut browser = Browser::open(&stage, "/login").await;
    for (element, name) in [("rel=\"stylesheet\"", "href"), ("<script", "src")] {
        let path = browser.attribute(element, name).unwrap();
        let mut fetching = Browser::default();
        let reply = fetching.get(&stage.server, &path).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("cache-control"), "public, max-age=31536000, immutable");
        let headers = [("if-none-match", reply.header("etag"))];
        let method = axum::http::Method::GET;
        let again = fetching
            .send(&stage.server, (method, &path), String::new(), &headers)
            .await;
        assert_eq!((again.status, again.bytes.len()), (304, 0));
    }
    browser.page.clear();
}

#[tokio::test]
async fn cookies_of_any_size_and_shape_are_survived() {
    let stage = stage(json!({}), json!({})).await;
    for junk in [
        "x".repeat(20_000),
        "apart.nothing".into(),
        "%00\u{7f}=;".into(),
        "a".repeat(36),
    ] {
        let mut browser = Browser::default();
        for name in ["page-data", "cognito", "lang", "XSRF-TOKEN"] {
            browser.cookies.insert(name.into(), junk.replace(['\u{7f}', ';'], ""));
        }
        let reply = browser.get(&stage.server, &address(&stage, "/login", &[])).await;
        assert_eq!(reply.status, 200);
        let reply = browser.get(&stage.server, &address(&stage, "/mfa", &[])).await;
        assert_eq!(reply.status, 303);
    }
}

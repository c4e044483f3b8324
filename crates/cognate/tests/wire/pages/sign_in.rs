//! Signing in by password, and what may come after it.

use serde_json::json;

use super::{Browser, address, code, stage};
use crate::{
    imports::hashes::{HASHES, import},
    stage::{PASSWORD, attributes},
};

#[tokio::test]
async fn a_password_leads_to_the_application() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let mut browser = Browser::open(&stage, "/login").await;
    assert_eq!(browser.title(), "Sign in");
    let fields = [("username", "jane"), ("password", PASSWORD)];
    code(&browser.submit(&stage.server, &fields).await);
    assert!(browser.cookies.contains_key("cognito"));
    assert!(!browser.cookies.contains_key("page-data"));
    let silent = browser.get(&stage.server, &address(&stage, "/login", &[])).await;
    assert_eq!(silent.status, 302, "signed in already: no page");
    assert!(silent.header("location").starts_with("https://app.example/cb?code="));
}

#[tokio::test]
async fn a_password_that_was_imported_as_a_hash_leads_there_too() {
    let stage = stage(json!({}), json!({})).await;
    let (algorithm, hash) = HASHES[1];
    import(&stage.server, &stage.pool, algorithm, &[("mia", hash)]).await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "mia"), ("password", "wrong")])
        .await;
    assert_eq!(browser.notice(), "Incorrect username or password.");
    let fields = [("username", "mia"), ("password", PASSWORD)];
    code(&browser.submit(&stage.server, &fields).await);
}

#[tokio::test]
async fn the_pages_stand_under_the_pools_id_too() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let page = format!("/{}/login", stage.pool);
    let mut browser = Browser::open(&stage, &page).await;
    assert!(browser.attribute("<form", "action").unwrap().starts_with(&page));
    let fields = [("username", "jane"), ("password", PASSWORD)];
    code(&browser.submit(&stage.server, &fields).await);
}

#[tokio::test]
async fn a_wrong_password_is_said_and_the_name_is_kept() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    let mut browser = Browser::open(&stage, "/login").await;
    let fields = [("username", "jane"), ("password", "wrong")];
    let reply = browser.submit(&stage.server, &fields).await;
    let traced = stage.server.get("/_cognate/trace?username=jane&limit=1").await.ok();
    let attempt = &traced["attempts"][0];
    assert_eq!(attempt["operation"], "POST /login");
    assert_eq!(attempt["outcome"]["code"], "NotAuthorizedException");
    assert_eq!(reply.status, 200);
    assert_eq!(browser.notice(), "Incorrect username or password.");
    assert_eq!(browser.attribute("signInFormUsername\" name", "value").unwrap(), "jane");
    assert!(browser.page.contains("role=\"alert\""));
    assert!(!browser.cookies.contains_key("cognito"));
    let fields = [("username", "nobody"), ("password", "wrong")];
    browser.submit(&stage.server, &fields).await;
    assert_eq!(browser.notice(), "There is no such account.");
}

#[tokio::test]
async fn who_is_missing_can_be_hidden() {
    let stage = stage(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "nobody"), ("password", "wrong")])
        .await;
    assert_eq!(browser.notice(), "Incorrect username or password.");
}

#[tokio::test]
async fn a_temporary_password_is_replaced() {
    let schema = json!({ "Schema": [{ "Name": "given_name", "Required": true, "Mutable": true }] });
    let stage = stage(schema, json!({})).await;
    let made = json!({ "Username": "new", "TemporaryPassword": "Temporary-1", "MessageAction": "SUPPRESS",
        "UserAttributes": attributes(&[("given_name", "")]) });
    stage.admin("AdminCreateUser", made).await.ok();
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "new"), ("password", "Temporary-1")])
        .await;
    assert_eq!(browser.title(), "Choose a new password");
    let name = "requiredAttributes[given_name]";
    assert!(browser.page.contains(&format!("name=\"{name}\"")), "{}", browser.page);
    let differ = [("password", PASSWORD), ("confirm_password", "other"), (name, "Jane")];
    browser.submit(&stage.server, &differ).await;
    assert_eq!(browser.notice(), "The two passwords are not the same.");
    let weak = [
        ("password", "weakpassword"),
        ("confirm_password", "weakpassword"),
        (name, "Jane"),
    ];
    browser.submit(&stage.server, &weak).await;
    assert_eq!(browser.notice(), "The password needs an upper-case letter.");
    let good = [("password", PASSWORD), ("confirm_password", PASSWORD), (name, "Jane")];
    code(&browser.submit(&stage.server, &good).await);
    assert_eq!(stage.attribute("new", "given_name").await, "Jane");
}

#[tokio::test]
async fn a_password_that_was_reset_is_chosen_anew() {
    let stage = stage(json!({}), json!({})).await;
    stage.jane().await;
    stage
        .admin("AdminResetUserPassword", json!({ "Username": "jane" }))
        .await
        .ok();
    let mut browser = Browser::open(&stage, "/login").await;
    browser
        .submit(&stage.server, &[("username", "jane"), ("password", PASSWORD)])
        .await;
    assert_eq!(browser.title(), "Choose a new password");
    assert!(browser.notice().starts_with("Your password has to be reset."));
}

#[tokio::test]
async fn a_program_can_sign_in_without_a_browser() {
    let stage = stage(json!({}), json!({ "GenerateSecret": true })).await;
    stage.jane().await;
    let mut program = Browser::default();
    let page = address(&stage, "/login", &[]);
    program.get(&stage.server, &page).await;
    let token = program.cookies["XSRF-TOKEN"].clone();
    let fields = [("_csrf", token.as_str()), ("username", "jane"), ("password", PASSWORD)];
    code(&program.post(&stage.server, &page, &fields, &[]).await);
}

#[tokio::test]
async fn pages_speak_the_persons_language() {
    let stage = stage(json!({}), json!({})).await;
    let mut browser = Browser::default();
    let german = address(&stage, "/login", &[("lang", "de")]);
    browser.get(&stage.server, &german).await;
    assert_eq!(browser.title(), "Anmelden");
    assert!(browser.page.contains("<html lang=\"de\" dir=\"ltr\""));
    browser.get(&stage.server, &address(&stage, "/login", &[])).await;
    assert_eq!(browser.title(), "Anmelden", "the choice is remembered");
    let mut other = Browser::default();
    let headers = [("accept-language", "ar-EG, en;q=0.5")];
    let path = address(&stage, "/login", &[]);
    other
        .send(&stage.server, (axum::http::Method::GET, &path), String::new(), &headers)
        .await;
    assert!(other.page.contains("<html lang=\"ar\" dir=\"rtl\""));
}

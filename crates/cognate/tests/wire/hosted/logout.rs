//! `/logout`, and what else ends a browser's session.

use serde_json::json;

use super::browser::{Browser, CALLBACK, application, escaped, query, scene};
use crate::scene::Scene;

const BYE: &str = "https://app.example/bye";

async fn is_signed_in(browser: &mut Browser, scene: &Scene) -> bool {
    let reply = browser.authorize(scene, &[("prompt", "none")]).await;
    reply.header("location").starts_with(&format!("{CALLBACK}?code="))
}

async fn logout(browser: &mut Browser, scene: &Scene, more: &[(&str, &str)]) -> testkit::Reply {
    let mut pairs = vec![("client_id", scene.client.as_str())];
    pairs.extend(more);
    browser.get(&scene.server, &format!("/logout?{}", query(&pairs))).await
}

#[tokio::test]
async fn a_browser_is_signed_out_and_sent_on() {
    let scene = scene().await;
    for name in ["logout_uri", "post_logout_redirect_uri"] {
        let mut browser = Browser::default();
        browser.sign_in(&scene, "jane").await;
        let copy = browser.clone();
        let reply = logout(&mut browser, &scene, &[(name, BYE)]).await;
        assert_eq!((reply.status, reply.header("location")), (302, BYE));
        assert_eq!(
            reply.header("set-cookie"),
            "cognito=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
        assert_eq!(browser.session(), None);
        assert!(
            !is_signed_in(&mut copy.clone(), &scene).await,
            "the session itself has ended"
        );
    }
    let reply = logout(
        &mut Browser::default(),
        &scene,
        &[("logout_uri", BYE), ("state", "s t")],
    )
    .await;
    assert_eq!(
        reply.header("location"),
        format!("{BYE}?state=s%20t"),
        "nobody need be signed in"
    );
}

#[tokio::test]
async fn the_next_user_is_asked_to_sign_in() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let reply = logout(
        &mut browser,
        &scene,
        &[("redirect_uri", CALLBACK), ("response_type", "code")],
    )
    .await;
    let scopes = escaped("openid email phone profile aws.cognito.signin.user.admin");
    let location = format!(
        "/login?client_id={}&redirect_uri={}&response_type=code&scope={scopes}",
        scene.client,
        escaped(CALLBACK)
    );
    assert_eq!(reply.header("location"), location);
    assert!(!is_signed_in(&mut browser, &scene).await);
    let both = [
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("logout_uri", BYE),
    ];
    assert_eq!(logout(&mut browser, &scene, &both).await.header("location"), BYE);
}

#[tokio::test]
async fn nothing_happens_where_the_target_is_not_registered() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    for (more, word) in [
        (vec![("logout_uri", "https://evil.example/")], "redirect_mismatch"),
        (vec![("logout_uri", CALLBACK)], "redirect_mismatch"),
        (
            vec![("redirect_uri", BYE), ("response_type", "code")],
            "redirect_mismatch",
        ),
        (vec![], "invalid_request"),
        (
            vec![("logout_uri", BYE), ("logout_uri", "https://evil.example/")],
            "invalid_request",
        ),
    ] {
        let reply = logout(&mut browser, &scene, &more).await;
        assert!(
            reply.header("location").starts_with(&format!("/error?error={word}")),
            "{more:?}"
        );
        assert_eq!(reply.header("set-cookie"), "");
    }
    assert!(is_signed_in(&mut browser, &scene).await);
}

#[tokio::test]
async fn a_session_is_good_for_every_client_of_the_pool() {
    let scene = scene().await;
    let other = scene.another_client(application(json!({}))).await["ClientId"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let reply = browser.authorize_as(&scene, &other, &[("prompt", "none")]).await;
    assert!(reply.header("location").contains("?code="));
}

#[tokio::test]
async fn who_could_not_sign_in_any_more_is_signed_out() {
    let scene = scene().await;
    let user = json!({ "Username": "jane" });
    for (operation, body, stays) in [
        ("AdminUserGlobalSignOut", user.clone(), true),
        ("AdminResetUserPassword", user.clone(), false),
        (
            "AdminSetUserPassword",
            json!({ "Username": "jane", "Password": "0ther-Passw0rd", "Permanent": true }),
            false,
        ),
        ("AdminDisableUser", user.clone(), false),
    ] {
        let mut browser = Browser::default();
        browser.sign_in(&scene, "jane").await;
        scene.admin(operation, body).await.ok();
        assert_eq!(is_signed_in(&mut browser, &scene).await, stays, "{operation}");
    }
    scene.admin("AdminEnableUser", user.clone()).await.ok();
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    assert!(is_signed_in(&mut browser, &scene).await);
    scene.admin("AdminDeleteUser", user).await.ok();
    assert!(!is_signed_in(&mut browser, &scene).await);
}

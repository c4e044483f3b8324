//! Attacks on the browser side: redirect URIs, replays in parallel, other people's sessions, and too much of everything.

use std::sync::Arc;

use domain::ports::Entropy;
use serde_json::json;
use testkit::{Engine, SeededEntropy, Server};

use super::browser::{Browser, CALLBACK, answer, application, code_for, escaped, exchange, query, scene};
use crate::scene::{Scene, claims};

/// What has broken other servers, by hand: each means another place to somebody than what is registered.
const BY_HAND: [&str; 40] = [
    "https://app.example",
    "https://app.example/",
    "https://app.example/cb/",
    "https://app.example/cb?",
    "https://app.example/cb#",
    "https://app.example/cb#x",
    "https://app.example/cb?x=1",
    "https://app.example/cb/../evil",
    "https://app.example/cb/%2e%2e/evil",
    "https://app.example/x/../cb",
    "https://app.example//cb",
    "https://app.example/./cb",
    "https://app.example/%63b",
    "https://app.example%2Fcb",
    "https://app.example/CB",
    "HTTPS://app.example/cb",
    "https://APP.example/cb",
    "https://app.example:443/cb",
    "https://app.example:80/cb",
    "https://app.example:443@evil.example/cb",
    "https://app.example@evil.example/cb",
    "https://evil.example@app.example/cb",
    "https://evil.example#@app.example/cb",
    "https://evil.example\\@app.example/cb",
    "https://app.example\\.evil.example/cb",
    "https:\\\\app.example\\cb",
    "https:/app.example/cb",
    "https:app.example/cb",
    "//app.example/cb",
    "/cb",
    "https://app.example.evil.example/cb",
    "https://app.example./cb",
    "https://xapp.example/cb",
    "https://app.examplé/cb",
    "https://app\u{3002}example/cb",
    "http://app.example/cb",
    "javascript:alert(1)//https://app.example/cb",
    "data:text/html,https://app.example/cb",
    " https://app.example/cb",
    "https://[::1]/cb",
];

/// A seeded stream of such: the registered URI with one or two pieces changed, moved or added.
fn mutants(count: usize) -> Vec<String> {
    const PIECES: [&str; 24] = [
        "@",
        ":",
        "\\",
        "/",
        "//",
        "#",
        "?",
        "%2F",
        "%5C",
        "%2e",
        "..",
        ".",
        "%00",
        "%0d%0a",
        "[::1]",
        "evil.example",
        ":443",
        "\t",
        "é",
        "\u{202e}",
        "*",
        "&",
        "%",
        ";",
    ];
    let entropy = SeededEntropy::new(6_749);
    let entropy: &dyn Entropy = &entropy;
    let number = |below: usize| usize::from(u16::from_be_bytes(entropy.bytes())) % below;
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let mut uri: Vec<char> = CALLBACK.chars().collect();
        for _ in 0..=number(2) {
            let at = number(uri.len());
            match number(4) {
                0 => drop(uri.splice(at..at, PIECES[number(PIECES.len())].chars())),
                1 => drop(uri.remove(at)),
                2 => uri[at] = uri[at].to_ascii_uppercase(),
                _ => drop(uri.splice(at..=at, format!("%{:02x}", u32::from(uri[at])).chars())),
            }
        }
        let uri: String = uri.into_iter().collect();
        if uri != CALLBACK {
            all.push(uri);
        }
    }
    all
}

#[tokio::test]
async fn five_hundred_redirect_uris_lead_nowhere() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let by_hand = BY_HAND.iter().map(|uri| (*uri).to_owned());
    let uris: Vec<_> = by_hand.chain(mutants(500)).collect();
    assert!(uris.len() >= 500);
    for uri in uris {
        let asked = query(&[
            ("response_type", "code"),
            ("client_id", &scene.client),
            ("redirect_uri", &uri),
        ]);
        let reply = browser.get(&scene.server, &format!("/oauth2/authorize?{asked}")).await;
        let location = reply.header("location");
        assert!(
            location.starts_with("/error?error=redirect_mismatch&"),
            "{uri:?}: {location}"
        );
        let out = query(&[("client_id", &scene.client), ("logout_uri", &uri)]);
        let reply = browser.get(&scene.server, &format!("/logout?{out}")).await;
        assert!(reply.header("location").starts_with("/error?"), "{uri:?}");
    }
    let right = browser.authorize(&scene, &[]).await;
    assert!(right.header("location").starts_with(&format!("{CALLBACK}?code=")));
}

#[tokio::test]
async fn two_redirect_uris_are_none() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    for (first, second) in [
        (CALLBACK, "https://evil.example"),
        ("https://evil.example", CALLBACK),
        (CALLBACK, ""),
    ] {
        let asked = format!(
            "response_type=code&client_id={}&redirect_uri={}&redirect_uri={}",
            scene.client,
            escaped(first),
            escaped(second)
        );
        let reply = browser.get(&scene.server, &format!("/oauth2/authorize?{asked}")).await;
        assert!(reply.header("location").starts_with("/error?error=invalid_request"));
    }
}

async fn replay_in_parallel(engine: Engine) {
    let server = Server::build().engine(engine).start().await;
    let scene = Scene::on(server, json!({}), application(json!({}))).await;
    scene.user("jane").await;
    let code = code_for(&scene, "jane", &[]).await;
    let scene = Arc::new(scene);
    let tries: Vec<_> = (0..20)
        .map(|_| {
            let (scene, code) = (Arc::clone(&scene), code.clone());
            tokio::spawn(async move { exchange(&scene, &code, &[]).await })
        })
        .collect();
    let mut given = Vec::new();
    for attempt in tries {
        let reply = attempt.await.unwrap();
        match reply.status {
            200 => given.push(reply.body),
            _ => assert_eq!((reply.status, reply.body), (400, json!({ "error": "invalid_grant" }))),
        }
    }
    assert_eq!(given.len(), 1, "one of them wins");
    let refused = scene.whoami(&given[0]["access_token"]).await;
    assert_eq!(
        refused.fault().1,
        "Access Token has been revoked",
        "and what it got is good for nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_replayed_in_parallel_on_sqlite() {
    replay_in_parallel(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_replayed_in_parallel_on_postgres() {
    replay_in_parallel(Engine::Postgres).await;
}

#[tokio::test]
async fn two_users_in_one_browser_are_never_mixed_up() {
    let scene = scene().await;
    scene.user("joe").await;
    let mut browser = Browser::default();
    let who = async |code: String| {
        let tokens = exchange(&scene, &code, &[]).await.ok();
        claims(&tokens["access_token"])["username"].as_str().unwrap().to_owned()
    };
    browser.sign_in(&scene, "jane").await;
    let janes = browser.code(&scene, &[]).await;
    browser.sign_in(&scene, "joe").await;
    let joes = browser.code(&scene, &[]).await;
    assert_eq!(
        (who(joes).await, who(janes).await),
        ("joe".to_owned(), "jane".to_owned())
    );
}

#[tokio::test]
async fn a_session_of_another_pool_is_no_session() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let other = Scene::on(scene.server, json!({}), application(json!({}))).await;
    let reply = browser.authorize(&other, &[("prompt", "none")]).await;
    assert_eq!(answer(reply.header("location"))["error"], "login_required");
}

#[tokio::test]
async fn what_a_cookie_says_is_never_kept_and_never_guessed() {
    let scene = scene().await;
    let mut browser = Browser::default();
    for value in ["", "planted", "'; drop table sso_sessions; --", &"x".repeat(30_000)] {
        browser.keep(value);
        let reply = browser.authorize(&scene, &[]).await;
        assert!(reply.header("location").starts_with("/login?"), "{} bytes", value.len());
    }
    let id = browser.sign_in(&scene, "jane").await;
    browser.keep(&id.to_string());
    let reply = browser.authorize(&scene, &[("prompt", "none")]).await;
    assert_eq!(
        answer(reply.header("location"))["error"],
        "login_required",
        "an id that lists show is no cookie"
    );
}

#[tokio::test]
async fn too_much_of_anything_is_refused() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    for name in ["state", "nonce", "login_hint", "resource", "lang"] {
        let reply = browser.authorize(&scene, &[(name, &"x".repeat(5_000))]).await;
        assert_eq!(answer(reply.header("location"))["error"], "invalid_request", "{name}");
    }
    let form = format!(
        "grant_type=refresh_token&client_id={}&refresh_token={}",
        scene.client,
        "x".repeat(300_000)
    );
    let reply = super::browser::post(&scene.server, "/oauth2/token", &form, &[]).await;
    assert_eq!((reply.status, reply.body), (400, json!({ "error": "invalid_request" })));
}

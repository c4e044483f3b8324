//! `/oauth2/authorize`.

use serde_json::json;

use super::browser::{Browser, CALLBACK, CHALLENGE, answer, escaped, query, scene, scene_with};

#[tokio::test]
async fn the_endpoint_has_an_older_name() {
    let scene = scene().await;
    let asked = super::browser::query(&[
        ("response_type", "code"),
        ("client_id", &scene.client),
        ("redirect_uri", CALLBACK),
    ]);
    let reply = Browser::default()
        .get(&scene.server, &format!("/authorize?{asked}"))
        .await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, format!("/login?{asked}").as_str())
    );
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_the_pages_with_the_same_query() {
    let scene = scene().await;
    let asked = query(&[
        ("response_type", "code"),
        ("client_id", &scene.client),
        ("redirect_uri", CALLBACK),
        ("unknown", "kept"),
        ("state", "a/b c"),
    ]);
    let mut browser = Browser::default();
    let reply = browser.get(&scene.server, &format!("/oauth2/authorize?{asked}")).await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, format!("/login?{asked}").as_str())
    );
    let under_pool = format!("/{}/oauth2/authorize?{asked}", scene.pool);
    let reply = browser.get(&scene.server, &under_pool).await;
    assert_eq!(reply.header("location"), format!("/{}/login?{asked}", scene.pool));
    assert_eq!(reply.header("x-frame-options"), "DENY");
    assert_eq!(reply.header("access-control-allow-origin"), "");
    assert!(!reply.header("x-amz-cognito-request-id").is_empty());
}

#[tokio::test]
async fn whoever_is_signed_in_comes_back_with_a_code() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let reply = browser.authorize(&scene, &[("state", "{\"a\":\"b c\"}")]).await;
    assert_eq!(reply.status, 302);
    let location = reply.header("location");
    assert!(location.starts_with(&format!("{CALLBACK}?code=")), "{location}");
    let answer = answer(location);
    assert_eq!(answer.keys().collect::<Vec<_>>(), ["code", "state"]);
    assert_eq!(answer["state"], "{\"a\":\"b c\"}");
    assert_eq!(uuid::Uuid::parse_str(&answer["code"]).unwrap().get_version_num(), 4);
    let silent = browser.authorize(&scene, &[("prompt", "none")]).await;
    assert!(silent.header("location").starts_with(&format!("{CALLBACK}?code=")));
}

#[tokio::test]
async fn prompt_and_max_age_ask_again() {
    let scene = scene().await;
    let mut browser = Browser::default();
    let nobody = browser.authorize(&scene, &[("prompt", "none"), ("state", "s")]).await;
    assert_eq!(
        nobody.header("location"),
        format!("{CALLBACK}?error=login_required&state=s")
    );
    browser.sign_in(&scene, "jane").await;
    for more in [[("prompt", "login")], [("max_age", "0")]] {
        let reply = browser.authorize(&scene, &more).await;
        assert!(reply.header("location").starts_with("/login?"), "{more:?}");
    }
    scene.server.clock().advance(domain::moment::Span::minutes(61));
    let reply = browser.authorize(&scene, &[("prompt", "none")]).await;
    assert_eq!(reply.header("location"), format!("{CALLBACK}?error=login_required"));
}

#[tokio::test]
async fn errors_go_to_the_application_only_when_it_can_be_trusted() {
    let scene = scene().await;
    let mut browser = Browser::default();
    for (more, error) in [
        (("response_type", "token"), "unauthorized_client"),
        (("response_type", "id_token"), "invalid_request"),
        (("scope", "openid foo"), "invalid_scope"),
        (("code_challenge", CHALLENGE), "invalid_request"),
    ] {
        let reply = browser.authorize(&scene, &[more, ("state", "s")]).await;
        assert_eq!(reply.status, 302);
        assert_eq!(
            reply.header("location"),
            format!("{CALLBACK}?error={error}&state=s"),
            "{more:?}"
        );
    }
    let provider = browser.authorize(&scene, &[("identity_provider", "Google")]).await;
    let words = "error_description=identity+provider+not+found&error=invalid_request";
    assert_eq!(provider.header("location"), format!("{CALLBACK}?{words}"));

    let client = &scene.client;
    for (query, error) in [
        (
            format!("client_id={client}&redirect_uri=https%3A%2F%2Fevil.example&response_type=code"),
            "redirect_mismatch",
        ),
        (format!("client_id={client}&response_type=code"), "invalid_request"),
        (
            format!("client_id={client}&response_type=code&redirect_uri=%zz"),
            "invalid_request",
        ),
        (
            "client_id=nobody&redirect_uri=https%3A%2F%2Fapp.example%2Fcb".to_owned(),
            "unauthorized_client",
        ),
        ("response_type=code".to_owned(), "invalid_request"),
    ] {
        let reply = browser.get(&scene.server, &format!("/oauth2/authorize?{query}")).await;
        let location = reply.header("location");
        assert_eq!(reply.status, 302);
        assert!(
            location.starts_with(&format!("/error?error={error}")),
            "{query}: {location}"
        );
    }
}

#[tokio::test]
async fn a_client_of_another_pool_is_not_there() {
    let scene = scene().await;
    let other = scene
        .server
        .call("CreateUserPool", json!({ "PoolName": "other" }))
        .await
        .ok();
    let other = other["UserPool"]["Id"].as_str().unwrap().to_owned();
    let asked = query(&[
        ("client_id", &scene.client),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
    ]);
    for pool in [other.as_str(), "us-east-1_nothing"] {
        let reply = Browser::default()
            .get(&scene.server, &format!("/{pool}/oauth2/authorize?{asked}"))
            .await;
        let location = reply.header("location");
        assert!(
            location.starts_with(&format!("/{pool}/error?error=unauthorized_client")),
            "{location}"
        );
    }
}

#[tokio::test]
async fn the_implicit_grant_gives_tokens_behind_the_fragment() {
    let scene = scene_with(json!({}), json!({ "AllowedOAuthFlows": ["implicit"] })).await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let reply = browser
        .authorize(
            &scene,
            &[
                ("response_type", "token"),
                ("scope", "openid email"),
                ("nonce", "n1"),
                ("state", "s"),
            ],
        )
        .await;
    let location = reply.header("location").to_owned();
    assert!(location.starts_with(&format!("{CALLBACK}#id_token=")), "{location}");
    let given = answer(&location);
    assert_eq!(
        (given["token_type"].as_str(), given["expires_in"].as_str()),
        ("bearer", "3600")
    );
    assert!(!given.contains_key("refresh_token"));
    let id = crate::scene::claims(&json!(given["id_token"]));
    assert_eq!((&id["nonce"], &id["email"]), (&json!("n1"), &json!("jane@example.com")));
    let order = ["id_token=", "&access_token=", "&token_type=", "&expires_in=", "&state="];
    let places: Vec<_> = order.iter().map(|part| location.find(part).unwrap()).collect();
    assert!(places.is_sorted(), "{location}");
    let only_api = browser
        .authorize(
            &scene,
            &[("response_type", "token"), ("scope", "aws.cognito.signin.user.admin")],
        )
        .await;
    assert!(!answer(only_api.header("location")).contains_key("id_token"));
}

#[tokio::test]
async fn the_default_redirect_uri_stands_in() {
    let scene = scene_with(json!({}), json!({ "DefaultRedirectURI": CALLBACK })).await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let asked = format!(
        "/oauth2/authorize?response_type=code&client_id={}",
        escaped(&scene.client)
    );
    let reply = browser.get(&scene.server, &asked).await;
    assert!(reply.header("location").starts_with(&format!("{CALLBACK}?code=")));
}

#[tokio::test]
async fn levels_of_assurance_are_told_to_whom_asks_and_a_session_that_is_too_weak_is_not_enough() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser
        .sign_in_by(&scene, "jane", &[domain::token::family::Factor::Password])
        .await;
    let code = browser.code(&scene, &[("acr_values", "urn:cognito:loa:1")]).await;
    let tokens = super::browser::exchange(&scene, &code, &[]).await.ok();
    let id = crate::scene::claims(&tokens["id_token"]);
    assert_eq!((&id["acr"], &id["amr"]), (&json!("urn:cognito:loa:1"), &json!(["pwd"])));
    let more = browser.authorize(&scene, &[("acr_values", "urn:cognito:loa:3")]).await;
    assert!(more.header("location").starts_with("/login?"));
    let unknown = browser.authorize(&scene, &[("acr_values", "gold")]).await;
    assert!(unknown.header("location").contains("?code="));
}

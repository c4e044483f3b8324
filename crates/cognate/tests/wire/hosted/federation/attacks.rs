//! Providers, browsers and networks that mean harm, or do it.

use aws_lc_rs::hmac;
use domain::{
    moment::Span,
    ports::{EgressFailed, Fetched},
};

use super::*;

/// What the application is told when the provider gives this ID token.
async fn told(abroad: &Abroad, token: impl FnOnce(&Abroad) -> String) -> String {
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    abroad.says(&token(abroad), &json!({ "sub": "MDRHj2Asx8" }));
    back(abroad, &mut browser, &asked["state"]).await
}

/// What the application is told when the browser comes back.
async fn back(abroad: &Abroad, browser: &mut Browser, state: &str) -> String {
    let reply = abroad.come_back(browser, &[("code", "c"), ("state", state)]).await;
    let answer = answer(reply.header("location"));
    assert_eq!(
        answer.get("error").map(String::as_str),
        Some("invalid_request"),
        "{answer:?}"
    );
    assert_eq!(answer["state"], "of-the-app");
    answer["error_description"].clone()
}

/// The application gets nothing, and the page says why: nobody is sent anywhere.
#[track_caller]
fn lost(reply: &Reply) {
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, "/error?error=invalid_request")
    );
    assert!(!reply.header("set-cookie").contains("cognito="));
}

#[tokio::test]
async fn id_tokens_that_are_not_to_be_believed() {
    let abroad = Abroad::new().await;
    let claims = [
        (
            json!({ "iss": "https://evil.example" }),
            "Bad id_token issuer https://evil.example",
        ),
        (
            json!({ "iss": format!("{ISSUER}/") }),
            "Bad id_token issuer https://id.example.com/",
        ),
        (json!({ "iss": null }), "Bad id_token issuer "),
        (json!({ "aud": "another-client" }), "Bad id_token audience"),
        (json!({ "aud": ["another-client"] }), "Bad id_token audience"),
        (json!({ "aud": null }), "Bad id_token audience"),
        (json!({ "azp": "another-client" }), "Bad id_token audience"),
        (json!({ "nonce": "of-another-trip" }), "Bad id_token nonce"),
        (json!({ "nonce": null }), "Bad id_token nonce"),
        (json!({ "exp": abroad.now() - 3600 }), "Bad id_token time"),
        (json!({ "exp": null }), "Bad id_token time"),
        (json!({ "nbf": abroad.now() + 3600 }), "Bad id_token time"),
        (json!({ "sub": null }), "Example Error - invalid user id"),
        (json!({ "sub": "some body" }), "Example Error - invalid user id"),
        (json!({ "sub": "x".repeat(200) }), "Example Error - invalid user id"),
    ];
    for (other, expected) in claims {
        let mut browser = Browser::default();
        let asked = abroad.leave(&mut browser, &[]).await;
        abroad.says(&abroad.id_token(&abroad.jane_but(other.clone())), &json!({}));
        assert_eq!(back(&abroad, &mut browser, &asked["state"]).await, expected, "{other}");
    }
    let listed = abroad.scene.admin("ListUsers", json!({})).await.ok();
    assert_eq!(listed["Users"], json!([]));
}

#[tokio::test]
async fn signatures_that_are_none() {
    let abroad = Abroad::new().await;
    let with = |header: Value| move |abroad: &Abroad| abroad.signed(&header, &abroad.jane());
    let under = |secret: Vec<u8>, header: Value| {
        move |abroad: &Abroad| {
            let text = format!("{}.{}", part(&header), part(&abroad.jane()));
            let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
            format!("{text}.{}", URL_SAFE_NO_PAD.encode(hmac::sign(&key, text.as_bytes())))
        }
    };
    let hs256 = json!({ "alg": "HS256", "kid": "k1" });
    assert_eq!(
        told(&abroad, with(json!({ "alg": "RS256", "kid": "k2" }))).await,
        "Bad id_token key"
    );
    assert_eq!(told(&abroad, with(json!({ "alg": "RS256" }))).await, "Bad id_token key");
    assert_eq!(
        told(&abroad, with(json!({ "alg": "RS512", "kid": "k1" }))).await,
        "Bad id_token key"
    );
    assert_eq!(
        told(&abroad, with(json!({ "alg": "ES256", "kid": "k1" }))).await,
        "Bad id_token key"
    );
    let none = |alg: &'static str| {
        move |abroad: &Abroad| {
            format!(
                "{}.{}.",
                part(&json!({ "alg": alg, "kid": "k1" })),
                part(&abroad.jane())
            )
        }
    };
    for alg in ["none", "None", "PS256", ""] {
        assert_eq!(told(&abroad, none(alg)).await, "Bad id_token algorithm", "{alg}");
    }
    assert_eq!(told(&abroad, none("RS256")).await, "Bad id_token signature");
    // The public key is no secret, in no form.
    let published = published(&abroad.key, "k1");
    let modulus = URL_SAFE_NO_PAD
        .decode(published["keys"][0]["n"].as_str().unwrap())
        .unwrap();
    for secret in [published.to_string().into_bytes(), modulus, Vec::new()] {
        assert_eq!(
            told(&abroad, under(secret, hs256.clone())).await,
            "Bad id_token signature"
        );
    }
    let tampered = |abroad: &Abroad| {
        let token = abroad.id_token(&abroad.jane());
        let (_, signature) = token.rsplit_once('.').unwrap();
        let header = part(&json!({ "alg": "RS256", "kid": "k1" }));
        format!(
            "{header}.{}.{signature}",
            part(&abroad.jane_but(json!({ "sub": "somebody-else" })))
        )
    };
    assert_eq!(told(&abroad, tampered).await, "Bad id_token signature");
    for garbage in ["", "x", "a.b.c", "....", "e30.e30.e30"] {
        assert_eq!(told(&abroad, |_| garbage.to_owned()).await, "Bad id_token", "{garbage}");
    }
    let critical = json!({ "alg": "RS256", "kid": "k1", "crit": ["b64"], "b64": false });
    assert_eq!(told(&abroad, with(critical)).await, "Bad id_token");
    // Under the shared secret it is one of the provider's (documented algorithms).
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    let secret = details()["client_secret"].as_str().unwrap().as_bytes().to_vec();
    abroad.says(&under(secret, json!({ "alg": "HS256" }))(&abroad), &json!({}));
    let reply = abroad
        .come_back(&mut browser, &[("code", "c"), ("state", &asked["state"])])
        .await;
    assert!(answer(reply.header("location")).contains_key("code"));
}

#[tokio::test]
async fn a_trip_is_over_when_somebody_came_back_from_it() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    abroad.says(&abroad.id_token(&abroad.jane()), &json!({}));
    let mut twin = browser.clone();
    let pairs = [("code", "c"), ("state", asked["state"].as_str())];
    // Another browser gets nowhere, and spoils nothing.
    lost(&abroad.come_back(&mut Browser::default(), &pairs).await);
    let mut other = Browser::default();
    abroad.leave(&mut other, &[]).await;
    lost(&abroad.come_back(&mut other, &pairs).await);
    abroad.scene.server.sites().take_requests();
    let first = abroad.come_back(&mut browser, &pairs).await;
    assert!(answer(first.header("location")).contains_key("code"));
    assert_eq!(abroad.scene.server.sites().take_requests().len(), 3);
    lost(&abroad.come_back(&mut twin, &pairs).await);
    lost(&abroad.come_back(&mut browser, &pairs).await);
    assert!(
        abroad.scene.server.sites().take_requests().is_empty(),
        "a code is exchanged once"
    );
}

#[tokio::test]
async fn only_one_comes_back_of_many_at_once() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    abroad.says(&abroad.id_token(&abroad.jane()), &json!({}));
    let pairs = [("code", "c"), ("state", asked["state"].as_str())];
    let (mut one, mut two, mut three) = (browser.clone(), browser.clone(), browser.clone());
    let (one, two, three) = tokio::join!(
        abroad.come_back(&mut one, &pairs),
        abroad.come_back(&mut two, &pairs),
        abroad.come_back(&mut three, &pairs),
    );
    let came = [one, two, three];
    let in_time = came
        .iter()
        .filter(|reply| answer(reply.header("location")).contains_key("code"));
    assert_eq!(in_time.count(), 1);
}

#[tokio::test]
async fn states_that_are_none() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    let state = asked["state"].as_str();
    let pool = abroad.scene.pool.clone();
    for pairs in [
        &[][..],
        &[("code", "c")],
        &[("code", "c"), ("state", "")],
        &[("code", "c"), ("state", "x")],
        &[("code", "c"), ("state", &format!("{pool}.x"))],
        &[("code", "c"), ("state", &state.replace(&pool, "us-east-1_other"))],
        &[("code", "c"), ("state", "\0.\0")],
        &[("code", "c"), ("state", state), ("state", state)],
        &[("code", "c"), ("code", "d"), ("state", state)],
    ] {
        lost(&abroad.come_back(&mut browser, pairs).await);
    }
    lost(&browser.get(&abroad.scene.server, "/oauth2/idpresponse?state=%ZZ").await);
    abroad.scene.server.clock().advance(Span::minutes(5));
    lost(&abroad.come_back(&mut browser, &[("code", "c"), ("state", state)]).await);
}

#[tokio::test]
async fn answers_that_are_no_codes() {
    let abroad = Abroad::new().await;
    let come = async |pairs: &[(&str, &str)]| {
        let mut browser = Browser::default();
        let asked = abroad.leave(&mut browser, &[]).await;
        let mut all = vec![("state", asked["state"].as_str())];
        all.extend(pairs);
        let reply = abroad.come_back(&mut browser, &all).await;
        reply.header("location").to_owned()
    };
    let denied = come(&[
        ("error", "access_denied"),
        ("error_description", "The user denied the request"),
    ])
    .await;
    assert_eq!(
        denied,
        "https://app.example/cb?error_description=The+user+denied+the+request&error=access_denied&state=of-the-app"
    );
    assert_eq!(
        come(&[("error", "login_required"), ("code", "c")]).await,
        "https://app.example/cb?error=login_required&state=of-the-app"
    );
    let nothing = "https://app.example/cb?error_description=Invalid+response+from+identity+provider&error=invalid_request&state=of-the-app";
    assert_eq!(come(&[]).await, nothing);
    assert_eq!(come(&[("code", "c"), ("iss", "https://evil.example")]).await, nothing);
}

#[tokio::test]
async fn networks_and_servers_that_fail() {
    let abroad = Abroad::new().await;
    let sites = abroad.scene.server.sites();
    let answers = |status: u16, body: &str| {
        let body = body.as_bytes().to_vec();
        Ok(Fetched { status, body })
    };
    let good = [KEYS, TOKENS, USER_INFO];
    let cases: Vec<(&str, Result<Fetched, EgressFailed>, &str)> = vec![
        (
            TOKENS,
            Err(EgressFailed::TimedOut),
            "Timeout occurred in calling IdP token endpoint",
        ),
        (TOKENS, Err(EgressFailed::Unreachable), "Connection reset"),
        (
            TOKENS,
            Err(EgressFailed::TooLong),
            "Response of identity provider is too long",
        ),
        (
            TOKENS,
            Err(EgressFailed::Forbidden),
            "Identity provider cannot be reached from this server",
        ),
        (
            TOKENS,
            answers(400, "{\"error\":\"invalid_grant\"}"),
            "Example Error - 400 error getting token",
        ),
        (TOKENS, answers(302, ""), "Example Error - 302 error getting token"),
        (
            TOKENS,
            answers(200, "<html>"),
            "Example Error - 200 error getting token",
        ),
        (TOKENS, answers(200, "[]"), "Example Error - 200 error getting token"),
        (TOKENS, answers(200, "{\"access_token\":\"a\"}"), "Bad id_token"),
        (
            KEYS,
            Err(EgressFailed::TimedOut),
            "error_description=Timeout in calling jwks uri",
        ),
        (KEYS, answers(500, ""), "Example Error - 500 error getting jwks"),
        (KEYS, answers(200, "{}"), "Example Error - 200 error getting jwks"),
        (
            KEYS,
            answers(200, "{\"keys\":[1,{\"kty\":\"RSA\",\"kid\":\"k1\"}]}"),
            "Bad id_token signature",
        ),
        (USER_INFO, Err(EgressFailed::TimedOut), "Read timed out"),
        (
            USER_INFO,
            answers(401, "{}"),
            "Example Error - 401 error getting userInfo",
        ),
        (
            USER_INFO,
            answers(200, "null"),
            "Example Error - 200 error getting userInfo",
        ),
        (
            USER_INFO,
            answers(200, "{\"sub\":\"somebody-else\"}"),
            "Example Error - invalid user id",
        ),
    ];
    for (url, result, expected) in cases {
        let mut browser = Browser::default();
        let asked = abroad.leave(&mut browser, &[]).await;
        abroad.says(&abroad.id_token(&abroad.jane()), &json!({}));
        sites.put(KEYS, published(&abroad.key, "k1").to_string());
        assert!(good.contains(&url));
        sites.serve(url, move |_| result.clone());
        assert_eq!(back(&abroad, &mut browser, &asked["state"]).await, expected, "{url}");
    }
    let listed = abroad.scene.admin("ListUsers", json!({})).await.ok();
    assert_eq!(listed["Users"], json!([]));
}

#[tokio::test]
async fn a_provider_that_is_no_longer_taken_lets_nobody_in() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    let asked = abroad.leave(&mut browser, &[]).await;
    abroad.says(&abroad.id_token(&abroad.jane()), &json!({}));
    abroad
        .scene
        .admin("DeleteIdentityProvider", json!({ "ProviderName": "Example" }))
        .await;
    assert_eq!(
        back(&abroad, &mut browser, &asked["state"]).await,
        "identity provider not found"
    );
}

//! There and back again: what the provider is asked, and what comes of its answers.

use super::*;
use crate::scene::{claims, members};

#[tokio::test]
async fn a_first_sign_in_makes_a_user() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    let hints = [
        ("login_hint", "jane"),
        ("prompt", "login consent"),
        ("scope", "openid email"),
    ];
    let reply = browser
        .authorize(
            &abroad.scene,
            &[&[("identity_provider", "Example")], &hints[..]].concat(),
        )
        .await;
    let location = reply.header("location").to_owned();
    let asked = answer(&location);
    *abroad.nonce.lock().unwrap() = asked["nonce"].clone();
    let expected = format!(
        "{ISSUER}/authorize?client_id={CLIENT}&redirect_uri=http%3A%2F%2Fcognate.test%2Foauth2%2Fidpresponse\
         &scope=openid%20email&response_type=code&state={}&nonce={}&login_hint=jane&prompt=login%20consent",
        asked["state"], asked["nonce"]
    );
    assert_eq!(location, expected);
    let cookie = reply.header("set-cookie");
    assert!(
        cookie.starts_with("csrf-state=") && cookie.contains("HttpOnly"),
        "{cookie}"
    );

    let said = abroad.jane_but(json!({ "given_name": "of the token" }));
    let user_info = json!({ "sub": "MDRHj2Asx8", "given_name": "of the endpoint", "locale": "de" });
    abroad.says(&abroad.id_token(&said), &user_info);
    let reply = abroad
        .come_back(&mut browser, &[("code", "code-of-idp"), ("state", &asked["state"])])
        .await;
    assert_eq!(reply.status, 302);
    let back = answer(reply.header("location"));
    assert_eq!(back.keys().collect::<Vec<_>>(), ["code"]);

    let [token, keys, user]: [_; 3] = abroad.scene.server.sites().take_requests().try_into().ok().unwrap();
    assert_eq!(
        (token.url.as_str(), keys.url.as_str(), user.url.as_str()),
        (TOKENS, KEYS, USER_INFO)
    );
    let form = "grant_type=authorization_code&code=code-of-idp\
                &redirect_uri=http%3A%2F%2Fcognate.test%2Foauth2%2Fidpresponse&client_id=client-at-idp\
                &client_secret=a-secret-that-is-shared-by-two-and-long";
    assert_eq!(token.form.as_deref(), Some(form));
    assert!(token.basic.is_none() && token.bearer.is_none());
    assert_eq!((user.bearer.as_deref(), &user.form), (Some("access-at-idp"), &None));

    let user = abroad.user("Example_MDRHj2Asx8").await;
    assert_eq!(
        (&user["UserStatus"], &user["Enabled"]),
        (&json!("EXTERNAL_PROVIDER"), &json!(true))
    );
    let mut known = attributes(&user);
    let sub = known.remove("sub").unwrap();
    let identities: Value = serde_json::from_str(&known.remove("identities").unwrap()).unwrap();
    let made = abroad.scene.server.clock().now().micros() / 1000;
    assert_eq!(
        identities,
        json!([{
            "userId": "MDRHj2Asx8", "providerName": "Example", "providerType": "OIDC", "issuer": null, "primary": true,
            "dateCreated": made,
        }])
    );
    let known: Vec<_> = known
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("email", "jane@example.com"),
        ("email_verified", "true"),
        ("given_name", "of the token"),
    ];
    assert_eq!(known, expected);

    let tokens = exchange(&abroad.scene, &back["code"], &[]).await.ok();
    let (id, access) = (claims(&tokens["id_token"]), claims(&tokens["access_token"]));
    let group = format!("{}_Example", abroad.scene.pool);
    for token in [&id, &access] {
        assert_eq!(token["sub"], sub);
        assert_eq!(token["cognito:groups"], json!([group]));
        assert_eq!(token["auth_time"], abroad.now());
    }
    assert_eq!(
        (&id["token_use"], &id["cognito:username"]),
        (&json!("id"), &json!("Example_MDRHj2Asx8"))
    );
    assert_eq!(
        (&id["email"], &id["email_verified"]),
        (&json!("jane@example.com"), &json!(true))
    );
    assert!(
        id.get("given_name").is_none() && id.get("amr").is_none(),
        "{:?}",
        members(&id)
    );
    assert_eq!(
        id["identities"],
        json!([{
            "userId": "MDRHj2Asx8", "providerName": "Example", "providerType": "OIDC", "issuer": null, "primary": "true",
            "dateCreated": made.to_string(),
        }])
    );
    assert_eq!(
        (&access["username"], &access["version"]),
        (&json!("Example_MDRHj2Asx8"), &json!(2))
    );
}

#[tokio::test]
async fn a_later_sign_in_brings_what_has_changed_and_leaves_the_rest() {
    let abroad = Abroad::new().await;
    let first = abroad.sign_in(json!({ "given_name": "Jane" })).await;
    let second = abroad
        .sign_in(json!({ "email": "new@example.com", "email_verified": null }))
        .await;
    let sub = |tokens: &Value| claims(&tokens["access_token"])["sub"].clone();
    assert_eq!(sub(&first), sub(&second));
    let known = attributes(&abroad.user("Example_MDRHj2Asx8").await);
    assert_eq!(
        (known["email"].as_str(), known["email_verified"].as_str()),
        ("new@example.com", "false")
    );
    assert_eq!(known["given_name"], "Jane");
    let listed = abroad.scene.admin("ListUsers", json!({})).await.ok();
    assert_eq!(listed["Users"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_browser_stays_signed_in_and_tokens_turn_over() {
    let abroad = Abroad::new().await;
    let mut browser = Browser::default();
    let back = abroad.travel(&mut browser, json!({})).await;
    assert!(browser.session().is_some());
    // For the same provider and for none in particular, not for the pool itself.
    for named in [
        &[("identity_provider", "Example")][..],
        &[("idp_identifier", "example.com")],
        &[],
    ] {
        let reply = browser.authorize(&abroad.scene, named).await;
        assert!(answer(reply.header("location")).contains_key("code"), "{named:?}");
    }
    let own = browser
        .authorize(&abroad.scene, &[("identity_provider", "COGNITO")])
        .await;
    assert!(
        own.header("location").starts_with("/login?"),
        "{}",
        own.header("location")
    );
    // An application that does not take users of the provider takes no session of theirs.
    let other = abroad.scene.another_client(application(json!({}))).await;
    let reply = browser
        .authorize_as(&abroad.scene, other["ClientId"].as_str().unwrap(), &[])
        .await;
    assert!(reply.header("location").starts_with("/login?"));

    let tokens = exchange(&abroad.scene, &back["code"], &[]).await.ok();
    let refresh = [
        ("grant_type", "refresh_token"),
        ("client_id", abroad.scene.client.as_str()),
        ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
    ];
    let fresh = super::super::browser::post(&abroad.scene.server, "/oauth2/token", &query(&refresh), &[])
        .await
        .ok();
    assert_eq!(
        claims(&fresh["id_token"])["identities"],
        claims(&tokens["id_token"])["identities"]
    );

    let out = [
        ("client_id", abroad.scene.client.as_str()),
        ("logout_uri", "https://app.example/bye"),
    ];
    let reply = browser
        .get(&abroad.scene.server, &format!("/logout?{}", query(&out)))
        .await;
    assert_eq!(reply.header("location"), "https://app.example/bye");
    let reply = browser
        .authorize(&abroad.scene, &[("identity_provider", "Example")])
        .await;
    assert!(reply.header("location").starts_with(ISSUER));
}

#[tokio::test]
async fn there_are_several_ways_to_a_provider() {
    let abroad = Abroad::new().await;
    let (scene, server) = (&abroad.scene, &abroad.scene.server);
    let goes = async |client: &str, more: &[(&str, &str)]| {
        let reply = Browser::default().authorize_as(scene, client, more).await;
        reply.header("location").to_owned()
    };
    assert!(
        goes(&scene.client, &[("idp_identifier", "example.com")])
            .await
            .starts_with(ISSUER)
    );
    let only = scene
        .another_client(application(json!({ "SupportedIdentityProviders": ["Example"] })))
        .await;
    let only = only["ClientId"].as_str().unwrap();
    assert!(goes(only, &[]).await.starts_with(ISSUER));
    let silent = goes(only, &[("prompt", "none")]).await;
    assert_eq!(answer(&silent)["error"], "login_required");
    for (client, named) in [
        (scene.client.as_str(), ("identity_provider", "Nobody")),
        (scene.client.as_str(), ("idp_identifier", "example.org")),
        (only, ("identity_provider", "COGNITO")),
    ] {
        let answer = answer(&goes(client, &[named]).await);
        assert_eq!(answer["error"], "invalid_request");
        assert_eq!(answer["error_description"], "identity provider not found");
    }
    // The page has a button, whose address leads there; a client of the provider alone has no page, and takes no password.
    let pairs = [
        ("client_id", scene.client.as_str()),
        ("response_type", "code"),
        ("redirect_uri", "https://app.example/cb"),
    ];
    let page = Browser::default()
        .get(server, &format!("/login?{}", query(&pairs)))
        .await;
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(
        page.contains("identity_provider=Example") && page.contains("name=\"password\""),
        "{page}"
    );
    let pairs = [
        ("client_id", only),
        ("response_type", "code"),
        ("redirect_uri", "https://app.example/cb"),
    ];
    let login = format!("/login?{}", query(&pairs));
    let mut browser = Browser::default();
    let reply = browser.get(server, &login).await;
    assert!(reply.header("location").starts_with(ISSUER));
}

#[tokio::test]
async fn discovery_says_what_the_provider_takes() {
    let abroad = Abroad::new().await;
    let document = json!({
        "authorization_endpoint": format!("{ISSUER}/authorize?tenant=1"), "token_endpoint": TOKENS,
        "userinfo_endpoint": USER_INFO, "jwks_uri": KEYS, "code_challenge_methods_supported": ["plain", "S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    });
    let sites = abroad.scene.server.sites();
    sites.put(
        &format!("{ISSUER}/.well-known/openid-configuration"),
        document.to_string(),
    );
    let mut found = details();
    found
        .as_object_mut()
        .unwrap()
        .retain(|name, _| !name.ends_with("_url") && name != "jwks_uri");
    found["attributes_request_method"] = json!("POST");
    found["client_secret"] = json!("s:1");
    let body = json!({ "ProviderName": "Example", "ProviderDetails": found });
    abroad.scene.admin("UpdateIdentityProvider", body).await.ok();
    sites.take_requests();

    let mut browser = Browser::default();
    let reply = browser
        .authorize(&abroad.scene, &[("identity_provider", "Example")])
        .await;
    let location = reply.header("location");
    assert!(
        location.starts_with("https://id.example.com/authorize?tenant=1&client_id="),
        "{location}"
    );
    let asked = answer(location);
    assert_eq!(asked["code_challenge_method"], "S256");
    *abroad.nonce.lock().unwrap() = asked["nonce"].clone();
    abroad.says(&abroad.id_token(&abroad.jane()), &json!({ "sub": "MDRHj2Asx8" }));
    let back = abroad
        .come_back(&mut browser, &[("code", "c"), ("state", &asked["state"])])
        .await;
    assert!(answer(back.header("location")).contains_key("code"));
    let [token, _, user]: [_; 3] = sites.take_requests().try_into().ok().unwrap();
    let form = answer(&format!("?{}", token.form.unwrap()));
    assert_eq!(
        domain::oauth::pkce::challenge_of(&form["code_verifier"]),
        asked["code_challenge"]
    );
    assert!(!form.contains_key("client_secret") && !form.contains_key("client_id"));
    assert_eq!(token.basic, Some((CLIENT.to_owned(), "s%3A1".to_owned())));
    assert_eq!(
        (user.bearer.as_deref(), user.form.as_deref()),
        (Some("access-at-idp"), Some(""))
    );
}

#[tokio::test]
async fn the_way_there_is_the_way_back() {
    let abroad = Abroad::new().await;
    let pool = &abroad.scene.pool;
    let domain = json!({ "Domain": "auth.example.org", "CustomDomainConfig": { "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/x" } });
    abroad.scene.admin("CreateUserPoolDomain", domain).await.ok();
    let pairs = [
        ("client_id", abroad.scene.client.as_str()),
        ("response_type", "code"),
        ("redirect_uri", "https://app.example/cb"),
        ("identity_provider", "Example"),
    ];
    let path = format!("/{pool}/oauth2/authorize?{}", query(&pairs));
    let mut browser = Browser::default();
    let reply = browser.get(&abroad.scene.server, &path).await;
    let asked = answer(reply.header("location"));
    assert_eq!(
        asked["redirect_uri"],
        format!("http://cognate.test/{pool}/oauth2/idpresponse")
    );
    assert!(reply.header("set-cookie").contains(&format!("Path=/{pool};")));
    // A host that is nobody's domain is not believed.
    for (host, expected) in [
        ("auth.example.org", "http://auth.example.org/oauth2/idpresponse"),
        ("evil.example", "http://cognate.test/oauth2/idpresponse"),
    ] {
        let path = format!("/oauth2/authorize?{}", query(&pairs));
        let mut request = axum::http::Request::new(axum::body::Body::empty());
        *request.uri_mut() = path.parse().unwrap();
        request.headers_mut().insert("host", host.parse().unwrap());
        let reply = abroad.scene.server.send(request).await;
        assert_eq!(answer(reply.header("location"))["redirect_uri"], expected);
    }
}

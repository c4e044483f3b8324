//! `/oauth2/token`.

use domain::{moment::Span, ports::TriggerFailed};
use serde_json::{Value, json};
use testkit::function_arn;

use super::browser::{
    Browser, CALLBACK, CHALLENGE, VERIFIER, application, basic, code_for, exchange, post, query, scene, scene_with,
};
use crate::scene::{Scene, claims, members};

fn error(reply: &testkit::Reply) -> (u16, &Value) {
    (reply.status, &reply.body)
}

fn invalid(word: &str) -> Value {
    json!({ "error": word })
}

#[tokio::test]
async fn a_code_becomes_tokens() {
    let scene = scene().await;
    let more = [
        ("scope", "openid email"),
        ("nonce", "n-0S6"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let code = code_for(&scene, "jane", &more).await;
    let reply = exchange(&scene, &code, &[("code_verifier", VERIFIER)]).await;
    assert_eq!(reply.header("content-type"), "application/json;charset=UTF-8");
    assert_eq!(
        reply.header("cache-control"),
        "no-cache, no-store, max-age=0, must-revalidate"
    );
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    let tokens = reply.ok();
    assert_eq!(
        members(&tokens),
        ["access_token", "id_token", "refresh_token", "token_type", "expires_in"]
    );
    assert_eq!(
        (&tokens["token_type"], &tokens["expires_in"]),
        (&json!("Bearer"), &json!(3600))
    );
    let access = claims(&tokens["access_token"]);
    assert_eq!(
        (&access["scope"], &access["version"]),
        (&json!("openid email"), &json!(2))
    );
    assert_eq!(access["aud"], Value::Null);
    let id = claims(&tokens["id_token"]);
    assert_eq!(
        (&id["nonce"], &id["email_verified"], &id["aud"]),
        (&json!("n-0S6"), &json!(true), &json!(scene.client))
    );
    assert_eq!(
        id["at_hash"],
        json!(half_hash(tokens["access_token"].as_str().unwrap()))
    );
    assert_eq!(members(&id)[0], "at_hash");
    assert_eq!(id["auth_time"], access["auth_time"]);
}

/// oauth.md §9.6: the page's function, not the exchange's.
#[tokio::test]
async fn the_pools_function_is_asked_when_the_code_is_given_out() {
    let arn = function_arn("PreTokenGeneration");
    let config = json!({ "PreTokenGenerationConfig": { "LambdaArn": arn, "LambdaVersion": "V2_0" } });
    let scene = scene_with(json!({ "LambdaConfig": config }), json!({})).await;
    let functions = scene.server.functions();
    functions.respond("PreTokenGeneration", |_| {
        json!({ "claimsAndScopeOverrideDetails": {
            "idTokenGeneration": { "claimsToAddOrOverride": { "plan": "gold" }, "claimsToSuppress": ["email"] },
            "accessTokenGeneration": { "claimsToAddOrOverride": { "seats": [3] }, "scopesToAdd": ["extra"] },
            "groupOverrideDetails": { "groupsToOverride": ["a"] },
        } })
    });
    let more = [("scope", "openid email"), ("state", "st")];
    let code = code_for(&scene, "jane", &more).await;
    let events = functions.take_events();
    assert_eq!(events.len(), 1, "{events:#?}");
    assert_eq!(events[0]["triggerSource"], "TokenGeneration_HostedAuth");
    assert_eq!(events[0]["request"]["scopes"], json!(["openid", "email"]));
    functions.write("PreTokenGeneration", |_| {
        Err(TriggerFailed::Function(Some("no".into())))
    });
    let tokens = exchange(&scene, &code, &[]).await.ok();
    assert!(functions.take_events().is_empty());
    let (id, access) = (claims(&tokens["id_token"]), claims(&tokens["access_token"]));
    assert_eq!((&id["plan"], &id["email"]), (&json!("gold"), &Value::Null));
    assert_eq!(
        (&access["seats"], &access["scope"]),
        (&json!([3]), &json!("openid email extra"))
    );
    assert_eq!(
        (&id["cognito:groups"], &access["cognito:groups"]),
        (&json!(["a"]), &json!(["a"]))
    );

    // What it refuses is told to the application, and there is no code.
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let reply = browser.authorize(&scene, &more).await;
    assert_eq!(
        reply.header("location"),
        "https://app.example/cb?error_description=PreTokenGeneration+failed+with+error+no.&error=invalid_request&state=st"
    );
}

fn half_hash(token: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

#[tokio::test]
async fn scopes_say_what_tokens_hold() {
    let scene = scene().await;
    let code = code_for(&scene, "jane", &[("scope", "openid phone")]).await;
    let tokens = exchange(&scene, &code, &[]).await.ok();
    assert_eq!(claims(&tokens["id_token"])["email"], Value::Null);
    let code = code_for(&scene, "jane", &[("scope", "openid")]).await;
    let tokens = exchange(&scene, &code, &[]).await.ok();
    assert_eq!(claims(&tokens["id_token"])["email"], json!("jane@example.com"));
    let code = code_for(&scene, "jane", &[("scope", "aws.cognito.signin.user.admin")]).await;
    let tokens = exchange(&scene, &code, &[]).await.ok();
    assert_eq!(
        members(&tokens),
        ["access_token", "refresh_token", "token_type", "expires_in"]
    );
    assert_eq!(
        scene.whoami(&tokens["access_token"]).await.ok()["Username"],
        json!("jane")
    );
}

#[tokio::test]
async fn a_resource_becomes_the_audience_and_stays_so() {
    let scene = scene().await;
    let code = code_for(&scene, "jane", &[("resource", "https://api.example.com/v1")]).await;
    let tokens = exchange(&scene, &code, &[]).await.ok();
    assert_eq!(
        claims(&tokens["access_token"])["aud"],
        json!("https://api.example.com/v1")
    );
    let again = refresh(&scene, &tokens["refresh_token"]).await.ok();
    assert_eq!(
        claims(&again["access_token"])["aud"],
        json!("https://api.example.com/v1")
    );
}

#[tokio::test]
async fn a_code_works_once_and_showing_it_again_revokes_what_it_gave() {
    let scene = scene().await;
    let code = code_for(&scene, "jane", &[]).await;
    let tokens = exchange(&scene, &code, &[]).await.ok();
    assert_eq!(scene.whoami(&tokens["access_token"]).await.status, 200);
    assert_eq!(
        error(&exchange(&scene, &code, &[]).await),
        (400, &invalid("invalid_grant"))
    );
    let refused = scene.whoami(&tokens["access_token"]).await;
    assert_eq!(
        refused.fault(),
        ("NotAuthorizedException", "Access Token has been revoked")
    );
    assert_eq!(
        error(&refresh(&scene, &tokens["refresh_token"]).await),
        (400, &invalid("invalid_grant"))
    );
}

#[tokio::test]
async fn what_does_not_belong_to_a_code_uses_it_up() {
    let scene = scene().await;
    let pkce = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
    for (asked, shown) in [
        (&pkce[..], &[("code_verifier", CHALLENGE)][..]),
        (&pkce[..], &[]),
        (&[], &[("code_verifier", VERIFIER)]),
        (&[], &[("redirect_uri", "https://app.example/CB")]),
    ] {
        let code = code_for(&scene, "jane", asked).await;
        assert_eq!(
            error(&exchange(&scene, &code, shown).await),
            (400, &invalid("invalid_grant")),
            "{shown:?}"
        );
        let right = match asked.is_empty() {
            true => vec![],
            false => vec![("code_verifier", VERIFIER)],
        };
        assert_eq!(
            error(&exchange(&scene, &code, &right).await),
            (400, &invalid("invalid_grant"))
        );
    }
}

#[tokio::test]
async fn another_client_gets_nothing_and_does_no_harm() {
    let scene = scene().await;
    let other = scene.another_client(application(json!({}))).await["ClientId"]
        .as_str()
        .unwrap()
        .to_owned();
    let code = code_for(&scene, "jane", &[]).await;
    let stolen = exchange(&scene, &code, &[("client_id", other.as_str())]).await;
    assert_eq!(error(&stolen), (400, &invalid("invalid_grant")));
    assert_eq!(exchange(&scene, &code, &[]).await.status, 200);
}

#[tokio::test]
async fn a_code_lives_five_minutes_and_needs_its_user() {
    let scene = scene().await;
    let code = code_for(&scene, "jane", &[]).await;
    scene.server.clock().advance(Span::seconds(300));
    assert_eq!(
        error(&exchange(&scene, &code, &[]).await),
        (400, &invalid("invalid_grant"))
    );
    let code = code_for(&scene, "jane", &[]).await;
    scene
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(
        error(&exchange(&scene, &code, &[]).await),
        (400, &invalid("invalid_grant"))
    );
}

#[tokio::test]
async fn a_client_that_may_not_read_what_a_scope_shows_gets_no_tokens() {
    let scene = scene_with(json!({}), json!({ "ReadAttributes": ["email"] })).await;
    let code = code_for(&scene, "jane", &[("scope", "openid email")]).await;
    assert_eq!(
        error(&exchange(&scene, &code, &[]).await),
        (400, &invalid("invalid_grant"))
    );
}

#[tokio::test]
async fn the_errors_have_an_order() {
    let scene = scene().await;
    for (form, word) in [
        ("", "invalid_request"),
        ("client_id=nobody", "invalid_request"),
        ("grant_type=password&client_id=nobody", "unsupported_grant_type"),
        ("grant_type=authorization_code&client_id=nobody", "invalid_client"),
        ("grant_type=authorization_code", "invalid_request"),
        (
            "grant_type=refresh_token&refresh_token=x&client_id={c}",
            "invalid_grant",
        ),
        ("grant_type=refresh_token&client_id={c}", "invalid_request"),
        ("grant_type=authorization_code&client_id={c}", "invalid_request"),
        (
            "grant_type=authorization_code&client_id={c}&client_secret=x&code=x",
            "invalid_client",
        ),
        (
            "grant_type=authorization_code&client_id={c}&code=x&code=y",
            "invalid_request",
        ),
        ("grant_type=authorization_code&client_id={c}&code=x", "invalid_grant"),
        ("grant_type=client_credentials&client_id={c}", "unauthorized_client"),
    ] {
        let reply = post(&scene.server, "/oauth2/token", &form.replace("{c}", &scene.client), &[]).await;
        assert_eq!(error(&reply), (400, &invalid(word)), "{form}");
    }
    assert_eq!(scene.server.get("/oauth2/token").await.status, 405);
}

#[tokio::test]
async fn a_client_with_secrets_shows_one_of_them() {
    let scene = scene_with(json!({}), json!({ "GenerateSecret": true })).await;
    let shown = scene
        .admin("DescribeUserPoolClient", json!({ "ClientId": scene.client }))
        .await
        .ok();
    let first = shown["UserPoolClient"]["ClientSecret"].as_str().unwrap().to_owned();
    let added = scene
        .admin("AddUserPoolClientSecret", json!({ "ClientId": scene.client }))
        .await
        .ok();
    let second = added["ClientSecretDescriptor"]["ClientSecretValue"]
        .as_str()
        .unwrap()
        .to_owned();
    for secret in [&first, &second] {
        let code = code_for(&scene, "jane", &[]).await;
        assert_eq!(exchange(&scene, &code, &[("client_secret", secret)]).await.status, 200);
    }
    let code = code_for(&scene, "jane", &[]).await;
    let form = query(&[
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
    ]);
    let send = async |header: String| post(&scene.server, "/oauth2/token", &form, &[("authorization", &header)]).await;
    for wrong in [
        basic(&scene.client, "wrong"),
        basic(&scene.client, ""),
        "Bearer x".into(),
    ] {
        assert_eq!(error(&send(wrong).await), (400, &invalid("invalid_client")));
    }
    assert_eq!(
        error(&exchange(&scene, &code, &[]).await),
        (400, &invalid("invalid_client"))
    );
    assert_eq!(send(basic(&scene.client, &first)).await.status, 200);
}

async fn refresh(scene: &Scene, token: &Value) -> testkit::Reply {
    let form = query(&[
        ("grant_type", "refresh_token"),
        ("client_id", &scene.client),
        ("refresh_token", token.as_str().unwrap()),
    ]);
    post(&scene.server, "/oauth2/token", &form, &[]).await
}

#[tokio::test]
async fn refreshing_keeps_scopes_and_forgets_the_nonce() {
    let scene = scene().await;
    let code = code_for(&scene, "jane", &[("scope", "openid email"), ("nonce", "n")]).await;
    let first = exchange(&scene, &code, &[]).await.ok();
    scene.server.clock().advance(Span::minutes(10));
    let again = refresh(&scene, &first["refresh_token"]).await.ok();
    assert_eq!(
        members(&again),
        ["access_token", "id_token", "token_type", "expires_in"]
    );
    let (before, after) = (claims(&first["id_token"]), claims(&again["id_token"]));
    assert_eq!(
        (&after["nonce"], &after["auth_time"]),
        (&Value::Null, &before["auth_time"])
    );
    assert_eq!(after["origin_jti"], before["origin_jti"]);
    assert_eq!(claims(&again["access_token"])["scope"], json!("openid email"));
    let by_api = scene.tokens("jane").await;
    assert_eq!(refresh(&scene, &by_api["RefreshToken"]).await.status, 200);
}

#[tokio::test]
async fn rotation_gives_a_new_refresh_token_and_knows_the_old_one() {
    let client = json!({
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
    });
    let scene = scene_with(json!({}), client).await;
    let code = code_for(&scene, "jane", &[]).await;
    let first = exchange(&scene, &code, &[]).await.ok();
    let second = refresh(&scene, &first["refresh_token"]).await.ok();
    assert_eq!(
        members(&second),
        ["access_token", "id_token", "refresh_token", "token_type", "expires_in"]
    );
    assert_eq!(
        error(&refresh(&scene, &first["refresh_token"]).await),
        (400, &invalid("invalid_grant"))
    );
    assert_eq!(refresh(&scene, &second["refresh_token"]).await.status, 200);
}

#[tokio::test]
async fn a_machine_gets_a_token_for_itself() {
    let scene = Scene::new().await;
    let server = json!({
        "Identifier": "api", "Name": "api",
        "Scopes": [{ "ScopeName": "read", "ScopeDescription": "r" }, { "ScopeName": "write", "ScopeDescription": "w" }],
    });
    scene.admin("CreateResourceServer", server).await.ok();
    let machine = json!({
        "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthScopes": ["api/read"],
    });
    let machine = scene.another_client(machine).await;
    let header = basic(
        machine["ClientId"].as_str().unwrap(),
        machine["ClientSecret"].as_str().unwrap(),
    );
    let ask = async |more: &str| {
        let form = format!("grant_type=client_credentials{more}");
        post(
            &scene.server,
            "/oauth2/token",
            &form,
            &[("authorization", header.as_str())],
        )
        .await
    };
    let given = ask("").await.ok();
    assert_eq!(members(&given), ["access_token", "expires_in", "token_type"]);
    let token = claims(&given["access_token"]);
    assert_eq!(
        (&token["sub"], &token["scope"], &token["version"]),
        (&machine["ClientId"], &json!("api/read"), &json!(2))
    );
    assert_eq!(
        ask("&scope=api%2Fread&aws_client_metadata=%7B%22a%22%3A%22b%22%7D")
            .await
            .status,
        200
    );
    assert_eq!(
        error(&ask("&scope=api%2Fwrite").await),
        (400, &invalid("invalid_scope"))
    );
    assert_eq!(error(&ask("&scope=openid").await), (400, &invalid("invalid_scope")));
    assert_eq!(
        error(&ask("&aws_client_metadata=%5B1%5D").await),
        (400, &invalid("invalid_request"))
    );
}

#[tokio::test]
async fn signing_out_at_the_api_leaves_no_code_behind() {
    let scene = scene().await;
    let mut browser = Browser::default();
    browser.sign_in(&scene, "jane").await;
    let code = browser.code(&scene, &[]).await;
    scene
        .admin("AdminUserGlobalSignOut", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(
        error(&exchange(&scene, &code, &[]).await),
        (400, &invalid("invalid_grant"))
    );
}

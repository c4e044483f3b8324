//! `/oauth2/userInfo` and `/oauth2/revoke`.

use axum::{body::Body, http::Request};
use serde_json::{Value, json};
use testkit::Reply;

use super::browser::{application, basic, code_for, exchange, post, query, scene, scene_with};
use crate::scene::Scene;

async fn user_info(scene: &Scene, path: &str, authorization: Option<&str>) -> Reply {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = path.parse().unwrap();
    if let Some(value) = authorization {
        request.headers_mut().insert("authorization", value.parse().unwrap());
    }
    scene.server.send(request).await
}

async fn tokens(scene: &Scene, scope: &str) -> Value {
    let code = code_for(scene, "jane", &[("scope", scope)]).await;
    exchange(scene, &code, &[]).await.ok()
}

fn bearer(token: &Value) -> String {
    format!("Bearer {}", token.as_str().unwrap())
}

#[tokio::test]
async fn tells_what_the_scopes_show_all_as_text() {
    let scene = scene().await;
    let sub = crate::scene::claims(&tokens(&scene, "openid").await["access_token"])["sub"].clone();
    let everything = json!({ "sub": sub, "email": "jane@example.com", "email_verified": "true", "username": "jane" });
    let nothing = json!({ "sub": sub, "username": "jane" });
    for (scope, shown) in [
        ("openid", &everything),
        ("openid email", &everything),
        ("openid phone", &nothing),
    ] {
        let token = tokens(&scene, scope).await["access_token"].clone();
        let reply = user_info(&scene, "/oauth2/userInfo", Some(&bearer(&token))).await;
        assert_eq!(reply.header("content-type"), "application/json;charset=UTF-8");
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.ok(), *shown, "{scope}");
        let form = query(&[("access_token", token.as_str().unwrap())]);
        assert_eq!(post(&scene.server, "/oauth2/userinfo", &form, &[]).await.ok(), *shown);
    }
}

#[tokio::test]
async fn tells_nothing_for_a_token_that_is_not_for_it() {
    let scene = scene().await;
    let token = tokens(&scene, "openid").await;
    for (authorization, status, error) in [
        (None, 400, "invalid_request"),
        (Some("Basic eA==".to_owned()), 400, "invalid_request"),
        (Some("Bearer".to_owned()), 400, "invalid_request"),
        (Some("Bearer x".to_owned()), 401, "invalid_token"),
        (Some(bearer(&token["id_token"])), 401, "invalid_token"),
    ] {
        let reply = user_info(&scene, "/oauth2/userInfo", authorization.as_deref()).await;
        assert_eq!(
            (reply.status, &reply.body["error"]),
            (status, &json!(error)),
            "{authorization:?}"
        );
        let challenges: Vec<_> = reply.headers.get_all("www-authenticate").iter().collect();
        let first = challenges[0].to_str().unwrap();
        assert!(
            first.starts_with(&format!("error=\"{error}\", error_description=\"")),
            "{first}"
        );
        assert_eq!(challenges[1].to_str().unwrap(), format!("Bearer {first}"));
    }
    let by_api = scene.tokens("jane").await;
    let refused = user_info(&scene, "/oauth2/userInfo", Some(&bearer(&by_api["AccessToken"]))).await;
    assert_eq!(
        refused.body["error_description"],
        "Access token does not contain openid scope"
    );
    let elsewhere = user_info(
        &scene,
        "/us-east-1_other/oauth2/userInfo",
        Some(&bearer(&token["access_token"])),
    )
    .await;
    assert_eq!(elsewhere.status, 401);
    let here = format!("/{}/oauth2/userInfo", scene.pool);
    assert_eq!(
        user_info(&scene, &here, Some(&bearer(&token["access_token"])))
            .await
            .status,
        200
    );
    scene
        .admin("AdminUserGlobalSignOut", json!({ "Username": "jane" }))
        .await
        .ok();
    assert_eq!(
        user_info(&scene, &here, Some(&bearer(&token["access_token"])))
            .await
            .status,
        401
    );
}

async fn revoke(scene: &Scene, token: &Value) -> Reply {
    let form = query(&[("client_id", &scene.client), ("token", token.as_str().unwrap())]);
    post(&scene.server, "/oauth2/revoke", &form, &[]).await
}

#[tokio::test]
async fn revoking_ends_the_family_and_can_be_repeated() {
    let scene = scene().await;
    let given = tokens(&scene, "openid").await;
    for _ in 0..2 {
        let reply = revoke(&scene, &given["refresh_token"]).await;
        assert_eq!((reply.status, reply.bytes.len()), (200, 0));
    }
    assert_eq!(
        user_info(&scene, "/oauth2/userInfo", Some(&bearer(&given["access_token"])))
            .await
            .status,
        401
    );
    assert_eq!(revoke(&scene, &json!("nothing")).await.status, 200);
}

#[tokio::test]
async fn revoking_is_refused_in_these_words() {
    let scene = scene().await;
    let given = tokens(&scene, "openid").await;
    let said = |reply: Reply| {
        (
            reply.status,
            reply.body["error"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let is = |status: u16, word: &str| (status, word.to_owned());
    for token in ["access_token", "id_token"] {
        assert_eq!(
            said(revoke(&scene, &given[token]).await),
            is(400, "unsupported_token_type")
        );
    }
    let form = query(&[("client_id", &scene.client)]);
    assert_eq!(
        said(post(&scene.server, "/oauth2/revoke", &form, &[]).await),
        is(400, "invalid_request")
    );
    let wrong = basic(&scene.client, "wrong");
    let reply = post(&scene.server, "/oauth2/revoke", "token=x", &[("authorization", &wrong)]).await;
    assert_eq!(said(reply), is(401, "invalid_client"));
    let other = scene.another_client(application(json!({}))).await["ClientId"]
        .as_str()
        .unwrap()
        .to_owned();
    let form = query(&[
        ("client_id", &other),
        ("token", given["refresh_token"].as_str().unwrap()),
    ]);
    assert_eq!(
        said(post(&scene.server, "/oauth2/revoke", &form, &[]).await),
        is(400, "unauthorized_client")
    );
    let fixed = scene_with(json!({}), json!({ "EnableTokenRevocation": false })).await;
    let given = tokens(&fixed, "openid").await;
    assert_eq!(
        said(revoke(&fixed, &given["refresh_token"]).await),
        is(400, "invalid_request")
    );
}

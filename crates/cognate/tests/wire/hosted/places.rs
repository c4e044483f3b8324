//! The ways that lead to a pool: its domain, its id, a client; the discovery document; and other origins.

use axum::{
    body::Body,
    http::{Method, Request},
};
use serde_json::{Value, json};
use testkit::{Reply, Server};

use super::browser::{CALLBACK, application, query, scene};
use crate::scene::{Scene, members};

async fn get_at(server: &Server, host: &str, path: &str) -> Reply {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = path.parse().unwrap();
    request.headers_mut().insert("host", host.parse().unwrap());
    server.send(request).await
}

async fn with_domains(scene: &Scene) {
    scene
        .admin("CreateUserPoolDomain", json!({ "Domain": "shop" }))
        .await
        .ok();
    let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000";
    let custom = json!({ "Domain": "auth.example.com", "CustomDomainConfig": { "CertificateArn": certificate } });
    scene.admin("CreateUserPoolDomain", custom).await.ok();
}

#[tokio::test]
async fn a_domain_leads_to_its_pool_and_to_no_other() {
    let scene = scene().await;
    with_domains(&scene).await;
    let asked = |client: &str| {
        query(&[
            ("client_id", client),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
        ])
    };
    let own = asked(&scene.client);
    let other = Scene::on(scene.server, json!({}), application(json!({}))).await;
    let foreign = asked(&other.client);
    for host in [
        "auth.example.com",
        "AUTH.example.com:8443",
        "shop.auth.localhost:9229",
        "shop.auth.us-east-1.amazoncognito.com",
        "shop.auth.cognate.test",
    ] {
        let reply = get_at(&other.server, host, &format!("/oauth2/authorize?{own}")).await;
        assert_eq!(reply.header("location"), format!("/login?{own}"), "{host}");
        let reply = get_at(&other.server, host, &format!("/oauth2/authorize?{foreign}")).await;
        assert!(
            reply.header("location").starts_with("/error?error=unauthorized_client"),
            "{host}"
        );
    }
    for host in [
        "localhost:9229",
        "127.0.0.1",
        "cognate.test",
        "shop.auth.evil.example",
        "other.auth.localhost",
    ] {
        let reply = get_at(&other.server, host, &format!("/oauth2/authorize?{foreign}")).await;
        assert_eq!(
            reply.header("location"),
            format!("/login?{foreign}"),
            "{host}: found by the client"
        );
    }
}

async fn discovery(scene: &Scene) -> Value {
    scene
        .server
        .get(&format!("/{}/.well-known/openid-configuration", scene.pool))
        .await
        .ok()
}

#[tokio::test]
async fn the_discovery_document_names_what_works() {
    let scene = scene().await;
    with_domains(&scene).await;
    let document = discovery(&scene).await;
    let here = format!("http://cognate.test/{}", scene.pool);
    assert_eq!(
        document["token_endpoint"],
        json!(format!("{here}/oauth2/token")),
        "nobody said where domains lead"
    );
    assert_eq!(
        members(&document)[..12],
        [
            "authorization_endpoint",
            "end_session_endpoint",
            "id_token_signing_alg_values_supported",
            "issuer",
            "jwks_uri",
            "response_types_supported",
            "revocation_endpoint",
            "scopes_supported",
            "subject_types_supported",
            "token_endpoint",
            "token_endpoint_auth_methods_supported",
            "userinfo_endpoint",
        ]
    );
    assert_eq!(document["code_challenge_methods_supported"], json!(["S256"]));
}

#[tokio::test]
async fn with_a_suffix_the_document_names_the_domain() {
    let server = Server::build()
        .settings(|settings| {
            settings.public_url = "https://id.example.com:8443".into();
            settings.domain_suffix = Some("id.example.com".into());
        })
        .start()
        .await;
    let scene = Scene::on(server, json!({}), application(json!({}))).await;
    let endpoint = async || {
        discovery(&scene).await["authorization_endpoint"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        endpoint().await,
        format!("https://id.example.com:8443/{}/oauth2/authorize", scene.pool)
    );
    scene
        .admin("CreateUserPoolDomain", json!({ "Domain": "shop" }))
        .await
        .ok();
    assert_eq!(
        endpoint().await,
        "https://shop.auth.id.example.com:8443/oauth2/authorize"
    );
    scene
        .admin("DeleteUserPoolDomain", json!({ "Domain": "shop" }))
        .await
        .ok();
    with_domains(&scene).await;
    assert_eq!(endpoint().await, "https://auth.example.com:8443/oauth2/authorize");
    let document = discovery(&scene).await;
    let issuer = format!("https://id.example.com:8443/{}", scene.pool);
    assert_eq!(
        (&document["issuer"], &document["jwks_uri"]),
        (&json!(issuer), &json!(format!("{issuer}/.well-known/jwks.json")))
    );
}

#[tokio::test]
async fn scripts_of_any_origin_reach_what_is_for_programs() {
    let scene = scene().await;
    let preflight = async |path: &str| {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = Method::OPTIONS;
        *request.uri_mut() = path.parse().unwrap();
        let headers = request.headers_mut();
        headers.insert("origin", "https://app.example".parse().unwrap());
        headers.insert("access-control-request-method", "POST".parse().unwrap());
        headers.insert(
            "access-control-request-headers",
            "content-type,x-amz-user-agent".parse().unwrap(),
        );
        scene.server.send(request).await
    };
    for path in [
        "/oauth2/token",
        "/oauth2/revoke",
        "/oauth2/userInfo",
        &format!("/{}/oauth2/token", scene.pool),
    ] {
        let reply = preflight(path).await;
        assert_eq!(
            (reply.status, reply.header("access-control-allow-origin")),
            (200, "*"),
            "{path}"
        );
        assert_eq!(
            reply.header("access-control-allow-headers"),
            "content-type,x-amz-user-agent"
        );
        assert!(reply.header("access-control-allow-methods").contains("POST"));
        assert_eq!(reply.header("access-control-allow-credentials"), "");
    }
    for path in ["/oauth2/authorize", "/logout"] {
        let reply = preflight(path).await;
        assert_eq!(
            (reply.status, reply.header("access-control-allow-origin")),
            (405, ""),
            "{path}"
        );
    }
}

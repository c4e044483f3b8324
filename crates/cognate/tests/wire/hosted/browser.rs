//! A browser and an application, as far as OAuth sees them.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Method, Request},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Span,
    oauth::{
        self,
        sso::{SsoDetails, SsoSession},
    },
    ports::Clock,
    token::family::Factor,
};
use serde_json::{Value, json};
use testkit::{Reply, Server};
use uuid::Uuid;

use crate::scene::Scene;

/// Where the application of [`scene`] wants its answers.
pub const CALLBACK: &str = "https://app.example/cb";

/// The verifier and the challenge of RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// What an application may be that uses codes.
pub fn application(more: Value) -> Value {
    let mut settings = json!({
        "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
        "CallbackURLs": [CALLBACK],
        "LogoutURLs": ["https://app.example/bye"],
        "SupportedIdentityProviders": ["COGNITO"],
    });
    for (name, value) in more.as_object().unwrap() {
        settings[name] = value.clone();
    }
    settings
}

/// A pool, an application and Jane.
pub async fn scene() -> Scene {
    scene_with(json!({}), json!({})).await
}

/// The same with other settings of the pool and the application.
pub async fn scene_with(pool: Value, client: Value) -> Scene {
    let scene = Scene::with(pool, application(client)).await;
    let email =
        json!([{ "Name": "email", "Value": "jane@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    scene.user_with("jane", email).await;
    scene
}

/// Text as part of a query.
pub fn escaped(text: &str) -> String {
    oauth::params::encode(text)
}

/// A query or form of these pairs.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The parameters of a URL's query or fragment.
pub fn answer(location: &str) -> BTreeMap<String, String> {
    let at = location.find(['?', '#']).map_or("", |at| &location[at + 1..]);
    let pairs = url::form_urlencoded::parse(at.as_bytes());
    pairs
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// A browser: it keeps cookies and follows nothing by itself.
#[derive(Clone, Default)]
pub struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// `GET`s a path.
    pub async fn get(&mut self, server: &Server, path: &str) -> Reply {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = path.parse().unwrap();
        if !self.cookies.is_empty() {
            request
                .headers_mut()
                .insert("cookie", self.cookie_header().parse().unwrap());
        }
        let reply = server.send(request).await;
        for cookie in reply.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value.is_empty() {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        reply
    }

    /// Every cookie, as the browser sends them.
    pub fn cookie_header(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// The cookie of the session.
    pub fn session(&self) -> Option<&str> {
        self.cookies.get("cognito").map(String::as_str)
    }

    /// Puts a session's cookie into the browser.
    pub fn keep(&mut self, value: &str) {
        self.cookies.insert("cognito".into(), value.into());
    }

    /// Somebody signs in at this browser. What the pages do is tested with the pages: here it is done for them.
    pub async fn sign_in(&mut self, scene: &Scene, username: &str) -> Uuid {
        self.sign_in_by(scene, username, &[]).await
    }

    /// The same by these factors.
    pub async fn sign_in_by(&mut self, scene: &Scene, username: &str, factors: &[Factor]) -> Uuid {
        let user = scene.admin("AdminGetUser", json!({ "Username": username })).await.ok();
        let attributes = user["UserAttributes"].as_array().unwrap();
        let sub = attributes.iter().find(|attribute| attribute["Name"] == "sub").unwrap();
        let now = scene.server.clock().now();
        let session = SsoSession {
            id: scene.server.house().entropy.uuid(),
            pool: PoolId::new(&scene.pool),
            sub: Sub::new(sub["Value"].as_str().unwrap()),
            client: ClientId::new(&scene.client),
            auth_time: now,
            expires: now + Span::hours(1),
            details: SsoDetails {
                factors: factors.to_vec(),
                ..SsoDetails::default()
            },
        };
        let cookie = oauth::token(&*scene.server.house().entropy);
        let batch = store::sso_sessions::insert(&oauth::digest(&cookie), &session, now.into());
        let _ = scene.server.house().store.write(batch).await.unwrap();
        self.keep(&cookie);
        session.id
    }

    /// `/oauth2/authorize` for the scene's application with these parameters besides.
    pub async fn authorize(&mut self, scene: &Scene, more: &[(&str, &str)]) -> Reply {
        self.authorize_as(scene, &scene.client, more).await
    }

    /// The same for another application.
    pub async fn authorize_as(&mut self, scene: &Scene, client: &str, more: &[(&str, &str)]) -> Reply {
        let mut pairs = vec![("client_id", client)];
        for pair in [("response_type", "code"), ("redirect_uri", CALLBACK)] {
            if more.iter().all(|(name, _)| *name != pair.0) {
                pairs.push(pair);
            }
        }
        pairs.extend(more);
        self.get(&scene.server, &format!("/oauth2/authorize?{}", query(&pairs)))
            .await
    }

    /// A code for somebody who is signed in.
    pub async fn code(&mut self, scene: &Scene, more: &[(&str, &str)]) -> String {
        let reply = self.authorize(scene, more).await;
        assert_eq!(reply.status, 302);
        answer(reply.header("location"))["code"].clone()
    }
}

/// A code for a user who has just signed in at a fresh browser.
pub async fn code_for(scene: &Scene, username: &str, more: &[(&str, &str)]) -> String {
    let mut browser = Browser::default();
    browser.sign_in(scene, username).await;
    browser.code(scene, more).await
}

/// Posts a form.
pub async fn post(server: &Server, path: &str, form: &str, headers: &[(&'static str, &str)]) -> Reply {
    let mut request = Request::new(Body::from(form.to_owned()));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = path.parse().unwrap();
    let fields = request.headers_mut();
    fields.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    for (name, value) in headers {
        fields.insert(*name, value.parse().unwrap());
    }
    server.send(request).await
}

/// Exchanges a code at the token endpoint.
pub async fn exchange(scene: &Scene, code: &str, more: &[(&str, &str)]) -> Reply {
    let mut pairs = vec![
        ("grant_type", "authorization_code"),
        ("client_id", scene.client.as_str()),
        ("code", code),
        ("redirect_uri", CALLBACK),
    ];
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more);
    post(&scene.server, "/oauth2/token", &query(&pairs), &[]).await
}

/// `Authorization: Basic …`.
pub fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

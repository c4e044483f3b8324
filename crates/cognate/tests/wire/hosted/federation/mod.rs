//! Signing in through identity providers (oauth.md §§15, 16, 18). The provider says what the test wants.

mod attacks;
mod kinds;
mod links;
mod people;
mod trip;

use std::{
    collections::BTreeMap,
    sync::{Mutex, OnceLock},
};

use aws_lc_rs::{
    digest,
    rsa::PublicKeyComponents,
    signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::ports::{Clock, Keys};
use serde_json::{Value, json};
use testkit::{FixtureKeys, Reply};

use super::browser::{Browser, answer, application, exchange, query};
use crate::scene::Scene;

/// The provider.
const ISSUER: &str = "https://id.example.com";
const TOKENS: &str = "https://id.example.com/token";
const KEYS: &str = "https://id.example.com/jwks";
const USER_INFO: &str = "https://id.example.com/me";

/// The client of this server there.
const CLIENT: &str = "client-at-idp";

/// A pool, an application that takes users of the pool and of `Example`, and the provider of that name.
struct Abroad {
    scene: Scene,
    key: RsaKeyPair,
    nonce: Mutex<String>,
}

/// What the details of the provider are, with its endpoints given.
fn details() -> Value {
    json!({
        "client_id": CLIENT,
        "client_secret": "a-secret-that-is-shared-by-two-and-long",
        "authorize_scopes": "openid email",
        "oidc_issuer": ISSUER,
        "attributes_request_method": "GET",
        "authorize_url": format!("{ISSUER}/authorize"),
        "token_url": TOKENS,
        "attributes_url": USER_INFO,
        "jwks_uri": KEYS,
    })
}

/// What is mapped.
fn mapping() -> Value {
    json!({ "email": "email", "email_verified": "email_verified", "given_name": "given_name", "username": "sub" })
}

async fn key() -> RsaKeyPair {
    static PAIR: OnceLock<Vec<u8>> = OnceLock::new();
    let made = FixtureKeys::default().rsa_2048().await.unwrap();
    RsaKeyPair::from_pkcs8(PAIR.get_or_init(|| made)).unwrap()
}

/// The provider's keys as it publishes them.
fn published(key: &RsaKeyPair, kid: &str) -> Value {
    let public: PublicKeyComponents<Vec<u8>> = key.public_key().into();
    json!({ "keys": [{
        "kty": "RSA", "kid": kid, "use": "sig", "alg": "RS256",
        "n": URL_SAFE_NO_PAD.encode(&public.n), "e": URL_SAFE_NO_PAD.encode(&public.e),
    }] })
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

impl Abroad {
    async fn new() -> Self {
        Self::with(json!({}), json!({})).await
    }

    /// The same with other settings of the pool and the provider.
    async fn with(pool: Value, provider: Value) -> Self {
        let scene = Scene::with(pool, json!({})).await;
        let mut body = json!({
            "ProviderName": "Example", "ProviderType": "OIDC", "ProviderDetails": details(),
            "AttributeMapping": mapping(), "IdpIdentifiers": ["example.com"],
        });
        for (name, value) in provider.as_object().unwrap() {
            body[name] = value.clone();
        }
        scene.admin("CreateIdentityProvider", body).await.ok();
        Self::of(scene, "Example").await
    }

    /// The application takes users of the pool and of this provider.
    async fn of(mut scene: Scene, provider: &str) -> Self {
        let settings = application(json!({ "SupportedIdentityProviders": ["COGNITO", provider] }));
        scene.client = scene.another_client(settings).await["ClientId"]
            .as_str()
            .unwrap()
            .to_owned();
        let key = key().await;
        scene.server.sites().put(KEYS, published(&key, "k1").to_string());
        Self {
            scene,
            key,
            nonce: Mutex::default(),
        }
    }

    fn now(&self) -> i64 {
        self.scene.server.clock().now().seconds()
    }

    /// What the provider says of Jane.
    fn jane(&self) -> Value {
        json!({
            "iss": ISSUER, "aud": CLIENT, "sub": "MDRHj2Asx8", "iat": self.now(), "exp": self.now() + 300,
            "nonce": *self.nonce.lock().unwrap(), "email": "jane@example.com", "email_verified": true,
        })
    }

    /// What the provider says of Jane, otherwise.
    fn jane_but(&self, other: Value) -> Value {
        let mut claims = self.jane();
        for (name, value) in other.as_object().unwrap() {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value.clone(),
            }
        }
        claims
    }

    /// An ID token of the provider.
    fn id_token(&self, claims: &Value) -> String {
        self.signed(&json!({ "alg": "RS256", "kid": "k1" }), claims)
    }

    fn signed(&self, header: &Value, claims: &Value) -> String {
        let text = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        let digest = digest::digest(&digest::SHA256, text.as_bytes());
        self.key
            .sign_digest(&RSA_PKCS1_SHA256, &digest, &mut signature)
            .unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The provider says this from now on.
    fn says(&self, id_token: &str, user_info: &Value) {
        let tokens = json!({
            "access_token": "access-at-idp", "id_token": id_token, "refresh_token": "refresh-at-idp",
            "token_type": "Bearer", "expires_in": 3600, "scope": "openid email",
        });
        self.scene.server.sites().put(TOKENS, tokens.to_string());
        self.scene.server.sites().put(USER_INFO, user_info.to_string());
    }

    /// The browser goes to the provider; what that is asked.
    async fn leave(&self, browser: &mut Browser, more: &[(&str, &str)]) -> BTreeMap<String, String> {
        let mut pairs = vec![("identity_provider", "Example"), ("state", "of-the-app")];
        pairs.extend(more);
        let reply = browser.authorize(&self.scene, &pairs).await;
        let asked = answer(reply.header("location"));
        *self.nonce.lock().unwrap() = asked.get("nonce").cloned().unwrap_or_default();
        asked
    }

    /// The browser comes back from the provider.
    async fn come_back(&self, browser: &mut Browser, pairs: &[(&str, &str)]) -> Reply {
        let path = format!("/oauth2/idpresponse?{}", query(pairs));
        browser.get(&self.scene.server, &path).await
    }

    /// The whole trip of somebody about whom the provider says this.
    async fn travel(&self, browser: &mut Browser, other: Value) -> BTreeMap<String, String> {
        let asked = self.leave(browser, &[]).await;
        let claims = self.jane_but(other);
        self.says(&self.id_token(&claims), &json!({ "sub": claims["sub"] }));
        let reply = self
            .come_back(browser, &[("state", &asked["state"]), ("code", "code-of-idp")])
            .await;
        assert_eq!(reply.status, 302, "{}", reply.header("location"));
        answer(reply.header("location"))
    }

    /// The tokens of somebody about whom the provider says this.
    async fn sign_in(&self, other: Value) -> Value {
        let answer = self.travel(&mut Browser::default(), other).await;
        exchange(
            &self.scene,
            answer.get("code").unwrap_or_else(|| panic!("{answer:?}")),
            &[],
        )
        .await
        .ok()
    }

    /// Why somebody about whom the provider says this is not let in.
    async fn refused(&self, other: Value) -> String {
        let answer = self.travel(&mut Browser::default(), other).await;
        assert_eq!(
            answer.get("error").map(String::as_str),
            Some("invalid_request"),
            "{answer:?}"
        );
        assert_eq!(answer["state"], "of-the-app");
        answer["error_description"].clone()
    }

    /// A user by name.
    async fn user(&self, username: &str) -> Value {
        self.scene
            .admin("AdminGetUser", json!({ "Username": username }))
            .await
            .ok()
    }
}

/// The attributes of a user by name.
fn attributes(user: &Value) -> BTreeMap<String, String> {
    let list = user["UserAttributes"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list.map(|pair| (text(&pair["Name"]), text(&pair["Value"]))).collect()
}

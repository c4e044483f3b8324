//! A pool with a client and users, ready to sign in.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use testkit::{Reply, Server};

use crate::srp_client::{SrpClient, TIMESTAMP};

/// The password of everybody who is not about to change it.
pub const PASSWORD: &str = "Passw0rd!";

/// A pool with one client.
pub struct Scene {
    /// The server.
    pub server: Server,
    /// The pool's id.
    pub pool: String,
    /// The client's id.
    pub client: String,
}

/// Everything that a client may allow itself.
const FLOWS: [&str; 4] = [
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
];

impl Scene {
    /// A pool and a client with all flows and no secret.
    pub async fn new() -> Self {
        Self::with(json!({}), json!({})).await
    }

    /// A pool and a client with these settings besides.
    pub async fn with(pool: Value, client: Value) -> Self {
        Self::on(Server::start().await, pool, client).await
    }

    /// The same on this server.
    pub async fn on(server: Server, pool: Value, client: Value) -> Self {
        let pool = merged(json!({ "PoolName": "people" }), pool);
        let pool = server.call("CreateUserPool", pool).await.ok()["UserPool"]["Id"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut scene = Self {
            server,
            pool,
            client: String::new(),
        };
        scene.client = scene.another_client(client).await["ClientId"]
            .as_str()
            .unwrap()
            .to_owned();
        scene
    }

    /// One more client of the pool: its document.
    pub async fn another_client(&self, settings: Value) -> Value {
        let client = json!({ "UserPoolId": self.pool, "ClientName": "app", "ExplicitAuthFlows": FLOWS });
        let reply = self.server.call("CreateUserPoolClient", merged(client, settings)).await;
        reply.ok()["UserPoolClient"].clone()
    }

    /// A confirmed user with [`PASSWORD`]; its canonical name.
    pub async fn user(&self, name: &str) -> String {
        self.user_with(name, json!([])).await
    }

    /// A confirmed user with [`PASSWORD`] and attributes.
    pub async fn user_with(&self, name: &str, attributes: Value) -> String {
        let username = self.invited_user(name, "Temp0rary!", attributes).await;
        let password = json!({ "Username": username, "Password": PASSWORD, "Permanent": true });
        self.admin("AdminSetUserPassword", password).await.ok();
        username
    }

    /// A user with a temporary password; its canonical name.
    pub async fn invited_user(&self, name: &str, temporary: &str, attributes: Value) -> String {
        let body = json!({
            "Username": name, "TemporaryPassword": temporary, "UserAttributes": attributes, "MessageAction": "SUPPRESS",
        });
        let user = self.admin("AdminCreateUser", body).await.ok();
        user["User"]["Username"].as_str().unwrap().to_owned()
    }

    /// A signed operation on the pool.
    pub async fn admin(&self, operation: &str, body: Value) -> Reply {
        self.server
            .call(operation, merged(json!({ "UserPoolId": self.pool }), body))
            .await
    }

    /// InitiateAuth.
    pub async fn initiate(&self, flow: &str, parameters: Value) -> Reply {
        self.initiate_as(&self.client, flow, parameters).await
    }

    /// InitiateAuth of another client.
    pub async fn initiate_as(&self, client: &str, flow: &str, parameters: Value) -> Reply {
        let body = json!({ "ClientId": client, "AuthFlow": flow, "AuthParameters": parameters });
        self.server.call("InitiateAuth", body).await
    }

    /// InitiateAuth with USER_PASSWORD_AUTH.
    pub async fn sign_in(&self, username: &str, password: &str) -> Reply {
        self.initiate(
            "USER_PASSWORD_AUTH",
            json!({ "USERNAME": username, "PASSWORD": password }),
        )
        .await
    }

    /// The tokens of a user with [`PASSWORD`].
    pub async fn tokens(&self, username: &str) -> Value {
        self.sign_in(username, PASSWORD).await.ok()["AuthenticationResult"].clone()
    }

    /// RespondToAuthChallenge. Without a Session when it is null.
    pub async fn respond(&self, challenge: &str, session: &Value, responses: Value) -> Reply {
        let mut body = json!({ "ClientId": self.client, "ChallengeName": challenge, "ChallengeResponses": responses });
        if !session.is_null() {
            body["Session"] = session.clone();
        }
        self.server.call("RespondToAuthChallenge", body).await
    }

    /// The first half of a sign-in by SRP: the client, and the parameters of PASSWORD_VERIFIER.
    pub async fn srp(&self, username: &str) -> (SrpClient, Value) {
        let client = SrpClient::new(username);
        let reply = self
            .initiate(
                "USER_SRP_AUTH",
                json!({ "USERNAME": username, "SRP_A": client.srp_a() }),
            )
            .await;
        (client, reply.ok()["ChallengeParameters"].clone())
    }

    /// The answer to PASSWORD_VERIFIER by somebody who believes in a password.
    pub fn claim(&self, client: &SrpClient, password: &str, challenge: &Value) -> Value {
        claim(challenge, &client.sign(self.scope(), password, challenge))
    }

    /// What stands behind the `_` of the pool's id.
    pub fn scope(&self) -> &str {
        self.pool.split_once('_').unwrap().1
    }

    /// GetUser.
    pub async fn whoami(&self, access_token: &Value) -> Reply {
        self.server
            .call("GetUser", json!({ "AccessToken": access_token }))
            .await
    }

    /// GetTokensFromRefreshToken.
    pub async fn exchange(&self, refresh_token: &Value) -> Reply {
        let body = json!({ "ClientId": self.client, "RefreshToken": refresh_token });
        self.server.call("GetTokensFromRefreshToken", body).await
    }
}

/// The answer to PASSWORD_VERIFIER with a signature.
pub fn claim(challenge: &Value, signature: &str) -> Value {
    json!({
        "USERNAME": challenge["USER_ID_FOR_SRP"],
        "PASSWORD_CLAIM_SECRET_BLOCK": challenge["SECRET_BLOCK"],
        "PASSWORD_CLAIM_SIGNATURE": signature,
        "TIMESTAMP": TIMESTAMP,
    })
}

/// The claims of a token, unverified.
pub fn claims(token: &Value) -> Value {
    let body = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

/// The members of an object, by name.
pub fn members(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn merged(mut base: Value, more: Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        base[name] = value.clone();
    }
    base
}

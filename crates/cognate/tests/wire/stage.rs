//! A server with one pool and one client, for tests of what users can do in it.

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here fails a test")]

use domain::ports::{Message, MessageKind};
use serde_json::{Value, json};
use testkit::{Reply, Server};

/// A password that meets the default policy.
pub const PASSWORD: &str = "Passw0rd!";

/// Another one.
pub const OTHER_PASSWORD: &str = "0ther-Passw0rd";

/// A server with one pool and one client of it.
pub struct Stage {
    pub server: Server,
    pub pool: String,
    pub client: String,
}

impl Stage {
    /// A pool that verifies e-mail addresses, and a public client for sign-in by password.
    pub async fn plain() -> Self {
        Self::new(json!({}), json!({})).await
    }

    /// As [`Stage::plain`], with other settings of the pool and of the client.
    pub async fn new(pool: Value, client: Value) -> Self {
        Self::on(Server::start().await, pool, client).await
    }

    /// As [`Stage::new`], on a server that runs already.
    pub async fn on(server: Server, pool: Value, client: Value) -> Self {
        let standard = json!({ "PoolName": "stage", "AutoVerifiedAttributes": ["email"] });
        let made = server.call("CreateUserPool", merged(standard, pool)).await.ok();
        let pool = text(&made["UserPool"]["Id"]);
        let stage = Self {
            server,
            pool,
            client: String::new(),
        };
        let client = stage.add_client(client).await;
        Self { client, ..stage }
    }

    /// Makes another client of the pool; its id.
    pub async fn add_client(&self, settings: Value) -> String {
        let flows = [
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
        ];
        let standard = json!({ "UserPoolId": self.pool, "ClientName": "app", "ExplicitAuthFlows": flows });
        let made = self
            .server
            .call("CreateUserPoolClient", merged(standard, settings))
            .await;
        text(&made.ok()["UserPoolClient"]["ClientId"])
    }

    /// Calls an operation on the pool.
    pub async fn admin(&self, operation: &str, body: Value) -> Reply {
        let body = merged(json!({ "UserPoolId": self.pool }), body);
        self.server.call(operation, body).await
    }

    /// Calls an operation through the client.
    pub async fn client(&self, operation: &str, body: Value) -> Reply {
        let body = merged(json!({ "ClientId": self.client }), body);
        self.server.call(operation, body).await
    }

    /// Signs somebody up with an e-mail address; the answer.
    pub async fn sign_up(&self, username: &str, email: &str) -> Value {
        let body =
            json!({ "Username": username, "Password": PASSWORD, "UserAttributes": attributes(&[("email", email)]) });
        self.client("SignUp", body).await.ok()
    }

    /// Makes a confirmed user with [`PASSWORD`] and these attributes.
    pub async fn confirmed(&self, username: &str, given: &[(&str, &str)]) {
        let body = json!({ "Username": username, "MessageAction": "SUPPRESS", "UserAttributes": attributes(given) });
        self.admin("AdminCreateUser", body).await.ok();
        let body = json!({ "Username": username, "Password": PASSWORD, "Permanent": true });
        self.admin("AdminSetUserPassword", body).await.ok();
    }

    /// A confirmed user with a verified e-mail address.
    pub async fn jane(&self) {
        self.confirmed("jane", &[("email", "jane@example.com"), ("email_verified", "true")])
            .await;
    }

    /// Signs in by password.
    pub async fn sign_in(&self, username: &str, password: &str) -> Reply {
        let parameters = json!({ "USERNAME": username, "PASSWORD": password });
        self.client(
            "InitiateAuth",
            json!({ "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters }),
        )
        .await
    }

    /// The access token of a fresh sign-in.
    pub async fn access_token(&self, username: &str) -> String {
        let signed_in = self.sign_in(username, PASSWORD).await.ok();
        text(&signed_in["AuthenticationResult"]["AccessToken"])
    }

    /// The status of a user.
    pub async fn status(&self, username: &str) -> String {
        let shown = self.admin("AdminGetUser", json!({ "Username": username })).await.ok();
        text(&shown["UserStatus"])
    }

    /// An attribute of a user; `null` when it has none.
    pub async fn attribute(&self, username: &str, name: &str) -> Value {
        let shown = self.admin("AdminGetUser", json!({ "Username": username })).await.ok();
        value_of(&shown["UserAttributes"], name)
    }

    /// The newest message, which must be of this kind and go to this address; its code.
    #[track_caller]
    pub fn code(&self, kind: MessageKind, to: &str) -> String {
        let message = self.server.last_message();
        assert_eq!((message.kind, message.to.as_str()), (kind, to));
        message.code.expect("a code in the message")
    }

    /// The newest message.
    pub fn message(&self) -> Message {
        self.server.last_message()
    }
}

/// Attributes as on the wire.
pub fn attributes(given: &[(&str, &str)]) -> Value {
    given
        .iter()
        .map(|(name, value)| json!({ "Name": name, "Value": value }))
        .collect()
}

/// The value of an attribute in a list; `null` when it is not there.
pub fn value_of(list: &Value, name: &str) -> Value {
    let found = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|attribute| attribute["Name"] == name);
    found.map_or(Value::Null, |attribute| attribute["Value"].clone())
}

/// A code that is not `code`.
pub fn wrong(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

/// Text in an answer.
#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("text, not {value}")).to_owned()
}

/// `more` over `standard`, member by member; null removes.
fn merged(mut standard: Value, more: Value) -> Value {
    let (Value::Object(all), Value::Object(more)) = (&mut standard, more) else {
        panic!("two objects");
    };
    for (name, value) in more {
        match value {
            Value::Null => all.remove(&name),
            value => all.insert(name, value),
        };
    }
    standard
}

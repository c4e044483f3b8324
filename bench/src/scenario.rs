//! What is measured: each scenario is one thing that a client does, in as many requests as it takes.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use serde_json::{Value, json};

use crate::{
    Wrong,
    client::Client,
    primitives::Primitives,
    scene::{PASSWORD, SIGNING_IN, Scene, attributes, name, text},
    srp::SrpClient,
};

/// Numbers for users that are made while measuring; beyond those of every scene.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A thing that a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// InitiateAuth by USER_PASSWORD_AUTH.
    PasswordSignIn,
    /// AdminInitiateAuth by ADMIN_USER_PASSWORD_AUTH.
    AdminSignIn,
    /// InitiateAuth by USER_SRP_AUTH and its challenge.
    SrpSignIn,
    /// InitiateAuth by REFRESH_TOKEN_AUTH.
    Refresh,
    /// GetUser.
    GetUser,
    /// AdminGetUser.
    AdminGetUser,
    /// SignUp.
    SignUp,
    /// AdminCreateUser.
    AdminCreateUser,
    /// AdminUpdateUserAttributes.
    AdminUpdateUserAttributes,
    /// ListUsers with `email = "…"`.
    ListUsersByFilter,
    /// ListUsers with `email ^= "…"`.
    ListUsersByPrefix,
    /// The first page of ListUsers.
    ListUsersPage,
    /// The key set of the pool.
    Jwks,
    /// An access token of a client for itself, at the token endpoint.
    ClientCredentials,
}

impl Scenario {
    /// All of them, in the order in which they run: those that add users come last.
    pub const ALL: [Self; 14] = [
        Self::PasswordSignIn,
        Self::AdminSignIn,
        Self::SrpSignIn,
        Self::Refresh,
        Self::GetUser,
        Self::AdminGetUser,
        Self::AdminUpdateUserAttributes,
        Self::ListUsersByFilter,
        Self::ListUsersByPrefix,
        Self::ListUsersPage,
        Self::Jwks,
        Self::ClientCredentials,
        Self::SignUp,
        Self::AdminCreateUser,
    ];

    /// Its name on the command line and in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PasswordSignIn => "password-sign-in",
            Self::AdminSignIn => "admin-sign-in",
            Self::SrpSignIn => "srp-sign-in",
            Self::Refresh => "refresh",
            Self::GetUser => "get-user",
            Self::AdminGetUser => "admin-get-user",
            Self::SignUp => "sign-up",
            Self::AdminCreateUser => "admin-create-user",
            Self::AdminUpdateUserAttributes => "admin-update-user-attributes",
            Self::ListUsersByFilter => "list-users-by-filter",
            Self::ListUsersByPrefix => "list-users-by-prefix",
            Self::ListUsersPage => "list-users-page",
            Self::Jwks => "jwks",
            Self::ClientCredentials => "client-credentials",
        }
    }

    /// The microseconds of cryptography in it that cannot be saved, if it has any.
    pub fn floor(self, primitives: &Primitives) -> Option<f64> {
        let Primitives {
            signature,
            fixed_base,
            plain,
            ..
        } = primitives;
        match self {
            Self::PasswordSignIn | Self::AdminSignIn => Some(2. * signature + fixed_base),
            Self::SrpSignIn => Some(2. * signature + fixed_base + 2. * plain),
            Self::Refresh => Some(2. * signature),
            Self::ClientCredentials => Some(*signature),
            Self::SignUp | Self::AdminCreateUser => Some(*fixed_base),
            _ => None,
        }
    }
}

/// One connection, and what its client remembers.
pub struct Worker {
    client: Client,
    scene: Arc<Scene>,
    srp: SrpClient,
    /// Which user it is about, in turn.
    turn: u32,
    /// Tokens of the user that signed in on this connection.
    tokens: Value,
}

impl Worker {
    /// Connects.
    pub async fn new(server: SocketAddr, scene: Arc<Scene>, number: u32) -> Result<Self, Wrong> {
        Ok(Self {
            client: Client::open(server).await?,
            scene,
            srp: SrpClient::new(number),
            turn: number * 7,
            tokens: Value::Null,
        })
    }

    /// Does what comes before the measured part.
    pub async fn get_ready(&mut self, scenario: Scenario) -> Result<(), Wrong> {
        if matches!(scenario, Scenario::Refresh | Scenario::GetUser) {
            self.tokens = self.sign_in("USER_PASSWORD_AUTH").await?;
        }
        Ok(())
    }

    /// Does it once.
    pub async fn once(&mut self, scenario: Scenario) -> Result<(), Wrong> {
        self.turn = self.turn.wrapping_add(1);
        match scenario {
            Scenario::PasswordSignIn => self.sign_in("USER_PASSWORD_AUTH").await.map(drop),
            Scenario::AdminSignIn => self.admin_sign_in().await,
            Scenario::SrpSignIn => self.srp_sign_in().await,
            Scenario::Refresh => self.refresh().await,
            Scenario::GetUser => {
                let input = json!({ "AccessToken": self.tokens["AccessToken"] });
                self.client.call("GetUser", &input).await.map(drop)
            }
            Scenario::AdminGetUser => {
                let input = json!({ "UserPoolId": self.scene.pool, "Username": self.anyone() });
                self.client.signed("AdminGetUser", &input).await.map(drop)
            }
            Scenario::SignUp => self.sign_up().await,
            Scenario::AdminCreateUser => self.create().await,
            Scenario::AdminUpdateUserAttributes => self.update().await,
            Scenario::ListUsersByFilter => {
                let filter = format!("email = \"{}@example.com\"", self.anyone());
                self.list(json!(filter)).await
            }
            Scenario::ListUsersByPrefix => {
                let filter = format!("email ^= \"{}\"", self.anyone());
                self.list(json!(filter)).await
            }
            Scenario::ListUsersPage => self.list(Value::Null).await,
            Scenario::Jwks => {
                let path = format!("/{}/.well-known/jwks.json", self.scene.pool);
                self.client.get(&path).await
            }
            Scenario::ClientCredentials => {
                let Scene { pool, machine, .. } = &*self.scene;
                let form = "grant_type=client_credentials";
                let answer = self.client.token(pool, machine, form).await?;
                text(&answer["access_token"]).map(drop)
            }
        }
    }

    /// Somebody out of all users, spread over them.
    fn anyone(&self) -> String {
        name(self.turn.wrapping_mul(2_654_435_761) % self.scene.users)
    }

    /// Somebody who can sign in.
    fn signer(&self) -> String {
        name(self.turn % SIGNING_IN.min(self.scene.users))
    }

    async fn sign_in(&mut self, flow: &str) -> Result<Value, Wrong> {
        let input = json!({
            "ClientId": self.scene.client,
            "AuthFlow": flow,
            "AuthParameters": { "USERNAME": self.signer(), "PASSWORD": PASSWORD },
        });
        let answer = self.client.call("InitiateAuth", &input).await?;
        tokens(answer)
    }

    async fn admin_sign_in(&mut self) -> Result<(), Wrong> {
        let input = json!({
            "UserPoolId": self.scene.pool,
            "ClientId": self.scene.client,
            "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
            "AuthParameters": { "USERNAME": self.signer(), "PASSWORD": PASSWORD },
        });
        let answer = self.client.signed("AdminInitiateAuth", &input).await?;
        tokens(answer).map(drop)
    }

    async fn srp_sign_in(&mut self) -> Result<(), Wrong> {
        let input = json!({
            "ClientId": self.scene.client,
            "AuthFlow": "USER_SRP_AUTH",
            "AuthParameters": { "USERNAME": self.signer(), "SRP_A": self.srp.srp_a() },
        });
        let challenge = self.client.call("InitiateAuth", &input).await?;
        let answer = self
            .srp
            .answer(&self.scene.pool, PASSWORD, &challenge["ChallengeParameters"])?;
        let input = json!({
            "ClientId": self.scene.client,
            "ChallengeName": "PASSWORD_VERIFIER",
            "ChallengeResponses": answer,
        });
        let answer = self.client.call("RespondToAuthChallenge", &input).await?;
        tokens(answer).map(drop)
    }

    async fn refresh(&mut self) -> Result<(), Wrong> {
        let input = json!({
            "ClientId": self.scene.client,
            "AuthFlow": "REFRESH_TOKEN_AUTH",
            "AuthParameters": { "REFRESH_TOKEN": self.tokens["RefreshToken"] },
        });
        let answer = self.client.call("InitiateAuth", &input).await?;
        tokens(answer).map(drop)
    }

    async fn sign_up(&mut self) -> Result<(), Wrong> {
        let number = self.scene.users + NEXT.fetch_add(1, Ordering::Relaxed);
        let input = json!({
            "ClientId": self.scene.client,
            "Username": name(number),
            "Password": PASSWORD,
            "UserAttributes": attributes(number),
        });
        let answer = self.client.call("SignUp", &input).await?;
        text(&answer["UserSub"]).map(drop)
    }

    async fn create(&mut self) -> Result<(), Wrong> {
        let number = self.scene.users + NEXT.fetch_add(1, Ordering::Relaxed);
        let input = json!({
            "UserPoolId": self.scene.pool,
            "Username": name(number),
            "MessageAction": "SUPPRESS",
            "UserAttributes": attributes(number),
        });
        let answer = self.client.signed("AdminCreateUser", &input).await?;
        text(&answer["User"]["Username"]).map(drop)
    }

    async fn update(&mut self) -> Result<(), Wrong> {
        let input = json!({
            "UserPoolId": self.scene.pool,
            "Username": self.anyone(),
            "UserAttributes": [{ "Name": "nickname", "Value": format!("Nick{}", self.turn) }],
        });
        self.client.signed("AdminUpdateUserAttributes", &input).await.map(drop)
    }

    async fn list(&mut self, filter: Value) -> Result<(), Wrong> {
        let mut input = json!({ "UserPoolId": self.scene.pool, "Limit": 10 });
        if !filter.is_null() {
            input["Filter"] = filter;
        }
        let answer = self.client.signed("ListUsers", &input).await?;
        text(&answer["Users"][0]["Username"]).map(drop)
    }
}

/// The tokens of an answer, which must have some.
fn tokens(mut answer: Value) -> Result<Value, Wrong> {
    let tokens = answer["AuthenticationResult"].take();
    text(&tokens["AccessToken"])?;
    Ok(tokens)
}

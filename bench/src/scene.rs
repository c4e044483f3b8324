//! The pool that is measured: a client, users who can sign in, and as many others as were asked for.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{Wrong, client::Client, server::Server};

/// Every user's password.
pub const PASSWORD: &str = "Correct-Horse-7";

/// So many of the users can sign in; the others are there to be many.
pub const SIGNING_IN: u32 = 256;

/// The pool.
pub struct Scene {
    /// Its id.
    pub pool: String,
    /// The id of a client without a secret that allows every flow.
    pub client: String,
    /// How a client for machines introduces itself at the token endpoint: its `Authorization` header.
    pub machine: String,
    /// How many users there are.
    pub users: u32,
}

/// The name of a user.
pub fn name(number: u32) -> String {
    format!("user{number:07}")
}

/// The profile of a user.
pub fn attributes(number: u32) -> Value {
    json!([
        { "Name": "email", "Value": format!("user{number:07}@example.com") },
        { "Name": "given_name", "Value": format!("Given{}", number % 1_000) },
        { "Name": "family_name", "Value": format!("Family{}", number % 977) },
    ])
}

impl Scene {
    /// Finds the pool of an earlier run, or makes it.
    pub async fn prepare(server: &Server, users: u32, connections: u32) -> Result<Arc<Self>, Wrong> {
        let mut client = Client::open(server.address).await?;
        let pools = client.signed("ListUserPools", &json!({ "MaxResults": 1 })).await?;
        let scene = match text(&pools["UserPools"][0]["Id"]) {
            Ok(pool) => Self::found(&mut client, pool, users).await?,
            Err(_) => Self::make(&mut client, users).await?,
        };
        let scene = Arc::new(scene);
        let has = client
            .signed("DescribeUserPool", &json!({ "UserPoolId": scene.pool }))
            .await?;
        let has = has["UserPool"]["EstimatedNumberOfUsers"].as_u64().unwrap_or_default();
        fill(server, &scene, u32::try_from(has)?, connections).await?;
        Ok(scene)
    }

    async fn found(client: &mut Client, pool: String, users: u32) -> Result<Self, Wrong> {
        let input = json!({ "UserPoolId": pool, "MaxResults": 2 });
        let clients = client.signed("ListUserPoolClients", &input).await?;
        // Oldest first: the one for people, then the one for machines.
        let machine = text(&clients["UserPoolClients"][1]["ClientId"])?;
        let input = json!({ "UserPoolId": pool, "ClientId": machine });
        let machine = client.signed("DescribeUserPoolClient", &input).await?;
        Ok(Self {
            client: text(&clients["UserPoolClients"][0]["ClientId"])?,
            machine: introduction(&machine["UserPoolClient"])?,
            pool,
            users,
        })
    }

    async fn make(client: &mut Client, users: u32) -> Result<Self, Wrong> {
        let made = client.signed("CreateUserPool", &json!({ "PoolName": "bench" })).await?;
        let pool = text(&made["UserPool"]["Id"])?;
        let input = json!({
            "UserPoolId": pool,
            "ClientName": "bench",
            "ExplicitAuthFlows": [
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
            ],
        });
        let made = client.signed("CreateUserPoolClient", &input).await?;
        let people = text(&made["UserPoolClient"]["ClientId"])?;
        let machine = Self::machine(client, &pool).await?;
        Ok(Self {
            pool,
            client: people,
            machine,
            users,
        })
    }

    /// Makes a client that gets tokens for itself.
    async fn machine(client: &mut Client, pool: &str) -> Result<String, Wrong> {
        let input = json!({
            "UserPoolId": pool,
            "Identifier": "bench",
            "Name": "bench",
            "Scopes": [{ "ScopeName": "all", "ScopeDescription": "all" }],
        });
        client.signed("CreateResourceServer", &input).await?;
        let input = json!({
            "UserPoolId": pool,
            "ClientName": "machine",
            "GenerateSecret": true,
            "AllowedOAuthFlowsUserPoolClient": true,
            "AllowedOAuthFlows": ["client_credentials"],
            "AllowedOAuthScopes": ["bench/all"],
        });
        let made = client.signed("CreateUserPoolClient", &input).await?;
        introduction(&made["UserPoolClient"])
    }
}

/// The `Authorization` header of a client with a secret.
fn introduction(client: &Value) -> Result<String, Wrong> {
    let (id, secret) = (text(&client["ClientId"])?, text(&client["ClientSecret"])?);
    Ok(format!("Basic {}", STANDARD.encode(format!("{id}:{secret}"))))
}

/// Adds users until there are enough, over many connections, so that they share commits.
async fn fill(server: &Server, scene: &Arc<Scene>, has: u32, connections: u32) -> Result<(), Wrong> {
    let mut running = tokio::task::JoinSet::new();
    for first in 0..connections {
        let mut client = Client::open(server.address).await?;
        let scene = Arc::clone(scene);
        running.spawn(async move {
            let mut number = has + first;
            while number < scene.users {
                add(&mut client, &scene, number).await?;
                number += connections;
            }
            Ok::<(), Wrong>(())
        });
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    Ok(())
}

async fn add(client: &mut Client, scene: &Scene, number: u32) -> Result<(), Wrong> {
    let input = json!({
        "UserPoolId": scene.pool,
        "Username": name(number),
        "MessageAction": "SUPPRESS",
        "UserAttributes": attributes(number),
    });
    client.signed("AdminCreateUser", &input).await?;
    if number < SIGNING_IN {
        let input = json!({
            "UserPoolId": scene.pool,
            "Username": name(number),
            "Password": PASSWORD,
            "Permanent": true,
        });
        client.signed("AdminSetUserPassword", &input).await?;
    }
    Ok(())
}

/// A string of an answer.
pub fn text(value: &Value) -> Result<String, Wrong> {
    Ok(value
        .as_str()
        .ok_or_else(|| format!("expected a text, not {value}"))?
        .to_owned())
}

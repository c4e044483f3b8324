//! What the tests of death and of broken disks stand on: a pool, and users who are there wholly or not at all.

use serde_json::{Value, json};

use crate::node::{Node, call};

/// A pool whose users can be found by their e-mail address, and a client.
pub struct Ground {
    /// The pool's id.
    pub pool: Value,
    /// The client's id.
    pub client: Value,
}

/// Makes the pool and the client.
pub async fn prepare(node: &Node) -> Ground {
    let client = reqwest::Client::new();
    let body = json!({ "PoolName": "people", "AliasAttributes": ["email"] });
    let (status, pool) = call(&client, &node.url, "CreateUserPool", &body).await.unwrap();
    assert_eq!(status, 200, "{pool}");
    let pool = pool["UserPool"]["Id"].clone();
    let flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    let body = json!({ "UserPoolId": pool, "ClientName": "app", "ExplicitAuthFlows": flows });
    let (status, answer) = call(&client, &node.url, "CreateUserPoolClient", &body).await.unwrap();
    assert_eq!(status, 200, "{answer}");
    Ground {
        pool,
        client: answer["UserPoolClient"]["ClientId"].clone(),
    }
}

fn email(name: &str) -> String {
    format!("{name}@example.com")
}

/// What AdminCreateUser is given for a user of this name.
pub fn user(ground: &Ground, name: &str) -> Value {
    json!({
        "UserPoolId": ground.pool,
        "Username": name,
        "TemporaryPassword": "Passw0rd!",
        "MessageAction": "SUPPRESS",
        "UserAttributes": [
            { "Name": "email", "Value": email(name) },
            { "Name": "email_verified", "Value": "true" },
        ],
    })
}

/// Whether the user is there with everything that belongs to it. Half a user fails the test.
pub async fn is_whole(client: &reqwest::Client, url: &str, ground: &Ground, name: &str) -> bool {
    let get = async |username: &str| {
        let body = json!({ "UserPoolId": ground.pool, "Username": username });
        call(client, url, "AdminGetUser", &body).await.unwrap()
    };
    let (status, by_name) = get(name).await;
    let (alias_status, by_email) = get(&email(name)).await;
    assert_eq!(status, alias_status, "{name}: {by_name} {by_email}");
    if status != 200 {
        assert_eq!(by_name["__type"], "UserNotFoundException", "{name}: {by_name}");
        return false;
    }
    assert_eq!(by_name, by_email, "{name}");
    assert_eq!(by_name["UserStatus"], "FORCE_CHANGE_PASSWORD", "{name}");
    let sign_in = json!({
        "UserPoolId": ground.pool,
        "ClientId": ground.client,
        "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": name, "PASSWORD": "Passw0rd!" },
    });
    let (_, answer) = call(client, url, "AdminInitiateAuth", &sign_in).await.unwrap();
    assert_eq!(answer["ChallengeName"], "NEW_PASSWORD_REQUIRED", "{name}: {answer}");
    true
}

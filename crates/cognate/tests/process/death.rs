//! kill -9 while users are being made, 200 times on one SQLite file: whoever was acknowledged is there, and nobody is half
//! made.

use std::{collections::BTreeSet, path::Path, sync::Mutex};

use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::node::{Node, call};

/// How often the process dies.
const DEATHS: usize = 200;

/// Users being made at the same time.
const WRITERS: usize = 4;

/// What is known of the users.
#[derive(Default)]
struct Ledger {
    /// The server said 200.
    acknowledged: BTreeSet<String>,
    /// The server died before it said anything.
    open: BTreeSet<String>,
}

/// A pool whose users can be found by their e-mail address, and a client.
struct Ground {
    pool: Value,
    client: Value,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_acknowledged_survives_and_nobody_is_half_made() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    let ground = prepare(data).await;
    let mut ledger = Ledger::default();
    for death in 0..DEATHS {
        let node = Node::start(data);
        // The end comes at another moment each time: after 0 to 12 acknowledgements, while others are under way.
        let made = write_until_death(node, &ground, death, death * 7 % 13).await;
        ledger.acknowledged.extend(made.acknowledged);
        ledger.open.extend(made.open);
    }
    assert!(ledger.acknowledged.len() >= 5 * DEATHS, "{}", ledger.acknowledged.len());
    assert_eq!(
        ledger.open.len(),
        WRITERS * DEATHS,
        "each writer was interrupted each time"
    );

    let node = Node::start(data);
    let client = reqwest::Client::new();
    for name in &ledger.acknowledged {
        assert!(
            is_whole(&client, &node.url, &ground, name).await,
            "{name} was acknowledged and is gone"
        );
    }
    for name in &ledger.open {
        if !is_whole(&client, &node.url, &ground, name).await {
            // Nothing of it is there: neither name nor address is taken.
            let (status, answer) = call(&client, &node.url, "AdminCreateUser", &user(&ground, name))
                .await
                .unwrap();
            assert_eq!(status, 200, "{name}: {answer}");
        }
    }
}

async fn prepare(data: &Path) -> Ground {
    let node = Node::start(data);
    let client = reqwest::Client::new();
    let body = json!({ "PoolName": "death", "AliasAttributes": ["email"] });
    let (status, pool) = call(&client, &node.url, "CreateUserPool", &body).await.unwrap();
    assert_eq!(status, 200, "{pool}");
    let pool = pool["UserPool"]["Id"].clone();
    let flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    let body = json!({ "UserPoolId": pool, "ClientName": "death", "ExplicitAuthFlows": flows });
    let (status, answer) = call(&client, &node.url, "CreateUserPoolClient", &body).await.unwrap();
    assert_eq!(status, 200, "{answer}");
    let ground = Ground {
        pool,
        client: answer["UserPoolClient"]["ClientId"].clone(),
    };
    node.kill();
    ground
}

fn email(name: &str) -> String {
    format!("{name}@example.com")
}

fn user(ground: &Ground, name: &str) -> Value {
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

/// Makes users until `enough` are acknowledged, then kills the server under the feet of those still being made.
async fn write_until_death(node: Node, ground: &Ground, death: usize, enough: usize) -> Ledger {
    let ledger = Mutex::new(Ledger::default());
    let reached = Notify::new();
    let url = node.url.clone();
    let client = reqwest::Client::new();
    let write = async |writer: usize| {
        for number in 0.. {
            let name = format!("user-{death}-{writer}-{number}");
            ledger.lock().unwrap().open.insert(name.clone());
            if ledger.lock().unwrap().acknowledged.len() >= enough {
                reached.notify_one();
            }
            let Ok((status, answer)) = call(&client, &url, "AdminCreateUser", &user(ground, &name)).await else {
                return;
            };
            assert_eq!(status, 200, "{name}: {answer}");
            let mut ledger = ledger.lock().unwrap();
            ledger.open.remove(&name);
            ledger.acknowledged.insert(name);
        }
    };
    let kill = async {
        reached.notified().await;
        tokio::task::spawn_blocking(|| node.kill()).await.unwrap();
    };
    tokio::join!(write(0), write(1), write(2), write(3), kill);
    ledger.into_inner().unwrap()
}

/// Whether the user is there with everything that belongs to it. Half a user fails the test.
async fn is_whole(client: &reqwest::Client, url: &str, ground: &Ground, name: &str) -> bool {
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

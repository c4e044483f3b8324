//! kill -9 while users are being made, 200 times on one SQLite file: whoever was acknowledged is there, and nobody is half
//! made.

use std::{collections::BTreeSet, env, sync::Mutex};

use tokio::sync::Notify;

use crate::{
    ground::{Ground, is_whole, prepare, user},
    node::{Node, call},
};

/// How often the process dies, unless `DEATHS` says otherwise: nightly a thousand times.
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_acknowledged_survives_and_nobody_is_half_made() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    let deaths = deaths();
    let node = Node::start(data);
    let ground = prepare(&node).await;
    node.kill();
    let mut ledger = Ledger::default();
    for death in 0..deaths {
        let node = Node::start(data);
        // The end comes at another moment each time: after 0 to 12 acknowledgements, while others are under way.
        let made = write_until_death(node, &ground, death, death * 7 % 13).await;
        ledger.acknowledged.extend(made.acknowledged);
        ledger.open.extend(made.open);
    }
    assert!(ledger.acknowledged.len() >= 5 * deaths, "{}", ledger.acknowledged.len());
    assert_eq!(
        ledger.open.len(),
        WRITERS * deaths,
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

#[expect(
    clippy::disallowed_methods,
    reason = "how long to test is a setting of the test, not of the program"
)]
fn deaths() -> usize {
    env::var("DEATHS").map_or(DEATHS, |number| number.parse().unwrap())
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

//! Many requests at once.

use std::sync::Arc;

use serde_json::Value;
use testkit::{Reply, Server};
use tokio::task::JoinSet;

/// Sends one operation with each of these bodies, all at once; the answers, in no order.
pub async fn race(server: &Arc<Server>, operation: &'static str, bodies: Vec<Value>) -> Vec<Reply> {
    let mut racers = JoinSet::new();
    for body in bodies {
        let server = Arc::clone(server);
        racers.spawn(async move { server.call(operation, body).await });
    }
    racers.join_all().await
}

/// How many of the answers are successes; all others must be this fault.
#[track_caller]
pub fn winners(replies: &[Reply], fault: (&str, &str)) -> usize {
    let (won, lost): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 200);
    for reply in lost {
        assert_eq!(reply.fault(), fault);
    }
    won.len()
}

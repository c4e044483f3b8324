//! The golden list of operations without a file. It can only shrink.

use serde_json::json;
use testkit::Server;
use wire::Operation;

/// One name a line.
const GOLDEN: &str = include_str!("../../../../docs/operations-not-built.txt");

/// What the dispatch really answers is what the list says.
#[tokio::test]
async fn the_operations_not_built_are_listed() {
    let server = Server::start().await;
    let mut not_built = Vec::new();
    for operation in Operation::ALL {
        let reply = server.call(operation.name(), json!({})).await;
        if reply.status == 501 {
            let sentence = format!("{} is not implemented by this server yet.", operation.name());
            assert_eq!(reply.fault(), ("NotImplementedException", sentence.as_str()));
            not_built.push(operation.name());
        }
    }
    let listed: Vec<_> = GOLDEN.lines().collect();
    assert_eq!(
        not_built, listed,
        "docs/operations-not-built.txt lists the operations without a file, by name"
    );
}

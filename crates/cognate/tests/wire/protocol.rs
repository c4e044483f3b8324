//! Framing, headers, CORS, sizes: what happens before an operation runs (resources.md §1).

use serde_json::json;
use testkit::Server;

#[tokio::test]
async fn an_answer_has_the_headers_of_the_real_one() {
    let server = Server::start().await;
    let reply = server.call("ListUserPools", json!({ "MaxResults": 1 })).await;
    assert_eq!(reply.header("content-type"), "application/x-amz-json-1.1");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
}

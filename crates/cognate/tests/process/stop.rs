//! Stopping: what was accepted is finished.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use crate::node::Node;

const HEAD: &str = "POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: AWSCognitoIdentityProviderService.InitiateAuth\r\n\
                    content-length: 2\r\n\r\n";

#[test]
fn a_request_under_way_is_answered_before_the_end() {
    for signal in ["TERM", "INT"] {
        let directory = tempfile::tempdir().unwrap();
        let node = Node::start(directory.path());
        let address = node.url.strip_prefix("http://").unwrap().to_owned();
        let mut connection = TcpStream::connect(&address).unwrap();
        connection.write_all(HEAD.as_bytes()).unwrap();
        connection.write_all(b"{").unwrap();
        // A second request proves that the first has been accepted.
        assert!(get(&address, "/health/live").contains("{\"status\":\"live\"}"));

        node.signal(signal);
        node.wait_for_log("stopping");
        connection.write_all(b"}").unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 "), "{answer:?}");
        assert!(answer.contains("\r\nx-amzn-requestid: "), "{answer}");
        assert!(answer.contains("\"__type\":"), "{answer}");
        assert!(node.wait().success());
        assert!(TcpStream::connect(&address).is_err(), "nobody listens any more");
    }
}

fn get(address: &str, path: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

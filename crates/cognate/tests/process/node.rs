//! One process of the binary, and requests to it.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
};

use adapters::SystemClock;
use domain::ports::Clock;
use serde_json::Value;
use testkit::Signer;

/// The binary with no setting from outside.
pub fn cognate() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cognate"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("COGNATE_") {
            command.env_remove(name);
        }
    }
    command
}

/// A running server. Killed when dropped.
pub struct Node {
    child: Child,
    /// Where it answers.
    pub url: String,
    /// Lines of its log, read all the time, so that a talkative process never waits for its reader.
    log: Receiver<String>,
}

impl Node {
    /// Starts `cognate dev` on a free port and waits until it says that it is ready.
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// The same with environment variables.
    pub fn start_with(data: &Path, variables: &[(&str, &str)]) -> Self {
        let mut command = cognate();
        command
            .args(["dev", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .envs(variables.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = lines(child.stderr.take().unwrap());
        let mut greeting = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut greeting)
            .unwrap();
        let url = greeting.trim().strip_prefix("Cognate is ready at ");
        let url = url.unwrap_or_else(|| panic!("no greeting but {greeting:?}")).to_owned();
        Self { child, url, log }
    }

    /// Starts `cognate serve` on a free port with these environment variables and waits until its log says where it
    /// listens.
    pub fn serve(variables: &[(&str, &str)]) -> Self {
        let mut command = cognate();
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .envs(variables.iter().copied());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let log = lines(child.stderr.take().unwrap());
        let url = String::new();
        let mut node = Self { child, url, log };
        node.url = node.address_in_log();
        node
    }

    /// Reads the log up to the line that says where the node listens.
    fn address_in_log(&self) -> String {
        for line in &self.log {
            let event: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line}"));
            if let ("listening", Some(address)) = (event["message"].as_str().unwrap(), event["address"].as_str()) {
                return format!("http://{address}");
            }
        }
        panic!("it ended without listening");
    }

    /// Sends a signal by name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("sh")
            .args(["-c", "kill -\"$0\" \"$1\"", name, &pid])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Ends it at once, as `kill -9` does, and waits until it is gone.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Reads the log up to the first line that holds `text`.
    pub fn wait_for_log(&self, text: &str) {
        while !self
            .log
            .recv()
            .unwrap_or_else(|_| panic!("the log ended without {text:?}"))
            .contains(text)
        {}
    }

    /// The log from here on, once it has ended.
    pub fn log_to_its_end(&self) -> String {
        self.log.iter().collect()
    }

    /// Waits for its end.
    pub fn wait(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Already gone when the test has waited for it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stderr: ChildStderr) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(stderr).lines().map_while(Result::ok);
        lines.for_each(|line| drop(sender.send(line + "\n")));
    });
    receiver
}

/// A signature that is well formed and worth nothing: development takes it.
const SIGNATURE: &str = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, \
                         SignedHeaders=host;x-amz-date, \
                         Signature=0000000000000000000000000000000000000000000000000000000000000000";

/// Calls an operation.
pub async fn call(
    client: &reqwest::Client,
    url: &str,
    operation: &str,
    body: &Value,
) -> Result<(u16, Value), reqwest::Error> {
    let request = client
        .post(url)
        .header("x-amz-target", format!("AWSCognitoIdentityProviderService.{operation}"))
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-date", "20260101T000000Z")
        .header("authorization", SIGNATURE)
        .body(body.to_string());
    let response = request.send().await?;
    let status = response.status().as_u16();
    let bytes = response.bytes().await?;
    Ok((status, serde_json::from_slice(&bytes).unwrap_or_default()))
}

/// An access key (id and secret), as `COGNATE_ACCESS_KEYS` names it in these tests.
pub const KEY: (&str, &str) = ("AKIASERVE", "the/secret+of+the+key");

/// Calls an operation with a right signature of this key, or with none.
pub async fn signed(node: &Node, key: Option<(&str, &str)>, operation: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let mut headers = vec![
        ("host".to_owned(), node.url.trim_start_matches("http://").to_owned()),
        ("content-type".to_owned(), "application/x-amz-json-1.1".to_owned()),
        (
            "x-amz-target".to_owned(),
            format!("AWSCognitoIdentityProviderService.{operation}"),
        ),
    ];
    if let Some((id, secret)) = key {
        headers.extend(Signer::new(id, secret, SystemClock.now()).sign(&headers, body.as_bytes()));
    }
    let request = headers
        .iter()
        .fold(reqwest::Client::new().post(&node.url), |request, (name, value)| {
            request.header(name, value)
        });
    let response = request.body(body).send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default(),
    )
}

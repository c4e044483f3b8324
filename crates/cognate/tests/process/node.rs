//! One process of the binary, and requests to it.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
};

use serde_json::Value;

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

/// A running `cognate dev`. Killed when dropped.
pub struct Node {
    child: Child,
    /// Where it answers.
    pub url: String,
    log: BufReader<ChildStderr>,
}

impl Node {
    /// Starts it on a free port and waits until it says that it is ready.
    pub fn start(data: &Path) -> Self {
        let mut child = cognate()
            .args(["dev", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let mut greeting = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut greeting)
            .unwrap();
        let url = greeting.trim().strip_prefix("Cognate is ready at ");
        let url = url.unwrap_or_else(|| panic!("no greeting but {greeting:?}")).to_owned();
        Self { child, url, log }
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
    pub fn wait_for_log(&mut self, text: &str) {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert_ne!(
                self.log.read_line(&mut line).unwrap(),
                0,
                "the log ended without {text:?}"
            );
        }
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

//! Functions as commands of this machine, for development: the event on standard input, the answer on standard output.

use std::{io, process::Stdio};

use domain::ports::TriggerFailed;
use serde_json::Value;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    process::{Child, ChildStdin, Command as Process},
};

use super::answer::{ANSWER_LIMIT, too_long};

/// The most that is read of what a command complains.
const COMPLAINT_LIMIT: u64 = 64 * 1024;

/// A program with its arguments. No shell reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
}

impl Command {
    /// Reads words with blanks between them; `None` when there is no word.
    pub fn new(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().map(str::to_owned);
        Some(Self {
            program: words.next()?,
            arguments: words.collect(),
        })
    }

    /// Runs it once. Dropped before it is done, it is killed.
    pub(super) async fn attempt(&self, event: &Value) -> Result<Value, TriggerFailed> {
        let mut child = self.start().map_err(|error| self.broken(&error))?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let answer = async {
            match stdout {
                Some(stdout) => read(stdout, ANSWER_LIMIT as u64 + 1).await,
                None => Ok(Vec::new()),
            }
        };
        let complaint = async {
            match stderr {
                Some(stderr) => read(stderr, COMPLAINT_LIMIT).await,
                None => Ok(Vec::new()),
            }
        };
        let (_, answer, complaint) = tokio::join!(write(stdin, event), answer, complaint);
        let answer = answer.map_err(|error| self.broken(&error))?;
        if answer.len() > ANSWER_LIMIT {
            return Err(too_long());
        }
        self.meaning(child, &answer, &complaint.unwrap_or_default()).await
    }

    fn start(&self) -> io::Result<Child> {
        Process::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }

    /// A command that ends well has answered; one that does not has refused.
    async fn meaning(&self, mut child: Child, answer: &[u8], complaint: &[u8]) -> Result<Value, TriggerFailed> {
        let status = child.wait().await.map_err(|error| self.broken(&error))?;
        let document: Result<Value, _> = serde_json::from_slice(answer);
        if status.success() {
            return document.map_err(|_| TriggerFailed::NotJson);
        }
        let complaint = String::from_utf8_lossy(complaint);
        tracing::warn!(program = self.program, %status, complaint = %complaint.trim_end(), "a command failed");
        let told = document
            .ok()
            .and_then(|document| Some(document.get("errorMessage")?.as_str()?.to_owned()));
        Err(TriggerFailed::Function(told.or_else(|| error_in(&complaint))))
    }

    fn broken(&self, error: &io::Error) -> TriggerFailed {
        tracing::warn!(program = self.program, %error, "a command cannot be run");
        TriggerFailed::NotCallable("ResourceNotFoundException".into())
    }
}

/// A command may end without having read its event.
async fn write(stdin: Option<ChildStdin>, event: &Value) {
    if let Some(mut stdin) = stdin
        && stdin.write_all(event.to_string().as_bytes()).await.is_err()
    {
        tracing::debug!("a command has not read its event");
    }
}

async fn read(from: impl AsyncRead + Unpin, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit).read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// What an uncaught exception says, as Lambda would report it: the text behind its type in the last line that has the form of
/// Python's and Node's, or else the last line.
fn error_in(complaint: &str) -> Option<String> {
    let thrown = |line: &str| {
        let (kind, text) = line.split_once(": ").unwrap_or((line, ""));
        let is_kind = kind.ends_with("Error") || kind.ends_with("Exception");
        let is_name = kind
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._".contains(&byte));
        (is_kind && is_name).then(|| text.trim().to_owned())
    };
    let lines = || complaint.lines().rev().filter(|line| !line.trim().is_empty());
    lines()
        .find_map(thrown)
        .or_else(|| lines().next().map(|line| line.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_exceptions_say() {
        let python = "Traceback (most recent call last):\n  File \"x.py\", line 1\nValueError: Not today\n";
        assert_eq!(error_in(python).as_deref(), Some("Not today"));
        let node =
            "/x.js:1\nthrow new Error('Not today')\n^\n\nError: Not today\n    at x (x.js:1)\n\nNode.js v22.0.0\n";
        assert_eq!(error_in(node).as_deref(), Some("Not today"));
        assert_eq!(error_in("no such file: x\n").as_deref(), Some("no such file: x"));
        assert_eq!(error_in("").as_deref(), None);
    }

    #[test]
    fn words() {
        let command = Command::new(" python3  handlers/a.py -x ").unwrap();
        assert_eq!((command.program.as_str(), command.arguments.len()), ("python3", 2));
        assert_eq!(Command::new("  "), None);
    }
}

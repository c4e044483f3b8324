//! The functions of pools: when they are called, with what, and what their answers do (triggers.md).

mod callback;
mod failures;
mod messages;
mod metadata;
mod migration;
mod senders;
mod sign_in;
mod sign_up;
mod tokens;
mod trace;

use domain::ports::TriggerFailed;
use serde_json::{Map, Value, json};
use testkit::{Functions, Reply, function_arn};

/// `LambdaConfig` with a function of its own name for each of these kinds.
fn config(kinds: &[&str]) -> Value {
    kinds
        .iter()
        .map(|kind| ((*kind).to_owned(), json!(function_arn(kind))))
        .collect::<Map<_, _>>()
        .into()
}

/// Functions that change nothing.
fn echo(functions: &Functions, kinds: &[&str]) {
    for kind in kinds {
        functions.write(kind, |event| Ok(event.clone()));
    }
}

fn sources(functions: &Functions) -> Vec<String> {
    let source = |event: &Value| event["triggerSource"].as_str().unwrap().to_owned();
    functions.take_events().iter().map(source).collect()
}

/// The only event since this was last asked.
#[track_caller]
fn only_event(functions: &Functions) -> Value {
    let mut events = functions.take_events();
    assert_eq!(events.len(), 1, "{events:#?}");
    events.remove(0)
}

fn error(message: &str) -> TriggerFailed {
    TriggerFailed::Function(Some(message.into()))
}

/// For short: a call ends with this fault.
trait Refused {
    fn refused(&self, code: &str, message: &str);
}

impl Refused for Reply {
    #[track_caller]
    fn refused(&self, code: &str, message: &str) {
        assert_eq!(self.fault(), (code, message));
    }
}

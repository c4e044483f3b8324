//! What is said when a function of the pool does not help (triggers.md §5.1).

use domain::{ids::ClientId, ports::TriggerFailed, trigger::Trigger};
use wire::{Code, Fault};

/// The sentence of each way in which a function can fail.
pub fn failed(trigger: Trigger, failed: &TriggerFailed) -> Fault {
    match failed {
        TriggerFailed::Function(message) => refused(trigger, message.as_deref()),
        TriggerFailed::NotCallable(error) => not_callable(trigger, error),
        TriggerFailed::TimedOut => timed_out(trigger),
        TriggerFailed::NotJson => not_json(),
    }
}

/// documented and observed: triggers.md §5.1, with its full stop; guess: `null` for an error without a message.
pub fn refused(trigger: Trigger, message: Option<&str>) -> Fault {
    let message = message.filter(|message| !message.is_empty()).unwrap_or("null");
    Fault::new(
        Code::UserLambdaValidationException,
        format!("{} failed with error {message}.", trigger.as_str()),
    )
}

/// guess (remembered): triggers.md §5.1.
pub fn not_callable(trigger: Trigger, error: &str) -> Fault {
    Fault::new(
        Code::UnexpectedLambdaException,
        format!("{} invocation failed due to error {error}.", trigger.as_str()),
    )
}

/// guess (remembered): triggers.md §5.1.
pub fn timed_out(trigger: Trigger) -> Fault {
    not_callable(trigger, "Socket timeout while invoking Lambda function")
}

/// observed: triggers.md §5.1.
pub fn not_json() -> Fault {
    Fault::new(
        Code::InvalidLambdaResponseException,
        "Invalid lambda function output : Invalid JSON",
    )
}

/// observed: triggers.md §5.1, JSON of the wrong form; guess: a member with a value that it cannot have.
pub fn unrecognizable() -> Fault {
    Fault::new(Code::InvalidLambdaResponseException, "Unrecognizable lambda output")
}

/// observed: auth.md §3.2. Of two classes that are told of, the observed one (triggers.md §5.1 has another from a peer).
pub fn not_configured() -> Fault {
    Fault::invalid_parameter("Custom auth lambda trigger is not configured for the user pool.")
}

/// observed: clients look for this text (triggers.md §6.8 says only that the user counts as unknown); guess: its class.
pub fn nobody_to_migrate(client: &ClientId) -> Fault {
    Fault::new(
        Code::UserNotFoundException,
        format!("Exception migrating user in app client {client}"),
    )
}

/// What a function says of a user breaks the rules of the pool. observed: the complaint about a username that looks like an
/// address reaches the client; guess: others look as if nobody were known.
pub fn cannot_migrate(client: &ClientId, fault: Fault) -> Fault {
    let is_about_the_name = fault == super::sign_up::username_looks_like_email()
        || fault == super::sign_up::username_looks_like_phone_number();
    match is_about_the_name {
        true => fault,
        false => nobody_to_migrate(client),
    }
}

/// guess: triggers.md §6.1 names no text for a function that verifies an address which is not there.
pub fn nothing_to_verify() -> Fault {
    unrecognizable()
}

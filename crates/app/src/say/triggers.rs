//! What is said when a function of the pool does not help (triggers.md §5.1).

use domain::{
    ids::ClientId,
    message::OwnWords,
    ports::{Channel, TriggerFailed},
    trigger::{
        Trigger,
        message::{Part, Unsendable},
    },
};
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

/// observed for the text of e-mails without a place for the code (several reports of one sentence; triggers.md §15 no. 11 knew of
/// none); guess: the names of the other members, the pattern of a link, and what is said of a text that is too long.
pub fn unsendable(words: &OwnWords, part: Part, unsendable: Unsendable, channel: Channel) -> Fault {
    let (member, value) = match part {
        Part::Email => ("emailBody", &words.email),
        Part::Sms => ("smsBody", &words.sms),
        Part::Subject => ("emailSubject", &words.subject),
    };
    let value = value.as_deref().unwrap_or_default();
    let text = r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*";
    let constraint = match (unsendable, channel) {
        (Unsendable::TooLong(longest), _) => format!("Member must have length less than or equal to {longest}"),
        (Unsendable::NoCode, Channel::Email) => pattern(&format!(r"{text}\{{####\}}{text}")),
        (Unsendable::NoCode, Channel::Sms) => pattern(r".*\{####\}.*"),
        (Unsendable::NoLink, _) => pattern(&format!(r"{text}\{{##{text}##\}}{text}")),
    };
    Fault::invalid_parameter(format!(
        "1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"
    ))
}

/// observed: resources.md §1.6.
fn pattern(pattern: &str) -> String {
    format!("Member must satisfy regular expression pattern: {pattern}")
}

//! What is said about risks, events of users and the delivery of logs.

use domain::log_delivery::LogSource;
use wire::{Code, Fault};

/// guess: errors.tsv, threat protection is off.
pub fn add_on_off() -> Fault {
    Fault::new(
        Code::UserPoolAddOnNotEnabledException,
        "User pool does not have advanced security enabled.",
    )
}

/// observed: resources.md §11.
pub fn bad_range() -> Fault {
    Fault::invalid_parameter("Incorrect CIDR format")
}

/// guess: triggers.md §13.2 has the rule (documented) and no text.
pub fn weaker_at_higher_risk() -> Fault {
    Fault::invalid_parameter(
        "The action for a higher risk level cannot be weaker than the action for a lower risk level.",
    )
}

/// guess: no text of the real service is known.
pub fn no_such_event(id: &str) -> Fault {
    Fault::resource_not_found(format!("Auth event {id} does not exist."))
}

/// guess: no text of the real service is known. Also for a token of another event.
pub fn bad_feedback_token() -> Fault {
    Fault::not_authorized("Invalid feedback token")
}

/// guess: triggers.md §13.2, remembered of the real service.
pub fn leaked_password() -> Fault {
    Fault::new(
        Code::InvalidPasswordException,
        "Provided password cannot be used for security reasons.",
    )
}

/// guess: triggers.md §13.3, documented that a malformed address is an error.
pub fn bad_address() -> Fault {
    Fault::invalid_parameter("Invalid IP address.")
}

/// observed up to the colon: resources.md §11 (sic); the rest of the sentence was not recorded.
pub fn log_twice(source: LogSource) -> Fault {
    let name = name(source);
    Fault::invalid_parameter(format!(
        "Following event sources appear more then once in a request: [{name}]"
    ))
}

/// observed: resources.md §11.
pub fn foreign_destination() -> Fault {
    Fault::invalid_parameter("ARN does not belong to current region")
}

/// guess: triggers.md §14.1 has the rule (documented) and no text.
pub fn destination_not_supported(source: LogSource) -> Fault {
    let name = name(source);
    Fault::invalid_parameter(format!(
        "The log destination is not supported for the event source {name}."
    ))
}

/// guess: triggers.md §14.1, each log has exactly one destination.
pub fn one_destination() -> Fault {
    Fault::invalid_parameter("Exactly one log destination must be specified for each event source.")
}

/// guess: triggers.md §14.1, each log has one level.
pub fn level_not_supported(source: LogSource) -> Fault {
    let name = name(source);
    Fault::invalid_parameter(format!("The log level is not supported for the event source {name}."))
}

const fn name(source: LogSource) -> &'static str {
    match source {
        LogSource::UserNotification => "userNotification",
        LogSource::UserAuthEvents => "userAuthEvents",
    }
}

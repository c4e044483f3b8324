//! What is said about the sessions of users.

use wire::{Code, Fault};

/// documented exception, guessed text: auth.md §17.4, the pool tracks no sessions.
pub fn not_tracked() -> Fault {
    Fault::new(
        Code::OperationNotEnabledException,
        "User session tracking is not enabled for this user pool.",
    )
}

/// documented rule, guessed text: resources.md §3.7, the settings of a client in a pool that tracks no sessions.
pub fn pool_does_not_track() -> Fault {
    Fault::invalid_parameter("User session tracking must be enabled for the user pool.")
}

/// documented exception, guessed text: auth.md §17.4, the session has ended, is another user's, or never was.
pub fn no_such_session(id: &str) -> Fault {
    Fault::resource_not_found(format!("Session {id} does not exist."))
}

/// documented rule, guessed text: auth.md §17.4, a user revokes the session of the calling token.
pub fn current_session() -> Fault {
    Fault::invalid_parameter("The current session cannot be revoked.")
}

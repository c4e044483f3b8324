//! What is said about users, their names, and messages that cannot be sent to them.

use wire::{Code, Fault};

/// observed: resources.md §4.9, unknown user of a signed operation, or deleted user of an access token.
pub fn does_not_exist() -> Fault {
    Fault::user_not_found("User does not exist.")
}

/// observed: resources.md §4.9, unknown user of an operation with a client id.
pub fn combination_not_found() -> Fault {
    Fault::user_not_found("Username/client id combination not found.")
}

/// reported: resources.md §4.9, auth.md §5.2.
pub fn disabled() -> Fault {
    Fault::not_authorized("User is disabled.")
}

/// peer: resources.md §4.4, AdminCreateUser under a name that is taken.
pub fn account_exists() -> Fault {
    Fault::new(Code::UsernameExistsException, "User account already exists")
}

/// guessed text, documented exception: resources.md §4.6, AdminCreateUser with a verified address of another user.
pub fn alias_exists(attribute: &str) -> Fault {
    Fault::new(
        Code::AliasExistsException,
        format!("An account with the given {attribute} already exists."),
    )
}

/// peer: resources.md §4.9, AdminCreateUser with RESEND.
pub fn resend_not_possible(username: &str) -> Fault {
    Fault::new(
        Code::UnsupportedUserStateException,
        format!("Resend not possible. {username} status is not FORCE_CHANGE_PASSWORD"),
    )
}

/// reported: resources.md §4.8, too many attempts in an hour.
pub fn attempt_limit_exceeded() -> Fault {
    Fault::limit_exceeded("Attempt limit exceeded, please try after some time.")
}

/// guess: no text of the real service is known.
pub fn message_not_delivered() -> Fault {
    Fault::new(
        Code::CodeDeliveryFailureException,
        "The message could not be delivered. Please try again.",
    )
}

/// documented exception, observed text (at the settings of a pool): resources.md §2.6. The SMS provider does not let this server send.
pub fn sms_not_permitted() -> Fault {
    Fault::new(
        Code::InvalidSmsRoleAccessPolicyException,
        "Role does not have permission to publish with SNS",
    )
}

/// documented exception, observed text (at the settings of a pool): resources.md §2.6. The mail provider does not let this server
/// send.
pub fn email_not_permitted() -> Fault {
    Fault::new(
        Code::InvalidEmailRoleAccessPolicyException,
        "Cognito is not allowed to use your email identity",
    )
}

/// peer: resources.md §5, a filter that does not parse.
pub fn bad_filter() -> Fault {
    Fault::invalid_parameter("Error while parsing filter")
}

/// peer: resources.md §5, a filter on an attribute that is not searchable.
pub fn not_searchable(attribute: &str) -> Fault {
    Fault::invalid_parameter(format!("Invalid search attribute: {attribute}"))
}

/// reported: resources.md §5, AttributesToGet.
pub fn requested_attributes_missing() -> Fault {
    Fault::invalid_parameter("One or more requested attributes do not exist.")
}

/// guess: the same user changed faster than this request could follow.
pub fn too_much_at_once() -> Fault {
    Fault::new(Code::TooManyRequestsException, "Rate exceeded")
}

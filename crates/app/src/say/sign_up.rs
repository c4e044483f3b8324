//! What SignUp and its confirmation say.

use domain::{ports::Channel, user::UserStatus};
use wire::{Code, Fault};

/// reported: resources.md §4.9, SignUp in a pool with AllowAdminCreateUserOnly.
pub fn not_permitted() -> Fault {
    Fault::not_authorized("SignUp is not permitted for this user pool")
}

/// observed: resources.md §4.4, SignUp under a name that is taken.
pub fn user_exists() -> Fault {
    Fault::new(Code::UsernameExistsException, "User already exists")
}

/// reported: resources.md §4.4, a name that is taken in a pool with UsernameAttributes.
pub fn account_exists(attribute: &str) -> Fault {
    Fault::new(
        Code::UsernameExistsException,
        format!("An account with the given {attribute} already exists."),
    )
}

/// documented: resources.md §4.6, a confirmation that would take an alias from its owner.
pub fn alias_exists(attribute: &str) -> Fault {
    Fault::new(
        Code::AliasExistsException,
        format!("An account with the {attribute} already exists."),
    )
}

/// reported: resources.md §4.4, UsernameAttributes is [email].
pub fn username_should_be_email() -> Fault {
    Fault::invalid_parameter("Username should be an email.")
}

/// peer: resources.md §4.4, UsernameAttributes is [phone_number].
pub fn username_should_be_phone_number() -> Fault {
    Fault::invalid_parameter("Username should be a phone number.")
}

/// reported: resources.md §4.4, UsernameAttributes has both.
pub fn username_should_be_email_or_phone_number() -> Fault {
    Fault::invalid_parameter("Username should be either an email or a phone number.")
}

/// reported: resources.md §4.4, `email` is an alias.
pub fn username_looks_like_email() -> Fault {
    Fault::invalid_parameter("Username cannot be of email format, since user pool is configured for email alias.")
}

/// peer: resources.md §4.4, `phone_number` is an alias.
pub fn username_looks_like_phone_number() -> Fault {
    Fault::invalid_parameter(
        "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    )
}

/// guess: resources.md §4.4, UserAttributes contradict the Username of a pool with UsernameAttributes.
pub fn username_and_attribute_differ(address: Channel) -> Fault {
    Fault::invalid_parameter(format!("Username and {} must be the same", address.attribute()))
}

/// documented rule, guessed text: resources.md §4.4, `preferred_username` is an alias.
pub fn preferred_username_too_early() -> Fault {
    Fault::invalid_parameter("preferred_username cannot be set before the user is confirmed")
}

/// reported: resources.md §4.9, (Admin)ConfirmSignUp.
pub fn cannot_be_confirmed(status: UserStatus) -> Fault {
    Fault::not_authorized(format!(
        "User cannot be confirmed. Current status is {}",
        status.as_str()
    ))
}

/// reported: resources.md §4.9, ResendConfirmationCode.
pub fn already_confirmed() -> Fault {
    Fault::invalid_parameter("User is already confirmed.")
}

/// observed: resources.md §4.9, ResendConfirmationCode.
pub fn no_auto_verification() -> Fault {
    Fault::not_authorized("Cannot resend codes. Auto verification not turned on.")
}

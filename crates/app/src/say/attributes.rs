//! What is said about the attributes of users.

use domain::ports::Channel;
use wire::{Code, Fault};

/// observed: resources.md §4.5, an attribute that the client may not write, or a `…_verified` flag from a user.
pub fn write_not_allowed() -> Fault {
    Fault::not_authorized("A client attempted to write unauthorized attribute")
}

/// guess: resources.md §4.5, GetUserAttributeVerificationCode for an attribute that the client may not read.
pub fn read_not_allowed() -> Fault {
    Fault::not_authorized("A client attempted to read unauthorized attribute")
}

/// peer: resources.md §4.6, an address that is the name of another user.
pub fn alias_exists(attribute: &str) -> Fault {
    Fault::new(
        Code::AliasExistsException,
        format!("An account with the given {attribute} already exists."),
    )
}

/// reported: resources.md §4.9, GetUserAttributeVerificationCode and VerifyUserAttribute.
pub fn not_verifiable() -> Fault {
    Fault::invalid_parameter("Invalid attribute name. Only phone_number and email can be verified.")
}

/// peer: resources.md §4.9, GetUserAttributeVerificationCode without an address.
pub fn no_address(channel: Channel) -> Fault {
    let address = match channel {
        Channel::Email => "email address",
        Channel::Sms => "phone number",
    };
    Fault::invalid_parameter(format!("User does not have a valid registered {address}"))
}

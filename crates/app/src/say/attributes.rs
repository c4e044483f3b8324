//! What is said about the attributes of users.

use domain::{
    attributes::{
        schema::DataType,
        values::{Problem, Violation},
    },
    ports::Channel,
};
use store::names::kind_of_guard;
use wire::{Code, Fault};

/// What the attributes were written to; the same problem has other words in each (resources.md §4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// SignUp, AdminCreateUser.
    NewUser,
    /// (Admin)UpdateUserAttributes.
    Change,
    /// (Admin)DeleteUserAttributes.
    Removal,
}

impl Writing {
    /// observed: resources.md §4.5, what stands before a list of problems with values.
    const fn prefix(self) -> &'static str {
        match self {
            Self::NewUser => "Attributes did not conform to the schema: ",
            Self::Change | Self::Removal => "Invalid user attributes: ",
        }
    }
}

/// Attributes that were refused. `violations` are of one kind, as `Schema::judge` reports them.
pub fn refused(violations: &[Violation], writing: Writing) -> Fault {
    let Some(first) = violations.first() else {
        return not_conforming("");
    };
    let name = first.attribute.as_str();
    match &first.problem {
        Problem::Unknown => unknown(violations, writing),
        Problem::NotWritable => write_not_allowed(),
        Problem::NeverSet => not_mutable(name),
        Problem::Immutable => immutable(name),
        Problem::Null => null(name),
        Problem::NotAnEmail => bad_email(),
        Problem::NotAPhoneNumber => bad_phone_number(),
        Problem::NothingToVerify(channel) => nothing_to_verify(*channel),
        _ => listed(writing.prefix(), violations, |violation| sentence(violation, writing)),
    }
}

/// observed for new users, peer elsewhere: resources.md §4.5, names that are not in the schema.
fn unknown(violations: &[Violation], writing: Writing) -> Fault {
    let line = |subject: &str, violation: &Violation| {
        format!(
            "{subject}{}: Attribute does not exist in the schema.",
            violation.attribute
        )
    };
    match writing {
        Writing::NewUser => listed(writing.prefix(), violations, |violation| line("", violation)),
        Writing::Change => listed("", violations, |violation| line("user.", violation)),
        Writing::Removal => listed(writing.prefix(), violations, |violation| line("user.", violation)),
    }
}

/// What is wrong with a value: resources.md §4.5. Observed: too short. Reported: required. Guess: the others.
fn sentence(violation: &Violation, writing: Writing) -> String {
    let name = &violation.attribute;
    match &violation.problem {
        Problem::TooShort(bound) => format!("{name}: String must be no shorter than {bound} characters"),
        Problem::TooLong(bound) => format!("{name}: String must be no longer than {bound} characters"),
        Problem::TooSmall(bound) => format!("{name}: Number must be no less than {bound}"),
        Problem::TooGreat(bound) => format!("{name}: Number must be no greater than {bound}"),
        Problem::WrongType(kind) => format!("{name}: Attribute is not of type {}", type_name(*kind)),
        Problem::Required if writing == Writing::NewUser => format!("{name}: The attribute is required"),
        Problem::Required => format!("{name}: Required attribute cannot be deleted."),
        _ => format!("{name}: Invalid"),
    }
}

const fn type_name(kind: DataType) -> &'static str {
    match kind {
        DataType::String => "String",
        DataType::Number => "Number",
        DataType::DateTime => "DateTime",
        DataType::Boolean => "Boolean",
    }
}

/// observed: resources.md §4.5, one line for each attribute, each with its line feed.
fn listed(prefix: &str, violations: &[Violation], line: impl Fn(&Violation) -> String) -> Fault {
    let lines: String = violations.iter().map(|violation| line(violation) + "\n").collect();
    not_conforming(&format!("{prefix}{lines}"))
}

fn not_conforming(message: &str) -> Fault {
    Fault::invalid_parameter(message)
}

/// observed: resources.md §4.5, an attribute that the client may not write, or a `…_verified` flag from a user.
pub fn write_not_allowed() -> Fault {
    Fault::not_authorized("A client attempted to write unauthorized attribute")
}

/// guess: resources.md §4.5, GetUserAttributeVerificationCode for an attribute that the client may not read.
pub fn read_not_allowed() -> Fault {
    Fault::not_authorized("A client attempted to read unauthorized attribute")
}

/// reported: resources.md §4.5, `sub` and its like.
fn not_mutable(name: &str) -> Fault {
    Fault::invalid_parameter(format!("Cannot modify the non-mutable attribute {name}"))
}

/// peer: resources.md §4.5, an attribute that was fixed when the user was made.
fn immutable(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "user.{name}: Attribute cannot be updated. (changing an immutable attribute)"
    ))
}

/// reported: resources.md §4.5.
fn null(name: &str) -> Fault {
    Fault::invalid_parameter(format!("Attribute value for {name} must not be null"))
}

/// reported: resources.md §4.5.
fn bad_email() -> Fault {
    Fault::invalid_parameter("Invalid email address format.")
}

/// reported: resources.md §4.5.
fn bad_phone_number() -> Fault {
    Fault::invalid_parameter("Invalid phone number format.")
}

/// peer: resources.md §4.5, a `…_verified` flag without its address.
fn nothing_to_verify(channel: Channel) -> Fault {
    Fault::invalid_parameter(match channel {
        Channel::Email => "Email is required to verify/un-verify an email",
        Channel::Sms => "Phone Number is required to verify/un-verify a phone number",
    })
}

/// peer: resources.md §4.6, a change by which the user would get a name that somebody else has. `guard` is the one that
/// refused; any other but that of a name means that the user was changed too often at once.
pub fn name_taken(guard: &'static str) -> Fault {
    match kind_of_guard(guard) {
        Some(kind) => alias_exists(kind.as_str()),
        None => super::users::too_much_at_once(),
    }
}

/// peer: resources.md §4.6.
fn alias_exists(attribute: &str) -> Fault {
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

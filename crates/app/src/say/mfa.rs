//! What is said about setting second factors up.

use domain::user::MfaMethod;
use wire::{Code, Fault};

/// reported: auth.md §16.1, the pool does not offer authenticator apps.
pub fn totp_not_enabled() -> Fault {
    Fault::new(
        Code::SoftwareTokenMFANotFoundException,
        "Software Token MFA has not been enabled by the userpool",
    )
}

/// reported: auth.md §16.2.
pub fn code_mismatch() -> Fault {
    Fault::new(
        Code::EnableSoftwareTokenMFAException,
        "Code mismatch and fail enable Software Token MFA",
    )
}

/// guess: auth.md §16.2, nothing was given out to be verified.
pub fn nothing_to_verify() -> Fault {
    Fault::new(
        Code::SoftwareTokenMFANotFoundException,
        "User has not set up software token mfa",
    )
}

/// guess: auth.md §16.1, neither of the two.
pub fn token_or_session() -> Fault {
    Fault::invalid_parameter("Either an access token or a session is required.")
}

/// guess: auth.md §16.1, both of the two.
pub fn token_and_session() -> Fault {
    Fault::invalid_parameter("Only one of access token and session can be given.")
}

/// reported: auth.md §16.3, a method that the user can't use yet.
pub fn no_delivery_config(method: MfaMethod) -> Fault {
    Fault::invalid_parameter(format!(
        "User does not have delivery config set to turn on {}",
        method.as_str()
    ))
}

/// guess: auth.md §16.3.
pub fn not_offered(method: MfaMethod) -> Fault {
    Fault::invalid_parameter(format!("{} is not enabled for the user pool.", method.as_str()))
}

/// guess: auth.md §16.3.
pub fn preferred_but_disabled() -> Fault {
    Fault::invalid_parameter("A disabled MFA method cannot be the preferred one.")
}

/// documented exception, guessed text: auth.md §16.3.
pub fn two_preferred() -> Fault {
    Fault::invalid_parameter("Only one MFA method can be preferred.")
}

/// documented rule, guessed text: auth.md §16.3, the last method in a pool that demands one.
pub fn last_method() -> Fault {
    Fault::invalid_parameter("The last MFA method cannot be disabled, since the user pool requires MFA.")
}

/// documented rule, guessed text: auth.md §14.3, passkeys as second factor where they can't be one.
pub fn passkeys_are_no_second_factor() -> Fault {
    Fault::invalid_parameter("WebAuthn MFA requires a multi-factor WebAuthn configuration and another MFA method.")
}

/// guess: auth.md §16.4, SetUserSettings knows text messages to the phone number only.
pub fn only_sms() -> Fault {
    Fault::invalid_parameter("Only SMS to phone_number can be set.")
}

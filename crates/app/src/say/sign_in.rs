//! What is said in the course of a sign-in.

use domain::ports::Channel;
use domain::sign_in::{
    Refusal,
    admission::{NotAdmitted, Opening},
};
use wire::{Code, Fault};

/// The sentence of each way in which the sign-in machine refuses.
pub fn refusal(refusal: &Refusal) -> Fault {
    match refusal {
        Refusal::NoSuchUser => super::users::does_not_exist(),
        Refusal::WrongPassword => wrong_password(),
        Refusal::PasswordLocked => password_locked(),
        Refusal::CodesLocked => codes_locked(),
        Refusal::Disabled => super::users::disabled(),
        Refusal::Unconfirmed => unconfirmed(),
        Refusal::ResetRequired => reset_required(),
        Refusal::TemporaryPasswordExpired => temporary_password_expired(),
        Refusal::InvalidSession => invalid_session(),
        Refusal::WrongCode => wrong_code(),
        Refusal::WrongTotp => wrong_totp(),
        Refusal::UsedTotp => used_totp(),
        Refusal::NoMfaMethod => no_mfa_method(),
        Refusal::NotOffered => not_offered(),
        Refusal::TotpNotVerified => totp_not_verified(),
        Refusal::NoSuchDevice => super::devices::does_not_exist(),
        Refusal::CustomFailed => custom_failed(),
        Refusal::NoLevel => no_level(),
        Refusal::LevelReached => level_reached(),
        Refusal::Blocked(_) => blocked(),
        Refusal::CannotComeNext => super::triggers::unrecognizable(),
    }
}

/// The sentence of each way in which a sign-in may not begin.
pub fn not_admitted(not: NotAdmitted) -> Fault {
    match not {
        NotAdmitted::WrongDoor => method_not_supported(),
        NotAdmitted::NotEnabled(opening) => not_enabled(opening),
        NotAdmitted::Rotates => rotation_not_supported(),
        NotAdmitted::Tier => tier_without_choice(),
    }
}

/// observed: auth.md §5.2, a wrong password; also whatever must look like one.
pub fn wrong_password() -> Fault {
    Fault::not_authorized("Incorrect username or password.")
}

/// observed: auth.md §12.14, DefineAuthChallenge says `failAuthentication`; ours after too many rounds.
pub fn custom_failed() -> Fault {
    wrong_password()
}

/// guess, widely quoted: auth.md §5.2, triggers.md §13.2.
pub fn blocked() -> Fault {
    Fault::not_authorized("Unable to login because of security reasons")
}

/// documented: auth.md §6.
pub fn password_locked() -> Fault {
    Fault::not_authorized("Password attempts exceeded")
}

/// reported: auth.md §6, after wrong codes.
pub fn codes_locked() -> Fault {
    Fault::not_authorized(
        "Too many invalid credentials attempts. User temporarily locked. Please try again after few seconds.",
    )
}

/// reported: auth.md §5.2.
pub fn unconfirmed() -> Fault {
    Fault::new(Code::UserNotConfirmedException, "User is not confirmed.")
}

/// reported: auth.md §5.2.
pub fn reset_required() -> Fault {
    Fault::new(
        Code::PasswordResetRequiredException,
        "Password reset required for the user",
    )
}

/// reported: auth.md §5.2.
pub fn temporary_password_expired() -> Fault {
    Fault::not_authorized("Temporary password has expired and must be reset by an administrator.")
}

/// reported: auth.md §9, garbage, foreign, or for another step.
pub fn invalid_session() -> Fault {
    Fault::not_authorized("Invalid session for the user.")
}

/// reported: auth.md §9.
pub fn expired_session() -> Fault {
    Fault::not_authorized("Invalid session for the user, session is expired.")
}

/// reported: auth.md §9.
pub fn used_session() -> Fault {
    Fault::not_authorized("Invalid session for the user, session can only be used once.")
}

/// reported: auth.md §12.5, a code that was sent.
pub fn wrong_code() -> Fault {
    Fault::new(Code::CodeMismatchException, "Invalid code or auth state for the user.")
}

/// reported: auth.md §12.8; without a full stop.
pub fn wrong_totp() -> Fault {
    Fault::new(Code::CodeMismatchException, "Invalid code received for user")
}

/// observed: auth.md §12.8.
pub fn used_totp() -> Fault {
    Fault::new(
        Code::ExpiredCodeException,
        "Your software token has already been used once.",
    )
}

/// guess: auth.md §11.1, a PREFERRED_CHALLENGE that does not exist.
pub fn unknown_preference() -> Fault {
    Fault::invalid_parameter("Invalid value for PREFERRED_CHALLENGE.")
}

/// documented that it is refused, guessed text: auth.md §11.6, TARGET_ACR_VALUES without a level of the pool.
pub fn unknown_levels() -> Fault {
    Fault::invalid_parameter("TARGET_ACR_VALUES has no value that the user pool supports.")
}

/// guess: auth.md §11.6.
pub fn malformed_max_age() -> Fault {
    Fault::invalid_parameter("MAX_AGE must be a number of seconds.")
}

/// documented that it is refused, guessed text: auth.md §11.6.
pub fn no_level() -> Fault {
    Fault::invalid_parameter("User has no authentication factors for the requested ACR values.")
}

/// documented that it is refused, guessed text: auth.md §11.6.
pub fn level_reached() -> Fault {
    Fault::invalid_parameter("The access token already satisfies the requested ACR values.")
}

/// guess: auth.md §10.1.
pub fn no_mfa_method() -> Fault {
    Fault::invalid_parameter("User has no MFA methods available.")
}

/// guess: auth.md §§11.2, 12.9, an ANSWER that was not offered.
pub fn not_offered() -> Fault {
    Fault::invalid_parameter("The challenge answer is not one of the available options.")
}

/// guess: auth.md §12.10.
pub fn totp_not_verified() -> Fault {
    Fault::invalid_parameter("User has not verified software token mfa")
}

/// documented that it is refused at the public door, guessed exception and text: auth.md §12.15.
pub fn challenge_not_supported(challenge: &str) -> Fault {
    Fault::invalid_parameter(format!("The {challenge} challenge is not supported."))
}

/// observed for SRP_A, reported for others: auth.md §3.2; without a full stop.
pub fn missing_parameter(name: &str) -> Fault {
    Fault::invalid_parameter(format!("Missing required parameter {name}"))
}

/// observed: auth.md §3.2, ADMIN_* at the public door; guess: USER_PASSWORD_AUTH at the administrators' door.
pub fn method_not_supported() -> Fault {
    Fault::invalid_parameter("Initiate Auth method not supported.")
}

/// auth.md §3.2: observed for USER_PASSWORD_AUTH; reported for SRP, custom and ADMIN_*; peer for refresh; guess, by
/// analogy, for USER_AUTH. The full stops are the service's.
pub fn not_enabled(opening: Opening) -> Fault {
    Fault::invalid_parameter(match opening {
        Opening::Password => "USER_PASSWORD_AUTH flow not enabled for this client",
        Opening::Srp => "USER_SRP_AUTH is not enabled for the client.",
        Opening::Custom => "CUSTOM_AUTH is not enabled for the client.",
        Opening::Choice => "USER_AUTH is not enabled for the client.",
        Opening::AdminPassword => "Auth flow not enabled for this client",
        Opening::Refresh => "Refresh Token flow not enabled for this client",
    })
}

/// observed: auth.md §3.2, REFRESH_TOKEN_AUTH of a client with rotation.
pub fn rotation_not_supported() -> Fault {
    Fault::new(
        Code::UnsupportedOperationException,
        "This API does not support refresh token rotation",
    )
}

/// documented exception, guessed text: auth.md §3.2, USER_AUTH in a LITE pool.
pub fn tier_without_choice() -> Fault {
    Fault::new(
        Code::FeatureUnavailableInTierException,
        "USER_AUTH is not available in the LITE tier of the user pool.",
    )
}

/// guess: auth.md §8.4, SRP_A that is no hexadecimal number.
pub fn srp_a_not_a_number() -> Fault {
    Fault::invalid_parameter("SRP_A must be a hexadecimal number.")
}

/// guess, widely quoted: auth.md §8.5.
pub fn malformed_timestamp() -> Fault {
    Fault::invalid_parameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.")
}

/// reported: auth.md §12.11, a required attribute that the answer leaves out.
pub fn attribute_missing(name: &str) -> Fault {
    Fault::invalid_parameter(format!("Invalid attributes given, {name} is missing"))
}

/// reported: auth.md §12.11, a required attribute that has a value already.
pub fn attribute_already_provided(name: &str) -> Fault {
    Fault::not_authorized(format!("Cannot modify an already provided {name}"))
}

/// documented exception, guessed text: auth.md §12.8, the app is gone by the time that its code is asked for.
pub fn no_authenticator() -> Fault {
    Fault::new(
        Code::SoftwareTokenMFANotFoundException,
        "User has not set up software token mfa",
    )
}

/// guess: auth.md §6 has the exception for whatever comes too often.
pub fn too_many_codes() -> Fault {
    Fault::new(Code::TooManyRequestsException, "Too many requests")
}

/// guess: auth.md §12.10, an address for MFA_SETUP that is none. The words are those of an attribute.
pub fn not_an_address(channel: Channel) -> Fault {
    Fault::invalid_parameter(match channel {
        Channel::Email => "Invalid email address format.",
        Channel::Sms => "Invalid phone number format.",
    })
}

//! What the trace says to whoever runs the house: never to a client.

use domain::sign_in::{Blocked, Challenge, Event, Judgement, Refusal};

/// Nobody has the name, and the client was told.
pub const MISSING: &str = "no user has this name";

/// Nobody has the name, and the client was not told.
pub const MISSING_AND_HIDDEN: &str = "no user has this name; the client hides this (PreventUserExistenceErrors)";

/// There is nothing to compare with.
pub const NO_PASSWORD: &str = "the user has no password";

/// Why a known user was refused.
pub const fn refused(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoSuchUser => MISSING,
        Refusal::WrongPassword => "the password or its proof is wrong, or was no allowed first factor",
        Refusal::PasswordLocked => "too many wrong passwords: locked for now",
        Refusal::CodesLocked => "too many wrong codes: locked for now",
        Refusal::Disabled => "the user is disabled",
        Refusal::Unconfirmed => "the user is not confirmed",
        Refusal::ResetRequired => "the user must reset the password",
        Refusal::TemporaryPasswordExpired => "the temporary password has expired",
        Refusal::InvalidSession => {
            "the Session does not belong to this step, or something has changed since it was made"
        }
        Refusal::WrongCode => "the code is wrong",
        Refusal::WrongTotp => "the code of the authenticator app is wrong",
        Refusal::UsedTotp => "the code of the authenticator app was used before",
        Refusal::NoMfaMethod => "a second factor is required, and the user can neither use nor set up any",
        Refusal::NotOffered => "the answer names nothing that was offered",
        Refusal::TotpNotVerified => "the authenticator app was not verified before the challenge was answered",
        Refusal::NoSuchDevice => "the user has not confirmed a device of this key",
        Refusal::CustomFailed => "DefineAuthChallenge ended the sign-in, or it had too many rounds",
        Refusal::CannotComeNext => "DefineAuthChallenge asks for what the client or the user cannot answer",
        Refusal::NoLevel => {
            "no level of assurance of the pool is what the client asks for, or the user cannot reach it"
        }
        Refusal::Blocked(Blocked::Address) => "threat protection: the pool blocks the address",
        Refusal::Blocked(Blocked::WrongProof) => "threat protection blocks it; the password was wrong besides",
        Refusal::Blocked(Blocked::RightProof) => "threat protection blocks it; what was proven was right",
        Refusal::LevelReached => "the access token that the client shows is of the level that it asks for",
    }
}

/// What came of a check.
pub const fn outcome(event: &Event) -> &'static str {
    match event {
        Event::Begin | Event::Answer(..) => "a call",
        Event::PasswordRight(_) | Event::CodeRight | Event::PasskeyRight(_) | Event::DeviceRight => "right",
        Event::PasswordWrong | Event::CodeWrong | Event::PasskeyWrong | Event::DeviceWrong => "wrong",
        Event::CodeUsed => "used before",
        Event::SrpBegun(_) | Event::PasskeyOffered(_) => "begun",
        Event::NewPasswordSet(_) => "accepted",
        Event::CodeSent(_) => "made, to be sent",
        Event::Defined(_) | Event::Posed(..) => "answered",
        Event::Judged(Judgement::Right) => "right",
        Event::Judged(Judgement::Wrong) => "wrong",
    }
}

/// The challenge that the client is given.
pub const fn challenge(challenge: &Challenge) -> &'static str {
    match challenge {
        Challenge::SelectFirst(_) => "SELECT_CHALLENGE",
        Challenge::Password => "PASSWORD",
        Challenge::SrpStart => "PASSWORD_SRP",
        Challenge::Passkey => "WEB_AUTHN",
        Challenge::PasswordVerifier => "PASSWORD_VERIFIER",
        Challenge::NewPasswordRequired => "NEW_PASSWORD_REQUIRED",
        Challenge::Code => "a code (SMS_MFA, EMAIL_OTP or SMS_OTP)",
        Challenge::SoftwareToken => "SOFTWARE_TOKEN_MFA",
        Challenge::SelectMfa(_) => "SELECT_MFA_TYPE",
        Challenge::MfaSetup(_) => "MFA_SETUP",
        Challenge::DeviceSrp => "DEVICE_SRP_AUTH",
        Challenge::DevicePasswordVerifier => "DEVICE_PASSWORD_VERIFIER",
        Challenge::Custom(_) => "CUSTOM_CHALLENGE",
        Challenge::AdminPassword => "ADMIN_NO_SRP_AUTH",
    }
}

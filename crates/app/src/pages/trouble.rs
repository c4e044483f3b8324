//! What a refusal means to somebody at a page. The API says it in English; pages say it in the person's language.

use domain::password::policy::Shortcoming;
use wire::{Code, Fault};

use crate::say::{self, passwords::PolicyWords};

/// What a refusal means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The account is not confirmed yet.
    Unconfirmed,
    /// The password has to be reset first.
    MustReset,
    /// The sign-in has to begin again: its Session is used up, expired, or none.
    OutOfDate,
    /// Something is to be said, and the same page may be tried again.
    Notice(Notice),
}

/// What is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Name and password do not fit.
    WrongPassword,
    /// There is no such user.
    NoSuchUser,
    /// Too many failures; a moment's patience.
    Locked,
    /// Too many attempts; patience.
    TooOften,
    /// The user is disabled.
    Disabled,
    /// The sign-in looks too risky.
    Blocked,
    /// A wrong code.
    WrongCode,
    /// A code that is no longer good.
    ExpiredCode,
    /// A code of an app that was used.
    UsedCode,
    /// The name or the address belongs to somebody.
    UserExists,
    /// No message could be sent.
    NotDelivered,
    /// Sign-up is for administrators.
    SignUpClosed,
    /// The password cannot be reset.
    CannotReset,
    /// A temporary password was too old.
    TemporaryExpired,
    /// A password lacks something.
    Password(Shortcoming),
    /// A password was used before.
    UsedBefore,
    /// Two passwords that should be the same are not.
    PasswordsDiffer,
    /// The passkey did not work.
    PasskeyFailed,
    /// Something that was entered is not valid.
    NotValid,
    /// The pages cannot do what is asked.
    NotSupported,
    /// A function of the pool refused, in its own words.
    Said(String),
    /// Anything else.
    TryAgain,
}

impl Trouble {
    /// What a refusal means.
    pub fn of(fault: &Fault) -> Self {
        match fault.code {
            Code::UserNotConfirmedException => Self::Unconfirmed,
            Code::PasswordResetRequiredException => Self::MustReset,
            Code::NotAuthorizedException => not_authorized(fault),
            _ => Self::Notice(notice(fault)),
        }
    }
}

fn not_authorized(fault: &Fault) -> Trouble {
    use say::{passwords, sign_in};
    let is = |sentence: Fault| *fault == sentence;
    let over = [
        sign_in::invalid_session(),
        sign_in::expired_session(),
        sign_in::used_session(),
    ];
    if over.iter().any(|sentence| fault == sentence) {
        return Trouble::OutOfDate;
    }
    Trouble::Notice(if is(sign_in::wrong_password()) {
        Notice::WrongPassword
    } else if is(sign_in::password_locked()) || is(sign_in::codes_locked()) {
        Notice::Locked
    } else if is(say::users::disabled()) {
        Notice::Disabled
    } else if is(sign_in::blocked()) {
        Notice::Blocked
    } else if is(sign_in::temporary_password_expired()) {
        Notice::TemporaryExpired
    } else if is(say::sign_up::not_permitted()) {
        Notice::SignUpClosed
    } else if is(passwords::cannot_reset_in_this_state()) || is(passwords::administrator_must_reset()) {
        Notice::CannotReset
    } else {
        Notice::TryAgain
    })
}

fn notice(fault: &Fault) -> Notice {
    match fault.code {
        Code::UserNotFoundException => Notice::NoSuchUser,
        Code::LimitExceededException | Code::TooManyRequestsException | Code::TooManyFailedAttemptsException => {
            Notice::TooOften
        }
        Code::CodeMismatchException | Code::EnableSoftwareTokenMFAException => Notice::WrongCode,
        Code::ExpiredCodeException if *fault == say::sign_in::used_totp() => Notice::UsedCode,
        Code::ExpiredCodeException => Notice::ExpiredCode,
        Code::UsernameExistsException | Code::AliasExistsException => Notice::UserExists,
        Code::CodeDeliveryFailureException => Notice::NotDelivered,
        Code::InvalidPasswordException => shortcoming(fault).map_or(Notice::NotValid, Notice::Password),
        Code::PasswordHistoryPolicyViolationException => Notice::UsedBefore,
        Code::UserLambdaValidationException
        | Code::UnexpectedLambdaException
        | Code::InvalidLambdaResponseException => said(fault),
        Code::InvalidParameterException => invalid_parameter(fault),
        Code::WebAuthnClientMismatchException
        | Code::WebAuthnChallengeNotFoundException
        | Code::WebAuthnCredentialNotSupportedException
        | Code::WebAuthnOriginNotAllowedException
        | Code::WebAuthnRelyingPartyMismatchException => Notice::PasskeyFailed,
        _ => Notice::TryAgain,
    }
}

/// The pages show what a function says (oauth.md §6.1, documented).
fn said(fault: &Fault) -> Notice {
    fault.message.clone().map_or(Notice::TryAgain, Notice::Said)
}

fn invalid_parameter(fault: &Fault) -> Notice {
    if *fault == say::passwords::no_way_to_reset() {
        Notice::CannotReset
    } else if *fault == say::sign_in::challenge_not_supported("CUSTOM_CHALLENGE") {
        Notice::NotSupported
    } else {
        Notice::NotValid
    }
}

fn shortcoming(fault: &Fault) -> Option<Shortcoming> {
    let all = [
        Shortcoming::TooShort,
        Shortcoming::NoUppercase,
        Shortcoming::NoLowercase,
        Shortcoming::NoNumber,
        Shortcoming::NoSymbol,
    ];
    let words = [PolicyWords::DidNotConform, PolicyWords::DoesNotConform];
    all.into_iter().find(|shortcoming| {
        words
            .into_iter()
            .any(|words| *fault == say::passwords::against_policy(words, *shortcoming))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refusals_mean() {
        let of = |fault: Fault| Trouble::of(&fault);
        assert_eq!(of(say::sign_in::unconfirmed()), Trouble::Unconfirmed);
        assert_eq!(of(say::sign_in::reset_required()), Trouble::MustReset);
        assert_eq!(of(say::sign_in::used_session()), Trouble::OutOfDate);
        let wrong = Trouble::Notice(Notice::WrongPassword);
        assert_eq!(of(say::sign_in::wrong_password()), wrong);
        let locked = Trouble::Notice(Notice::Locked);
        assert_eq!(of(say::sign_in::password_locked()), locked);
        assert_eq!(of(say::sign_in::codes_locked()), locked);
        let used = Trouble::Notice(Notice::UsedCode);
        assert_eq!(of(say::sign_in::used_totp()), used);
        let short = say::passwords::against_policy(PolicyWords::DoesNotConform, Shortcoming::NoNumber);
        assert_eq!(of(short), Trouble::Notice(Notice::Password(Shortcoming::NoNumber)));
        assert_eq!(of(say::passwords::code_expired()), Trouble::Notice(Notice::ExpiredCode));
    }

    #[test]
    fn functions_speak_for_themselves() {
        let fault = Fault::new(Code::UserLambdaValidationException, "PreSignUp failed with error no.");
        let said = Notice::Said("PreSignUp failed with error no.".into());
        assert_eq!(Trouble::of(&fault), Trouble::Notice(said));
    }
}

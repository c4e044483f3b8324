//! What is said about passwords and the codes that reset them.

use domain::password::policy::Shortcoming;
use wire::{Code, Fault};

/// Which words stand before the reason why a password is refused; they differ by operation (resources.md §4.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyWords {
    /// reported: SignUp, AdminSetUserPassword.
    DidNotConform,
    /// reported: ConfirmForgotPassword, ChangePassword, the answer to NEW_PASSWORD_REQUIRED.
    DoesNotConform,
    /// observed: AdminCreateUser.
    DidNotConformWithPasswordPolicy,
}

impl PolicyWords {
    /// reported for the first two, observed for the third: resources.md §4.7.
    const fn as_str(self) -> &'static str {
        match self {
            Self::DidNotConform => "Password did not conform with policy: ",
            Self::DoesNotConform => "Password does not conform to policy: ",
            Self::DidNotConformWithPasswordPolicy => "Password did not conform with password policy: ",
        }
    }
}

/// reported: resources.md §4.7, what a password lacks.
pub fn against_policy(words: PolicyWords, shortcoming: Shortcoming) -> Fault {
    let reason = match shortcoming {
        Shortcoming::TooShort => "Password not long enough",
        Shortcoming::NoUppercase => "Password must have uppercase characters",
        Shortcoming::NoLowercase => "Password must have lowercase characters",
        Shortcoming::NoNumber => "Password must have numeric characters",
        Shortcoming::NoSymbol => "Password must have symbol characters",
    };
    Fault::new(Code::InvalidPasswordException, format!("{}{reason}", words.as_str()))
}

/// guess: resources.md §4.7, PasswordHistorySize.
pub fn used_before() -> Fault {
    Fault::new(
        Code::PasswordHistoryPolicyViolationException,
        "Password has previously been used",
    )
}

/// guess: resources.md §4.7, no password where the pool has no other first factor for the user.
pub fn required() -> Fault {
    Fault::invalid_parameter("Password is required")
}

/// reported: resources.md §4.9, ChangePassword with a wrong PreviousPassword.
pub fn incorrect() -> Fault {
    Fault::not_authorized("Incorrect username or password.")
}

/// observed: resources.md §4.9, ForgotPassword and AdminResetUserPassword.
pub fn no_way_to_reset() -> Fault {
    Fault::invalid_parameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
    )
}

/// observed: resources.md §4.9, ForgotPassword and AdminResetUserPassword.
pub fn cannot_reset_in_this_state() -> Fault {
    Fault::not_authorized("User password cannot be reset in the current state.")
}

/// peer: resources.md §4.9, recovery is `admin_only`.
pub fn administrator_must_reset() -> Fault {
    Fault::not_authorized("Contact administrator to reset password.")
}

/// peer: resources.md §4.9, AdminResetUserPassword of a disabled user; without the full stop.
pub fn disabled_at_reset() -> Fault {
    Fault::not_authorized("User is disabled")
}

/// guess: resources.md §4.9, ConfirmForgotPassword of an unconfirmed user.
pub fn not_confirmed() -> Fault {
    Fault::new(Code::UserNotConfirmedException, "User is not confirmed.")
}

/// observed: resources.md §4.8, a wrong code.
pub fn code_mismatch() -> Fault {
    Fault::new(
        Code::CodeMismatchException,
        "Invalid verification code provided, please try again.",
    )
}

/// reported: resources.md §4.8, no code, an expired one, or one that was used.
pub fn code_expired() -> Fault {
    Fault::new(
        Code::ExpiredCodeException,
        "Invalid code provided, please request a code again.",
    )
}

//! Before and after somebody becomes a user: PreSignUp and PostConfirmation (triggers.md §§6.1, 6.2).

use serde_json::Value;

use super::{
    Unrecognizable,
    answer::{flag, response},
};

/// By which way somebody becomes a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpSource {
    /// SignUp, or the page of that name.
    SignUp,
    /// AdminCreateUser.
    AdminCreateUser,
    /// A first sign-in by an identity provider.
    ExternalProvider,
}

impl SignUpSource {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "SignUp",
            Self::AdminCreateUser => "AdminCreateUser",
            Self::ExternalProvider => "ExternalProvider",
        }
    }
}

/// What was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// A sign-up.
    SignUp,
    /// A forgotten password.
    ForgotPassword,
}

impl Confirmed {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "ConfirmSignUp",
            Self::ForgotPassword => "ConfirmForgotPassword",
        }
    }
}

/// What PreSignUp vouches for. Heeded for those who sign up, and for nobody else (documented).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Welcome {
    /// The user is confirmed at once.
    pub confirmed: bool,
    /// Its e-mail address is verified.
    pub email: bool,
    /// Its phone number is verified.
    pub phone: bool,
}

/// Reads what PreSignUp returned. A member that is left out means no.
///
/// # Errors
/// [`Unrecognizable`].
pub fn welcome(returned: &Value) -> Result<Welcome, Unrecognizable> {
    let response = response(returned)?;
    Ok(Welcome {
        confirmed: flag(response, "autoConfirmUser")?,
        email: flag(response, "autoVerifyEmail")?,
        phone: flag(response, "autoVerifyPhone")?,
    })
}

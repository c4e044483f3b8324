//! Where the trigger functions of a pool stand in the flows of sign-up (triggers.md §§3.1, 9).
//!
//! No function is called yet: `LambdaConfig` is stored and shown (docs/known-differences.md). The places are fixed here, so
//! that the operations need not change when the calls come.

use domain::{pool::Pool, user::User};

use crate::{cx::Cx, operation::Failed};

/// Before a user is stored by SignUp or AdminCreateUser: PreSignUp may refuse it.
///
/// # Errors
///
/// None yet.
#[expect(clippy::unused_async, reason = "calling a function is asynchronous")]
pub async fn pre_sign_up(_cx: &Cx, _pool: &Pool, _user: &User) -> Result<(), Failed> {
    Ok(())
}

/// What was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// A sign-up.
    SignUp,
    /// A forgotten password.
    ForgotPassword,
}

/// After the confirmation is stored: PostConfirmation.
///
/// # Errors
///
/// None yet.
#[expect(clippy::unused_async, reason = "calling a function is asynchronous")]
pub async fn post_confirmation(_cx: &Cx, _pool: &Pool, _user: &User, _confirmed: Confirmed) -> Result<(), Failed> {
    Ok(())
}

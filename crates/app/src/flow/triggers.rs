//! The functions of a pool, as the flows ask them (triggers.md §§3.1, 5, 9).
//!
//! Those of custom sign-ins are called. Those of sign-up are not yet: `LambdaConfig` is stored and shown
//! (docs/known-differences.md). Their places are fixed here, so that the operations need not change when the calls come.

use domain::{
    pool::Pool,
    trigger::{self, Occasion, Question, Unrecognizable},
    user::User,
};
use serde_json::Value;

use crate::{cx::Cx, operation::Failed, say::triggers as say};

/// Asks a function, and reads what it returns. Nothing of the house is held meanwhile.
///
/// # Errors
/// The pool has no such function, or triggers.md §5.1.
pub async fn ask<T>(
    cx: &Cx,
    occasion: &Occasion<'_>,
    question: &Question<'_>,
    read: fn(&Value) -> Result<T, Unrecognizable>,
) -> Result<T, Failed> {
    let trigger = question.trigger();
    let function = trigger
        .function(&occasion.pool.settings)
        .ok_or_else(say::not_configured)?;
    let event = trigger::event(occasion, question);
    let returned = cx.house.triggers.call(function, event).await;
    let returned = returned.map_err(|failed| say::failed(trigger, &failed))?;
    Ok(read(&returned).map_err(|Unrecognizable| say::unrecognizable())?)
}

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

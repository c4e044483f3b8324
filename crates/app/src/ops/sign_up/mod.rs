//! Sign-up and its confirmation.

mod admin_confirm_sign_up;
mod confirm_sign_up;
mod resend_confirmation_code;
#[expect(
    clippy::module_inception,
    reason = "the file has the name of its operation, as all have"
)]
mod sign_up;

pub use admin_confirm_sign_up::AdminConfirmSignUp;
pub use confirm_sign_up::ConfirmSignUp;
use domain::user::{User, UserStatus};
pub use resend_confirmation_code::ResendConfirmationCode;
pub use sign_up::SignUp;

use store::names::kind_of_guard;
use wire::Fault;

use crate::{cx::Cx, say};

/// The user after its confirmation.
fn confirmed(cx: &Cx, user: &User) -> User {
    User {
        status: UserStatus::Confirmed,
        modified: cx.now,
        ..user.clone()
    }
}

/// What is said when a confirmation would give the user a name that somebody else has.
fn name_taken(guard: &'static str) -> Option<Fault> {
    let kind = kind_of_guard(guard)?;
    Some(say::sign_up::alias_exists(kind.as_str()))
}

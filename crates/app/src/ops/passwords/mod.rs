//! Passwords that are forgotten, changed, and set by administrators.

mod admin_reset_user_password;
mod admin_set_user_password;
mod change_password;
mod confirm_forgot_password;
mod forgot_password;

pub use admin_reset_user_password::AdminResetUserPassword;
pub use admin_set_user_password::AdminSetUserPassword;
pub use change_password::ChangePassword;
pub use confirm_forgot_password::ConfirmForgotPassword;
use domain::{
    delivery::{self, Destination, NoRecovery},
    pool::Pool,
    user::{User, UserStatus},
};
pub use forgot_password::ForgotPassword;
use wire::Fault;

use crate::say;

/// Where the code of a reset goes, for a user in a state in which it may be reset (resources.md §4.9).
fn way_to_reset(pool: &Pool, user: &User) -> Result<Destination, Fault> {
    delivery::of_recovery(&pool.settings, user).map_err(|none| match none {
        NoRecovery::AdminOnly => say::passwords::administrator_must_reset(),
        NoRecovery::NoVerifiedAddress => say::passwords::no_way_to_reset(),
    })
}

/// Users with a temporary password, and those who have none of their own, cannot reset it (resources.md §4.9).
const fn cannot_be_reset(status: UserStatus) -> bool {
    matches!(status, UserStatus::ForceChangePassword | UserStatus::ExternalProvider)
}

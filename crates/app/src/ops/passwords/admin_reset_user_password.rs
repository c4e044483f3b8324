//! AdminResetUserPassword: a user must choose a new password, by a code.

use domain::user::{User, UserStatus};
use wire::{
    Fault, call,
    shapes::{AdminResetUserPasswordRequest, AdminResetUserPasswordResponse},
};

use super::way_to_reset;
use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        deliver_code::{FreshCode, Reason, Voice},
        find,
        post::Tells,
        resolve_user,
    },
    operation::{Failed, Operation},
    say,
};

/// Makes the user choose a new password: the old one no longer signs in, and a code goes to a verified address.
pub struct AdminResetUserPassword;

impl Operation for AdminResetUserPassword {
    type Call = call::AdminResetUserPassword;

    async fn run(cx: &Cx, input: AdminResetUserPasswordRequest) -> Result<AdminResetUserPasswordResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let mut changing = Changing::new(user);
        loop {
            let user = changing.user();
            judge_status(user)?;
            let to = way_to_reset(&pool, user)?;
            let after = User {
                status: UserStatus::ResetRequired,
                modified: cx.now,
                ..user.clone()
            };
            let voice = Voice::administrator(&input.client_metadata);
            let code = FreshCode::new(cx, &after, Reason::ForgotPassword, &to, voice);
            let batch = store::users::update(user, &after).and(code.batch(cx, &pool));
            match changing.write(cx, batch).await? {
                Round::Written => {
                    code.send(cx, (&pool, &after), Tells::Failure).await?;
                    return Ok(AdminResetUserPasswordResponse::default());
                }
                Round::Again => {}
                Round::Refused(_) => return Err(say::users::too_much_at_once().into()),
            }
        }
    }
}

fn judge_status(user: &User) -> Result<(), Fault> {
    if !user.enabled {
        return Err(say::passwords::disabled_at_reset());
    }
    match user.status {
        UserStatus::Confirmed | UserStatus::ResetRequired => Ok(()),
        _ => Err(say::passwords::cannot_reset_in_this_state()),
    }
}

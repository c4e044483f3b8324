//! ChangePassword: a user who is signed in chooses another password.

use domain::user::{User, UserStatus};
use wire::{
    call,
    shapes::{ChangePasswordRequest, ChangePasswordResponse},
};

use crate::{
    access,
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        judge_code::{self, Allowance},
        names::{self, Conflict},
        set_password,
    },
    operation::{Failed, Operation},
    say::{self, passwords::PolicyWords},
};

/// resources.md §2.11, documented.
const ATTEMPTS: Allowance = Allowance {
    action: "change password",
    hourly: 5,
};

/// Replaces the password of the holder of an access token, who proves it by the present one. Who has none sets its first.
/// Tokens stay valid (auth.md §13.6, observed).
pub struct ChangePassword;

impl Operation for ChangePassword {
    type Call = call::ChangePassword;

    async fn run(cx: &Cx, input: ChangePasswordRequest) -> Result<ChangePasswordResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let previous = input.previous_password.filter(|password| !password.is_empty());
        let mut changing = Changing::new(me.user);
        loop {
            let user = changing.user();
            let count = ATTEMPTS.count(cx, user);
            if !set_password::is_present(cx, &me.pool, user, previous.as_deref()).await? {
                return Err(judge_code::refuse(cx, count, say::passwords::incorrect()).await);
            }
            let words = PolicyWords::DoesNotConform;
            let password = match set_password::accept(cx, &me.pool, user, &input.proposed_password, words).await {
                Ok(password) => password,
                Err(fault) => return Err(judge_code::refuse_with(cx, count, fault).await),
            };
            let after = after(cx, user);
            let change = names::write(cx, &me.pool, (user, &after), Conflict::Refuse).await?;
            match changing.write(cx, count.and(change).and(password)).await? {
                Round::Written => return Ok(ChangePasswordResponse::default()),
                Round::Again => {}
                Round::Refused(guard) => return Err(judge_code::refused(guard).into()),
            }
        }
    }
}

/// A temporary password that an administrator set meanwhile is replaced like any other (guess).
fn after(cx: &Cx, user: &User) -> User {
    let status = match user.status {
        UserStatus::ForceChangePassword => UserStatus::Confirmed,
        status => status,
    };
    User {
        status,
        modified: cx.now,
        ..user.clone()
    }
}

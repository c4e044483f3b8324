//! AdminSetUserPassword: an administrator sets a password, for good or for the next sign-in.

use domain::user::{User, UserStatus};
use wire::{
    call,
    shapes::{AdminSetUserPasswordRequest, AdminSetUserPasswordResponse},
};

use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        deliver_code::Errand,
        find,
        names::{self, Conflict},
        resolve_user,
        set_password::{self, Lasting},
    },
    operation::{Failed, Operation},
    say::{self, passwords::PolicyWords},
};

/// Sets a password: CONFIRMED with a permanent one, FORCE_CHANGE_PASSWORD with a temporary one, whatever the user was before.
/// Tokens stay valid (auth.md §13.6, observed).
pub struct AdminSetUserPassword;

impl Operation for AdminSetUserPassword {
    type Call = call::AdminSetUserPassword;

    async fn run(cx: &Cx, input: AdminSetUserPasswordRequest) -> Result<AdminSetUserPasswordResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let new = input.password.as_str();
        set_password::check(&pool.settings.password_policy, new, PolicyWords::DidNotConform)?;
        let (status, lasting) = match input.permanent {
            Some(true) => (UserStatus::Confirmed, Lasting::Permanent),
            _ => (UserStatus::ForceChangePassword, Lasting::Temporary),
        };
        let mut changing = Changing::new(user);
        loop {
            let user = changing.user();
            set_password::refuse_old(cx, &pool, user, new).await?;
            let after = User {
                status,
                modified: cx.now,
                ..user.clone()
            };
            let batch = names::write(cx, &pool, (user, &after), Conflict::Refuse)
                .await?
                .and(set_password::keep(cx, (&pool, &after), new, lasting).await?)
                .and(store::codes::forget(&pool.id, &user.sub, &Errand::SignUp.purpose()));
            match changing.write(cx, batch).await? {
                Round::Written => return Ok(AdminSetUserPasswordResponse::default()),
                Round::Again => {}
                Round::Refused(guard) => return Err(say::attributes::name_taken(guard).into()),
            }
        }
    }
}

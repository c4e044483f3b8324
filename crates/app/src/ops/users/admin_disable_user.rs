//! AdminDisableUser: a user may no longer sign in, and what it was given is void.

use wire::{
    call,
    shapes::{AdminDisableUserRequest, AdminDisableUserResponse},
};

use crate::{
    cx::Cx,
    flow::{find, resolve_user, sessions},
    operation::{Failed, Operation},
};

/// Stops a user from signing in and revokes all its tokens, for good (auth.md §13.6, observed).
pub struct AdminDisableUser;

impl Operation for AdminDisableUser {
    type Call = call::AdminDisableUser;

    async fn run(cx: &Cx, input: AdminDisableUserRequest) -> Result<AdminDisableUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let browsers = sessions::end_browsers(&pool.id, &user.sub);
        let revoked = sessions::end_tokens(&user, cx.now).and(browsers);
        super::change(cx, user, |user| user.enabled = false, revoked).await?;
        Ok(AdminDisableUserResponse::default())
    }
}

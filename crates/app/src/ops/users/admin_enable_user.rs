//! AdminEnableUser: a user may sign in again.

use wire::{
    call,
    shapes::{AdminEnableUserRequest, AdminEnableUserResponse},
};

use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Lets a user sign in again. What was revoked when it was disabled stays revoked (auth.md §13.6, observed).
pub struct AdminEnableUser;

impl Operation for AdminEnableUser {
    type Call = call::AdminEnableUser;

    async fn run(cx: &Cx, input: AdminEnableUserRequest) -> Result<AdminEnableUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        super::change(cx, user, |user| user.enabled = true, store::db::Batch::new()).await?;
        Ok(AdminEnableUserResponse::default())
    }
}

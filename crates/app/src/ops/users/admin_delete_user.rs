//! AdminDeleteUser: an administrator removes a user.

use wire::{NoOutput, call, shapes::AdminDeleteUserRequest};

use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Removes a user; its tokens and names go with it.
pub struct AdminDeleteUser;

impl Operation for AdminDeleteUser {
    type Call = call::AdminDeleteUser;

    async fn run(cx: &Cx, input: AdminDeleteUserRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        super::remove(cx, &pool.id, &user.sub).await?;
        Ok(NoOutput)
    }
}

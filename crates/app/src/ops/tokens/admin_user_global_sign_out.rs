//! AdminUserGlobalSignOut: an administrator signs a user out everywhere.

use wire::{call, shapes};

use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Revokes all tokens of the user, of all clients (auth.md §13.6).
pub struct AdminUserGlobalSignOut;

impl Operation for AdminUserGlobalSignOut {
    type Call = call::AdminUserGlobalSignOut;

    async fn run(
        cx: &Cx,
        input: shapes::AdminUserGlobalSignOutRequest,
    ) -> Result<shapes::AdminUserGlobalSignOutResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        super::sign_out_everywhere(cx, &user).await?;
        Ok(shapes::AdminUserGlobalSignOutResponse {})
    }
}

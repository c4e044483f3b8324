//! AdminRevokeUserSession: an administrator signs a user out somewhere.

use wire::{call, shapes};

use super::find;
use crate::{
    cx::Cx,
    flow::{find as named, resolve_user},
    operation::{Failed, Operation},
};

/// Ends a session of a user (auth.md §17.4, documented).
pub struct AdminRevokeUserSession;

impl Operation for AdminRevokeUserSession {
    type Call = call::AdminRevokeUserSession;

    async fn run(
        cx: &Cx,
        input: shapes::AdminRevokeUserSessionRequest,
    ) -> Result<shapes::AdminRevokeUserSessionResponse, Failed> {
        let pool = named::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let session = find(cx, (&pool, &user), &input.session_id).await?;
        session.end(cx, input.revoke_associated_sessions.into()).await?;
        Ok(shapes::AdminRevokeUserSessionResponse {})
    }
}

//! AdminListUserSessions: where somebody is signed in.

use wire::{call, shapes};

use super::list;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Shows an administrator a user's live sessions, over all clients; none is the current one (auth.md §17.4, documented).
pub struct AdminListUserSessions;

impl Operation for AdminListUserSessions {
    type Call = call::AdminListUserSessions;

    async fn run(
        cx: &Cx,
        input: shapes::AdminListUserSessionsRequest,
    ) -> Result<shapes::AdminListUserSessionsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let sessions = list(cx, (&pool, &user), None, input.next_token.as_deref()).await?;
        Ok(shapes::AdminListUserSessionsResponse {
            next_token: None,
            sessions: Some(sessions),
        })
    }
}

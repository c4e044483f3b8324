//! ListUserSessions: where a user is signed in.

use wire::{call, shapes};

use super::list;
use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
};

/// Shows a user its own live sessions, over all clients (auth.md §17.4, documented).
pub struct ListUserSessions;

impl Operation for ListUserSessions {
    type Call = call::ListUserSessions;

    async fn run(cx: &Cx, input: shapes::ListUserSessionsRequest) -> Result<shapes::ListUserSessionsResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let whose = (&me.pool, &me.user);
        let sessions = list(cx, whose, me.claims.event_id, input.next_token.as_deref()).await?;
        Ok(shapes::ListUserSessionsResponse {
            next_token: None,
            sessions: Some(sessions),
        })
    }
}

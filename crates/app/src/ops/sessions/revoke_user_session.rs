//! RevokeUserSession: a user signs out somewhere else.

use wire::{call, shapes};

use super::find;
use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
    say,
};

/// Ends another session of the user (auth.md §17.4). That of the calling token is refused (documented).
pub struct RevokeUserSession;

impl Operation for RevokeUserSession {
    type Call = call::RevokeUserSession;

    async fn run(
        cx: &Cx,
        input: shapes::RevokeUserSessionRequest,
    ) -> Result<shapes::RevokeUserSessionResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let session = find(cx, (&me.pool, &me.user), &input.session_id).await?;
        if session.family() == me.claims.event_id {
            return Err(say::sessions::current_session().into());
        }
        session.end(cx, input.revoke_associated_sessions.into()).await?;
        Ok(shapes::RevokeUserSessionResponse {})
    }
}

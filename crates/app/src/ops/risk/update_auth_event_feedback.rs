//! UpdateAuthEventFeedback.

use domain::pool::Pool;
use wire::{call, shapes};

use super::{Judge, is_watched, judge};
use crate::{
    cx::Cx,
    flow::{events, find, resolve_user},
    operation::{Failed, Operation},
    say::risk as say,
};

/// A user says whether an event was its own. The token proves that somebody was told of this event of this user; a missing user
/// looks like a wrong token (GUESS: nobody may learn here who exists).
pub struct UpdateAuthEventFeedback;

impl Operation for UpdateAuthEventFeedback {
    type Call = call::UpdateAuthEventFeedback;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateAuthEventFeedbackRequest,
    ) -> Result<shapes::UpdateAuthEventFeedbackResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        Self::at(cx, &pool, input).await
    }
}

impl UpdateAuthEventFeedback {
    /// The same at any door.
    ///
    /// # Errors
    /// As the operation.
    pub async fn at(
        cx: &Cx,
        pool: &Pool,
        input: shapes::UpdateAuthEventFeedbackRequest,
    ) -> Result<shapes::UpdateAuthEventFeedbackResponse, Failed> {
        is_watched(pool)?;
        let user = resolve_user::by_name(cx, pool, &input.username).await?;
        let user = user.ok_or_else(say::bad_feedback_token)?;
        let event = (&user, input.event_id.as_str());
        if !events::is_feedback_token(cx, event, &input.feedback_token) {
            return Err(say::bad_feedback_token().into());
        }
        judge(cx, &user, (&input.event_id, input.feedback_value), Judge::User).await?;
        Ok(shapes::UpdateAuthEventFeedbackResponse {})
    }
}

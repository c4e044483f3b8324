//! AdminUpdateAuthEventFeedback.

use wire::{call, shapes};

use super::{Judge, is_watched, judge};
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// An administrator says whether an event was the user's. A later word replaces an earlier one.
pub struct AdminUpdateAuthEventFeedback;

impl Operation for AdminUpdateAuthEventFeedback {
    type Call = call::AdminUpdateAuthEventFeedback;

    async fn run(
        cx: &Cx,
        input: shapes::AdminUpdateAuthEventFeedbackRequest,
    ) -> Result<shapes::AdminUpdateAuthEventFeedbackResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        is_watched(&pool)?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        judge(cx, &user, (&input.event_id, input.feedback_value), Judge::Admin).await?;
        Ok(shapes::AdminUpdateAuthEventFeedbackResponse {})
    }
}

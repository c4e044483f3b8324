//! The answer to a notice of a risk: one click in an e-mail (triggers.md §13.4).

use serde_json::json;
use wire::call;

use super::{At, input};
use crate::{operation::Failed, ops::risk::UpdateAuthEventFeedback};

/// What the link of a notice says.
pub struct Feedback<'a> {
    /// Whose event it is.
    pub username: &'a str,
    /// The event.
    pub event: &'a str,
    /// That the user was told of it.
    pub token: &'a str,
    /// `Valid` or `Invalid`.
    pub value: &'a str,
}

/// Keeps the answer. Following the link is enough (documented: one click); a later answer replaces it.
///
/// # Errors
/// As UpdateAuthEventFeedback.
pub async fn by_link(at: At<'_>, feedback: &Feedback<'_>) -> Result<(), Failed> {
    let pool = &at.through.pool;
    let members = json!({
        "UserPoolId": pool.id,
        "Username": feedback.username,
        "EventId": feedback.event,
        "FeedbackToken": feedback.token,
        "FeedbackValue": feedback.value,
    });
    let request = input::<call::UpdateAuthEventFeedback>(members)?;
    UpdateAuthEventFeedback::at(at.cx, pool, request).await?;
    Ok(())
}

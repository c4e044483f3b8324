//! `/authEventFeedback`: the links of notices of risks. The path is a guess (triggers.md §13.4): only what its page does is documented.

use app::{
    cx::Cx,
    hosted::{
        Stop,
        visit::{Reply, Visit},
    },
    operation::Failed,
    pages::{
        At,
        feedback::{Feedback, by_link},
    },
};

use super::{
    error::{self, Told},
    frame::Said,
};

/// Keeps the answer that the link holds, and thanks for it.
///
/// # Errors
/// [`Stop`].
pub(super) async fn serve(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let given = |name: &str| visit.asked.get(name).unwrap_or_default();
    let (through, browser, look) = error::outside(cx, visit, given("client_id")).await?;
    let words = browser.words();
    let feedback = Feedback {
        username: given("user_name"),
        event: given("event_id"),
        token: given("feedback_token"),
        value: given("feedback_value"),
    };
    match by_link(At { cx, through: &through }, &feedback).await {
        Ok(()) => {
            let page = Told {
                frame: browser.frame(words.feedback_title, None, &look),
                lines: vec![words.feedback_text.to_owned()],
                link: None,
            };
            Ok(browser.page(&page, "")?)
        }
        Err(Failed::Fault(_)) => Ok(error::told(
            &browser,
            &look,
            Said::wrong(words.feedback_link_invalid),
            None,
        )?),
        Err(Failed::Broken(broken)) => Err(broken.into()),
    }
}

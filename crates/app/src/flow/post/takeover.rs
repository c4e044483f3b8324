//! Notices of sign-ins that looked like somebody else's (triggers.md §13.5): the words, or the event for the function that sends
//! messages itself, each with what the user needs to answer.

use domain::{
    letter::Letter,
    message::{self, Wording},
    notice::{self, Notice},
    pool::Pool,
    ports::Sender,
    user::User,
};
use serde_json::Value;

use super::outgoing::escaped;
use crate::{
    cx::Cx,
    flow::{events, pool_pages},
    operation::Failed,
};

/// What only the moment of sending knows.
struct Details {
    username: String,
    time: String,
    token: String,
    links: [String; 2],
}

impl Details {
    fn borrowed(&self) -> notice::Details<'_> {
        let [link_valid, link_invalid] = &self.links;
        notice::Details {
            username: &self.username,
            time: &self.time,
            token: &self.token,
            link_valid,
            link_invalid,
        }
    }
}

async fn details(cx: &Cx, (pool, user): (&Pool, &User), letter: &Letter, notice: &Notice) -> Result<Details, Failed> {
    let token = events::feedback_token(&cx.house, (user, &notice.event), cx.now);
    let base = pool_pages::base(cx, pool).await?;
    let client = letter.client.as_ref().map_or("", |client| client.as_str());
    let link = |value: &str| {
        format!(
            "{base}/authEventFeedback?client_id={client}&user_name={}&event_id={}&feedback_token={token}&feedback_value={value}",
            escaped(&user.username),
            notice.event,
        )
    };
    Ok(Details {
        username: message::shown_name(&pool.settings, user).to_owned(),
        time: events::date(notice.at),
        links: [link("Valid"), link("Invalid")],
        token,
    })
}

/// The words of a notice, and as whom it is sent.
///
/// # Errors
/// Only the house's.
pub(super) async fn worded(
    cx: &Cx,
    (pool, user): (&Pool, &User),
    letter: &Letter,
    told: &Notice,
) -> Result<(Wording, Sender), Failed> {
    let details = details(cx, (pool, user), letter, told).await?;
    let settings = match &letter.client {
        Some(client) => cx.house.store.risk_settings_in_force(&pool.id, client).await?,
        None => None,
    };
    let takeover = settings.and_then(|settings| settings.takeover);
    let notify = takeover.as_ref().and_then(|takeover| takeover.notify.as_ref());
    let sender = notice::sender(notify, message::sender(&pool.settings.email));
    Ok((notice::compose(notify, told, &details.borrowed()), sender))
}

/// `userAttributes` for the function that sends messages itself.
///
/// # Errors
/// Only the house's.
pub(super) async fn attributes(
    cx: &Cx,
    owner: (&Pool, &User),
    letter: &Letter,
    told: &Notice,
) -> Result<Value, Failed> {
    let details = details(cx, owner, letter, told).await?;
    Ok(notice::attributes(told, &details.borrowed()))
}

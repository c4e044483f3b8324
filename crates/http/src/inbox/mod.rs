//! `GET` and `DELETE /_cognate/inbox`: the messages that `cognate dev` keeps instead of delivering. A browser gets a page, every
//! other client the data.

mod page;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, Response, StatusCode},
    middleware::from_fn,
    routing::get,
};
use domain::{
    ids::{PoolId, Sub},
    ports::{Channel, Inbox, Message, MessageKind},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::timeout;

use crate::{developer, near, reply};

/// The longest that a reader may wait, below every time limit on the way.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// The URLs of the inbox, for whoever is near.
pub(crate) fn routes(inbox: Arc<dyn Inbox>) -> Router {
    Router::new()
        .route("/_cognate/inbox", get(read).delete(clear))
        .route("/_cognate/inbox/inbox.css", get(async || developer::style(page::STYLE)))
        .route(
            "/_cognate/inbox/inbox.js",
            get(async || developer::script(page::SCRIPT)),
        )
        .route("/_cognate/inbox/messages/{id}", get(page::mail))
        .layer(from_fn(near::only))
        .with_state(inbox)
}

/// Which messages; all of the given filters must fit exactly.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    pool: Option<String>,
    username: Option<String>,
    to: Option<String>,
    /// Seconds to wait for a first fitting message when there is none; beside `after`, for a change.
    wait: Option<u64>,
    /// The number of changes that the reader knows of.
    after: Option<u64>,
}

impl Filter {
    fn fits(&self, message: &Message) -> bool {
        let is = |wanted: &Option<String>, actual: &str| wanted.as_deref().is_none_or(|wanted| wanted == actual);
        is(&self.pool, message.pool.as_str()) && is(&self.username, &message.username) && is(&self.to, &message.to)
    }
}

/// One message as JSON.
#[derive(Serialize)]
struct Entry {
    id: String,
    pool: PoolId,
    user: Option<Sub>,
    username: String,
    channel: Channel,
    to: String,
    kind: MessageKind,
    subject: Option<String>,
    body: String,
    code: Option<String>,
    link: Option<String>,
    /// Seconds since 1970, like the times of the API.
    time: f64,
}

impl From<Message> for Entry {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            pool: message.pool,
            user: message.user,
            username: message.username,
            channel: message.channel,
            to: message.to,
            kind: message.kind,
            subject: message.subject,
            body: message.body,
            code: message.code,
            link: message.link,
            time: message.at.micros() as f64 / 1e6,
        }
    }
}

/// The fitting messages, newest first.
async fn read(
    State(inbox): State<Arc<dyn Inbox>>,
    headers: HeaderMap,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Response<Body> {
    if developer::is_page_wanted(&headers) {
        return developer::page(page::PAGE);
    }
    let Ok(Query(filter)) = filter else {
        let message =
            "The inbox is filtered by pool, username and to; wait is a number of seconds, after a number of changes.";
        return reply::document(StatusCode::BAD_REQUEST, &json!({ "message": message }));
    };
    let wait = Duration::from_secs(filter.wait.unwrap_or(0)).min(LONGEST_WAIT);
    if let Some(after) = filter.after {
        // Over or not: what there is now is shown.
        let _ = timeout(wait, inbox.change_after(after)).await;
        let (changes, messages) = fitting(&*inbox, &filter);
        return reply::document(StatusCode::OK, &json!({ "changes": changes, "messages": messages }));
    }
    let found = timeout(wait, first_fitting(&*inbox, &filter)).await;
    reply::document(StatusCode::OK, &json!({ "messages": found.unwrap_or_default() }))
}

/// Comes back once there is something to show.
async fn first_fitting(inbox: &dyn Inbox, filter: &Filter) -> Vec<Entry> {
    loop {
        let (changes, messages) = fitting(inbox, filter);
        if !messages.is_empty() {
            return messages;
        }
        inbox.change_after(changes).await;
    }
}

/// The fitting messages, newest first, and how many changes there were up to now.
fn fitting(inbox: &dyn Inbox, filter: &Filter) -> (u64, Vec<Entry>) {
    let (changes, messages) = inbox.read();
    let fitting = messages.into_iter().filter(|message| filter.fits(message));
    (changes, fitting.map(Entry::from).collect())
}

/// Forgets all messages.
async fn clear(State(inbox): State<Arc<dyn Inbox>>) -> StatusCode {
    inbox.clear();
    StatusCode::NO_CONTENT
}

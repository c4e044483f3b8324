//! `GET` and `DELETE /_cognate/inbox`: the messages that `cognate dev` keeps instead of delivering.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{Response, StatusCode},
};
use domain::{
    ids::{PoolId, Sub},
    ports::{Channel, Inbox, Message, MessageKind},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::timeout;

use crate::reply;

/// The longest that a reader may wait, below every time limit on the way.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// Which messages; all of the given filters must fit exactly.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    pool: Option<String>,
    username: Option<String>,
    to: Option<String>,
    /// Seconds to wait for a first fitting message when there is none.
    wait: Option<u64>,
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
pub(crate) async fn read(
    State(inbox): State<Arc<dyn Inbox>>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Response<Body> {
    let Ok(Query(filter)) = filter else {
        let message = "The inbox is filtered by pool, username and to; wait is a number of seconds.";
        return reply::document(StatusCode::BAD_REQUEST, &json!({ "message": message }));
    };
    let wait = Duration::from_secs(filter.wait.unwrap_or(0)).min(LONGEST_WAIT);
    let found = timeout(wait, first_fitting(&*inbox, &filter)).await;
    reply::document(StatusCode::OK, &json!({ "messages": found.unwrap_or_default() }))
}

/// Comes back once there is something to show.
async fn first_fitting(inbox: &dyn Inbox, filter: &Filter) -> Vec<Entry> {
    loop {
        let (arrivals, messages) = inbox.read();
        let fitting: Vec<_> = messages
            .into_iter()
            .filter(|message| filter.fits(message))
            .map(Entry::from)
            .collect();
        if !fitting.is_empty() {
            return fitting;
        }
        inbox.arrival_after(arrivals).await;
    }
}

/// Forgets all messages.
pub(crate) async fn clear(State(inbox): State<Arc<dyn Inbox>>) -> StatusCode {
    inbox.clear();
    StatusCode::NO_CONTENT
}

//! The inbox as a page for people.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
};
use domain::ports::{Channel, Inbox};
use serde_json::json;

use crate::{developer, reply};

/// The page.
pub(super) const PAGE: &str = include_str!("../../assets/inbox/index.html");
/// What it looks like.
pub(super) const STYLE: &str = include_str!("../../assets/inbox/inbox.css");
/// What it does.
pub(super) const SCRIPT: &str = include_str!("../../assets/inbox/inbox.js");

/// A mail runs nothing, loads nothing, and has no origin: whoever wrote the template is a stranger to this page. Links open elsewhere.
const MAIL_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
                           style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                           frame-ancestors 'self'";

/// A mail as its reader sees it.
pub(crate) async fn mail(State(inbox): State<Arc<dyn Inbox>>, Path(id): Path<String>) -> Response<Body> {
    let (_, messages) = inbox.read();
    let found = messages
        .into_iter()
        .find(|message| message.id == id && message.channel == Channel::Email);
    match found {
        Some(mail) => developer::document("text/html; charset=utf-8", MAIL_POLICY, framed(&mail.body)),
        None => reply::document(
            StatusCode::NOT_FOUND,
            &json!({ "message": "There is no such mail in the inbox." }),
        ),
    }
}

/// Links of a mail must not open inside the frame.
fn framed(body: &str) -> String {
    format!(
        "<!doctype html><meta charset=\"utf-8\"><base target=\"_blank\"><style>body{{font:15px/1.5 system-ui,sans-serif;\
         color:#16181d;background:#fff;margin:1rem}}</style>{body}"
    )
}

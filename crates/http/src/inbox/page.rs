//! The inbox as a page for people: files of this crate, nothing from elsewhere, no code or style inside the page.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, Response, StatusCode, header},
};
use domain::ports::{Channel, Inbox};
use serde_json::json;

use crate::reply;

const PAGE: &str = include_str!("../../assets/inbox/index.html");
const STYLE: &str = include_str!("../../assets/inbox/inbox.css");
const SCRIPT: &str = include_str!("../../assets/inbox/inbox.js");

/// Nothing but the files beside the page; mails are shown in a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A mail runs nothing, loads nothing, and has no origin: whoever wrote the template is a stranger to this page. Links open elsewhere.
const MAIL_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
                           style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                           frame-ancestors 'self'";

/// Whether a browser asks for a page, as against a program that asks for data.
pub(super) fn is_wanted(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The page.
pub(super) fn page() -> Response<Body> {
    document("text/html; charset=utf-8", POLICY, PAGE.to_owned())
}

/// What the page looks like.
pub(crate) async fn style() -> Response<Body> {
    document("text/css; charset=utf-8", POLICY, STYLE.to_owned())
}

/// What the page does.
pub(crate) async fn script() -> Response<Body> {
    document("text/javascript; charset=utf-8", POLICY, SCRIPT.to_owned())
}

/// A mail as its reader sees it.
pub(crate) async fn mail(State(inbox): State<Arc<dyn Inbox>>, Path(id): Path<String>) -> Response<Body> {
    let (_, messages) = inbox.read();
    let found = messages
        .into_iter()
        .find(|message| message.id == id && message.channel == Channel::Email);
    match found {
        Some(mail) => document("text/html; charset=utf-8", MAIL_POLICY, framed(&mail.body)),
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

fn document(kind: &'static str, policy: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "accept"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    response
}

//! Pages for developers: files of this crate, nothing from elsewhere, no code or style inside a page.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Response, header},
    middleware::from_fn,
    routing::get,
};

use crate::near;

/// What all of them look like.
const BASE: &str = include_str!("../assets/developer/base.css");

/// Nothing but the files beside the page; mails are shown in a frame.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                                 frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The URL of what they share, for whoever is near.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/_cognate/base.css", get(async || style(BASE)))
        .layer(from_fn(near::only))
}

/// Whether a browser asks for a page, as against a program that asks for data.
pub(crate) fn is_page_wanted(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// A page.
pub(crate) fn page(text: &str) -> Response<Body> {
    document("text/html; charset=utf-8", POLICY, text.to_owned())
}

/// What a page looks like.
pub(crate) fn style(text: &str) -> Response<Body> {
    document("text/css; charset=utf-8", POLICY, text.to_owned())
}

/// What a page does.
pub(crate) fn script(text: &str) -> Response<Body> {
    document("text/javascript; charset=utf-8", POLICY, text.to_owned())
}

/// Text of any kind under a policy.
pub(crate) fn document(kind: &'static str, policy: &'static str, text: String) -> Response<Body> {
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

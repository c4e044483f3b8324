//! From a reply to bytes (oauth.md §§10, 12).

use app::hosted::visit::{Body as Content, Reply};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use serde_json::json;
use uuid::Uuid;
use wire::{Code, Fault};

use super::Reader;
use crate::cors;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amz-cognito-request-id");

/// On every answer (recorded), so that no browser keeps, frames or reinterprets it.
const GUARDS: [(HeaderName, HeaderValue); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_XSS_PROTECTION, HeaderValue::from_static("1; mode=block")),
    (
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-cache, no-store, max-age=0, must-revalidate"),
    ),
    (header::PRAGMA, HeaderValue::from_static("no-cache")),
    (header::EXPIRES, HeaderValue::from_static("0")),
    (
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000 ; includeSubDomains"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
];

/// The answer on the wire. What the reply says of itself goes before what every answer says.
pub(crate) fn dress(reply: Reply, reader: Reader, request_id: Uuid) -> Response<Body> {
    let (kind, body) = match reply.body {
        Content::Empty => (None, Body::empty()),
        Content::Json(json) => (Some("application/json;charset=UTF-8"), Body::from(json.to_string())),
        Content::Html(page) => (Some("text/html;charset=UTF-8"), Body::from(page)),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers.insert(name, value);
    }
    if let Some(kind) = kind {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    if reader == Reader::Program {
        cors::allow_reading(headers);
    }
    if let Ok(value) = HeaderValue::try_from(request_id.to_string()) {
        headers.insert(REQUEST_ID, value);
    }
    for (name, value) in &reply.headers {
        let name = HeaderName::from_static(name);
        match HeaderValue::from_bytes(value.as_bytes()) {
            // One header may stand twice, unless it is one that every answer has.
            Ok(value) if GUARDS.iter().all(|(guard, _)| *guard != name) => drop(headers.append(name, value)),
            Ok(value) => drop(headers.insert(name, value)),
            Err(_) => tracing::error!(%name, "a header field that cannot be written"),
        }
    }
    for cookie in &reply.cookies {
        if let Ok(value) = HeaderValue::try_from(cookie.to_header()) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    if let Some(location) = &reply.location {
        // A redirect URI may hold letters of any script, as it was registered.
        match HeaderValue::from_bytes(location.as_bytes()) {
            Ok(value) => drop(headers.insert(header::LOCATION, value)),
            Err(_) => tracing::error!("an address that cannot be written"),
        }
    }
    response
}

/// A failure that the endpoint has no words of its own for.
pub(crate) fn failed(fault: &Fault, reader: Reader) -> Reply {
    // The API says 400; here the protocol is that of the web.
    let status = match fault.code {
        Code::TooManyRequestsException => 429,
        code => code.status(),
    };
    match reader {
        Reader::Program if status == 429 => Reply::json(429, json!({ "error": "too_many_requests" })),
        Reader::Program if status < 500 => Reply::json(400, json!({ "error": "invalid_request" })),
        Reader::Program => Reply::json(status, json!({ "error": "server_error" })),
        Reader::Person => Reply::html(status, PAGE.into()),
    }
}

/// What a person sees when not even a page can be made.
const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Error</title>\
                    <p>An error was encountered with the requested page.</p></html>";

/// Answers `OPTIONS` of the endpoints for applications: what is asked for is allowed.
pub(crate) async fn preflight(asked: HeaderMap) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    cors::allow_reading(headers);
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, OPTIONS"),
    );
    if let Some(names) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    response
}

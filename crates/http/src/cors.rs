//! What lets a browser call the API from another origin (resources.md §1.8, observed).

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};

/// For how long a browser may remember the answer to a pre-flight: two days.
const MAX_AGE: HeaderValue = HeaderValue::from_static("172800");

const ANYONE: HeaderValue = HeaderValue::from_static("*");

const EXPOSED: HeaderValue = HeaderValue::from_static("x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");

/// Lets every origin read an answer. Sent also when nobody asked, and never with credentials.
pub(crate) fn allow(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
}

/// Lets every origin read a document that is no part of the API.
pub(crate) fn allow_reading(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE);
}

/// Answers `OPTIONS`: what was asked for is allowed; without an `Origin` it is no pre-flight and refused.
pub(crate) fn preflight(asked: &HeaderMap) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    if !asked.contains_key(header::ORIGIN) {
        *response.status_mut() = StatusCode::FORBIDDEN;
        return response;
    }
    let headers = response.headers_mut();
    allow(headers);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    let method = asked.get(header::ACCESS_CONTROL_REQUEST_METHOD).cloned();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        method.unwrap_or(HeaderValue::from_static("POST")),
    );
    if let Some(names) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    response
}

//! Answers of the JSON API: headers and bodies (resources.md §1.3, §1.4).

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use serde_json::{Map, Value};
use uuid::Uuid;
use wire::{Code, Fault};

use crate::cors;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const ERROR_MESSAGE: HeaderName = HeaderName::from_static("x-amzn-errormessage");

const JSON_1_1: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.1");

const PLAIN_JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The longest message in a header field, in bytes. HTTP libraries refuse fields of 8 KB and more; a complaint about a
/// megabyte of text quotes it.
const LONGEST_HEADER: usize = 1_024;

/// The answer of an operation that succeeded.
pub(crate) fn success(body: Vec<u8>, request_id: Uuid) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    dress(response.headers_mut(), request_id);
    response
}

/// The answer of one that did not.
pub(crate) fn fault(fault: &Fault, request_id: Uuid) -> Response<Body> {
    let name = fault.code.name();
    let mut body = Map::new();
    body.insert("__type".into(), name.into());
    if let Some(message) = &fault.message {
        body.insert("message".into(), message.as_str().into());
        if fault.code == Code::AccessDeniedException {
            // The front end's own spelling (guess); clients read either.
            body.insert("Message".into(), message.as_str().into());
        }
    }
    let mut response = Response::new(Body::from(Value::Object(body).to_string()));
    *response.status_mut() = StatusCode::from_u16(fault.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    dress(headers, request_id);
    // The colon is the real service's (observed); SDKs cut there.
    if let Ok(value) = HeaderValue::try_from(format!("{name}:")) {
        headers.insert(ERROR_TYPE, value);
    }
    if let Some(value) = fault.message.as_deref().and_then(latin_1) {
        headers.insert(ERROR_MESSAGE, value);
    }
    response
}

/// A JSON document apart from the API: health, well-known documents, the inbox.
pub(crate) fn document(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, PLAIN_JSON);
    response
}

/// Names the request in an answer.
pub(crate) fn number(headers: &mut HeaderMap, request_id: Uuid) {
    if let Ok(value) = HeaderValue::try_from(request_id.to_string()) {
        headers.insert(REQUEST_ID, value);
    }
}

fn dress(headers: &mut HeaderMap, request_id: Uuid) {
    headers.insert(header::CONTENT_TYPE, JSON_1_1);
    cors::allow(headers);
    number(headers, request_id);
}

/// The message as a header field: Latin-1, in one line, not too long; what does not fit is left out (guess).
fn latin_1(message: &str) -> Option<HeaderValue> {
    let printable = message.chars().filter(|c| !c.is_control());
    let bytes: Vec<u8> = printable
        .filter_map(|c| u8::try_from(c).ok())
        .take(LONGEST_HEADER)
        .collect();
    HeaderValue::from_bytes(bytes.trim_ascii()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_fits_into_a_header() {
        let of = |message: &str| {
            let response = fault(&Fault::new(Code::InvalidParameterException, message), Uuid::nil());
            response.headers()[ERROR_MESSAGE].as_bytes().to_vec()
        };
        assert_eq!(of("Plain."), b"Plain.");
        assert_eq!(of("two\r\nSet-Cookie: lines\0"), b"twoSet-Cookie: lines");
        assert_eq!(of("caf\u{e9} \u{2603}!"), b"caf\xe9 !");
        assert_eq!(of(&"x".repeat(1_000_000)).len(), LONGEST_HEADER);
    }

    #[test]
    fn a_fault_without_a_sentence_has_none_anywhere() {
        let response = fault(&Fault::bare(Code::UnknownOperationException), Uuid::nil());
        assert_eq!(response.status(), 400);
        assert_eq!(response.headers()[ERROR_TYPE], "UnknownOperationException:");
        assert!(!response.headers().contains_key(ERROR_MESSAGE));
    }
}

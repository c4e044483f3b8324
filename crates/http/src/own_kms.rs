//! The door of the house's own KMS: `POST /` with a target of KMS (docs/operating.md).

use std::sync::Arc;

use app::{operation::Failed, own_kms, say::protocol as say};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, request::Parts},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    aws::{self, Door},
    reply,
};

/// How the targets of KMS begin (documented).
const TARGETS: &str = "TrentService.";

/// The longest body: a wrapped key and its context.
const LONGEST: usize = 64 * 1024;

/// Whether KMS is called.
pub(crate) fn is_meant(headers: &HeaderMap) -> bool {
    let target = headers.get("x-amz-target").and_then(|value| value.to_str().ok());
    target.is_some_and(|target| target.starts_with(TARGETS))
}

/// Answers as KMS does.
pub(crate) async fn answer(door: &Door, parts: &Parts, body: Body, request_id: Uuid) -> Response<Body> {
    let Ok(_place) = Arc::clone(&door.places).try_acquire_owned() else {
        return reply::fault(&say::too_many_requests(), request_id);
    };
    let body = match aws::read(body, LONGEST, &door.limits).await {
        Ok(body) => body,
        Err(fault) => return reply::fault(&fault, request_id),
    };
    match own_kms::answer(&door.house, &aws::head(parts), &body).await {
        Ok(Ok(opened)) => reply::success(opened.as_bytes().to_vec(), request_id),
        Ok(Err(refused)) => {
            let name = refused.name();
            let mut response = reply::document(StatusCode::BAD_REQUEST, &json!({ "__type": name }));
            let headers = response.headers_mut();
            headers.insert("x-amzn-errortype", HeaderValue::from_static(name));
            reply::number(headers, request_id);
            response
        }
        Err(Failed::Fault(fault)) => reply::fault(&fault, request_id),
        Err(broken) => aws::respond(Err(broken), request_id),
    }
}

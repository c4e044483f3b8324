//! The door of the JSON API: `POST /` and its pre-flight.

use std::{net::IpAddr, sync::Arc};

use app::{
    cx::House,
    dispatch::{self, Answer, Head, dispatch},
    operation::Failed,
    rates,
    say::protocol as say,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, Response, header, request::Parts},
};
use http_body_util::BodyExt;
use tokio::{sync::Semaphore, time::timeout};
use tracing::Instrument;
use uuid::Uuid;
use wire::{Fault, Operation};

use crate::{
    cors,
    limits::{self, Limits},
    own_kms, reply,
    server::ClientIp,
    work::{self, Unfinished},
};

/// What the door holds on to.
pub(crate) struct Door {
    pub(crate) house: Arc<House>,
    pub(crate) limits: Limits,
    /// Places for requests at work.
    pub(crate) places: Arc<Semaphore>,
}

/// Answers whatever comes to `/`.
pub(crate) async fn enter(State(door): State<Arc<Door>>, request: Request) -> Response<Body> {
    let request_id = door.house.entropy.uuid();
    if request.method() == Method::OPTIONS {
        let mut response = cors::preflight(request.headers());
        reply::number(response.headers_mut(), request_id);
        return response;
    }
    let (parts, body) = request.into_parts();
    if own_kms::is_meant(&parts.headers) {
        return own_kms::answer(&door, &parts, body, request_id).await;
    }
    let name = target(&parts);
    let operation = match name {
        Ok(operation) => operation.name(),
        Err(_) => "none",
    };
    let span = tracing::info_span!("request", id = %request_id, operation);
    let answer = async {
        let operation = name?;
        let body = read(body, most_bytes(operation), &door.limits).await?;
        let request = dispatch::Request {
            operation,
            body,
            head: head(&parts),
            ip: parts
                .extensions
                .get::<ClientIp>()
                .map(|ip: &ClientIp| -> IpAddr { ip.0 }),
            request_id,
        };
        run(&door, request).await
    };
    let answer = answer.instrument(span.clone()).await;
    span.in_scope(|| respond(answer, request_id))
}

/// The operation that is asked for. Only `POST` asks for one.
fn target(parts: &Parts) -> Result<Operation, Fault> {
    let target = parts.headers.get("x-amz-target").and_then(|value| value.to_str().ok());
    dispatch::operation(target.filter(|_| parts.method == Method::POST))
}

/// Reads the body, within bounds of size and time. What is too large is read to its end and dropped, because a client
/// that is still writing when the connection closes never sees the answer; but not what is far too large.
pub(crate) async fn read(body: Body, most: usize, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let reading = async {
        let mut frames = body;
        let mut bytes = Vec::new();
        let mut length = 0;
        while let Some(frame) = frames.frame().await {
            let frame = frame.map_err(|_| say::body_incomplete())?;
            let Ok(data) = frame.into_data() else {
                continue; // trailers
            };
            length += data.len();
            if length > limits::DISCARDED_BYTES {
                break;
            }
            match length > most {
                true => bytes = Vec::new(),
                false => bytes.extend_from_slice(&data),
            }
        }
        match length > most {
            true => Err(say::body_too_large()),
            false => Ok(bytes),
        }
    };
    timeout(limits.body, reading)
        .await
        .unwrap_or_else(|_| Err(say::body_incomplete()))
}

fn most_bytes(operation: Operation) -> usize {
    match operation {
        Operation::CreateManagedLoginBranding | Operation::UpdateManagedLoginBranding => limits::BRANDING_BODY_BYTES,
        _ => limits::BODY_BYTES,
    }
}

/// The parts of a request that a signature covers, beside the body.
pub(crate) fn head(parts: &Parts) -> Head {
    let text = |(name, value): (&HeaderName, &HeaderValue)| {
        let value = std::str::from_utf8(value.as_bytes()).ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    };
    let mut headers: Vec<_> = parts.headers.iter().filter_map(text).collect();
    // HTTP/2 says in the URI what HTTP/1.1 says in a field; signatures cover the field.
    if let (Some(host), None) = (parts.uri.authority(), parts.headers.get(header::HOST)) {
        headers.push(("host".into(), host.to_string()));
    }
    Head {
        method: parts.method.to_string(),
        path: parts.uri.path().into(),
        query: parts.uri.query().unwrap_or_default().into(),
        headers,
    }
}

async fn run(door: &Arc<Door>, request: dispatch::Request) -> Answer {
    let place = Arc::clone(&door.places)
        .try_acquire_owned()
        .map_err(|_| say::too_many_requests())?;
    let house = Arc::clone(&door.house);
    let is_for_the_crew = rates::is_for_the_crew(request.operation);
    if is_for_the_crew && house.crew.is_swamped() {
        return Err(say::too_many_requests().into());
    }
    let operation = async move {
        let answer = dispatch(&house, request).await;
        drop(place);
        answer
    };
    let crew = is_for_the_crew.then_some(&door.house.crew);
    match work::done(crew, door.limits.answer, operation.in_current_span()).await {
        Ok(answer) => answer,
        Err(Unfinished::Panicked) => Err(say::internal_error().into()),
        Err(Unfinished::Late) => {
            tracing::error!("no answer in time; the operation goes on");
            Err(say::unavailable().into())
        }
    }
}

/// The one place where a failure of the house is logged.
pub(crate) fn respond(answer: Answer, request_id: Uuid) -> Response<Body> {
    let fault = match answer {
        Ok(body) => {
            tracing::debug!("done");
            return reply::success(body, request_id);
        }
        Err(Failed::Fault(fault)) => {
            tracing::debug!(code = fault.code.name(), "refused");
            fault
        }
        Err(Failed::Broken(broken)) => {
            tracing::error!(doing = broken.doing, cause = broken.cause, "broken");
            say::internal_error()
        }
    };
    reply::fault(&fault, request_id)
}

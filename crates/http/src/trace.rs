//! `GET /_cognate/trace`: what the last requests about users did (docs/functions.md).
//!
//! In `cognate dev` whoever is on this machine may read it, in `cognate serve` the holder of an access key.

use std::sync::Arc;

use app::{cx::House, operation::Failed, signature, trace::Search};
use axum::{
    body::Body,
    extract::{Query, Request, State},
    http::{Response, StatusCode, header},
    middleware::Next,
};
use serde::Deserialize;
use serde_json::json;
use wire::Operation;

use crate::{aws, reply};

/// Which attempts; all that is given must fit.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    pool: Option<String>,
    username: Option<String>,
    limit: Option<usize>,
}

/// The fitting attempts, newest first.
pub(crate) async fn read(State(house): State<Arc<House>>, request: Request) -> Response<Body> {
    let Ok(Query(filter)) = Query::<Filter>::try_from_uri(request.uri()) else {
        let message = "The trace is filtered by pool, username and limit.";
        return reply::document(StatusCode::BAD_REQUEST, &json!({ "message": message }));
    };
    let attempts = house.trace.read(&Search {
        pool: filter.pool,
        username: filter.username,
        limit: filter.limit,
    });
    let mut response = reply::document(StatusCode::OK, &json!({ "attempts": attempts }));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// Lets only holders of an access key through, who sign as for an operation.
pub(crate) async fn signed_only(State(house): State<Arc<House>>, request: Request, next: Next) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let pool = Query::<Filter>::try_from_uri(&parts.uri)
        .ok()
        .and_then(|filter| filter.0.pool);
    // As for whoever asks for the sign-ins of users; a key for certain pools must name one of them.
    let like = (Operation::AdminListUserAuthEvents, pool.as_deref().unwrap_or_default());
    match signature::admit_reader(&house, &aws::head(&parts), like).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(Failed::Fault(fault)) => reply::fault(&fault, house.entropy.uuid()),
        Err(Failed::Broken(broken)) => {
            tracing::error!(doing = broken.doing, cause = broken.cause, "broken");
            reply::document(
                StatusCode::INTERNAL_SERVER_ERROR,
                &json!({ "message": "The server is broken." }),
            )
        }
    }
}

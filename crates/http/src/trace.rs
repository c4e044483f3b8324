//! `GET /_cognate/trace`: what the last requests about users did (docs/functions.md).
//!
//! In `cognate dev` whoever is on this machine may read it, a browser as a page; in `cognate serve` the holder of an access key.

use std::sync::Arc;

use app::{cx::House, operation::Failed, signature, trace::Search};
use axum::{
    Router,
    body::Body,
    extract::{Query, Request, State},
    http::{Response, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;
use wire::Operation;

use crate::{aws, developer, near, reply};

/// Which attempts; all that is given must fit.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    pool: Option<String>,
    username: Option<String>,
    limit: Option<usize>,
}

const PAGE: &str = include_str!("../assets/trace/index.html");
const STYLE: &str = include_str!("../assets/trace/trace.css");
const SCRIPT: &str = include_str!("../assets/trace/trace.js");

/// The URLs of the trace in development, for whoever is near.
pub(crate) fn near(house: &Arc<House>) -> Router {
    Router::new()
        .route("/_cognate/trace", get(show).with_state(Arc::clone(house)))
        .route("/_cognate/trace/trace.css", get(async || developer::style(STYLE)))
        .route("/_cognate/trace/trace.js", get(async || developer::script(SCRIPT)))
        .layer(from_fn(near::only))
}

/// The URL of the trace in production, for holders of an access key. No browser signs, so it has no page.
pub(crate) fn guarded(house: &Arc<House>) -> Router {
    let signed = from_fn_with_state(Arc::clone(house), signed_only);
    let trace = get(read).with_state(Arc::clone(house)).layer(signed);
    Router::new().route("/_cognate/trace", trace)
}

/// The page for a browser, the data for a program.
async fn show(state: State<Arc<House>>, request: Request) -> Response<Body> {
    match developer::is_page_wanted(request.headers()) {
        true => developer::page(PAGE),
        false => read(state, request).await,
    }
}

/// The fitting attempts, newest first.
async fn read(State(house): State<Arc<House>>, request: Request) -> Response<Body> {
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
    headers.insert(header::VARY, header::HeaderValue::from_static("accept"));
    response
}

/// Lets only holders of an access key through, who sign as for an operation.
async fn signed_only(State(house): State<Arc<House>>, request: Request, next: Next) -> Response<Body> {
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

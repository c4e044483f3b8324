//! `GET /<pool id>/.well-known/…`: what relying parties read (oauth.md §2, §3).

use std::sync::Arc;

use app::{cx::House, operation::Failed, say::protocol as say, well_known};
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, Response, StatusCode, header},
    routing::get,
};
use serde_json::{Value, json};

use crate::{cors, reply};

/// How long a key set may be cached: clients look unknown key ids up again anyway (oauth.md §3, guess for the value).
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// The documents of every pool. The two for an authorization server are ours (RFC 8414): MCP clients ask for them.
pub(crate) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/{pool}/.well-known/jwks.json", get(keys))
        .route("/{pool}/.well-known/openid-configuration", get(discovery))
        .route("/{pool}/.well-known/oauth-authorization-server", get(discovery))
        .route("/.well-known/oauth-authorization-server/{pool}", get(discovery))
}

async fn discovery(State(house): State<Arc<House>>, Path(pool): Path<String>) -> Response<Body> {
    public(well_known::discovery(&house, &pool).await)
}

async fn keys(State(house): State<Arc<House>>, Path(pool): Path<String>) -> Response<Body> {
    public(well_known::keys(&house, &pool).await)
}

/// A document for everyone, also for scripts of other origins.
fn public(document: Result<Value, Failed>) -> Response<Body> {
    let mut response = match document {
        Ok(document) => {
            let mut response = reply::document(StatusCode::OK, &document);
            response.headers_mut().insert(header::CACHE_CONTROL, AN_HOUR);
            response
        }
        // Unknown pool: 404 as emulators answer (oauth.md §2, guess).
        Err(Failed::Fault(fault)) => reply::document(StatusCode::NOT_FOUND, &json!({ "message": fault.message })),
        Err(Failed::Broken(broken)) => {
            tracing::error!(doing = broken.doing, cause = broken.cause, "broken");
            let message = say::internal_error().message;
            reply::document(StatusCode::INTERNAL_SERVER_ERROR, &json!({ "message": message }))
        }
    };
    cors::allow_reading(response.headers_mut());
    response
}

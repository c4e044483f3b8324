//! `GET /_look/…`: the pictures of pages. Whatever they hold, a browser runs nothing of it.

use std::sync::Arc;

use crate::reply;
use app::{cx::House, flow::look, operation::Failed};
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, Response, StatusCode, header},
    routing::get,
};
use domain::branding::asset::Format;
use serde_json::json;

/// Each version has an address of its own.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// An SVG that is opened by itself loads and runs nothing.
const TAME: HeaderValue = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// The pictures of all pools.
pub(crate) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/_look/{pool}/{client}/{version}/assets/images/image.jpg", get(logo))
        .route("/_look/{pool}/styles/{style}/{hash}", get(asset))
}

async fn logo(
    State(house): State<Arc<House>>,
    Path((pool, client, _version)): Path<(String, String, String)>,
) -> Response<Body> {
    picture(look::image(&house, &pool, &client).await)
}

async fn asset(
    State(house): State<Arc<House>>,
    Path((pool, style, hash)): Path<(String, String, String)>,
) -> Response<Body> {
    picture(look::file(&house, (&pool, &style), &hash).await)
}

fn picture(found: Result<Option<(Format, Vec<u8>)>, Failed>) -> Response<Body> {
    let (format, bytes) = match found {
        Ok(Some(picture)) => picture,
        Ok(None) => {
            let message = json!({ "message": "There is no such picture." });
            return reply::document(StatusCode::NOT_FOUND, &message);
        }
        Err(Failed::Fault(_)) => return reply::document(StatusCode::NOT_FOUND, &json!({})),
        Err(Failed::Broken(error)) => {
            tracing::error!(%error, "could not read a picture");
            let message = json!({ "message": "Internal error. Please try again." });
            return reply::document(StatusCode::INTERNAL_SERVER_ERROR, &message);
        }
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers.insert(header::CACHE_CONTROL, FOR_EVER);
    headers.insert(header::CONTENT_SECURITY_POLICY, TAME);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    response
}

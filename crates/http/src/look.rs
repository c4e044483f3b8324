//! `GET /_look/…`: pictures and style sheets of pages. Whatever they hold, a browser runs nothing of it.

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
use domain::{branding::asset::Format, oauth};
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
        .route("/_look/{pool}/{client}/{version}/classic.css", get(classic))
        .route("/_look/{pool}/styles/{style}/{hash}", get(asset))
        .route("/_look/{pool}/styles/{style}/{version}/managed.css", get(managed))
}

async fn classic(
    State(house): State<Arc<House>>,
    Path((pool, client, version)): Path<(String, String, String)>,
) -> Response<Body> {
    sheet(look::classic_sheet(&house, &pool, &client).await, &version)
}

async fn managed(
    State(house): State<Arc<House>>,
    Path((pool, style, version)): Path<(String, String, String)>,
) -> Response<Body> {
    sheet(look::managed_sheet(&house, &pool, &style).await, &version)
}

/// The name of a version of a text: part of its address.
pub(crate) fn version(text: &str) -> String {
    let digest = oauth::digest(text);
    digest.chars().filter(char::is_ascii_alphanumeric).take(16).collect()
}

/// A style sheet. One that was changed since its address was given out is not kept.
fn sheet(found: Result<Option<String>, Failed>, version: &str) -> Response<Body> {
    let text = match found {
        Ok(Some(text)) => text,
        Ok(None) => return failed(None),
        Err(failure) => return failed(Some(failure)),
    };
    let keep = match self::version(&text) == version {
        true => FOR_EVER,
        false => HeaderValue::from_static("no-store"),
    };
    dressed(
        Body::from(text),
        HeaderValue::from_static("text/css; charset=utf-8"),
        keep,
    )
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
    match found {
        Ok(Some((format, bytes))) => {
            let kind = HeaderValue::from_static(format.media_type());
            dressed(Body::from(bytes), kind, FOR_EVER)
        }
        Ok(None) => failed(None),
        Err(failure) => failed(Some(failure)),
    }
}

fn dressed(body: Body, kind: HeaderValue, keep: HeaderValue) -> Response<Body> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, keep);
    headers.insert(header::CONTENT_SECURITY_POLICY, TAME);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    response
}

fn failed(failure: Option<Failed>) -> Response<Body> {
    let (status, message) = match failure {
        None | Some(Failed::Fault(_)) => (StatusCode::NOT_FOUND, "There is no such picture."),
        Some(Failed::Broken(error)) => {
            tracing::error!(%error, "could not read how pages look");
            (StatusCode::INTERNAL_SERVER_ERROR, "Internal error. Please try again.")
        }
    };
    reply::document(status, &json!({ "message": message }))
}

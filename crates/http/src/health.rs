//! `GET /health/live` and `/health/ready`, for whoever restarts the process or sends it traffic.

use std::{sync::Arc, time::Duration};

use app::cx::House;
use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};
use serde_json::json;
use tokio::time::timeout;

use crate::reply;

/// How long the store may take to be called ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process runs.
pub(crate) async fn live() -> Response<Body> {
    reply::document(StatusCode::OK, &json!({ "status": "live" }))
}

/// The process can do its work: the store answers.
pub(crate) async fn ready(State(house): State<Arc<House>>) -> Response<Body> {
    let status = match timeout(PATIENCE, house.store.ping()).await {
        Ok(Ok(())) => return reply::document(StatusCode::OK, &json!({ "status": "ready" })),
        Ok(Err(broken)) => {
            tracing::warn!(doing = broken.doing, cause = broken.cause, "not ready");
            "the store does not answer"
        }
        Err(_) => "the store does not answer in time",
    };
    reply::document(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": status }))
}

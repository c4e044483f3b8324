//! Sockets and URLs: the AWS endpoint, the well-known documents, health, and the inbox of `cognate dev`.

mod acme;
mod aws;
mod cors;
mod developer;
mod health;
mod hosted;
mod imports;
mod inbox;
mod limits;
mod look;
mod near;
mod own_kms;
mod pages;
mod panics;
mod proxies;
mod reply;
mod server;
mod tls;
mod trace;
mod well_known;
mod work;

use std::sync::Arc;

use app::cx::House;
use axum::{
    Router,
    body::Body,
    http::{Response, StatusCode},
    routing::{any, get},
};
use domain::ports::Inbox;
use serde_json::json;
use tokio::sync::Semaphore;

pub use acme::{Ordering, keep_ordered};
pub use limits::Limits;
pub use panics::log_panics;
pub use proxies::Proxies;
pub use server::{ClientIp, Site, serve};
pub use tls::{BadCertificate, CertificateFiles, Certificates};

/// All URLs of the server. The inbox has one only when it is given, as in `cognate dev`; the trace is open to this machine
/// then, and otherwise to holders of an access key.
pub fn router(house: &Arc<House>, inbox: Option<Arc<dyn Inbox>>, limits: &Limits) -> Router {
    let door = aws::Door {
        house: Arc::clone(house),
        limits: limits.clone(),
        places: Arc::new(Semaphore::new(limits.requests)),
    };
    let hosted_door = hosted::Door {
        house: Arc::clone(house),
        limits: limits.clone(),
        places: Arc::clone(&door.places),
    };
    let router = Router::new()
        .route("/", any(aws::enter).with_state(Arc::new(door)))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .merge(well_known::routes())
        .merge(hosted::routes(&hosted_door))
        .merge(imports::routes())
        .merge(look::routes())
        .merge(pages::look::files())
        .with_state(Arc::clone(house))
        .fallback(nothing_here);
    match inbox {
        Some(inbox) => router
            .merge(inbox::routes(inbox))
            .merge(trace::near(house))
            .merge(developer::routes()),
        None => router.merge(trace::guarded(house)),
    }
}

async fn nothing_here() -> Response<Body> {
    let message = "There is nothing at this address. The API is at POST /.";
    reply::document(StatusCode::NOT_FOUND, &json!({ "message": message }))
}

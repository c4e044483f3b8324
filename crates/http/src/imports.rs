//! `PUT /_import/<pool>/<job>`: the file of an import job, in the manners of a pre-signed URL of S3; and
//! `GET /_import/<pool>/<job>/log`: what became of its lines, for holders of an access key (resources.md §12).

use std::sync::Arc;

use app::{
    cx::House,
    flow::import_file::{NotTaken, Upload},
    operation::{Broken, Failed},
    signature,
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, Query, Request, State},
    http::{HeaderValue, Response, StatusCode, header},
    routing::{get, put},
};
use domain::{ids::PoolId, import::job::MOST_BYTES};
use http_body_util::BodyExt;
use serde::Deserialize;
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};
use wire::Operation;

use crate::{
    aws, cors,
    limits::{UPLOAD, UPLOAD_SILENCE, UPLOADS},
    reply,
};

const XML: HeaderValue = HeaderValue::from_static("application/xml");
const PLAIN: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// Pieces of a log on their way to a slow reader.
const PIECES: usize = 2;

#[derive(Clone)]
struct Door {
    house: Arc<House>,
    places: Arc<Semaphore>,
}

/// The two URLs of a job.
pub(crate) fn routes() -> Router<Arc<House>> {
    let places = Arc::new(Semaphore::new(UPLOADS));
    let upload =
        move |State(house): State<Arc<House>>, of: Path<(String, String)>, pass: Query<Pass>, request: Request| {
            let door = Door {
                house,
                places: Arc::clone(&places),
            };
            take(door, of, pass, request)
        };
    Router::new()
        .route("/_import/{pool}/{job}", put(upload).options(preflight))
        .route("/_import/{pool}/{job}/log", get(log))
}

#[derive(Deserialize)]
struct Pass {
    #[serde(rename = "X-Amz-Signature", default)]
    signature: String,
}

async fn preflight(request: Request) -> Response<Body> {
    cors::preflight(request.headers())
}

/// Why a file is refused.
enum Refusal {
    Not(NotTaken),
    Busy,
    Cut,
    Broken(Broken),
}

impl From<NotTaken> for Refusal {
    fn from(not: NotTaken) -> Self {
        Self::Not(not)
    }
}

impl From<Failed> for Refusal {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Broken(broken) => Self::Broken(broken),
            // No fault comes from here; whatever it was, the file is not there.
            Failed::Fault(_) => Self::Cut,
        }
    }
}

/// Takes a file. Header fields of S3 such as `x-amz-server-side-encryption` are ignored.
async fn take(
    door: Door,
    Path((pool, job)): Path<(String, String)>,
    Query(pass): Query<Pass>,
    request: Request,
) -> Response<Body> {
    let taken = match door.places.try_acquire() {
        Err(_) => Err(Refusal::Busy),
        Ok(_place) => timeout(UPLOAD, receive(&door.house, (&pool, &job), &pass.signature, request))
            .await
            .unwrap_or(Err(Refusal::Cut)),
    };
    let mut response = match taken {
        Ok(()) => Response::new(Body::empty()),
        Err(refusal) => refuse(refusal),
    };
    cors::allow(response.headers_mut());
    response
}

async fn receive(house: &House, of: (&str, &str), pass: &str, request: Request) -> Result<(), Refusal> {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let mut upload = Upload::begin(house, of, pass).await??;
    if length.is_some_and(|length| length > MOST_BYTES) {
        return Err(NotTaken::TooLarge.into());
    }
    match pour(&mut upload, request.into_body()).await {
        Ok(()) => Ok(upload.finish().await??),
        Err(refusal) => {
            upload.abandon().await?;
            Err(refusal)
        }
    }
}

async fn pour(upload: &mut Upload<'_>, mut body: Body) -> Result<(), Refusal> {
    loop {
        let frame = timeout(UPLOAD_SILENCE, body.frame()).await.map_err(|_| Refusal::Cut)?;
        let Some(frame) = frame else {
            return Ok(());
        };
        // Trailers are no part of a file.
        if let Ok(data) = frame.map_err(|_| Refusal::Cut)?.into_data() {
            upload.take(&data).await??;
        }
    }
}

/// An error in the language of S3: its own sentences (documented), but for a job that takes no file (ours).
fn refuse(refusal: Refusal) -> Response<Body> {
    let (status, code, message) = match refusal {
        Refusal::Not(NotTaken::BadPass) => (
            StatusCode::FORBIDDEN,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.",
        ),
        Refusal::Not(NotTaken::Expired) => (StatusCode::FORBIDDEN, "AccessDenied", "Request has expired"),
        Refusal::Not(NotTaken::Closed) => (
            StatusCode::FORBIDDEN,
            "AccessDenied",
            "The import job does not take a file any more.",
        ),
        Refusal::Not(NotTaken::TooLarge) => (
            StatusCode::BAD_REQUEST,
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
        ),
        Refusal::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "SlowDown",
            "Please reduce your request rate.",
        ),
        Refusal::Cut => (
            StatusCode::BAD_REQUEST,
            "IncompleteBody",
            "The request body terminated unexpectedly.",
        ),
        Refusal::Broken(broken) => {
            tracing::error!(doing = broken.doing, cause = broken.cause, "broken");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalError",
                "We encountered an internal error. Please try again.",
            )
        }
    };
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, XML);
    response
}

/// The log of a job as it is by now (ours: the real one is in CloudWatch), line by line. Signed like the API: `curl --aws-sigv4 "aws:amz:<region>:cognito-idp"`.
async fn log(
    State(house): State<Arc<House>>,
    Path((pool, job)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let (parts, _body) = request.into_parts();
    let id = house.entropy.uuid();
    let found = async {
        let asked = (Operation::DescribeUserImportJob, pool.as_str());
        signature::admit_reader(&house, &aws::head(&parts), asked).await?;
        let pool = PoolId::new(pool);
        let found = house.store.import_job(&pool, &job).await?;
        Ok::<_, Failed>(found.map(|job| (pool, job.id)))
    };
    match found.await {
        Ok(Some(of)) => {
            let mut response = Response::new(Body::new(Streamed(pieces(house, of))));
            response.headers_mut().insert(header::CONTENT_TYPE, PLAIN);
            response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
            response
        }
        Ok(None) => {
            let message = serde_json::json!({ "message": "There is no such job." });
            reply::document(StatusCode::NOT_FOUND, &message)
        }
        Err(failed) => aws::respond(Err(failed), id),
    }
}

/// Reads a log piece by piece, no faster than it is sent.
fn pieces(house: Arc<House>, (pool, job): (PoolId, String)) -> mpsc::Receiver<Bytes> {
    let (sender, receiver) = mpsc::channel(PIECES);
    tokio::spawn(async move {
        let mut after = 0;
        loop {
            match house.store.import_log(&pool, &job, after).await {
                Ok(Some((line, entries))) => match sender.send(Bytes::from(entries)).await {
                    Ok(()) => after = line,
                    // The reader has gone.
                    Err(_) => return,
                },
                Ok(None) => return,
                Err(error) => return tracing::error!(%error, "could not read the log of an import"),
            }
        }
    });
    receiver
}

/// A body that comes through a channel.
struct Streamed(mpsc::Receiver<Bytes>);

impl hyper::body::Body for Streamed {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        self.0
            .poll_recv(cx)
            .map(|piece| piece.map(|piece| Ok(hyper::body::Frame::data(piece))))
    }
}

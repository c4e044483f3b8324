//! Reading what comes back over HTTP.

use domain::ports::TriggerFailed;
use reqwest::Response;

/// The most that is read of an answer. Lambda itself allows 6 MB; as many of these as there are seats must fit into memory.
pub(super) const ANSWER_LIMIT: usize = 1 << 20;

/// The body of an answer. One that is longer than [`ANSWER_LIMIT`] is as good as none.
pub(super) async fn read(response: &mut Response) -> Result<Vec<u8>, TriggerFailed> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if bytes.len() + chunk.len() > ANSWER_LIMIT {
            return Err(too_long());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What an answer means that is longer than is read.
pub(super) fn too_long() -> TriggerFailed {
    tracing::warn!(limit = ANSWER_LIMIT, "a function returned more than is read");
    TriggerFailed::NotJson
}

/// guess: what the service says when Lambda itself cannot be reached is not known.
pub(super) fn unreachable(error: reqwest::Error) -> TriggerFailed {
    if error.is_timeout() {
        return TriggerFailed::TimedOut;
    }
    tracing::warn!(error = %error.without_url(), "the endpoint of functions cannot be reached");
    TriggerFailed::NotCallable("ServiceException".into())
}

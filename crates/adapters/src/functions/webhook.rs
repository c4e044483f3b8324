//! Functions as webhooks: a signed `POST` to a URL of the operator's (docs/functions.md).

use std::fmt;

use aws_lc_rs::hmac;
use domain::ports::{Clock, PortFailed, TriggerFailed};
use reqwest::{Client, StatusCode, Url, redirect};
use serde_json::Value;
use zeroize::Zeroizing;

use super::{Invocation, answer, unprepared};
use crate::SystemClock;

/// The secrets that webhooks are signed with: the present one, and perhaps one that is on its way in or out. No `Debug`.
#[derive(Clone)]
pub struct WebhookKeys(Vec<Zeroizing<String>>);

impl WebhookKeys {
    /// The shortest secret, in characters: 16 bytes in hex.
    pub const SHORTEST: usize = 32;

    /// From secrets; `None` when there is none, or one that is too short.
    pub fn new(secrets: impl IntoIterator<Item = String>) -> Option<Self> {
        let keys: Vec<_> = secrets.into_iter().map(Zeroizing::new).collect();
        let is_long = |key: &Zeroizing<String>| key.chars().count() >= Self::SHORTEST;
        (!keys.is_empty() && keys.iter().all(is_long)).then_some(Self(keys))
    }

    /// The header field: the time, and a signature by each key.
    fn sign(&self, seconds: i64, body: &str) -> String {
        let mut field = format!("t={seconds}");
        for key in &self.0 {
            field.push_str(",v1=");
            field.push_str(&signature(key, seconds, body));
        }
        field
    }
}

/// The signature of a webhook: HMAC-SHA256 over `<seconds>.<body>`, in lower-case hex.
pub fn signature(secret: &str, seconds: i64, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{seconds}.{body}").as_bytes());
    tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a webhook is.
pub struct Webhook {
    http: Client,
    url: Url,
    keys: WebhookKeys,
}

impl Webhook {
    /// Gets ready to call a webhook.
    ///
    /// # Errors
    /// The URL is none of http or https, or there is no TLS to be had.
    pub fn new(url: &str, keys: WebhookKeys) -> Result<Self, PortFailed> {
        let url = Url::parse(url).map_err(|error| unprepared(&error))?;
        if !["http", "https"].contains(&url.scheme()) {
            return Err(unprepared(&"a webhook has an http or https URL"));
        }
        // A redirect would carry personal data to somebody whom the operator did not name.
        let http = Client::builder().redirect(redirect::Policy::none());
        Ok(Self {
            http: http.build().map_err(|error| unprepared(&error))?,
            url,
            keys,
        })
    }

    pub(super) async fn attempt(&self, event: &Value, invocation: Invocation) -> Result<Value, TriggerFailed> {
        let body = event.to_string();
        let signed = self.keys.sign(SystemClock.now().seconds(), &body);
        let kind = match invocation {
            Invocation::RequestResponse => "RequestResponse",
            Invocation::Event => "Event",
        };
        let request = self
            .http
            .post(self.url.clone())
            .header("content-type", "application/json")
            .header("x-cognate-trigger", event["triggerSource"].as_str().unwrap_or_default())
            .header("x-cognate-invocation", kind)
            .header("x-cognate-signature", signed)
            .body(body);
        let mut response = request.send().await.map_err(answer::unreachable)?;
        let bytes = answer::read(&mut response).await?;
        match invocation {
            Invocation::Event if response.status().is_success() => Ok(Value::Null),
            _ => meaning(response.status(), &bytes),
        }
    }
}

/// 200 brings the document, or its `response` alone; 4xx with an `errorMessage` is the function's refusal; whatever else is no
/// answer.
fn meaning(status: StatusCode, bytes: &[u8]) -> Result<Value, TriggerFailed> {
    let document: Result<Value, _> = serde_json::from_slice(bytes);
    if status == StatusCode::OK {
        return document.map_err(|_| TriggerFailed::NotJson);
    }
    let message = document
        .ok()
        .and_then(|document| Some(document.get("errorMessage")?.as_str()?.to_owned()));
    match message {
        Some(message) if status.is_client_error() => Err(TriggerFailed::Function(Some(message))),
        _ => Err(TriggerFailed::NotCallable(
            match status.as_u16() {
                401 | 403 => "AccessDeniedException",
                404 => "ResourceNotFoundException",
                413 => "RequestTooLargeException",
                429 => "TooManyRequestsException",
                _ => "ServiceException",
            }
            .into(),
        )),
    }
}

/// Shows where, and no secret.
impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({})", self.url)
    }
}

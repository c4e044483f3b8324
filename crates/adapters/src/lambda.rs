//! Functions called by the Invoke operation of AWS Lambda, or of whatever speaks it (triggers.md §§5, 8.1).

use std::{
    fmt,
    time::{Duration, UNIX_EPOCH},
};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use domain::{
    ids::Region,
    ports::{Boxed, Clock, PortFailed, TriggerFailed, Triggers},
};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde_json::Value;
use tokio::{sync::Semaphore, time::timeout};

use crate::SystemClock;

/// How long a function may take (documented: triggers.md §5.2).
pub const TIME_LIMIT: Duration = Duration::from_secs(5);

/// How often a function is called that does not answer in time (documented in an older guide; only time-outs count).
const TRIES: usize = 3;

/// How many calls are under way at once; others wait for their turn, for as long as a call may take.
const SEATS: usize = 64;

/// The most that is read of an answer. Lambda itself allows 6 MB; sixty-four of these must fit into memory.
const ANSWER_LIMIT: usize = 1 << 20;

/// The end of an endpoint that stands for one function alone, as in the Runtime Interface Emulator.
const INVOCATIONS: &str = "/invocations";

/// Where and as whom functions are called.
#[derive(Clone)]
pub struct LambdaSettings {
    /// The endpoint: a base URL to which the path of a function is added, or the whole URL of one function, ending in
    /// `/invocations`.
    pub endpoint: String,
    /// As whom; without it calls are not signed.
    pub access_key: Option<LambdaAccessKey>,
    /// For which region calls are signed whose function names none.
    pub region: Region,
    /// How long each try may take: [`TIME_LIMIT`], but for debugging.
    pub time_limit: Duration,
}

/// AWS credentials.
#[derive(Clone)]
pub struct LambdaAccessKey {
    /// The access key id.
    pub id: String,
    /// The secret.
    pub secret: String,
    /// The session token of temporary credentials.
    pub token: Option<String>,
}

/// Shows no secret.
impl fmt::Debug for LambdaAccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LambdaAccessKey({})", self.id)
    }
}

/// Functions called by the Invoke operation.
pub struct Lambda {
    http: Client,
    endpoint: Url,
    settings: LambdaSettings,
    seats: Semaphore,
}

impl Lambda {
    /// Gets ready to call functions.
    ///
    /// # Errors
    /// The endpoint is not an http or https URL, or there is no TLS to be had.
    pub fn new(settings: LambdaSettings) -> Result<Self, PortFailed> {
        let failed = |why: &dyn fmt::Display| PortFailed {
            doing: format!("preparing to call functions: {why}"),
        };
        let endpoint = Url::parse(&settings.endpoint).map_err(|error| failed(&error))?;
        let http = Client::builder().redirect(redirect::Policy::none());
        Ok(Self {
            http: http.build().map_err(|error| failed(&error))?,
            endpoint,
            settings,
            seats: Semaphore::new(SEATS),
        })
    }

    async fn invoke(&self, function: &str, event: &Value) -> Result<Value, TriggerFailed> {
        let seat = timeout(self.settings.time_limit, self.seats.acquire()).await;
        let Ok(Ok(_seat)) = seat else {
            return Err(TriggerFailed::NotCallable("TooManyRequestsException".into()));
        };
        let body = event.to_string();
        let mut answer = Err(TriggerFailed::TimedOut);
        for _ in 0..TRIES {
            answer = self.attempt(function, &body).await;
            if answer != Err(TriggerFailed::TimedOut) {
                break;
            }
        }
        answer
    }

    async fn attempt(&self, function: &str, body: &str) -> Result<Value, TriggerFailed> {
        let function = Function::of(function);
        let url = self.url(&function);
        let mut request = self
            .http
            .post(&url)
            .timeout(self.settings.time_limit)
            .body(body.to_owned());
        for (name, value) in HEADERS {
            request = request.header(name, value);
        }
        for (name, value) in self.signature(&function, &url, body)? {
            request = request.header(name, value);
        }
        let mut response = request.send().await.map_err(unreachable)?;
        let bytes = read(&mut response).await?;
        answer(&response, &bytes)
    }

    /// Where the function is called: AWS knows a function of another account only by its ARN, others mostly by its name.
    fn url(&self, function: &Function<'_>) -> String {
        let base = self.endpoint.as_str().trim_end_matches('/');
        if base.ends_with(INVOCATIONS) {
            return base.to_owned();
        }
        let of_aws = self
            .endpoint
            .host_str()
            .is_some_and(|host| host.contains(".amazonaws.com"));
        let (name, qualifier) = match of_aws {
            true => (function.arn, None),
            false => (function.name, function.qualifier),
        };
        let query = qualifier.map_or_else(String::new, |version| format!("?Qualifier={}", escaped(version)));
        format!("{base}/2015-03-31/functions/{}{INVOCATIONS}{query}", escaped(name))
    }

    fn signature(
        &self,
        function: &Function<'_>,
        url: &str,
        body: &str,
    ) -> Result<Vec<(String, String)>, TriggerFailed> {
        let Some(key) = &self.settings.access_key else {
            return Ok(Vec::new());
        };
        let identity = Credentials::new(&key.id, &key.secret, key.token.clone(), None, "settings").into();
        let now = u64::try_from(SystemClock.now().micros()).unwrap_or_default();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(function.region.unwrap_or(self.settings.region.as_str()))
            .name("lambda")
            .time(UNIX_EPOCH + Duration::from_micros(now))
            .settings(SigningSettings::default())
            .build()
            .map_err(unsigned)?
            .into();
        let request = SignableRequest::new("POST", url, HEADERS.into_iter(), SignableBody::Bytes(body.as_bytes()));
        let (instructions, _) = sign(request.map_err(unsigned)?, &params)
            .map_err(unsigned)?
            .into_parts();
        let fields = instructions.headers();
        Ok(fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect())
    }
}

const HEADERS: [(&str, &str); 3] = [
    ("content-type", "application/json"),
    ("x-amz-invocation-type", "RequestResponse"),
    ("x-amz-log-type", "None"),
];

impl Triggers for Lambda {
    fn call(&self, function: &str, event: Value) -> Boxed<'_, Result<Value, TriggerFailed>> {
        let function = function.to_owned();
        Box::pin(async move {
            let answer = self.invoke(&function, &event).await;
            if let Err(failed) = &answer {
                tracing::warn!(function, ?failed, "a function of a pool did not help");
            }
            answer
        })
    }

    fn tell(&self, _: &str, _: Value) -> Boxed<'_, Result<(), TriggerFailed>> {
        Box::pin(async { Ok(()) })
    }
}

/// A server without an endpoint for functions: none can be called.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLambda;

impl Triggers for NoLambda {
    fn call(&self, function: &str, _: Value) -> Boxed<'_, Result<Value, TriggerFailed>> {
        tracing::warn!(
            function,
            "a function of a pool cannot be called: no lambda-endpoint is set"
        );
        Box::pin(async { Err(TriggerFailed::NotCallable("ResourceNotFoundException".into())) })
    }

    fn tell(&self, _: &str, _: Value) -> Boxed<'_, Result<(), TriggerFailed>> {
        Box::pin(async { Err(TriggerFailed::NotCallable("ResourceNotFoundException".into())) })
    }
}

/// The parts of `arn:aws:lambda:<region>:<account>:function:<name>[:<version or alias>]`.
struct Function<'a> {
    arn: &'a str,
    region: Option<&'a str>,
    name: &'a str,
    qualifier: Option<&'a str>,
}

impl<'a> Function<'a> {
    /// Anything else is taken for a name.
    fn of(arn: &'a str) -> Self {
        let parts: Vec<&str> = arn.split(':').collect();
        let (region, name, qualifier) = match parts.as_slice() {
            ["arn", _, "lambda", region, _, "function", name] => (Some(*region), *name, None),
            ["arn", _, "lambda", region, _, "function", name, qualifier] => (Some(*region), *name, Some(*qualifier)),
            _ => (None, arn, None),
        };
        Self {
            arn,
            region,
            name,
            qualifier,
        }
    }
}

/// Text as one segment of a path.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

async fn read(response: &mut Response) -> Result<Vec<u8>, TriggerFailed> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if bytes.len() + chunk.len() > ANSWER_LIMIT {
            tracing::warn!(limit = ANSWER_LIMIT, "a function returned more than is read");
            return Err(TriggerFailed::NotJson);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// What an answer means. The Runtime Interface Emulator of older images does not flag errors, which are known by their form.
fn answer(response: &Response, bytes: &[u8]) -> Result<Value, TriggerFailed> {
    if response.status() != StatusCode::OK {
        return Err(TriggerFailed::NotCallable(error_name(response)));
    }
    let flagged = response.headers().contains_key("x-amz-function-error");
    let document: Result<Value, _> = serde_json::from_slice(bytes);
    let has = |member: &str| document.as_ref().is_ok_and(|document| document.get(member).is_some());
    if flagged || (has("errorMessage") && has("errorType") && !has("response")) {
        let message = document
            .ok()
            .and_then(|document| Some(document.get("errorMessage")?.as_str()?.to_owned()));
        return Err(TriggerFailed::Function(message));
    }
    document.map_err(|_| TriggerFailed::NotJson)
}

/// The name of an error of the Invoke operation itself. It goes out to clients, so only a name is let through.
fn error_name(response: &Response) -> String {
    let given = response
        .headers()
        .get("x-amzn-errortype")
        .and_then(|value| value.to_str().ok());
    let given = given.and_then(|text| text.split(':').next()).unwrap_or_default();
    let is_name = (1..=64).contains(&given.len()) && given.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match response.status().as_u16() {
        _ if is_name => given,
        403 => "AccessDeniedException",
        404 => "ResourceNotFoundException",
        413 => "RequestTooLargeException",
        429 => "TooManyRequestsException",
        _ => "ServiceException",
    }
    .to_owned()
}

/// guess: what the service says when Lambda itself cannot be reached is not known.
fn unreachable(error: reqwest::Error) -> TriggerFailed {
    if error.is_timeout() {
        return TriggerFailed::TimedOut;
    }
    tracing::warn!(error = %error.without_url(), "the endpoint of functions cannot be reached");
    TriggerFailed::NotCallable("ServiceException".into())
}

fn unsigned(error: impl fmt::Display) -> TriggerFailed {
    tracing::warn!(%error, "a call of a function could not be signed");
    TriggerFailed::NotCallable("ServiceException".into())
}

#[cfg(test)]
mod tests;

//! Functions called by the Invoke operation of AWS Lambda, or of whatever speaks it (triggers.md §§5, 8.1).

use std::{
    fmt,
    time::{Duration, UNIX_EPOCH},
};

use super::{Invocation, answer::read, answer::unreachable, unprepared};
use crate::SystemClock;
use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use domain::{
    ids::Region,
    ports::{Clock, PortFailed, TriggerFailed},
};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde_json::Value;

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
}

impl Lambda {
    /// Gets ready to call functions.
    ///
    /// # Errors
    /// The endpoint is not an http or https URL, or there is no TLS to be had.
    pub fn new(settings: LambdaSettings) -> Result<Self, PortFailed> {
        let endpoint = Url::parse(&settings.endpoint).map_err(|error| unprepared(&error))?;
        let http = Client::builder().redirect(redirect::Policy::none());
        Ok(Self {
            http: http.build().map_err(|error| unprepared(&error))?,
            endpoint,
            settings,
        })
    }

    pub(super) async fn attempt(
        &self,
        function: &str,
        event: &Value,
        invocation: Invocation,
    ) -> Result<Value, TriggerFailed> {
        let (function, body) = (Function::of(function), event.to_string());
        let url = self.url(&function);
        let headers = headers(invocation);
        let mut request = self.http.post(&url).body(body.clone());
        for (name, value) in headers {
            request = request.header(name, value);
        }
        for (name, value) in self.signature(&function, (&url, headers), &body)? {
            request = request.header(name, value);
        }
        let mut response = request.send().await.map_err(unreachable)?;
        let bytes = read(&mut response).await?;
        match invocation {
            Invocation::Event if response.status().is_success() => Ok(Value::Null),
            _ => answer(&response, &bytes),
        }
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
        (url, headers): (&str, [(&'static str, &'static str); 3]),
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
        let request = SignableRequest::new("POST", url, headers.into_iter(), SignableBody::Bytes(body.as_bytes()));
        let (instructions, _) = sign(request.map_err(unsigned)?, &params)
            .map_err(unsigned)?
            .into_parts();
        let fields = instructions.headers();
        Ok(fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect())
    }
}

const fn headers(invocation: Invocation) -> [(&'static str, &'static str); 3] {
    let kind = match invocation {
        Invocation::RequestResponse => "RequestResponse",
        Invocation::Event => "Event",
    };
    [
        ("content-type", "application/json"),
        ("x-amz-invocation-type", kind),
        ("x-amz-log-type", "None"),
    ]
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

fn unsigned(error: impl fmt::Display) -> TriggerFailed {
    tracing::warn!(%error, "a call of a function could not be signed");
    TriggerFailed::NotCallable("ServiceException".into())
}

#[cfg(test)]
mod tests;

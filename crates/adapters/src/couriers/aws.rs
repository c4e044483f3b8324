//! Signed calls of AWS services, or of whatever speaks like them.

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
    ports::{Clock, PortFailed, Undelivered},
};
use reqwest::{Client, Response, StatusCode, Url};

use crate::{
    SystemClock,
    couriers::{http, unreachable},
};

pub use crate::LambdaAccessKey as AwsAccessKey;

/// The most that is read of an answer.
const ANSWER_LIMIT: usize = 64 << 10;

/// Where and as whom a service is called.
#[derive(Clone, Debug)]
pub struct AwsAccess {
    /// The endpoint; without it, that of AWS in the region.
    pub endpoint: Option<String>,
    /// The region that calls are signed for.
    pub region: Region,
    /// As whom.
    pub access_key: AwsAccessKey,
}

/// A service.
pub(crate) struct Service {
    http: Client,
    name: &'static str,
    endpoint: String,
    region: Region,
    access_key: AwsAccessKey,
}

/// What a service answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// The name of the error in the header, without what may follow it.
    pub(crate) error: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Service {
    /// Gets ready to call the service that signs as `name` and lives at `<host>.<region>.amazonaws.com`.
    pub(crate) fn new(name: &'static str, host: &str, access: AwsAccess) -> Result<Self, PortFailed> {
        let failed = |why: &dyn fmt::Display| PortFailed {
            doing: format!("preparing to call {name}: {why}"),
        };
        let of_aws = || format!("https://{host}.{}.amazonaws.com", access.region);
        let endpoint = access.endpoint.clone().unwrap_or_else(of_aws);
        Url::parse(&endpoint).map_err(|error| failed(&error))?;
        Ok(Self {
            http: http().map_err(|error| failed(&error))?,
            name,
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            region: access.region,
            access_key: access.access_key,
        })
    }

    /// Posts a body to a path.
    pub(crate) async fn post(
        &self,
        path: &str,
        headers: &[(&'static str, &'static str)],
        body: Vec<u8>,
    ) -> Result<Answer, Undelivered> {
        self.post_in(None, path, headers, body).await
    }

    /// The same, signed for another region than that of the settings.
    pub(crate) async fn post_in(
        &self,
        region: Option<&str>,
        path: &str,
        headers: &[(&'static str, &'static str)],
        body: Vec<u8>,
    ) -> Result<Answer, Undelivered> {
        let region = region.unwrap_or(self.region.as_str());
        let doing = format!("calling {}", self.name);
        let url = format!("{}{path}", self.endpoint);
        let signature = self.signature(region, &url, headers, &body);
        let signature =
            signature.map_err(|why| Undelivered::lasting(format!("{doing}: it cannot be signed: {why}")))?;
        let mut request = self.http.post(&url).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        for (name, value) in signature {
            request = request.header(name, value);
        }
        let mut response = request.send().await.map_err(|error| unreachable(&doing, error))?;
        let body = read(&mut response).await.map_err(|error| unreachable(&doing, error))?;
        let error = response.headers().get("x-amzn-errortype");
        let error = error.and_then(|value| value.to_str().ok()?.split([':', ',']).next().map(str::to_owned));
        Ok(Answer {
            status: response.status(),
            error,
            body,
        })
    }

    fn signature(
        &self,
        region: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Vec<(String, String)>, String> {
        let key = &self.access_key;
        let identity = Credentials::new(&key.id, &key.secret, key.token.clone(), None, "settings").into();
        let now = u64::try_from(SystemClock.now().micros()).unwrap_or_default();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(region)
            .name(self.name)
            .time(UNIX_EPOCH + Duration::from_micros(now))
            .settings(SigningSettings::default())
            .build()
            .map_err(|error| error.to_string())?
            .into();
        let request = SignableRequest::new("POST", url, headers.iter().copied(), SignableBody::Bytes(body));
        let request = request.map_err(|error| error.to_string())?;
        let (instructions, _) = sign(request, &params).map_err(|error| error.to_string())?.into_parts();
        let fields = instructions.headers();
        Ok(fields.map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// The body, cut where it is longer than anything that is looked for in it.
async fn read(response: &mut Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > ANSWER_LIMIT {
            body.truncate(ANSWER_LIMIT);
            break;
        }
    }
    Ok(body)
}

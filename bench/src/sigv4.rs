//! Signatures, by AWS's own library.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};

use crate::Wrong;

/// The access key that the server is started with.
pub const ACCESS_KEY: (&str, &str) = ("AKIABENCH", "secret-of-the-bench");

/// The region of every request.
pub const REGION: &str = "us-east-1";

/// The headers that sign this request.
pub fn headers(url: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Vec<(String, String)>, Wrong> {
    let identity = Credentials::new(ACCESS_KEY.0, ACCESS_KEY.1, None, None, "bench").into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name("cognito-idp")
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()?
        .into();
    let request = SignableRequest::new("POST", url, headers.iter().copied(), SignableBody::Bytes(body))?;
    let (instructions, _) = sign(request, &parameters)?.into_parts();
    let signed = instructions.headers();
    Ok(signed
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

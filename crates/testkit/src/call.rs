//! Requests to the server, signed as an AWS SDK signs them (by AWS's own signer).

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, Request},
};
use domain::{moment::Moment, ports::Clock};
use serde_json::Value;
use wire::{Auth, Operation};

use crate::{ACCESS_KEY, Reply, SECRET_KEY, Server};

/// The address that requests are sent to and signed for.
const HOST: &str = "cognate.test";

/// A request in the making. Signed when the operation asks for it, with the test's access key, for `us-east-1`, now.
#[must_use]
pub struct CallBuilder<'a> {
    server: &'a Server,
    target: String,
    body: Vec<u8>,
    headers: Vec<(String, String)>,
    signer: Option<Signer>,
}

/// Whose signature, for what, and when.
#[derive(Clone)]
pub struct Signer {
    /// The access key id.
    pub access_key: String,
    /// Its secret.
    pub secret: String,
    /// The region of the credential scope.
    pub region: String,
    /// The service of the credential scope.
    pub service: String,
    /// The time of the request.
    pub at: Moment,
}

impl<'a> CallBuilder<'a> {
    pub(crate) fn new(server: &'a Server, operation: &str) -> Self {
        let unsigned = Operation::parse(operation).is_some_and(|operation| operation.auth() == Auth::None);
        let signer = (!unsigned).then(|| Signer::new(ACCESS_KEY, SECRET_KEY, server.clock().now()));
        Self {
            server,
            target: format!("AWSCognitoIdentityProviderService.{operation}"),
            body: b"{}".to_vec(),
            headers: Vec::new(),
            signer,
        }
    }

    /// Sends this JSON.
    pub fn json(self, body: &Value) -> Self {
        self.bytes(body.to_string())
    }

    /// Sends these bytes, whatever they are.
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Adds a header field.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Does not sign.
    pub fn unsigned(mut self) -> Self {
        self.signer = None;
        self
    }

    /// Signs with this access key, also where no signature is asked for.
    pub fn signed_by(mut self, access_key: &str, secret: &str) -> Self {
        let at = self.server.clock().now();
        let signer = self.signer.get_or_insert_with(|| Signer::new("", "", at));
        signer.access_key = access_key.into();
        signer.secret = secret.into();
        self
    }

    /// Signs for this region.
    pub fn region(mut self, region: &str) -> Self {
        self.signer.as_mut().expect("a signed request").region = region.into();
        self
    }

    /// Signs for this service.
    pub fn service(mut self, service: &str) -> Self {
        self.signer.as_mut().expect("a signed request").service = service.into();
        self
    }

    /// Signs as if it were this time.
    pub fn signed_at(mut self, at: Moment) -> Self {
        self.signer.as_mut().expect("a signed request").at = at;
        self
    }

    /// The request, to be changed after it was signed and sent by [`Server::send`].
    pub fn into_request(self) -> Request<Body> {
        let mut headers = vec![
            ("host".to_owned(), HOST.to_owned()),
            ("content-type".to_owned(), "application/x-amz-json-1.1".to_owned()),
            ("x-amz-target".to_owned(), self.target),
        ];
        headers.extend(self.headers);
        let signature = self.signer.map(|signer| signer.sign(&headers, &self.body));
        headers.extend(signature.unwrap_or_default());
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = Method::POST;
        for (name, value) in headers {
            let name = HeaderName::try_from(name).expect("a header name");
            let value = HeaderValue::try_from(value).expect("a header value");
            request.headers_mut().append(name, value);
        }
        request
    }

    /// Sends it.
    pub async fn send(self) -> Reply {
        let server = self.server;
        server.send(self.into_request()).await
    }
}

impl Signer {
    /// An access key in the usual scope.
    pub fn new(access_key: &str, secret: &str, at: Moment) -> Self {
        Self {
            access_key: access_key.into(),
            secret: secret.into(),
            region: "us-east-1".into(),
            service: "cognito-idp".into(),
            at,
        }
    }

    /// The header fields to add to a `POST` to `/` with these fields, of which one is `host`, and this body.
    pub fn sign(&self, headers: &[(String, String)], body: &[u8]) -> Vec<(String, String)> {
        self.sign_for(("POST", "/"), headers, body)
    }

    /// As [`Signer::sign`], for another method and path.
    pub fn sign_for(
        &self,
        (method, path): (&str, &str),
        headers: &[(String, String)],
        body: &[u8],
    ) -> Vec<(String, String)> {
        let micros = u64::try_from(self.at.micros()).expect("a time after 1970");
        let identity = Credentials::new(&*self.access_key, &*self.secret, None, None, "testkit").into();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(UNIX_EPOCH + Duration::from_micros(micros))
            .settings(SigningSettings::default())
            .build()
            .expect("complete signing parameters")
            .into();
        let fields = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let host = headers.iter().find(|(name, _)| name == "host").map(|(_, host)| host);
        let url = format!("http://{}{path}", host.expect("a host"));
        let signable = SignableRequest::new(method, url, fields, SignableBody::Bytes(body)).expect("a request");
        let (instructions, _) = sign(signable, &params).expect("a signature").into_parts();
        let fields = instructions.headers();
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

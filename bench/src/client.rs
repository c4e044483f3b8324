//! Calls of operations, as an SDK makes them.

use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::Full;
use hyper::{Request, StatusCode};
use serde_json::Value;

use crate::{Wrong, connection::Connection, sigv4};

/// The header that names the operation.
const TARGET: &str = "AWSCognitoIdentityProviderService";

/// One client on a connection of its own.
pub struct Client {
    connection: Connection,
    host: String,
    url: String,
}

impl Client {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self, Wrong> {
        Ok(Self {
            connection: Connection::open(address).await?,
            host: address.to_string(),
            url: format!("http://{address}/"),
        })
    }

    /// Calls an operation that needs no signature.
    pub async fn call(&mut self, operation: &str, input: &Value) -> Result<Value, Wrong> {
        self.post(operation, input, &[]).await
    }

    /// Calls an operation with a signature.
    pub async fn signed(&mut self, operation: &str, input: &Value) -> Result<Value, Wrong> {
        let target = format!("{TARGET}.{operation}");
        let covered = [
            ("host", self.host.as_str()),
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", &target),
        ];
        let signature = sigv4::headers(&self.url, &covered, input.to_string().as_bytes())?;
        self.post(operation, input, &signature).await
    }

    /// Reads a document.
    pub async fn get(&mut self, path: &str) -> Result<(), Wrong> {
        let request = Request::get(path).header("host", &self.host).body(Full::default())?;
        let (status, body) = self.connection.send(request).await?;
        read(path, status, &body).map(drop)
    }

    /// Asks the token endpoint of a pool with a form, as the client that this `Authorization` names.
    pub async fn token(&mut self, pool: &str, authorization: &str, form: &'static str) -> Result<Value, Wrong> {
        let request = Request::post(format!("/{pool}/oauth2/token"))
            .header("host", &self.host)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", authorization)
            .body(Full::new(Bytes::from_static(form.as_bytes())))?;
        let (status, body) = self.connection.send(request).await?;
        read("token", status, &body)
    }

    async fn post(&mut self, operation: &str, input: &Value, more: &[(String, String)]) -> Result<Value, Wrong> {
        let mut request = Request::post("/")
            .header("host", &self.host)
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("{TARGET}.{operation}"));
        for (name, value) in more {
            request = request.header(name, value);
        }
        let request = request.body(Full::new(Bytes::from(input.to_string())))?;
        let (status, body) = self.connection.send(request).await?;
        read(operation, status, &body)
    }
}

fn read(what: &str, status: StatusCode, body: &Bytes) -> Result<Value, Wrong> {
    if status != StatusCode::OK {
        return Err(format!("{what}: {status} {}", String::from_utf8_lossy(body)).into());
    }
    if body.is_empty() {
        return Ok(Value::Null);
    }
    Ok(serde_json::from_slice(body)?)
}

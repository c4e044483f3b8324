//! From bytes to a visit.

use std::{net::IpAddr, str};

use app::{
    cx::Caller,
    hosted::visit::{Arrival, Method, Scheme, Visit},
};
use axum::{
    body::Body,
    http::{self, HeaderMap, HeaderName, header, request::Parts},
};
use domain::oauth::params::Params;
use http_body_util::{BodyExt, Limited};
use tokio::time::timeout;

use crate::{
    limits::{self, Limits},
    server::{CalledHost, ClientIp, Secure},
};

const FORM: &str = "application/x-www-form-urlencoded";

/// The form in the body of a `POST`; `None` where there is none, or none that can be read.
pub(crate) async fn form(parts: &Parts, body: Body, limits: &Limits) -> Option<Params> {
    let content_type = text(&parts.headers, header::CONTENT_TYPE).unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    if parts.method != http::Method::POST || !kind.eq_ignore_ascii_case(FORM) {
        return None;
    }
    let reading = Limited::new(body, limits::FORM_BYTES).collect();
    let bytes = timeout(limits.body, reading).await.ok()?.ok()?.to_bytes();
    Params::read(str::from_utf8(&bytes).ok()?).ok()
}

/// A request as the browser side sees it.
pub(crate) fn visit(parts: &Parts, (public_url, pool): (&str, Option<String>), form: Option<Params>) -> Visit {
    let query = parts.uri.query().unwrap_or_default();
    let asked = Params::read(query);
    Visit {
        arrival: Arrival {
            host: host(parts),
            pool,
            // Where everybody calls over TLS, a proxy that forgets to say so must not make cookies travel in the clear.
            scheme: match parts.extensions.get::<Secure>().is_some() || public_url.starts_with("https://") {
                true => Scheme::Https,
                false => Scheme::Http,
            },
        },
        method: match parts.method {
            http::Method::POST => Method::Post,
            _ => Method::Get,
        },
        query: query.to_owned(),
        is_readable: asked.is_ok(),
        asked: asked.unwrap_or_default(),
        form,
        cookies: cookies(&parts.headers),
        authorization: text(&parts.headers, header::AUTHORIZATION),
        origin: text(&parts.headers, header::ORIGIN),
        languages: text(&parts.headers, header::ACCEPT_LANGUAGE),
    }
}

/// Who calls, as far as the connection tells.
pub(crate) fn caller(parts: &Parts) -> Caller {
    Caller {
        ip: parts
            .extensions
            .get::<ClientIp>()
            .map(|ip: &ClientIp| -> IpAddr { ip.0 }),
        user_agent: text(&parts.headers, header::USER_AGENT),
    }
}

/// HTTP/2 says in the URI what HTTP/1.1 says in a field.
fn host(parts: &Parts) -> Option<String> {
    let called = parts.extensions.get::<CalledHost>().map(|host| host.0.clone());
    let authority = || parts.uri.authority().map(ToString::to_string);
    called.or_else(authority).or_else(|| text(&parts.headers, header::HOST))
}

/// HTTP/2 may split cookies over several fields.
fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let fields = headers.get_all(header::COOKIE).iter();
    let pairs = fields
        .filter_map(|field| field.to_str().ok())
        .flat_map(|field| field.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()))
        .collect()
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

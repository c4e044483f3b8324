//! Who may look at the pages for developers: only somebody who calls this machine by a loopback name.
//!
//! A page of a stranger can make its own name point to 127.0.0.1 (DNS rebinding) and then read what a browser on this
//! machine can read. Such a request still carries the stranger's name in `Host`.

use axum::{
    body::Body,
    extract::Request,
    http::{Response, StatusCode, header, uri::Authority},
    middleware::Next,
};
use serde_json::json;

use crate::reply;

/// Lets requests through whose `Host` is a loopback name, or that have none (no browser sends such).
pub(crate) async fn only(request: Request, next: Next) -> Response<Body> {
    let host = request.headers().get(header::HOST);
    if host.is_none_or(|host| host.to_str().is_ok_and(is_loopback)) {
        return next.run(request).await;
    }
    let message = "This page answers only under a loopback name, such as localhost or 127.0.0.1.";
    reply::document(StatusCode::FORBIDDEN, &json!({ "message": message }))
}

fn is_loopback(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host().trim_matches(['[', ']']);
    name == "localhost"
        || name.ends_with(".localhost")
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn loopback_names_with_and_without_a_port() {
        for host in [
            "localhost",
            "localhost:9229",
            "127.0.0.1:1",
            "127.8.8.8",
            "[::1]:9229",
            "auth.localhost:80",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "10.0.0.1:9229",
            "127.0.0.1.evil.example",
            "",
            "a b",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}

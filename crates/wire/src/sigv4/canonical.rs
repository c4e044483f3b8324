//! The canonical request: one text for all the ways in which one request can be written.

use std::fmt::Write;

use aws_lc_rs::digest;

use super::{Request, hex};

/// The canonical form of `request` with these header fields, in this order.
pub(super) fn request(request: &Request<'_>, signed_headers: &[&str]) -> String {
    let mut text = format!("{}\n{}\n{}\n", request.method, path(request.path), query(request.query));
    for name in signed_headers {
        text.push_str(name);
        text.push(':');
        let values = request
            .headers
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value);
        for (nth, value) in values.enumerate() {
            if nth > 0 {
                text.push(',');
            }
            fold(value, &mut text);
        }
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&signed_headers.join(";"));
    text.push('\n');
    text.push_str(&hex(digest::digest(&digest::SHA256, request.body).as_ref()));
    text
}

/// Appends a header's value without the spaces around it, and with one where several stand in a row.
fn fold(value: &str, to: &mut String) {
    for (nth, word) in value.split_ascii_whitespace().enumerate() {
        if nth > 0 {
            to.push(' ');
        }
        to.push_str(word);
    }
}

/// The path without empty and dotted segments, each segment encoded once more than it was sent.
fn path(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let mut out = String::from("/");
    for (nth, segment) in segments.iter().enumerate() {
        if nth > 0 {
            out.push('/');
        }
        encode(segment.as_bytes(), &mut out);
    }
    if !segments.is_empty() && path.ends_with('/') {
        out.push('/');
    }
    out
}

/// The query with its parameters sorted and encoded in the one strict way.
fn query(query: &str) -> String {
    let strict = |text: &str| {
        let mut out = String::new();
        encode(&decode(text), &mut out);
        out
    };
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (strict(name), strict(value)))
        .collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encode(bytes: &[u8], to: &mut String) {
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            to.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(to, "%{byte:02X}");
        }
    }
}

/// Undoes percent-encoding; what only looks like it stays.
fn decode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = after.first_chunk::<2>().filter(|_| byte == b'%').and_then(|digits| {
            let text = std::str::from_utf8(digits)
                .ok()
                .filter(|t| t.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u8::from_str_radix(text, 16).ok()
        });
        match escaped {
            Some(decoded) => {
                out.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push(byte);
                rest = after;
            }
        }
    }
    out
}

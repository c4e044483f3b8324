//! Who the person behind a request is, where a server of the application speaks for it (auth.md §7, triggers.md §13.3).

use std::net::IpAddr;

use domain::client::Client;
use wire::{
    Fault,
    shapes::{ContextDataType, UserContextDataType},
};

use crate::{cx::Cx, say::risk as say};

/// The request as if it came from the person that an administrator's server tells about (`ContextData`, documented).
///
/// # Errors
/// InvalidParameterException for what is no address.
pub fn told_by_administrator(cx: &Cx, told: Option<&ContextDataType>) -> Result<Cx, Fault> {
    let Some(told) = told else {
        return Ok(cx.clone());
    };
    let headers = &told.http_headers;
    let agent = headers.iter().find(|header| {
        let name = header.header_name.as_deref().unwrap_or_default();
        name.eq_ignore_ascii_case("user-agent")
    });
    Ok(Cx {
        ip: Some(address(&told.ip_address)?),
        user_agent: agent.and_then(|header| header.header_value.clone()),
        has_context: true,
        ..cx.clone()
    })
}

/// The request as if it came from the person that a client tells about (`UserContextData`). The address counts only from clients with
/// a secret that may give it; others could claim anything (documented).
///
/// # Errors
/// InvalidParameterException for what is no address, where it counts.
pub fn told_by_client(cx: &Cx, client: &Client, told: Option<&UserContextDataType>) -> Result<Cx, Fault> {
    let mut seen = cx.clone();
    let Some(told) = told else {
        return Ok(seen);
    };
    seen.has_context = true;
    let is_believed = client.settings.propagate_context && !client.secrets.is_empty();
    if let Some(text) = told
        .ip_address
        .as_deref()
        .filter(|text| is_believed && !text.is_empty())
    {
        seen.ip = Some(address(text)?);
        // The agent of the request is that of the server between.
        seen.user_agent = None;
    }
    Ok(seen)
}

fn address(text: &str) -> Result<IpAddr, Fault> {
    text.parse().map_err(|_| say::bad_address())
}

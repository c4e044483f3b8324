//! Where the answer to a request may go: to a registered URI, written exactly as it was registered, and nowhere else.

use super::params;
use crate::client::{self, ClientSettings};

/// In which part of the URI an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Behind `?`, or behind `&` where there is a query already.
    Query,
    /// Behind `#`, which no server sees.
    Fragment,
}

/// A redirect URI that the client has registered. Only [`callback`] and [`logout`] make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered(String);

/// Why a URI is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUsed {
    /// None was given, and none stands in for it.
    Absent,
    /// The client has not registered it.
    Mismatch,
}

/// The redirect URI of an authorization request. `DefaultRedirectURI` stands in for an absent one when the client has one
/// provider only (documented); a client that names none has that of the pool.
///
/// # Errors
/// [`NotUsed`].
pub fn callback(settings: &ClientSettings, given: Option<&str>) -> Result<Registered, NotUsed> {
    let stand_in = || match settings.identity_providers.len() {
        0 | 1 => settings.default_redirect.as_deref(),
        _ => None,
    };
    let uri = given.or_else(stand_in).ok_or(NotUsed::Absent)?;
    listed(&settings.callback_urls, uri)
}

/// The URI that a browser is sent to after signing out.
///
/// # Errors
/// [`NotUsed::Mismatch`].
pub fn logout(settings: &ClientSettings, given: &str) -> Result<Registered, NotUsed> {
    listed(&settings.logout_urls, given)
}

/// Byte by byte (documented): no normal form, no prefix, no pattern. Whatever a browser or a library thinks of the URI, it
/// is what the owner of the client wrote.
fn listed(registered: &[String], uri: &str) -> Result<Registered, NotUsed> {
    match registered.iter().any(|listed| listed == uri) {
        true => Ok(Registered(uri.to_owned())),
        false => Err(NotUsed::Mismatch),
    }
}

/// Whether a client could register this URI: absolute, without a fragment, and plain HTTP only on this machine.
pub fn is_absolute(uri: &str) -> bool {
    client::is_redirect(uri)
}

impl Registered {
    /// The URI as it was registered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URI with an answer in it, parameters in the given order.
    pub fn with(&self, part: Part, answer: &[(&str, &str)]) -> String {
        let mut text = String::new();
        for (name, value) in answer {
            match *name {
                // As the real service writes it (observed); scripts look for whole sentences.
                "error_description" => params::push_with_pluses(&mut text, name, value),
                _ => params::push(&mut text, name, value),
            }
        }
        let mark = match part {
            _ if text.is_empty() => return self.0.clone(),
            Part::Fragment => '#',
            Part::Query if !self.0.contains('?') => '?',
            Part::Query if self.0.ends_with(['?', '&']) => return format!("{}{text}", self.0),
            Part::Query => '&',
        };
        format!("{}{mark}{text}", self.0)
    }
}

#[cfg(test)]
mod tests;

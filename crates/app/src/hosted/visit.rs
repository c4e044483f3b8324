//! A request of a browser or an application as it came, and what it is answered.

use domain::{moment::Span, oauth::params::Params};
use serde_json::Value;

/// How a request came to this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The host that was called, as it was called, with its port.
    pub host: Option<String>,
    /// The pool whose id stands first in the path.
    pub pool: Option<String>,
    /// How the client called.
    pub scheme: Scheme,
}

/// How a client calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// In the clear.
    Http,
    /// Over TLS, here or at a proxy that is trusted.
    Https,
}

impl Scheme {
    /// What stands before `://`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// What a client wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// See something.
    Get,
    /// Send a form.
    Post,
}

/// A request. Its form may hold passwords: the type has no `Debug`.
pub struct Visit {
    /// How it came.
    pub arrival: Arrival,
    /// What it wants to do.
    pub method: Method,
    /// The query, without its `?`, as it was written.
    pub query: String,
    /// The query, decoded; empty when it cannot be, see [`Self::is_readable`].
    pub asked: Params,
    /// The form in the body; `None` when there is no readable one.
    pub form: Option<Params>,
    /// Whether the query could be decoded.
    pub is_readable: bool,
    /// Names and values of the cookies.
    pub cookies: Vec<(String, String)>,
    /// The header `Authorization`.
    pub authorization: Option<String>,
    /// The header `Origin`.
    pub origin: Option<String>,
    /// The header `Accept-Language`.
    pub languages: Option<String>,
}

impl Visit {
    /// The values of all cookies with this name. A browser sends one for each path under which it was set.
    pub fn cookies<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.cookies.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The value of the first cookie with this name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// What the form says under a name.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.form.as_ref()?.get(name)
    }
}

/// An answer.
#[derive(Default)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Where the browser goes next.
    pub location: Option<String>,
    /// What the browser remembers.
    pub cookies: Vec<Cookie>,
    /// More header fields.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

/// The body of an answer.
#[derive(Default)]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// A JSON document.
    Json(Value),
    /// A page.
    Html(String),
}

/// Something that a browser remembers; scripts never see it.
#[derive(Clone)]
pub struct Cookie {
    /// Its name.
    pub name: &'static str,
    /// Its value; an empty one makes the browser forget.
    pub value: String,
    /// Under which path it is sent.
    pub path: String,
    /// For how long; `None` is until the browser closes.
    pub lives: Option<Span>,
    /// Whether it is sent over TLS only.
    pub scheme: Scheme,
    /// Whether it comes along from other sites.
    pub from_elsewhere: FromElsewhere,
}

/// When a cookie comes along with a request that another site began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromElsewhere {
    /// When somebody follows a link: `SameSite=Lax`.
    Links,
    /// Always: `SameSite=None`. Browsers want such a cookie to be `Secure`; in the clear it is sent as [`Self::Links`].
    Always,
}

impl Cookie {
    /// The value of `Set-Cookie`.
    pub fn to_header(&self) -> String {
        let mut text = format!("{}={}; Path={}; HttpOnly", self.name, self.value, self.path);
        if self.scheme == Scheme::Https {
            text.push_str("; Secure");
        }
        text.push_str(match (self.from_elsewhere, self.scheme) {
            (FromElsewhere::Always, Scheme::Https) => "; SameSite=None",
            _ => "; SameSite=Lax",
        });
        match self.lives {
            _ if self.value.is_empty() => text.push_str("; Max-Age=0"),
            Some(lives) => text.push_str(&format!("; Max-Age={}", lives.whole_seconds())),
            None => {}
        }
        text
    }
}

impl Reply {
    /// Sends the browser elsewhere.
    pub fn redirect(location: String) -> Self {
        Self {
            status: 302,
            location: Some(location),
            ..Self::default()
        }
    }

    /// Sends the browser elsewhere after a form: it must not post the form there (RFC 9700 §4.12).
    pub fn after_form(location: String) -> Self {
        Self {
            status: 303,
            ..Self::redirect(location)
        }
    }

    /// A JSON document.
    pub fn json(status: u16, body: Value) -> Self {
        Self {
            status,
            body: Body::Json(body),
            ..Self::default()
        }
    }

    /// A page.
    pub fn html(status: u16, page: String) -> Self {
        Self {
            status,
            body: Body::Html(page),
            ..Self::default()
        }
    }

    /// Nothing but a status.
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// With a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: Cookie) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// With a header field.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_closed_to_scripts_and_to_other_sites() {
        let mut cookie = Cookie {
            name: "cognito",
            value: "x".into(),
            path: "/".into(),
            lives: Some(Span::hours(1)),
            scheme: Scheme::Https,
            from_elsewhere: FromElsewhere::Links,
        };
        let header = cookie.to_header();
        assert_eq!(
            header,
            "cognito=x; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600"
        );
        cookie.from_elsewhere = FromElsewhere::Always;
        assert!(cookie.to_header().contains("; SameSite=None"));
        cookie.scheme = Scheme::Http;
        cookie.value.clear();
        assert_eq!(
            cookie.to_header(),
            "cognito=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}

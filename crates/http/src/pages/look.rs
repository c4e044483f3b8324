//! What the pages look like: files of this server, and what the pool has made of them.

use std::{collections::BTreeMap, sync::LazyLock};

use app::{
    cx::Cx,
    flow::sign_in::Through,
    hosted::{Stop, visit::Visit},
};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::get,
};
use domain::oauth;

use super::words::Language;

/// What a page looks like.
#[derive(Clone, Default)]
pub(crate) struct Look {
    /// `light`, `dark`, or `either`: as the browser wants it.
    pub(crate) shade: &'static str,
    /// Style sheets, in their order.
    pub(crate) styles: Vec<String>,
    /// The script.
    pub(crate) script: String,
    /// The logo above the form.
    pub(crate) logo: Option<String>,
    /// The logo of the header; an empty one where the header has none.
    pub(crate) header: Option<String>,
    /// The same of the footer.
    pub(crate) footer: Option<String>,
    /// Icons for the browser.
    pub(crate) icons: Vec<String>,
    /// The links of terms of use and privacy policy, by language.
    pub(crate) terms: Option<(Links, Links)>,
}

/// Links by the language of what they lead to, as terms name it.
type Links = BTreeMap<String, String>;

/// The language of links for whoever has none of its own.
const DEFAULT: &str = "cognito:default";

/// A sentence with two links in it.
pub(crate) type Agreement = (String, Link, String, Link, String);

/// A link.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

impl Look {
    /// What the pages of a client look like.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) async fn of(_cx: &Cx, _visit: &Visit, _through: Option<&Through>) -> Result<Self, Stop> {
        Ok(Self {
            shade: "either",
            styles: vec![STYLE.path.clone()],
            script: SCRIPT.path.clone(),
            ..Self::default()
        })
    }

    /// The icon on the button of a provider.
    pub(crate) fn provider_icon(&self, _provider: &str) -> Option<String> {
        None
    }

    /// `color-scheme`.
    pub(crate) fn color_scheme(&self) -> &'static str {
        match self.shade {
            "light" => "light",
            "dark" => "dark",
            _ => "light dark",
        }
    }

    /// What somebody agrees to who signs up: only where there are both terms and policy (oauth.md §6.4, documented).
    pub(crate) fn agreement(&self, language: &Language) -> Option<Agreement> {
        let (terms, privacy) = self.terms.as_ref()?;
        let words = language.words;
        let own = format!("cognito:{}", language.terms);
        let link = |links: &Links, text: &str| {
            let href = links.get(&own).or_else(|| links.get(DEFAULT))?.clone();
            let text = text.to_owned();
            Some(Link { href, text })
        };
        let (terms, privacy) = (link(terms, words.terms_of_use)?, link(privacy, words.privacy_policy)?);
        let (before, rest) = words.terms.split_once("{terms}")?;
        let (between, after) = rest.split_once("{privacy}")?;
        Some((before.to_owned(), terms, between.to_owned(), privacy, after.to_owned()))
    }
}

/// A file of this server, under an address that changes with it.
struct File {
    path: String,
    etag: String,
    kind: &'static str,
    text: &'static str,
}

impl File {
    fn new(name: &str, extension: &str, kind: &'static str, text: &'static str) -> Self {
        let digest = oauth::digest(text);
        let short: String = digest.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
        Self {
            path: format!("/assets/{name}.{short}.{extension}"),
            etag: format!("\"{short}\""),
            kind,
            text,
        }
    }
}

static STYLE: LazyLock<File> = LazyLock::new(|| {
    let text = include_str!("../../assets/pages.css");
    File::new("pages", "css", "text/css; charset=utf-8", text)
});

static SCRIPT: LazyLock<File> = LazyLock::new(|| {
    let text = include_str!("../../assets/pages.js");
    File::new("pages", "js", "text/javascript; charset=utf-8", text)
});

/// The files at their addresses. What has another address tomorrow may be kept for ever.
pub(crate) fn files<S: Clone + Send + Sync + 'static>() -> Router<S> {
    [&STYLE, &SCRIPT].into_iter().fold(Router::new(), |router, file| {
        router.route(
            &file.path,
            get(move |headers: HeaderMap| async move { send(file, &headers) }),
        )
    })
}

fn send(file: &File, asked: &HeaderMap) -> Response<Body> {
    let known = asked
        .get(header::IF_NONE_MATCH)
        .is_some_and(|etag| etag == file.etag.as_str());
    let mut response = match known {
        true => Response::new(Body::empty()),
        false => Response::new(Body::from(file.text)),
    };
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, forever);
    if let Ok(etag) = HeaderValue::from_str(&file.etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

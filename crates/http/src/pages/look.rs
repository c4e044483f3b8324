//! What the pages look like: files of this server, and what the pool has made of them.

use std::{collections::BTreeMap, sync::LazyLock};

use app::{
    cx::Cx,
    flow::{
        look::{self, ClassicLook, Clothes, Links, ManagedLook},
        sign_in::Through,
    },
    hosted::{Stop, place, visit::Visit},
};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::get,
};
use domain::{
    branding::sheet::{Mode, Scheme, is_on, picture},
    terms::TermsName,
};
use serde_json::Value;

use super::words::Language;
use crate::look::version;

/// What a page looks like. Addresses are paths of this server.
#[derive(Clone, Default)]
pub(crate) struct Look {
    /// `light`, `dark`, or `either`: as the browser wants it.
    pub(crate) shade: &'static str,
    /// What else the page is: `branded` where somebody has set its look.
    pub(crate) worn: &'static str,
    /// Style sheets, in their order.
    pub(crate) styles: Vec<String>,
    /// The script.
    pub(crate) script: String,
    /// The logo above the form.
    pub(crate) logo: Option<Image>,
    /// Whether there is a header, and its logo.
    pub(crate) header: Option<Option<Image>>,
    /// The same of the footer.
    pub(crate) footer: Option<Option<Image>>,
    /// Icons for the browser.
    pub(crate) icons: Vec<String>,
    /// Icons on the buttons of providers, by their names.
    pub(crate) provider_icons: BTreeMap<String, String>,
    /// The links of terms of use and privacy policy, by language.
    pub(crate) terms: Option<(Links, Links)>,
    /// Whether there are no pages: a domain of managed login wants a style.
    pub(crate) is_missing: bool,
}

/// A picture.
#[derive(Clone)]
pub(crate) struct Image {
    /// Its address.
    pub(crate) url: String,
    /// The one for dark pages, where the browser chooses.
    pub(crate) dark: Option<String>,
}

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
    /// What the pages of a client look like for whoever came this way; the look of the house where it is not known whose pages
    /// they are.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) async fn of(cx: &Cx, visit: &Visit, through: Option<&Through>) -> Result<Self, Stop> {
        let house = &cx.house;
        let prefix = place::prefix(&house.settings);
        let mut look = Self {
            shade: "either",
            styles: vec![format!("{prefix}{}", STYLE.path)],
            script: format!("{prefix}{}", SCRIPT.path),
            ..Self::default()
        };
        let Some(through) = through else {
            return Ok(look);
        };
        let of = (&through.pool, &through.client);
        match look::of(house, of, visit.arrival.host.as_deref()).await? {
            Clothes::House => {}
            Clothes::Classic(classic) => look.wear_classic(classic, &format!("{prefix}/_look/{}", through.pool.id)),
            Clothes::Managed(managed) => look.wear_managed(&managed, &format!("{prefix}/_look/{}", through.pool.id)),
            Clothes::Nothing => look.is_missing = true,
        }
        let terms = look::terms(house, of, TermsName::TermsOfUse).await?;
        let privacy = look::terms(house, of, TermsName::PrivacyPolicy).await?;
        look.terms = terms.zip(privacy);
        Ok(look)
    }

    /// Classic pages are light: their colours were chosen for that.
    fn wear_classic(&mut self, classic: ClassicLook, at: &str) {
        (self.shade, self.worn) = ("light", "branded");
        let of = &classic.of;
        let sheet = classic
            .css
            .map(|css| format!("{at}/{of}/{}/classic.css", version(&css)));
        self.styles.extend(sheet);
        self.logo = classic.logo.map(|url| Image { url, dark: None });
    }

    fn wear_managed(&mut self, managed: &ManagedLook, at: &str) {
        let scheme = Scheme::of(&managed.settings);
        (self.shade, self.worn) = match scheme {
            Scheme::Light => ("light", "branded"),
            Scheme::Dark => ("dark", "branded"),
            Scheme::Either => ("either", "branded"),
        };
        let version = version(&managed.sheet());
        self.styles
            .push(format!("{at}/styles/{}/{version}/managed.css", managed.id));
        let is_on = |path: &str| is_on(&managed.settings, path);
        let logo = |switch: &str, category: &str| is_on(switch).then(|| image(managed, category, scheme)).flatten();
        self.logo = logo("/components/form/logo/enabled", "FORM_LOGO");
        let has = |part: &str| is_on(&format!("/categories/global/{part}/enabled"));
        self.header = has("pageHeader").then(|| logo("/components/pageHeader/logo/enabled", "PAGE_HEADER_LOGO"));
        self.footer = has("pageFooter").then(|| logo("/components/pageFooter/logo/enabled", "PAGE_FOOTER_LOGO"));
        let enabled = managed.settings.pointer("/components/favicon/enabledTypes");
        let enabled = |kind: &str| {
            enabled
                .and_then(Value::as_array)
                .is_some_and(|kinds| kinds.iter().any(|known| known == kind))
        };
        let icons = [("ICO", "FAVICON_ICO"), ("SVG", "FAVICON_SVG")].into_iter();
        let icons = icons.filter(|(kind, _)| enabled(kind));
        self.icons = icons
            .filter_map(|(_, category)| Some(image(managed, category, scheme)?.url))
            .collect();
        if is_on("/componentClasses/idpButtons/icons/enabled") {
            let icons = managed
                .pictures
                .iter()
                .filter(|picture| picture.category == "IDP_BUTTON_ICON");
            self.provider_icons = icons
                .map(|picture| (picture.resource.clone(), picture.url.clone()))
                .collect();
        }
    }

    /// The icon on the button of a provider.
    pub(crate) fn provider_icon(&self, provider: &str) -> Option<String> {
        self.provider_icons.get(provider).cloned()
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

/// The picture of a category, as the colours of the pages want it.
fn image(managed: &ManagedLook, category: &str, scheme: Scheme) -> Option<Image> {
    let of = |mode| picture(&managed.pictures, category, mode).map(|picture| picture.url.clone());
    let (light, dark) = (of(Mode::Light), of(Mode::Dark));
    match scheme {
        Scheme::Light => light.map(|url| Image { url, dark: None }),
        Scheme::Dark => dark.map(|url| Image { url, dark: None }),
        Scheme::Either => {
            let url = light.or_else(|| dark.clone())?;
            let dark = dark.filter(|dark| *dark != url);
            Some(Image { url, dark })
        }
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
        let short = version(text);
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

//! What stands around every page: language, look, what has happened, and the header fields.

use app::{
    cx::Cx,
    hosted::{
        place,
        visit::{Cookie, FromElsewhere, Reply, Scheme, Visit},
    },
    operation::{Broken, Failed},
    pages::trouble::Notice,
};
use askama::Template;
use domain::{moment::Span, oauth::params, password::policy::Shortcoming};

use super::{
    look::Look,
    words::{LANGUAGES, Language, Words, fill},
};

/// The token against cross-site requests: cookie and hidden field (oauth.md §7, documented name).
pub(crate) const TOKEN: &str = "XSRF-TOKEN";

/// The language that was chosen (oauth.md §7, documented name).
const LANGUAGE: &str = "lang";

/// How long the language is remembered: guess, oauth.md §7.
const LANGUAGE_LIVES: Span = Span::days(365);

/// The length of a token: a UUID (oauth.md §7, observed).
const TOKEN_LENGTH: usize = 36;

/// What is known of a browser before it is known what it wants.
pub(crate) struct Browser {
    /// The language of its pages.
    pub(crate) language: &'static Language,
    /// Its token against cross-site requests.
    pub(crate) token: String,
    /// Whether it sent that token, or is given it now.
    pub(crate) is_new: bool,
    /// What it is to remember.
    pub(crate) cookies: Vec<Cookie>,
    /// Addresses of this page in every language.
    languages: Vec<(String, &'static Language)>,
    cookie_path: String,
    scheme: Scheme,
}

impl Browser {
    /// Looks at the cookies and the languages of a visit.
    pub(crate) fn of(cx: &Cx, visit: &Visit) -> Self {
        let cookie_path = match place::path_here(cx, visit, "", "") {
            path if path.is_empty() => "/".to_owned(),
            path => path,
        };
        let sent = visit.cookies(TOKEN).find(|token| is_token(token)).map(str::to_owned);
        let is_new = sent.is_none();
        let mut browser = Self {
            language: language(visit),
            token: sent.unwrap_or_else(|| cx.house.entropy.uuid().to_string()),
            is_new,
            cookies: Vec::new(),
            languages: languages(visit),
            cookie_path,
            scheme: visit.arrival.scheme,
        };
        if is_new {
            let token = browser.cookie(TOKEN, browser.token.clone(), None);
            browser.cookies.push(token);
        }
        let chosen = visit.asked.get(LANGUAGE).and_then(Language::of_tag);
        if chosen.is_some() {
            let tag = browser.language.tag.to_owned();
            let cookie = browser.cookie(LANGUAGE, tag, Some(LANGUAGE_LIVES));
            browser.cookies.push(cookie);
        }
        browser
    }

    /// A cookie of the pages.
    pub(crate) fn cookie(&self, name: &'static str, value: String, lives: Option<Span>) -> Cookie {
        Cookie {
            name,
            value,
            path: self.cookie_path.clone(),
            lives,
            scheme: self.scheme,
            from_elsewhere: FromElsewhere::Links,
        }
    }

    /// What it is told.
    pub(crate) fn words(&self) -> &'static Words {
        self.language.words
    }

    /// A sentence with its blanks filled. What is filled in may run in another direction than the sentence.
    pub(crate) fn fill(&self, sentence: &str, values: &[(&str, &str)]) -> String {
        if self.language.direction == "ltr" {
            return fill(sentence, values);
        }
        let isolated: Vec<_> = values
            .iter()
            .map(|(name, value)| (*name, format!("\u{2068}{value}\u{2069}")))
            .collect();
        let isolated: Vec<_> = isolated.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(sentence, &isolated)
    }

    /// What stands around a page with this title.
    pub(crate) fn frame(&self, title: &str, notice: Option<Said>, look: &Look) -> Frame {
        Frame {
            title: title.to_owned(),
            words: self.language.words,
            language: self.language,
            languages: self.languages.clone(),
            token: self.token.clone(),
            notice,
            look: look.clone(),
        }
    }

    /// A page.
    ///
    /// # Errors
    /// Only the house's.
    pub(crate) fn page(&self, template: &impl Template, form_action: &str) -> Result<Reply, Failed> {
        let html = template.render().map_err(|error| Broken {
            doing: "writing a page".into(),
            cause: error.to_string(),
        })?;
        let mut reply = Reply::html(200, html)
            .with_header("content-security-policy", policy(form_action))
            .with_header("content-language", self.language.tag)
            .with_header("cross-origin-opener-policy", "same-origin")
            .with_header("vary", "Cookie, Accept-Language");
        reply.cookies.extend(self.cookies.iter().cloned());
        Ok(reply)
    }
}

/// Nothing but what this server sends, no code in the page, no frame around it. A form may lead to this server and from there
/// to where the application is: browsers hold redirects after a form to this rule, and applications redirect further.
fn policy(form_action: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'self'{form_action}"
    )
}

fn is_token(text: &str) -> bool {
    text.len() == TOKEN_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// `lang`, then what was chosen before, then what the browser wants, then English (oauth.md §5.1, documented and guess).
fn language(visit: &Visit) -> &'static Language {
    let [english, ..] = &LANGUAGES;
    let asked = visit.asked.get(LANGUAGE).and_then(Language::of_tag);
    let by_locale = || {
        let locales = visit.asked.get("ui_locales")?;
        locales.split(' ').find_map(Language::of_tag)
    };
    asked
        .or_else(|| visit.cookie(LANGUAGE).and_then(Language::of_tag))
        .or_else(by_locale)
        .or_else(|| visit.languages.as_deref().and_then(Language::of_browser))
        .unwrap_or(english)
}

/// This page in every language: the same query with another `lang`.
fn languages(visit: &Visit) -> Vec<(String, &'static Language)> {
    let rest = visit.asked.to_query(|name| name != LANGUAGE);
    LANGUAGES
        .iter()
        .map(|language| {
            let mut query = rest.clone();
            params::push(&mut query, LANGUAGE, language.tag);
            (format!("?{query}"), language)
        })
        .collect()
}

/// What stands around a page.
pub(crate) struct Frame {
    pub(crate) title: String,
    pub(crate) words: &'static Words,
    pub(crate) language: &'static Language,
    pub(crate) languages: Vec<(String, &'static Language)>,
    pub(crate) token: String,
    pub(crate) notice: Option<Said>,
    pub(crate) look: Look,
}

impl Frame {
    /// Whether something went wrong with what was entered.
    pub(crate) fn is_alarming(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.role == "alert")
    }
}

/// Something that has happened.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) text: String,
    /// `alert`, or `status` for what is good to know.
    pub(crate) role: &'static str,
    pub(crate) class: &'static str,
}

impl Said {
    /// Something is wrong.
    pub(crate) fn wrong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role: "alert",
            class: "error errorMessage-customizable",
        }
    }

    /// Something is good to know.
    pub(crate) fn good(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role: "status",
            class: "info",
        }
    }

    /// What a refusal means, in the person's language.
    pub(crate) fn of(notice: &Notice, words: &Words) -> Self {
        Self::wrong(sentence(notice, words))
    }
}

fn sentence(notice: &Notice, words: &Words) -> String {
    let sentence = match notice {
        Notice::WrongPassword => words.wrong_password,
        Notice::NoSuchUser => words.no_such_user,
        Notice::Locked => words.locked,
        Notice::TooOften => words.too_often,
        Notice::Disabled => words.disabled,
        Notice::Blocked => words.blocked,
        Notice::WrongCode => words.wrong_code,
        Notice::ExpiredCode => words.expired_code,
        Notice::UsedCode => words.used_code,
        Notice::UserExists => words.user_exists,
        Notice::NotDelivered => words.not_delivered,
        Notice::SignUpClosed => words.sign_up_closed,
        Notice::CannotReset => words.cannot_reset,
        Notice::TemporaryExpired => words.temporary_expired,
        Notice::Password(Shortcoming::TooShort) => words.too_short,
        Notice::Password(Shortcoming::NoUppercase) => words.no_upper,
        Notice::Password(Shortcoming::NoLowercase) => words.no_lower,
        Notice::Password(Shortcoming::NoNumber) => words.no_number,
        Notice::Password(Shortcoming::NoSymbol) => words.no_symbol,
        Notice::UsedBefore => words.used_before,
        Notice::PasswordsDiffer => words.passwords_differ,
        Notice::PasskeyFailed => words.passkey_failed,
        Notice::NotValid => words.not_valid,
        Notice::NotSupported => words.not_supported,
        Notice::TryAgain => words.try_again,
        Notice::Said(said) => return said.clone(),
    };
    sentence.to_owned()
}

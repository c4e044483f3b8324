//! Signing in through an identity provider that speaks OpenID Connect or OAuth 2.0 (oauth.md §§15, 16).
//!
//! Somebody goes on a [`Trip`]: [`outgoing`] is where the browser is sent, [`incoming`] what it brings back, [`exchange`] how
//! that becomes tokens and claims. [`id_token`] and [`keys`] judge what the provider says, [`claims`] puts it into words of
//! the pool, and [`person`] makes a user of it.

pub mod apple;
pub mod claims;
pub mod exchange;
pub mod id_token;
pub mod incoming;
pub mod keys;
pub mod outgoing;
pub mod person;

use serde::{Deserialize, Serialize};
use subtle::{Choice, ConstantTimeEq};

use crate::{
    ids::PoolId,
    moment::{Moment, Span},
    oauth,
    provider::{Provider, ProviderKind},
};

/// How long a trip may take (documented: the whole authentication request).
pub const LIVES: Span = Span::minutes(5);

/// The cookie that binds a trip to its browser (documented name).
pub const COOKIE: &str = "csrf-state";

/// So many trips may be under way in one browser: the cookie names them all, the newest first.
const TRIPS: usize = 4;

/// Where in its pool a provider sends people back to (documented).
pub const CALLBACK: &str = "/oauth2/idpresponse";

/// Somebody is at a provider. Its verifier is a secret: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Trip {
    /// The pool.
    pub pool: PoolId,
    /// Until when it is waited for.
    pub expires: Moment,
    /// The rest, kept as one document.
    pub details: TripDetails,
}

/// What is remembered of a trip. A new member needs a serde default.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripDetails {
    /// The name of the provider.
    pub provider: String,
    /// What the application asked for: the query of its request.
    pub query: String,
    /// `nonce`, which the provider's ID token must repeat.
    pub nonce: String,
    /// `code_verifier`, where the provider was sent a challenge.
    pub verifier: Option<String>,
    /// `redirect_uri`, as the provider was told.
    pub callback: String,
    /// The digest of what the browser's cookie says of this trip.
    pub browser: String,
}

impl Trip {
    /// Whether a browser with these cookies began the trip. Takes the same time for every text of one length.
    pub fn is_of<'a>(&self, cookies: impl Iterator<Item = &'a str>) -> bool {
        let marks = cookies.flat_map(marks).take(2 * TRIPS);
        let is_it = |mark: &str| oauth::digest(mark).as_bytes().ct_eq(self.details.browser.as_bytes());
        marks.fold(Choice::from(0), |any, mark| any | is_it(mark)).into()
    }
}

/// The pool that a `state` names. It is nothing but a hint where to look: what counts is that the state is known there.
pub fn pool_of(state: &str) -> Option<PoolId> {
    state.split_once('.').map(|(pool, _)| PoolId::new(pool))
}

/// A `state` from what nobody can guess.
pub fn state(pool: &PoolId, token: &str) -> String {
    format!("{pool}.{token}")
}

/// What the cookie says once a trip begins: its mark before those of other trips.
pub fn with_mark(cookie: &str, mark: &str) -> String {
    let older = marks(cookie).take(TRIPS - 1);
    let all: Vec<&str> = std::iter::once(mark).chain(older).collect();
    all.join(".")
}

/// What the cookie says once a trip is over: the marks of the others.
pub fn without_mark(cookie: &str, trip: &Trip) -> String {
    let others = marks(cookie).filter(|mark| oauth::digest(mark) != trip.details.browser);
    others.collect::<Vec<_>>().join(".")
}

/// The marks in a cookie: whatever has not their form was not written here.
fn marks(cookie: &str) -> impl Iterator<Item = &str> {
    let is_mark = |mark: &&str| {
        let is_url_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        mark.len() == 43 && mark.bytes().all(is_url_safe)
    };
    cookie.split('.').filter(is_mark).take(TRIPS)
}

/// The value of a provider's detail; an empty one is none.
pub(crate) fn detail<'a>(provider: &'a Provider, name: &str) -> Option<&'a str> {
    provider
        .details
        .get(name)
        .map(String::as_str)
        .filter(|value| !value.is_empty())
}

/// Who may have issued the ID tokens of a provider; nobody for one that has none. Google writes its name in two ways
/// (documented by Google).
pub fn issuers(provider: &Provider) -> Vec<&str> {
    match provider.kind {
        ProviderKind::Oidc => detail(provider, "oidc_issuer").into_iter().collect(),
        ProviderKind::Google => vec!["https://accounts.google.com", "accounts.google.com"],
        ProviderKind::Apple => vec!["https://appleid.apple.com"],
        ProviderKind::Facebook | ProviderKind::Amazon | ProviderKind::Saml => Vec::new(),
    }
}

/// Where the keys of a provider are.
pub fn keys_at(provider: &Provider) -> Option<&str> {
    match provider.kind {
        ProviderKind::Oidc => detail(provider, "jwks_uri"),
        ProviderKind::Google => Some("https://www.googleapis.com/oauth2/v3/certs"),
        ProviderKind::Apple => Some("https://appleid.apple.com/auth/keys"),
        ProviderKind::Facebook | ProviderKind::Amazon | ProviderKind::Saml => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trip(mark: &str) -> Trip {
        Trip {
            pool: PoolId::new("us-east-1_a"),
            expires: Moment::from_micros(0),
            details: TripDetails {
                provider: "Example".into(),
                query: String::new(),
                nonce: String::new(),
                verifier: None,
                callback: String::new(),
                browser: oauth::digest(mark),
            },
        }
    }

    fn mark(letter: &str) -> String {
        letter.repeat(43)
    }

    #[test]
    fn a_browser_may_be_on_several_trips_and_on_no_other() {
        let mut cookie = String::new();
        for letter in ["a", "b", "c", "d", "e"] {
            cookie = with_mark(&cookie, &mark(letter));
        }
        assert!(
            !trip(&mark("a")).is_of([cookie.as_str()].into_iter()),
            "the oldest is forgotten"
        );
        for letter in ["b", "c", "d", "e"] {
            assert!(trip(&mark(letter)).is_of([cookie.as_str()].into_iter()));
        }
        let rest = without_mark(&cookie, &trip(&mark("c")));
        assert!(!trip(&mark("c")).is_of([rest.as_str()].into_iter()));
        assert!(trip(&mark("d")).is_of([rest.as_str()].into_iter()));
        assert!(!trip(&mark("a")).is_of(["", "x", &mark("b")].into_iter()));
        assert_eq!(with_mark("planted", &mark("a")), mark("a"));
    }

    #[test]
    fn a_state_names_its_pool() {
        let pool = PoolId::new("us-east-1_a");
        assert_eq!(pool_of(&state(&pool, "token")), Some(pool));
        assert_eq!(pool_of("token"), None);
    }
}

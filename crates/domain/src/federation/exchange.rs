//! How a code becomes tokens, and an access token what the provider knows of its user (oauth.md §16.3).

use serde_json::{Map, Value};

use super::{Trip, apple, detail};
use crate::{
    moment::Moment,
    oauth::params,
    ports::Outgoing,
    provider::{Provider, ProviderKind},
};

/// The fields of Google's People interface; others that are mapped are claims of its ID token (documented by Google).
const PEOPLE_FIELDS: [&str; 27] = [
    "addresses",
    "ageRanges",
    "biographies",
    "birthdays",
    "calendarUrls",
    "clientData",
    "coverPhotos",
    "emailAddresses",
    "events",
    "externalIds",
    "genders",
    "imClients",
    "interests",
    "locales",
    "locations",
    "memberships",
    "miscKeywords",
    "names",
    "nicknames",
    "occupations",
    "organizations",
    "phoneNumbers",
    "photos",
    "relations",
    "sipAddresses",
    "skills",
    "urls",
];

/// The provider's settings do not suffice to ask it: an address or a key is missing or cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSetUp;

/// The request that exchanges a code. Facebook takes it by GET, Apple wants a secret that is signed (documented); a provider
/// that takes its clients' secrets by Basic only gets it so (our choice: the real service posts it always).
///
/// # Errors
/// [`NotSetUp`].
pub fn request(provider: &Provider, code: &str, trip: &Trip, now: Moment) -> Result<Outgoing, NotSetUp> {
    let url = detail(provider, "token_url").ok_or(NotSetUp)?;
    let client = detail(provider, "client_id").ok_or(NotSetUp)?;
    let secret = match provider.kind {
        ProviderKind::Apple => Some(apple::client_secret(provider, now).ok_or(NotSetUp)?),
        _ => detail(provider, "client_secret").map(str::to_owned),
    };
    let by_basic = secret.as_ref().filter(|_| provider.abilities.secrets_by_basic_only);
    let mut form = String::new();
    let mut push = |name: &str, value: &str| params::push(&mut form, name, value);
    push("grant_type", "authorization_code");
    push("code", code);
    push("redirect_uri", &trip.details.callback);
    match (&by_basic, &secret) {
        (None, Some(secret)) => {
            push("client_id", client);
            push("client_secret", secret);
        }
        (None, None) => push("client_id", client),
        (Some(_), _) => {}
    }
    if let Some(verifier) = &trip.details.verifier {
        push("code_verifier", verifier);
    }
    let by_get = detail(provider, "token_request_method") == Some("GET");
    let basic = by_basic.map(|secret| (params::encode(client), params::encode(secret)));
    Ok(match by_get {
        true => Outgoing::get(joined(url, &form)),
        false => Outgoing {
            form: Some(form),
            basic,
            ..Outgoing::get(url)
        },
    }
    .for_json())
}

/// What the token endpoint answered: a document of some kind, an access token in it.
pub fn tokens(body: &[u8]) -> Option<Map<String, Value>> {
    let tokens: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let has_token = tokens.get("access_token").is_some_and(Value::is_string) || tokens.contains_key("id_token");
    has_token.then_some(tokens)
}

/// What the token endpoint says went wrong: `error` and `error_description`. Facebook puts both into an object.
pub fn trouble(body: &[u8]) -> (Option<String>, Option<String>) {
    const LONGEST: usize = 1_024;
    let said: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    let text = |value: Option<&Value>| Some(value?.as_str()?.chars().take(LONGEST).collect::<String>());
    match said.get("error") {
        Some(Value::Object(inner)) => (text(inner.get("type")), text(inner.get("message"))),
        error => (text(error), text(said.get("error_description"))),
    }
}

/// The request for what the provider knows of its user; `None` when there is nothing to ask, because it has no such address
/// or nothing of it is mapped.
pub fn about_user(provider: &Provider, access_token: &str) -> Option<Outgoing> {
    let url = detail(provider, "attributes_url")?;
    let url = match detail(provider, "attributes_url_add_attributes") {
        Some("true") => format!("{url}{}", fields(provider)?),
        _ => url.to_owned(),
    };
    let posts = detail(provider, "attributes_request_method") == Some("POST");
    let request = Outgoing {
        bearer: Some(access_token.to_owned()),
        form: posts.then(String::new),
        ..Outgoing::get(url)
    };
    Some(request.for_json())
}

/// The names of what is mapped, for providers that want to be asked for each (documented).
fn fields(provider: &Provider) -> Option<String> {
    let mapped = provider.mapping.values().map(String::as_str);
    let mut names: Vec<&str> = match provider.kind {
        ProviderKind::Google => mapped.filter(|name| PEOPLE_FIELDS.contains(name)).collect(),
        _ => mapped
            .filter(|name| !["access_token", "id_token"].contains(name))
            .chain(provider.kind.subject_claim())
            .collect(),
    };
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| params::encode(&names.join(",")).replace("%2C", ","))
}

fn joined(url: &str, query: &str) -> String {
    match url.contains('?') {
        true => format!("{url}&{query}"),
        false => format!("{url}?{query}"),
    }
}

//! What a provider says of somebody, in the words of the pool (oauth.md §15.4).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{
    attributes::Schema,
    provider::{Provider, ProviderKind},
};

/// Text by name.
pub type Texts = BTreeMap<String, String>;

/// The tokens of the provider that may be mapped like claims (documented).
const TOKENS: [&str; 2] = ["access_token", "id_token"];

/// The key of a mapping for the name under which a user comes; never an attribute.
const USERNAME: &str = "username";

/// The members of a document as text; those without a value are left out.
pub fn texts(document: &Map<String, Value>) -> Texts {
    let pairs = document
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), text(value)?)));
    pairs.collect()
}

/// A value as text: several in square brackets, each escaped like a form (documented; the separator is the recorded one),
/// objects as JSON (GUESS).
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Some(value.to_string()),
        Value::Array(entries) => {
            let entries = entries.iter().filter_map(text).map(|entry| escaped(&entry));
            Some(format!("[{}]", entries.collect::<Vec<_>>().join(SEPARATOR)))
        }
    }
}

/// Between several values: the document has a comma, a recorded event comma and blank (oauth.md §15.4, GUESS).
const SEPARATOR: &str = ", ";

/// As forms escape: letters, digits and `.-_*` stay (documented).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'*' => escaped.push(char::from(byte)),
            b' ' => escaped.push('+'),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// What a provider knows of its user, in the words that people map: Google's lists and Facebook's picture give their first
/// plain value (GUESS).
pub fn about_user(kind: ProviderKind, document: Map<String, Value>) -> Map<String, Value> {
    let plain = |name: &String, value: Value| match (kind, &value) {
        (ProviderKind::Google, Value::Array(entries)) => entries.first().and_then(first_of_google).unwrap_or(value),
        (ProviderKind::Facebook, _) if name == "picture" => value.pointer("/data/url").cloned().unwrap_or(value),
        _ => value,
    };
    let pairs = document.into_iter().map(|(name, value)| {
        let value = plain(&name, value);
        (name, value)
    });
    pairs.collect()
}

fn first_of_google(entry: &Value) -> Option<Value> {
    let members = ["canonicalForm", "value", "displayName", "formattedValue", "url", "text"];
    members.iter().find_map(|member| entry.get(*member).cloned())
}

/// Apple's `user`: it comes with the first sign-in only, and holds the name in parts (documented by Apple). People map
/// `firstName`, `lastName` and `name`.
pub fn of_apple(user: &Value) -> Map<String, Value> {
    let part = |name: &str| user.pointer(&format!("/name/{name}")).and_then(Value::as_str);
    let (first, last) = (part("firstName"), part("lastName"));
    let whole: Vec<_> = [first, last].into_iter().flatten().collect();
    let mut claims = Map::new();
    for (name, value) in [("firstName", first), ("lastName", last)] {
        claims.extend(value.map(|value| (name.to_owned(), value.into())));
    }
    if !whole.is_empty() {
        claims.insert("name".to_owned(), whole.join(" ").into());
    }
    claims
}

/// What a provider says, part by part.
pub struct Said {
    /// The answer of the token endpoint.
    pub tokens: Texts,
    /// The claims of the ID token.
    pub id_token: Texts,
    /// What the provider knows besides.
    pub user: Texts,
}

/// The attributes of the pool that somebody comes with: by the mapping from the ID token, else from what the provider knows
/// besides (documented order), else from the tokens themselves. Empty values are none.
///
/// `instead` is what the pool's function made of it, and stands for all of that. Its names are those of the provider; a name
/// that is not mapped from is taken for an attribute of the pool (triggers.md §6.10, GUESS).
pub fn mapped(provider: &Provider, schema: &Schema, said: &Said, instead: Option<&Texts>) -> Texts {
    let found = |claim: &String| match instead {
        Some(instead) => instead.get(claim),
        None => {
            let token = || said.tokens.get(claim).filter(|_| TOKENS.contains(&claim.as_str()));
            said.id_token.get(claim).or_else(|| said.user.get(claim)).or_else(token)
        }
    };
    let pairs = provider.mapping.iter().filter(|(attribute, _)| *attribute != USERNAME);
    let mut attributes: Texts = pairs
        .filter_map(|(attribute, claim)| Some((attribute.clone(), found(claim)?.clone())))
        .collect();
    for (name, value) in instead.into_iter().flatten() {
        let is_source = provider.mapping.values().any(|claim| claim == name);
        if !is_source && name != USERNAME && schema.find(name).is_some() {
            attributes.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    attributes.retain(|_, value| !value.is_empty());
    attributes
}

/// The provider's own id of the user: of the ID token, or of what it knows where there is no such token. An answer about
/// somebody else than the ID token is about nobody (OpenID Connect Core §5.3.2).
pub fn subject(kind: ProviderKind, said: &Said) -> Option<&str> {
    let claim = kind.subject_claim()?;
    match (said.id_token.get(claim), said.user.get(claim)) {
        (Some(one), Some(other)) if one != other => None,
        (Some(one), _) | (None, Some(one)) => Some(one.as_str()).filter(|one| !one.is_empty()),
        (None, None) => None,
    }
}

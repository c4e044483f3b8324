//! What tokens claim, in the order in which the real service writes it (auth.md §13.2, oauth.md §14).

use std::borrow::Cow;

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};
use uuid::Uuid;

use super::family::Family;
use crate::{
    attributes::permissions::may_read,
    client::Client,
    moment::{Moment, Span},
    oauth::scope,
    provider::identity,
    user::User,
};

/// The scope of every token that the API itself gives out (auth.md §13.2, observed).
pub const API_SCOPE: &str = "aws.cognito.signin.user.admin";

/// `version` of access tokens of the OAuth endpoints; those of the API have none (oauth.md §14.3, GUESS for the latter).
const HOSTED_VERSION: i64 = 2;

/// Claims in their order. Serialises as a JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims(Vec<(Cow<'static, str>, Value)>);

impl Claims {
    /// The value of a claim.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The names of the claims, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    pub(super) fn push(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) {
        self.0.push((name.into(), value.into()));
    }

    /// Replaces a claim where it stands, or adds it at the end.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<Value>) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.push(name, value),
        }
    }

    /// Says in an ID token which access token came with it: `at_hash`, at the head (oauth.md §14.1, observed).
    pub fn name_access_token(&mut self, token: &str) {
        let hash = digest::digest(&digest::SHA256, token.as_bytes());
        let half = hash.as_ref().get(..16).unwrap_or_default();
        self.0
            .insert(0, ("at_hash".into(), URL_SAFE_NO_PAD.encode(half).into()));
    }

    /// Repeats in an ID token what the authorization request said: `nonce` (documented). It stands before `origin_jti`.
    pub fn repeat_nonce(&mut self, nonce: &str) {
        let place = self.names().position(|name| name == "origin_jti" || name == "aud");
        let place = place.unwrap_or(self.0.len());
        self.0.insert(place, ("nonce".into(), nonce.into()));
    }

    /// Replaces a claim where it stands, or adds it at the end, under a name of any origin.
    pub(super) fn put(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.push(name.to_owned(), value),
        }
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub(super) fn push_some<T: Into<Value>>(&mut self, name: &'static str, value: Option<T>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }
}

impl Serialize for Claims {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What the user's groups add to tokens. Empty for a user in no group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupClaims {
    /// `cognito:groups`, by ascending precedence.
    pub groups: Vec<String>,
    /// `cognito:roles`: the role ARNs of the groups that have one.
    pub roles: Vec<String>,
    /// `cognito:preferred_role`, when one role stands out.
    pub preferred_role: Option<String>,
}

/// A group of the user, as far as tokens care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOfUser {
    /// Its name.
    pub name: String,
    /// Its precedence; the lowest wins.
    pub precedence: Option<i64>,
    /// Its role.
    pub role: Option<String>,
}

impl GroupClaims {
    /// From the user's groups, by ascending precedence. The preferred role is that of the role-bearing group with the
    /// lowest precedence, unless two such groups have different roles; a group without precedence never wins
    /// (auth.md §13.2, documented and observed).
    pub fn of(groups: &[GroupOfUser]) -> Self {
        let mut roles: Vec<String> = Vec::new();
        for role in groups.iter().filter_map(|group| group.role.as_ref()) {
            if !roles.contains(role) {
                roles.push(role.clone());
            }
        }
        let ranked = || {
            groups
                .iter()
                .filter_map(|group| Some((group.precedence?, group.role.as_ref()?)))
        };
        let lowest = ranked().map(|(precedence, _)| precedence).min();
        let mut winners = ranked()
            .filter(|(precedence, _)| Some(*precedence) == lowest)
            .map(|(_, role)| role);
        let first = winners.next();
        Self {
            groups: groups.iter().map(|group| group.name.clone()).collect(),
            roles,
            preferred_role: first.filter(|first| winners.all(|other| other == *first)).cloned(),
        }
    }
}

/// Everything that claims are made of.
pub struct Bearer<'a> {
    /// The issuer: what stands in `iss`.
    pub issuer: &'a str,
    /// The client that asks.
    pub client: &'a Client,
    /// The user.
    pub user: &'a User,
    /// The family that the tokens join.
    pub family: &'a Family,
    /// The user's groups.
    pub groups: &'a GroupClaims,
    /// The names that the pool has for the levels of assurance.
    pub levels: &'a [String; 4],
    /// When the tokens are made.
    pub now: Moment,
}

impl Bearer<'_> {
    /// The claims of an access token. `jti` is its own id.
    pub fn access(&self, jti: Uuid) -> Claims {
        let mut claims = Claims::default();
        claims.push("sub", self.user.sub.as_str());
        claims.push_some(
            "device_key",
            self.family.details.device.as_ref().map(|key| key.as_str()),
        );
        if !self.groups.groups.is_empty() {
            claims.push("cognito:groups", self.groups.groups.clone());
        }
        claims.push("iss", self.issuer);
        let details = &self.family.details;
        claims.push_some("version", details.hosted.then_some(HOSTED_VERSION));
        claims.push("client_id", self.client.id.as_str());
        claims.push_some("aud", details.resource.as_deref());
        claims.push_some("origin_jti", self.origin_jti());
        claims.push("event_id", self.family.id.to_string());
        claims.push("token_use", TokenUse::Access.as_str());
        claims.push("scope", self.family.details.scope.as_str());
        self.push_times(&mut claims, self.client.settings.access_lifetime());
        claims.push("jti", jti.to_string());
        claims.push("username", self.user.username.as_str());
        claims
    }

    /// The claims of an ID token. `jti` is its own id.
    pub fn id(&self, jti: Uuid) -> Claims {
        let mut claims = Claims::default();
        claims.push("sub", self.user.sub.as_str());
        self.push_groups(&mut claims);
        claims.push("iss", self.issuer);
        claims.push("cognito:username", self.user.username.as_str());
        self.push_attributes(&mut claims);
        claims.push_some("origin_jti", self.origin_jti());
        claims.push("aud", self.client.id.as_str());
        claims.push("event_id", self.family.id.to_string());
        claims.push("token_use", TokenUse::Id.as_str());
        self.push_times(&mut claims, self.client.settings.id_lifetime());
        claims.push("jti", jti.to_string());
        claims
    }

    /// Only clients whose tokens can be revoked name the family's origin (auth.md §13.2, observed).
    fn origin_jti(&self) -> Option<String> {
        self.client
            .settings
            .revocable()
            .then(|| self.family.origin_jti.to_string())
    }

    fn push_times(&self, claims: &mut Claims, lifetime: Span) {
        if let Some(assurance) = &self.family.details.assurance {
            claims.push("acr", assurance.level.name(self.levels));
            claims.push("amr", assurance.methods.clone());
        }
        claims.push("auth_time", self.family.auth_time.seconds());
        claims.push("exp", self.now.seconds() + lifetime.whole_seconds());
        claims.push("iat", self.now.seconds());
    }

    fn push_groups(&self, claims: &mut Claims) {
        if !self.groups.groups.is_empty() {
            claims.push("cognito:groups", self.groups.groups.clone());
        }
        claims.push_some("cognito:preferred_role", self.groups.preferred_role.clone());
        if !self.groups.roles.is_empty() {
            claims.push("cognito:roles", self.groups.roles.clone());
        }
    }

    /// The attributes that the client may read, that the scopes show and that hold something (auth.md §13.2, observed). Who
    /// vouched for a user always shows (oauth.md §14.2; documented samples with various scopes).
    fn push_attributes(&self, claims: &mut Claims) {
        for (name, value) in &self.user.attributes {
            let is_readable =
                || may_read(&self.client.settings, name) && scope::shows(&self.family.details.scope, name);
            let shown = !value.is_empty() && name != "sub" && (name == identity::ATTRIBUTE || is_readable());
            if shown && let Some(value) = attribute_claim(name, value) {
                claims.push(name.clone(), value);
            }
        }
    }
}

/// An attribute's form in an ID token (auth.md §13.2): flags are JSON booleans, the address is an object, identities
/// are objects, and everything else is text whatever the schema says.
fn attribute_claim(name: &str, value: &str) -> Option<Value> {
    match name {
        "email_verified" | "phone_number_verified" => Some(json!(value == "true")),
        "address" => Some(json!({ "formatted": value })),
        "updated_at" => Some(value.parse::<i64>().map_or_else(|_| json!(value), |at| json!(at))),
        "identities" => identities(value),
        _ => Some(json!(value)),
    }
}

/// In tokens every value of an identity is text, but an issuer that is none (documented sample).
fn identities(value: &str) -> Option<Value> {
    let mut entries: Vec<serde_json::Map<String, Value>> = serde_json::from_str(value).ok()?;
    for value in entries.iter_mut().flat_map(serde_json::Map::values_mut) {
        if matches!(value, Value::Bool(_) | Value::Number(_)) {
            *value = value.to_string().into();
        }
    }
    Some(json!(entries))
}

/// The `token_use` claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenUse {
    /// For calling things on the user's behalf.
    Access,
    /// For telling an application who the user is.
    Id,
}

impl TokenUse {
    /// The claim's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Id => "id",
        }
    }
}

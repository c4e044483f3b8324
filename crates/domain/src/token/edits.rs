//! What the pool's function changes in tokens, and what it may not (triggers.md §6.7, documented; that a forbidden change is
//! passed over is observed for the first version of the function and a guess for the others).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::claims::{Claims, GroupClaims};
use crate::ids::ClientId;

/// What changes in a pair of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenEdits {
    /// In the ID token.
    pub id: ClaimEdits,
    /// In the access token.
    pub access: ClaimEdits,
    /// Scopes that the access token has besides.
    pub scopes_added: Vec<String>,
    /// Scopes that it loses; to lose beats to have.
    pub scopes_suppressed: Vec<String>,
    /// The group claims, when they are others than the user's groups say.
    pub groups: Option<GroupClaims>,
}

/// What changes in the claims of one token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimEdits {
    /// Claims that it gets, or whose values change.
    pub add: Vec<(String, Value)>,
    /// Claims that it loses; to lose beats to get.
    pub suppress: Vec<String>,
}

/// Claims that no function changes in either token. Group claims change by their own member only.
const FIXED: [&str; 19] = [
    "acr",
    "amr",
    "at_hash",
    "auth_time",
    "azp",
    "client_id",
    "device_key",
    "event_id",
    "exp",
    "iat",
    "identities",
    "iss",
    "jti",
    "nbf",
    "nonce",
    "origin_jti",
    "sub",
    "token_use",
    "username",
];

/// Fixed as well (`version` only machine tokens have).
const VERSION: &str = "version";

/// Scopes have members of their own (guess: the documentation is silent about this claim).
const SCOPE: &str = "scope";

/// For whom a token is.
const AUDIENCE: &str = "aud";

/// Claims of the service's own; no function makes one, though it may take one away.
const DEVELOPER: &str = "dev:";

/// Claims of an ID token whose values are plain.
const PLAIN: [&str; 4] = ["phone_number_verified", "email_verified", "updated_at", "address"];

fn is_fixed(name: &str) -> bool {
    FIXED.contains(&name) || name == VERSION || name.starts_with("cognito:") || name == AUDIENCE || name == SCOPE
}

impl ClaimEdits {
    fn apply(&self, claims: &mut Claims, may_be_added: impl Fn(&str, &Value) -> bool) {
        for (name, value) in &self.add {
            if may_be_added(name, value) && !self.suppress.contains(name) {
                claims.put(name, value.clone());
            }
        }
        for name in self.suppress.iter().filter(|name| !is_fixed(name)) {
            claims.remove(name);
        }
    }

    /// Characters of JSON.
    fn length(&self) -> usize {
        let of = |(name, value): &(String, Value)| name.chars().count() + value.to_string().chars().count();
        self.add.iter().map(of).sum()
    }
}

impl TokenEdits {
    /// What all this comes to, in characters.
    pub fn length(&self) -> usize {
        let scopes: usize = self.scopes_added.iter().map(|scope| scope.chars().count()).sum();
        self.id.length() + self.access.length() + scopes
    }

    /// Changes the claims of an ID token.
    pub fn apply_to_id(&self, claims: &mut Claims) {
        self.id.apply(claims, |name, value| {
            let is_too_complex = PLAIN.contains(&name) && (value.is_object() || value.is_array());
            !is_fixed(name) && !name.starts_with(DEVELOPER) && !is_too_complex
        });
    }

    /// Changes the claims of an access token of this client. It may be told for whom it is, if that is the client.
    pub fn apply_to_access(&self, claims: &mut Claims, client: &ClientId) {
        self.access.apply(claims, |name, value| match name {
            AUDIENCE => value == client.as_str(),
            _ => !is_fixed(name) && !name.starts_with(DEVELOPER),
        });
        self.apply_scopes(claims);
    }

    fn apply_scopes(&self, claims: &mut Claims) {
        if self.scopes_added.is_empty() && self.scopes_suppressed.is_empty() {
            return;
        }
        let had = claims.get(SCOPE).and_then(Value::as_str).unwrap_or_default();
        let mut scopes: Vec<&str> = had.split_ascii_whitespace().collect();
        for scope in &self.scopes_added {
            if !scopes.contains(&scope.as_str()) {
                scopes.push(scope);
            }
        }
        scopes.retain(|scope| !self.scopes_suppressed.iter().any(|gone| gone == scope));
        let scopes = scopes.join(" ");
        match scopes.is_empty() {
            true => claims.remove(SCOPE),
            false => claims.put(SCOPE, scopes.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(given: &Value) -> Claims {
        let mut claims = Claims::default();
        for (name, value) in given.as_object().unwrap() {
            claims.put(name, value.clone());
        }
        claims
    }

    fn edits(add: &Value, suppress: &[&str]) -> ClaimEdits {
        ClaimEdits {
            add: add
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            suppress: suppress.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn fixed_claims_stay_and_are_not_made() {
        let before = json!({ "sub": "s", "iss": "i", "cognito:groups": ["a"], "aud": "c", "exp": 1, "email": "e" });
        for name in FIXED.into_iter().chain([
            VERSION,
            "cognito:username",
            "cognito:groups",
            "cognito:any",
            "aud",
            "scope",
        ]) {
            let all = TokenEdits {
                id: edits(&json!({ name: "x" }), &[name]),
                access: edits(&json!({ name: "x" }), &[name]),
                ..TokenEdits::default()
            };
            let only_added = TokenEdits {
                id: edits(&json!({ name: "x" }), &[]),
                access: edits(&json!({ name: "x" }), &[]),
                ..TokenEdits::default()
            };
            for edits in [all, only_added] {
                let (mut id, mut access) = (claims(&before), claims(&before));
                edits.apply_to_id(&mut id);
                edits.apply_to_access(&mut access, &ClientId::new("client"));
                assert_eq!((&id, &access), (&claims(&before), &claims(&before)), "{name}");
            }
        }
    }

    #[test]
    fn other_claims_are_made_changed_and_taken_away() {
        let edits = TokenEdits {
            id: edits(
                &json!({ "email": "new", "extra": { "deep": [1, true] }, "both": 1, "address": { "a": 1 }, "dev:x": 1 }),
                &["name", "both", "dev:y"],
            ),
            ..TokenEdits::default()
        };
        let mut id = claims(&json!({ "email": "old", "name": "n", "dev:y": 1, "last": 1 }));
        edits.apply_to_id(&mut id);
        assert_eq!(
            serde_json::to_string(&id).unwrap(),
            r#"{"email":"new","last":1,"extra":{"deep":[1,true]}}"#
        );
    }

    #[test]
    fn an_access_token_may_be_for_its_own_client() {
        let told = |audience: &str| {
            let edits = TokenEdits {
                access: edits(&json!({ "aud": audience }), &[]),
                ..TokenEdits::default()
            };
            let mut access = Claims::default();
            edits.apply_to_access(&mut access, &ClientId::new("client"));
            access.get("aud").cloned()
        };
        assert_eq!(told("client"), Some(json!("client")));
        assert_eq!(told("other"), None);
    }

    #[test]
    fn scopes_come_and_go() {
        let scoped = |before: &str, add: &[&str], suppress: &[&str]| {
            let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
            let edits = TokenEdits {
                scopes_added: texts(add),
                scopes_suppressed: texts(suppress),
                ..TokenEdits::default()
            };
            let mut access = claims(&json!({ "scope": before }));
            edits.apply_to_access(&mut access, &ClientId::new("client"));
            access.get("scope").map(|scope| scope.as_str().unwrap().to_owned())
        };
        assert_eq!(scoped("a b", &["c", "a"], &["b"]).as_deref(), Some("a c"));
        assert_eq!(scoped("a", &["b"], &["b"]).as_deref(), Some("a"));
        assert_eq!(scoped("a", &[], &["a"]), None);
        assert_eq!(scoped("a", &[], &[]).as_deref(), Some("a"));
    }
}

//! Token exchange: a token made from another one, for another client (auth.md §17.2, RFC 8693).

use serde_json::{Value, json};

use super::{claims::Claims, jwt::Verified};
use crate::client::Client;

/// On whose behalf the new token speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The client becomes the subject.
    Impersonation,
    /// An actor acts for the subject, and the token says so.
    Delegation,
}

impl Kind {
    /// The flow that the client needs (documented).
    pub const fn flow(self) -> &'static str {
        match self {
            Self::Impersonation => "TOKEN_EXCHANGE_IMPERSONATION",
            Self::Delegation => "TOKEN_EXCHANGE_DELEGATION",
        }
    }

    /// Whether the client may.
    pub fn is_allowed(self, client: &Client) -> bool {
        let flows = client.settings.auth_flows.as_deref().unwrap_or_default();
        let allowed = |flow: &String| flow.strip_prefix("ALLOW_") == Some(self.flow());
        flows.iter().any(allowed)
    }
}

/// The scopes of the new token: what is asked for (nothing means everything), what the subject's token has and what the
/// client may have, all three (documented).
pub fn scopes(client: &Client, subject: &str, asked: &[String]) -> Vec<String> {
    subject
        .split_ascii_whitespace()
        .filter(|scope| asked.is_empty() || asked.iter().any(|other| other == scope))
        .filter(|scope| client.settings.oauth_scopes.iter().any(|other| other == scope))
        .map(str::to_owned)
        .collect()
}

/// The `act` claim (RFC 8693 §4.1): who acts, and who acted before. A token that was delegated once stays so: an exchange
/// without an actor keeps the claim, lest it launder it. The members are our decision (auth.md §17.2).
pub fn act(subject: &Verified, actor: Option<&Verified>) -> Option<Value> {
    let Some(actor) = actor else {
        return subject.act.clone();
    };
    let mut act = json!({ "sub": actor.sub });
    if let Value::Object(members) = &mut act {
        if let Some(client) = &actor.client_id {
            members.insert("client_id".into(), json!(client));
        }
        if let Some(before) = &subject.act {
            members.insert("act".into(), before.clone());
        }
    }
    Some(act)
}

/// What makes a new token of the subject's differ from one that the subject would get of the same client.
pub struct Difference {
    /// The end of the subject's token in seconds since 1970: the new one ends no later (GUESS, our decision).
    pub ends: i64,
    /// `aud`, when the request named an audience or a resource.
    pub audience: Option<String>,
    /// `act`.
    pub act: Option<Value>,
}

impl Difference {
    /// Turns claims into those of the new token, and tells how many seconds it lives.
    pub fn apply(self, claims: &mut Claims) -> i64 {
        let time = |claims: &Claims, name| claims.get(name).and_then(Value::as_i64);
        let ends = time(claims, "exp").map_or(self.ends, |ends| ends.min(self.ends));
        let lives = ends - time(claims, "iat").unwrap_or(ends);
        claims.set("exp", ends);
        if let Some(audience) = self.audience {
            claims.set("aud", audience);
        }
        if let Some(act) = self.act {
            claims.set("act", act);
        }
        lives
    }
}

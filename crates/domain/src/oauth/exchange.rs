//! Who redeems what at the token endpoint (oauth.md §9).

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{params::Params, pkce::Challenge};
use crate::{
    client::Client,
    ids::{ClientId, PoolId, Sub},
    moment::{Moment, Span},
    token::{assurance::Assurance, edits::TokenEdits, family::Factor},
};

/// How long a code can be redeemed (documented).
pub const CODE_LIVES: Span = Span::minutes(5);

/// What an authorization code stands for. The code itself is nowhere: the store knows its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The pool.
    pub pool: PoolId,
    /// The client that it was given to.
    pub client: ClientId,
    /// Who signed in.
    pub sub: Sub,
    /// When the user signed in: `auth_time`.
    pub auth_time: Moment,
    /// Until when it can be redeemed.
    pub expires: Moment,
    /// The id of the token family that it becomes.
    pub family: Uuid,
    /// The rest, kept as one document.
    pub details: CodeDetails,
}

/// What a code remembers of its request and its sign-in. A new member needs a serde default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CodeDetails {
    /// `redirect_uri` as it was given; `None` when the client's default stood in.
    pub redirect: Option<String>,
    /// The redirect URI in effect.
    pub sent_to: String,
    /// The scopes that were granted, blank-separated.
    pub scope: String,
    /// `nonce`.
    pub nonce: Option<String>,
    /// `code_challenge`.
    pub challenge: Option<Challenge>,
    /// `resource`.
    pub resource: Option<String>,
    /// What was proven at sign-in.
    pub factors: Vec<Factor>,
    /// What `acr` and `amr` say, for a request with `acr_values`.
    pub assurance: Option<Assurance>,
    /// The single sign-on session that it came through.
    pub sso: Option<Uuid>,
    /// What the pool's function changes in the tokens: it was asked before the code was given out.
    pub edits: TokenEdits,
}

/// Why a code is not redeemed. All of it is `invalid_grant`; a `redirect_uri` unlike the one before has another word in one
/// recording of the real service, and that of the standard here (oauth.md §9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// It is another client's. It stays good for that one.
    OtherClient,
    /// The redirect URI is another one.
    Redirect,
    /// There is no verifier, a wrong one, or one for a code that has no challenge (RFC 9700 §2.1.1).
    Verifier,
}

impl Code {
    /// Whether this client may redeem the code with these parameters.
    ///
    /// # Errors
    /// [`Misuse`].
    pub fn judge(&self, client: &ClientId, redirect: Option<&str>, verifier: Option<&str>) -> Result<(), Misuse> {
        if self.client != *client {
            return Err(Misuse::OtherClient);
        }
        let repeats = match (&self.details.redirect, redirect) {
            (Some(sent), Some(shown)) => sent == shown,
            (Some(_), None) => false,
            (None, shown) => shown.is_none_or(|shown| shown == self.details.sent_to),
        };
        if !repeats {
            return Err(Misuse::Redirect);
        }
        match (&self.details.challenge, verifier) {
            (None, None) => Ok(()),
            (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => Ok(()),
            _ => Err(Misuse::Verifier),
        }
    }
}

/// Who a client says it is at the token and revocation endpoints. Holds a secret: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The client's id.
    pub client: ClientId,
    /// Its secret; an empty one is none.
    pub secret: Option<String>,
}

/// Why it cannot be said who a client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// Nothing says so, or two things say different things: `invalid_request`.
    Request,
    /// The `Authorization` header holds something else than Basic credentials: `invalid_client`.
    Credentials,
}

impl Claimed {
    /// Reads `client_secret_basic`, `client_secret_post` or a bare `client_id`. Ids and secrets are letters, digits, `_` and
    /// `+`: they are taken as they stand, also where the standard would decode them (oauth.md §9.2).
    ///
    /// # Errors
    /// [`Unsaid`].
    pub fn read(authorization: Option<&str>, form: &Params) -> Result<Self, Unsaid> {
        let (id, secret) = (form.get("client_id"), form.get("client_secret"));
        let Some(authorization) = authorization else {
            return Ok(Self {
                client: ClientId::new(id.ok_or(Unsaid::Request)?),
                secret: secret.map(str::to_owned),
            });
        };
        let (basic, shown) = basic(authorization).ok_or(Unsaid::Credentials)?;
        if secret.is_some() || id.is_some_and(|id| id != basic) {
            return Err(Unsaid::Request);
        }
        Ok(Self {
            client: ClientId::new(basic),
            secret: Some(shown).filter(|secret| !secret.is_empty()),
        })
    }

    /// Whether this is the client: with one of its secrets, compared in constant time, or with none when it has none.
    pub fn is(&self, client: &Client) -> bool {
        match &self.secret {
            None => client.secrets.is_empty(),
            Some(given) => client.secrets.iter().fold(false, |any, secret| {
                any | bool::from(secret.value.as_bytes().ct_eq(given.as_bytes()))
            }),
        }
    }
}

fn basic(authorization: &str) -> Option<(String, String)> {
    let (scheme, credentials) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests;

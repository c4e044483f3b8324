//! What a provider's ID token must be to be believed (OpenID Connect Core §3.1.3.7, oauth.md §16.1).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;

use super::keys::{self, Algorithm, Keys};
use crate::moment::{Moment, Span};

/// Longer tokens are refused unread.
const LONGEST: usize = 128 * 1024;

/// How far the clocks of provider and house may be apart (our choice).
const SKEW: Span = Span::seconds(60);

/// Why an ID token is not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bad {
    /// It is none.
    Malformed,
    /// It is signed in a way that is not taken.
    Algorithm,
    /// It names no key that the provider publishes.
    Key,
    /// It is not signed by that key.
    Signature,
    /// Somebody else issued it: who.
    Issuer(String),
    /// It is for another client.
    Audience,
    /// It has expired, or is not good yet.
    Time,
    /// It is of another trip.
    Nonce,
}

/// What an ID token must say.
pub struct Expected<'a> {
    /// Who may have issued it.
    pub issuers: &'a [&'a str],
    /// For whom.
    pub client: &'a str,
    /// The client's secret, which some providers sign with.
    pub secret: Option<&'a str>,
    /// The nonce of this trip.
    pub nonce: &'a str,
    /// The present moment.
    pub now: Moment,
}

/// An ID token that was taken apart but not yet believed.
pub struct IdToken<'a> {
    signed: &'a str,
    signature: Vec<u8>,
    algorithm: Algorithm,
    kid: Option<String>,
    claims: Map<String, Value>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

impl<'a> IdToken<'a> {
    /// Takes a token apart.
    ///
    /// # Errors
    /// [`Bad::Malformed`], [`Bad::Algorithm`].
    pub fn read(token: &'a str) -> Result<Self, Bad> {
        let malformed = || Bad::Malformed;
        if token.len() > LONGEST {
            return Err(Bad::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or_else(malformed)?;
        let (header, claims) = signed.split_once('.').ok_or_else(malformed)?;
        let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Bad::Malformed);
        let header: Header = serde_json::from_slice(&decoded(header)?).map_err(|_| Bad::Malformed)?;
        if header.crit.is_some() {
            return Err(Bad::Malformed);
        }
        Ok(Self {
            signed,
            signature: decoded(signature)?,
            algorithm: Algorithm::named(&header.alg).ok_or(Bad::Algorithm)?,
            kid: header.kid,
            claims: serde_json::from_slice(&decoded(claims)?).map_err(|_| Bad::Malformed)?,
        })
    }

    /// Whether the provider's published keys are needed to judge it.
    pub const fn needs_keys(&self) -> bool {
        self.algorithm.is_public()
    }

    /// Its claims, if it is to be believed. A token under a shared secret is judged by the client's secret alone: no public
    /// key is ever taken for a secret.
    ///
    /// # Errors
    /// The first of: key, signature, issuer, audience, times, nonce.
    pub fn believe(self, keys: &Keys, expected: &Expected<'_>) -> Result<Map<String, Value>, Bad> {
        self.judge_signature(keys, expected)?;
        let text = |name: &str| self.claims.get(name).and_then(Value::as_str);
        let issuer = text("iss").unwrap_or_default();
        if !expected.issuers.contains(&issuer) {
            return Err(Bad::Issuer(issuer.to_owned()));
        }
        let for_us = match self.claims.get("aud") {
            Some(Value::String(one)) => one == expected.client,
            Some(Value::Array(many)) => many.iter().any(|one| one.as_str() == Some(expected.client)),
            _ => false,
        };
        let party = self.claims.get("azp");
        if !for_us || party.is_some_and(|party| party.as_str() != Some(expected.client)) {
            return Err(Bad::Audience);
        }
        let seconds = |name: &str| self.claims.get(name).and_then(Value::as_f64);
        let now = expected.now.seconds() as f64;
        let skew = SKEW.whole_seconds() as f64;
        let has_expired = seconds("exp").is_none_or(|exp| now >= exp + skew);
        if has_expired || seconds("nbf").is_some_and(|nbf| now + skew < nbf) {
            return Err(Bad::Time);
        }
        let nonce = text("nonce").unwrap_or_default();
        match nonce.as_bytes().ct_eq(expected.nonce.as_bytes()).into() {
            true => Ok(self.claims),
            false => Err(Bad::Nonce),
        }
    }

    fn judge_signature(&self, keys: &Keys, expected: &Expected<'_>) -> Result<(), Bad> {
        let signed = (self.signed.as_bytes(), self.signature.as_slice());
        let is_right = match self.algorithm.is_public() {
            false => keys::is_signed_under(expected.secret, self.algorithm, signed),
            true => {
                let kid = self.kid.as_deref().ok_or(Bad::Key)?;
                if !keys.have(kid, self.algorithm) {
                    return Err(Bad::Key);
                }
                keys.have_signed(kid, self.algorithm, signed)
            }
        };
        is_right.then_some(()).ok_or(Bad::Signature)
    }
}

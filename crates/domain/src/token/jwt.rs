//! JSON web tokens as the real service writes them: RS256, a header of `kid` and `alg` and nothing else
//! (auth.md §13.2, observed).

use aws_lc_rs::{
    digest,
    signature::{KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::claims::{Claims, TokenUse};
use crate::{
    ids::{ClientId, DeviceKey, Sub},
    moment::Moment,
};

/// Longer texts are refused unread: the model bounds no access token, so this bounds the work of checking one.
const LONGEST: usize = 16 * 1024;

/// A key pair in memory, ready to sign. Parsing takes longer than signing, so callers keep it.
pub struct SigningKey {
    pair: RsaKeyPair,
    public: PublicKey,
}

/// The public half of a key pair: what JWKS shows and what tokens are checked against.
#[derive(Clone)]
pub struct PublicKey {
    /// `kid`.
    pub kid: String,
    /// The modulus, big-endian without leading zeros.
    pub modulus: Vec<u8>,
    /// The public exponent, big-endian.
    pub exponent: Vec<u8>,
    /// Ready to check with.
    parsed: ParsedPublicKey,
}

/// A key could not be read or used. Holds nothing of the key.
#[derive(Debug, thiserror::Error)]
#[error("the signing key {kid} cannot be used")]
pub struct BadKey {
    /// The key's name.
    pub kid: String,
}

impl SigningKey {
    /// Reads a PKCS #8 document.
    ///
    /// # Errors
    /// When the document is not an RSA key of 2048 bits or more.
    pub fn read(kid: impl Into<String>, pkcs8: &[u8]) -> Result<Self, BadKey> {
        let kid = kid.into();
        let parts = || {
            let pair = RsaKeyPair::from_pkcs8(pkcs8).ok()?;
            let parsed = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key()).ok()?;
            Some((pair, parsed))
        };
        let Some((pair, parsed)) = parts() else {
            return Err(BadKey { kid });
        };
        let public = PublicKey {
            kid,
            modulus: pair.public_key().modulus().big_endian_without_leading_zero().to_vec(),
            exponent: pair.public_key().exponent().big_endian_without_leading_zero().to_vec(),
            parsed,
        };
        Ok(Self { pair, public })
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs claims. Takes about half a millisecond.
    ///
    /// # Errors
    /// When the library refuses, which it does not for a key that was read.
    pub fn sign(&self, claims: &Claims) -> Result<String, BadKey> {
        let kid = &self.public.kid;
        let failed = || BadKey { kid: kid.clone() };
        let header = serde_json::to_vec(&Header { kid, alg: "RS256" }).map_err(|_| failed())?;
        let body = serde_json::to_vec(claims).map_err(|_| failed())?;
        let mut token = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(body));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let digest = digest::digest(&digest::SHA256, token.as_bytes());
        self.pair
            .sign_digest(&RSA_PKCS1_SHA256, &digest, &mut signature)
            .map_err(|_| failed())?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }
}

#[derive(Serialize)]
struct Header<'a> {
    kid: &'a str,
    alg: &'a str,
}

/// Whoever says which tokens a pool has signed: its keys, or somebody who remembers what they said.
pub trait Witness {
    /// Whether the signature of the token is right.
    fn has_signed(&self, token: &Unverified<'_>) -> bool;
}

impl Witness for [PublicKey] {
    fn has_signed(&self, token: &Unverified<'_>) -> bool {
        let key = self.iter().find(|key| key.kid == token.kid);
        key.is_some_and(|key| {
            let right = key.parsed.verify_sig(token.signed.as_bytes(), &token.signature);
            right.is_ok()
        })
    }
}

/// A token that was taken apart but not yet believed: enough to find the pool whose keys must have signed it.
pub struct Unverified<'a> {
    whole: &'a str,
    signed: &'a str,
    body: Vec<u8>,
    signature: Vec<u8>,
    kid: String,
    issuer: String,
    audience: Option<String>,
}

/// The claims of a token whose signature was right. Times are whole seconds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Verified {
    /// `sub`.
    pub sub: Sub,
    /// `token_use`.
    pub token_use: String,
    /// `event_id`: the family. Machine tokens have none.
    #[serde(default)]
    pub event_id: Option<Uuid>,
    /// `client_id`, in access tokens.
    #[serde(default)]
    pub client_id: Option<ClientId>,
    /// `username`, in access tokens of users.
    #[serde(default)]
    pub username: Option<String>,
    /// `scope`, blank-separated, in access tokens.
    #[serde(default)]
    pub scope: String,
    /// `device_key`.
    #[serde(default)]
    pub device_key: Option<DeviceKey>,
    /// `act`, in tokens that were delegated: who acts (RFC 8693).
    #[serde(default)]
    pub act: Option<serde_json::Value>,
    /// `auth_time`.
    pub auth_time: i64,
    /// `iat`.
    pub iat: i64,
    /// `exp`.
    pub exp: i64,
    /// `jti`.
    pub jti: Uuid,
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disbelief {
    /// Not a token of this house at all, of the wrong issuer, or of the wrong use.
    Malformed,
    /// Well-formed, but not signed by a key of its pool.
    Signature,
    /// Signed, but past its time.
    Expired,
}

#[derive(Deserialize)]
struct ReadHeader {
    kid: String,
    alg: String,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct ReadIssuer {
    iss: String,
    #[serde(default)]
    aud: Option<serde_json::Value>,
}

impl<'a> Unverified<'a> {
    /// Takes a compact JWT apart. Only RS256 is read: the algorithm is ours to choose, never the token's.
    ///
    /// # Errors
    /// [`Disbelief::Malformed`].
    pub fn read(token: &'a str) -> Result<Self, Disbelief> {
        Self::parse(token).ok_or(Disbelief::Malformed)
    }

    fn parse(token: &'a str) -> Option<Self> {
        if token.len() > LONGEST {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, body) = signed.split_once('.')?;
        let header: ReadHeader = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        let body = URL_SAFE_NO_PAD.decode(body).ok()?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        let ReadIssuer { iss, aud } = serde_json::from_slice(&body).ok()?;
        let readable = header.alg == "RS256" && header.crit.is_none();
        readable.then_some(Self {
            whole: token,
            signed,
            body,
            signature,
            kid: header.kid,
            issuer: iss,
            audience: aud.and_then(|aud| aud.as_str().map(str::to_owned)),
        })
    }

    /// SHA-256 of the whole token, its signature included.
    pub fn digest(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest::digest(&digest::SHA256, self.whole.as_bytes()).as_ref());
        bytes
    }

    /// The `aud` claim, unproven.
    pub fn audience(&self) -> Option<&str> {
        self.audience.as_deref()
    }

    /// The `iss` claim, unproven.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Believes the token if it was signed as the witness says, for this issuer and use, and has not expired at `now`.
    /// A token that expires now has expired; there is no tolerance (oauth.md §14.5, guess).
    ///
    /// # Errors
    /// The first of: signature, issuer and use, expiry.
    pub fn believe(
        self,
        witness: &(impl Witness + ?Sized),
        issuer: &str,
        token_use: TokenUse,
        now: Moment,
    ) -> Result<Verified, Disbelief> {
        if !witness.has_signed(&self) {
            return Err(Disbelief::Signature);
        }
        let claims: Verified = serde_json::from_slice(&self.body).map_err(|_| Disbelief::Malformed)?;
        if self.issuer != issuer || claims.token_use != token_use.as_str() {
            return Err(Disbelief::Malformed);
        }
        if now.seconds() >= claims.exp {
            return Err(Disbelief::Expired);
        }
        Ok(claims)
    }
}

impl Verified {
    /// Whether `scope` is among the token's scopes.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|known| known == scope)
    }
}

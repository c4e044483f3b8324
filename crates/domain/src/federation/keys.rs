//! The keys of a provider, and whether one of them has signed something (RFC 7515, 7517, 7518).

use aws_lc_rs::{
    hmac,
    rsa::PublicKeyComponents,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, EcdsaVerificationAlgorithm,
        RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RsaParameters,
        UnparsedPublicKey,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

/// An algorithm that is taken (documented: RSA, ECDSA and HMAC). `none` is none.
#[derive(Clone, Copy)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5.
    Rsa(&'static str, &'static RsaParameters),
    /// ECDSA, with the name of its curve and the bytes of a coordinate.
    Ecdsa(&'static str, &'static EcdsaVerificationAlgorithm, &'static str, usize),
    /// HMAC, under the client's secret; with the fewest bytes that such a secret may have (RFC 7518 §3.2).
    Hmac(hmac::Algorithm, usize),
}

impl Algorithm {
    /// The algorithm of a header.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rsa("RS256", &RSA_PKCS1_2048_8192_SHA256),
            "RS384" => Self::Rsa("RS384", &RSA_PKCS1_2048_8192_SHA384),
            "RS512" => Self::Rsa("RS512", &RSA_PKCS1_2048_8192_SHA512),
            "ES256" => Self::Ecdsa("ES256", &ECDSA_P256_SHA256_FIXED, "P-256", 32),
            "ES384" => Self::Ecdsa("ES384", &ECDSA_P384_SHA384_FIXED, "P-384", 48),
            "ES512" => Self::Ecdsa("ES512", &ECDSA_P521_SHA512_FIXED, "P-521", 66),
            "HS256" => Self::Hmac(hmac::HMAC_SHA256, 32),
            "HS384" => Self::Hmac(hmac::HMAC_SHA384, 48),
            "HS512" => Self::Hmac(hmac::HMAC_SHA512, 64),
            _ => return None,
        })
    }

    /// Whether it needs a key that the provider publishes.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Hmac(..))
    }
}

/// The keys that a provider publishes.
#[derive(Default)]
pub struct Keys(Vec<Key>);

#[derive(Deserialize)]
struct Set {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Keys {
    /// Reads a JSON web key set; `None` for what is none. Keys of kinds that are not known are passed over.
    pub fn read(document: &[u8]) -> Option<Self> {
        let set: Set = serde_json::from_slice(document).ok()?;
        let keys = set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok());
        Some(Self(keys.collect()))
    }

    /// The keys of this name that may be used with an algorithm. A key without a name is never used (documented).
    fn fitting<'a>(&'a self, kid: &'a str, algorithm: &'a str) -> impl Iterator<Item = &'a Key> {
        self.0.iter().filter(move |key| {
            key.kid.as_deref() == Some(kid)
                && key.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
                && key.alg.as_deref().is_none_or(|known| known == algorithm)
        })
    }

    /// Whether there is a key of this name for an algorithm.
    pub fn have(&self, kid: &str, algorithm: Algorithm) -> bool {
        match algorithm {
            Algorithm::Rsa(name, _) => self.fitting(kid, name).any(|key| key.kty == "RSA"),
            Algorithm::Ecdsa(name, ..) => self.fitting(kid, name).any(|key| key.kty == "EC"),
            Algorithm::Hmac(..) => false,
        }
    }

    /// Whether the key of this name has signed a text.
    pub fn have_signed(&self, kid: &str, algorithm: Algorithm, (text, signature): (&[u8], &[u8])) -> bool {
        match algorithm {
            Algorithm::Rsa(name, parameters) => self
                .fitting(kid, name)
                .filter_map(Key::rsa)
                .any(|(n, e)| PublicKeyComponents { n, e }.verify(parameters, text, signature).is_ok()),
            Algorithm::Ecdsa(name, verification, curve, size) => self
                .fitting(kid, name)
                .filter_map(|key| key.point(curve, size))
                .any(|point| {
                    UnparsedPublicKey::new(verification, point)
                        .verify(text, signature)
                        .is_ok()
                }),
            Algorithm::Hmac(..) => false,
        }
    }
}

impl Key {
    fn rsa(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let number = |text: &Option<String>| {
            let bytes = URL_SAFE_NO_PAD.decode(text.as_ref()?).ok()?;
            let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
            Some(bytes.get(zeros..)?.to_vec())
        };
        (self.kty == "RSA").then(|| Some((number(&self.n)?, number(&self.e)?)))?
    }

    /// The uncompressed point.
    fn point(&self, curve: &str, size: usize) -> Option<Vec<u8>> {
        let fits = self.kty == "EC" && self.crv.as_deref() == Some(curve);
        let coordinate = |text: &Option<String>| {
            let bytes = URL_SAFE_NO_PAD.decode(text.as_ref()?).ok()?;
            (bytes.len() == size).then_some(bytes)
        };
        fits.then(|| {
            let (x, y) = (coordinate(&self.x)?, coordinate(&self.y)?);
            Some([vec![4], x, y].concat())
        })?
    }
}

/// Whether a text is signed under the secret that the provider shares with its client. A secret that is too short is none:
/// whoever saw a token could find it by trying.
pub fn is_signed_under(secret: Option<&str>, algorithm: Algorithm, (text, signature): (&[u8], &[u8])) -> bool {
    match (algorithm, secret) {
        (Algorithm::Hmac(hash, fewest), Some(secret)) if secret.len() >= fewest => {
            hmac::verify(&hmac::Key::new(hash, secret.as_bytes()), text, signature).is_ok()
        }
        _ => false,
    }
}

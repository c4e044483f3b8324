//! PKCE: only who began an authorization request can redeem its code (RFC 7636).

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// The lengths of challenges and verifiers (RFC 7636 §4.1, documented).
const LENGTH: std::ops::RangeInclusive<usize> = 43..=128;

/// `code_challenge`, by the only method there is: S256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Challenge(String);

/// A challenge that cannot be used: no method, another one than S256, or no challenge of that form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusable;

impl Challenge {
    /// What `code_challenge` and `code_challenge_method` say together. A challenge without a method is refused (documented), so
    /// that nobody is taken down to `plain`.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn read(challenge: Option<&str>, method: Option<&str>) -> Result<Option<Self>, Unusable> {
        match (challenge, method) {
            (None, None) => Ok(None),
            (Some(challenge), Some("S256")) if is_in_form(challenge) => Ok(Some(Self(challenge.to_owned()))),
            _ => Err(Unusable),
        }
    }

    /// Whether this verifier is the one that the challenge was made from.
    pub fn is_met_by(&self, verifier: &str) -> bool {
        let expected = challenge_of(verifier);
        is_in_form(verifier) && bool::from(expected.as_bytes().ct_eq(self.0.as_bytes()))
    }
}

/// The challenge of a verifier, by S256.
pub fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}

fn is_in_form(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    LENGTH.contains(&text.len()) && text.bytes().all(unreserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_example_of_the_standard() {
        let challenge = Challenge::read(Some(CHALLENGE), Some("S256")).unwrap().unwrap();
        assert!(challenge.is_met_by(VERIFIER));
        for wrong in [CHALLENGE, "", &VERIFIER[1..], &format!("{VERIFIER}x")] {
            assert!(!challenge.is_met_by(wrong), "{wrong}");
        }
    }

    #[test]
    fn nobody_is_taken_down_to_less() {
        assert_eq!(Challenge::read(None, None), Ok(None));
        for (challenge, method) in [
            (Some(CHALLENGE), None),
            (Some(CHALLENGE), Some("plain")),
            (Some(CHALLENGE), Some("s256")),
            (None, Some("S256")),
            (Some("short"), Some("S256")),
            (Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw cM"), Some("S256")),
        ] {
            assert_eq!(
                Challenge::read(challenge, method),
                Err(Unusable),
                "{challenge:?} {method:?}"
            );
        }
    }
}

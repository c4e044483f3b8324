//! Refresh tokens: sealed, opaque, and of the five-part shape that clients know (auth.md §13.2).
//!
//! A refresh token names its family and its number in it; whether that number is still good is for the family's
//! [`Turn`] to say.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::family::{Family, Turn};
use crate::{
    client::ClientSettings,
    ids::{ClientId, Sub},
    moment::{Moment, Span},
};

/// What the sealer is told that it seals.
pub const PURPOSE: &str = "refresh-token";

/// What a refresh token says inside its seal. The pool is bound by the seal itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshToken {
    /// The family.
    #[serde(rename = "f")]
    pub family: Uuid,
    /// The number of this token in its family.
    #[serde(rename = "n")]
    pub number: i64,
    /// The client that it was given to.
    #[serde(rename = "c")]
    pub client: ClientId,
    /// The user.
    #[serde(rename = "s")]
    pub sub: Sub,
    /// When the family ends, so that an expired token is known as such after its family was swept.
    #[serde(rename = "x")]
    pub expires: Moment,
}

impl RefreshToken {
    /// The token with a number of a family.
    pub fn of(family: &Family, number: i64) -> Self {
        Self {
            family: family.id,
            number,
            client: family.client.clone(),
            sub: family.sub.clone(),
            expires: family.expires,
        }
    }
}

/// The JOSE header of every refresh token: `{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}`, as the real service's
/// (reported). Nothing reads it; the seal inside is our own.
const HEADER: &str = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ";

/// Where sealed bytes are cut so that five parts come out: a "key", a nonce, the text, a tag.
const CUTS: (usize, usize, usize) = (16, 12, 16);

/// Sealed bytes in five parts.
pub fn shape(sealed: &[u8]) -> String {
    let (key, rest) = sealed.split_at(CUTS.0.min(sealed.len()));
    let (nonce, rest) = rest.split_at(CUTS.1.min(rest.len()));
    let (text, tag) = rest.split_at(rest.len().saturating_sub(CUTS.2));
    let mut token = String::from(HEADER);
    for part in [key, nonce, text, tag] {
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(part, &mut token);
    }
    token
}

/// The sealed bytes of a five-part text, unless it cannot be a refresh token.
pub fn unshape(token: &str) -> Option<Vec<u8>> {
    let parts = token.strip_prefix(HEADER)?.strip_prefix('.')?;
    let mut sealed = Vec::with_capacity(token.len());
    let mut count = 0;
    for part in parts.split('.') {
        URL_SAFE_NO_PAD.decode_vec(part, &mut sealed).ok()?;
        count += 1;
    }
    (count == 4).then_some(sealed)
}

/// What showing a refresh token leads to, once its family is known to be alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// New access and ID tokens; the refresh token stays as it is.
    Keep,
    /// New tokens of all three kinds; the family's turn becomes this, if it is still the one that was read.
    Rotate(Turn),
    /// The token was rotated out.
    Reused,
    /// The token was rotated out and rotation has been switched off since (auth.md §13.5 rule 6, observed).
    Revoked,
}

/// Judges a refresh token by its number (auth.md §13.5 rules 3, 4 and 6, observed).
pub fn exchange(settings: &ClientSettings, turn: &Turn, number: i64, now: Moment) -> Exchange {
    let Some(rotation) = settings.rotation.filter(|rotation| rotation.enabled) else {
        return if number == turn.current {
            Exchange::Keep
        } else {
            Exchange::Revoked
        };
    };
    if number == turn.current {
        return Exchange::Rotate(Turn {
            current: turn.current + 1,
            parent: number,
            rotated: Some(now),
        });
    }
    let in_grace = rotation.grace_seconds > 0
        && number == turn.parent
        && turn
            .grace_ends(Span::seconds(rotation.grace_seconds))
            .is_some_and(|end| now <= end);
    if in_grace {
        return Exchange::Rotate(Turn {
            current: turn.current + 1,
            ..*turn
        });
    }
    Exchange::Reused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Rotation;

    fn rotating(grace_seconds: i64) -> ClientSettings {
        ClientSettings {
            rotation: Some(Rotation {
                enabled: true,
                grace_seconds,
            }),
            ..ClientSettings::default()
        }
    }

    fn at(second: i64) -> Moment {
        Moment::from_micros(second * 1_000_000)
    }

    fn rotated(exchange: Exchange) -> Turn {
        match exchange {
            Exchange::Rotate(turn) => turn,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn five_parts_and_back() {
        for length in [44, 45, 46, 200] {
            let sealed: Vec<u8> = (0..length).map(|n| n as u8).collect();
            let token = shape(&sealed);
            assert!(token.starts_with("eyJjdHkiOiJKV1Qi"));
            assert_eq!(token.split('.').count(), 5);
            assert!(token.split('.').all(|part| !part.is_empty() || length == 44));
            assert_eq!(unshape(&token), Some(sealed));
        }
    }

    #[test]
    fn other_texts_are_no_refresh_tokens() {
        let good = shape(&[7; 100]);
        assert_eq!(unshape(""), None);
        assert_eq!(unshape("garbage"), None);
        assert_eq!(unshape(HEADER), None);
        assert_eq!(unshape(&good.replace("eyJj", "eyJk")), None);
        assert_eq!(unshape(&format!("{good}.AAAA")), None);
        assert_eq!(unshape(&format!("{good}=")), None);
    }

    #[test]
    fn without_rotation_the_current_token_stays() {
        let settings = ClientSettings::default();
        assert_eq!(exchange(&settings, &Turn::FIRST, 0, at(0)), Exchange::Keep);
        let once = Turn {
            current: 1,
            parent: 0,
            rotated: Some(at(0)),
        };
        assert_eq!(exchange(&settings, &once, 1, at(0)), Exchange::Keep);
        assert_eq!(exchange(&settings, &once, 0, at(0)), Exchange::Revoked);
    }

    #[test]
    fn without_grace_a_parent_is_reuse_at_once_and_the_child_lives_on() {
        let once = rotated(exchange(&rotating(0), &Turn::FIRST, 0, at(0)));
        assert_eq!(exchange(&rotating(0), &once, 0, at(0)), Exchange::Reused);
        let twice = rotated(exchange(&rotating(0), &once, 1, at(1)));
        assert_eq!((twice.current, twice.parent), (2, 1));
    }

    #[test]
    fn grace_is_for_the_parent_alone_and_its_deadline_does_not_move() {
        let settings = rotating(10);
        let once = rotated(exchange(&settings, &Turn::FIRST, 0, at(100)));
        let retried = rotated(exchange(&settings, &once, 0, at(105)));
        assert_eq!(
            retried,
            Turn {
                current: 2,
                parent: 0,
                rotated: Some(at(100))
            }
        );
        assert_eq!(
            exchange(&settings, &retried, 1, at(105)),
            Exchange::Reused,
            "the displaced child"
        );
        assert!(
            matches!(exchange(&settings, &retried, 0, at(110)), Exchange::Rotate(_)),
            "the deadline itself"
        );
        assert_eq!(exchange(&settings, &retried, 0, at(111)), Exchange::Reused);
        let on = rotated(exchange(&settings, &retried, 2, at(106)));
        assert_eq!(exchange(&settings, &on, 0, at(106)), Exchange::Reused, "a grandparent");
        assert!(matches!(exchange(&settings, &on, 2, at(106)), Exchange::Rotate(_)));
    }
}

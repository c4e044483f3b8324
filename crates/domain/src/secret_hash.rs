//! SECRET_HASH: the proof that whoever calls knows a secret of the client (auth.md §5.1, documented).

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use subtle::{Choice, ConstantTimeEq};

use crate::{client::ClientSecret, ids::ClientId};

/// base64(HMAC-SHA-256(secret, username ‖ client id)), where the username is the very text of the same request.
pub fn of(secret: &str, username: &str, client: &ClientId) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()));
    context.update(username.as_bytes());
    context.update(client.as_str().as_bytes());
    STANDARD.encode(context.sign())
}

/// Whether `given` is the hash under any of the secrets: a client may have two, so that it can change them without
/// a gap. Takes the same time for every hash of the right length.
pub fn is_right(secrets: &[ClientSecret], username: &str, client: &ClientId, given: &str) -> bool {
    let answers = secrets
        .iter()
        .map(|secret| of(&secret.value, username, client).as_bytes().ct_eq(given.as_bytes()));
    answers.fold(Choice::from(0), |any, one| any | one).into()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::moment::Moment;

    #[derive(Deserialize)]
    struct Vectors {
        secret_hash: Vec<Vector>,
    }

    #[derive(Deserialize)]
    struct Vector {
        username: String,
        client_id: ClientId,
        client_secret: String,
        #[serde(rename = "SECRET_HASH")]
        hash: String,
    }

    fn vectors() -> Vec<Vector> {
        let vectors: Vectors = serde_json::from_str(include_str!("../tests/data/srp-vectors.json")).expect("the file");
        vectors.secret_hash
    }

    fn secret(value: &str) -> ClientSecret {
        ClientSecret {
            id: "id".into(),
            value: value.into(),
            created: Moment::from_micros(0),
        }
    }

    #[test]
    fn published_hashes() {
        assert_eq!(vectors().len(), 4);
        for vector in vectors() {
            assert_eq!(
                of(&vector.client_secret, &vector.username, &vector.client_id),
                vector.hash
            );
        }
    }

    #[test]
    fn either_of_two_secrets_will_do() {
        for vector in vectors() {
            let right = secret(&vector.client_secret);
            let other = secret("another");
            let judge = |secrets: &[ClientSecret], username: &str, given: &str| {
                is_right(secrets, username, &vector.client_id, given)
            };
            let name = &vector.username;
            assert!(judge(std::slice::from_ref(&right), name, &vector.hash));
            assert!(judge(&[other.clone(), right.clone()], name, &vector.hash));
            assert!(judge(&[right.clone(), other.clone()], name, &vector.hash));
            assert!(!judge(&[other], name, &vector.hash));
            assert!(!judge(&[], name, &vector.hash));
            assert!(!judge(std::slice::from_ref(&right), "somebody", &vector.hash));
            assert!(!judge(std::slice::from_ref(&right), name, &vector.hash[1..]));
            assert!(!judge(&[right], name, ""));
        }
    }
}

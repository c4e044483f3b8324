//! The house as a KMS for functions that send messages themselves: it wraps the keys of their codes, and opens them for holders of
//! an access key, so that functions written for AWS run unchanged where there is no AWS (triggers.md §7, our choice).
//!
//! It speaks one operation, `TrentService.Decrypt`, and knows no keys: whatever ARN a pool names in `KMSKeyID` stands for the
//! house's master key.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::json;
use store::Sealer;
use zeroize::Zeroizing;

use crate::{
    cx::House,
    dispatch::Head,
    operation::Failed,
    policy::Action,
    signature::{self, Wanted},
};

/// The operation, as its target names it.
const DECRYPT: &str = "TrentService.Decrypt";

const PURPOSE: &str = "data key of a code for a sender";

/// The member of the encryption context that names the pool (documented).
const POOL: &str = "userpool-id";

/// How long a data key is.
const DATA_KEY: usize = 32;

/// What a data key is bound to.
pub type Context = BTreeMap<String, String>;

/// Wraps a data key of [`DATA_KEY`] bytes under the key with this ARN.
pub fn wrap(sealer: &Sealer, arn: &str, context: &Context, data_key: &[u8]) -> Vec<u8> {
    let mut text = Zeroizing::new(data_key.to_vec());
    text.extend_from_slice(arn.as_bytes());
    sealer.seal(PURPOSE, &bound(context), &text)
}

/// A data key that was wrapped. A secret: no `Debug`.
struct Opened {
    arn: String,
    data_key: Zeroizing<Vec<u8>>,
}

fn open(sealer: &Sealer, context: &Context, wrapped: &[u8]) -> Option<Opened> {
    let text = Zeroizing::new(sealer.open(PURPOSE, &bound(context), wrapped)?);
    let (data_key, arn) = text.split_at_checked(DATA_KEY)?;
    Some(Opened {
        arn: String::from_utf8(arn.to_vec()).ok()?,
        data_key: Zeroizing::new(data_key.to_vec()),
    })
}

fn bound(context: &Context) -> Vec<u8> {
    json!(context).to_string().into_bytes()
}

/// The input of Decrypt, as far as it matters.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Input {
    ciphertext_blob: String,
    #[serde(default)]
    encryption_context: Context,
    key_id: Option<String>,
}

/// Why nothing is opened: names of KMS's own exceptions (documented).
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such operation here.
    Operation,
    /// The body is no input of Decrypt.
    Unreadable,
    /// The text was not wrapped here, or with another context.
    Ciphertext,
    /// It was wrapped under another key than the given one.
    Key,
}

impl Refused {
    /// The name of the exception.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Operation => "UnknownOperationException",
            Self::Unreadable => "SerializationException",
            Self::Ciphertext => "InvalidCiphertextException",
            Self::Key => "IncorrectKeyException",
        }
    }
}

/// Opens a data key for whoever may.
///
/// # Errors
/// The caller is not admitted (the outer), or nothing can be opened (the inner).
pub async fn answer(house: &House, head: &Head, body: &[u8]) -> Result<Result<Zeroizing<String>, Refused>, Failed> {
    let input = serde_json::from_slice::<Input>(body);
    let pool = input.as_ref().ok().and_then(|input| input.encryption_context.get(POOL));
    let wanted = Wanted {
        action: Action::DECRYPT,
        pool: pool.map_or("", String::as_str),
    };
    signature::admit_for(house, (head, body), wanted).await?;
    if head.header("x-amz-target") != Some(DECRYPT) {
        return Ok(Err(Refused::Operation));
    }
    Ok(match input {
        Ok(input) => decrypt(house.store.sealer(), &input),
        Err(_) => Err(Refused::Unreadable),
    })
}

/// A key may be named by its ARN or not at all; functions name it as the pool does.
fn decrypt(sealer: &Sealer, input: &Input) -> Result<Zeroizing<String>, Refused> {
    let wrapped = STANDARD.decode(&input.ciphertext_blob);
    let wrapped = wrapped.map_err(|_| Refused::Unreadable)?;
    let opened = open(sealer, &input.encryption_context, &wrapped).ok_or(Refused::Ciphertext)?;
    if input.key_id.as_ref().is_some_and(|key| *key != opened.arn) {
        return Err(Refused::Key);
    }
    let plain = Zeroizing::new(STANDARD.encode(&*opened.data_key));
    Ok(Zeroizing::new(
        json!({ "KeyId": opened.arn, "Plaintext": *plain, "EncryptionAlgorithm": "SYMMETRIC_DEFAULT" }).to_string(),
    ))
}

#[cfg(test)]
mod tests {
    use store::{MasterKey, MasterKeys};

    use super::*;

    const ARN: &str = "arn:aws:kms:us-east-1:123456789012:key/a";

    fn sealer() -> Sealer {
        Sealer::new(&MasterKeys::new(MasterKey::new([7; 32])))
    }

    fn context(pool: &str) -> Context {
        [(POOL.to_owned(), pool.to_owned())].into()
    }

    fn input(pool: &str, key_id: Option<&str>) -> Input {
        Input {
            ciphertext_blob: STANDARD.encode(wrap(&sealer(), ARN, &context("p_1"), &[9; 32])),
            encryption_context: context(pool),
            key_id: key_id.map(str::to_owned),
        }
    }

    #[test]
    fn what_was_wrapped_opens_with_the_same_context_and_key() {
        for key_id in [None, Some(ARN)] {
            let opened = decrypt(&sealer(), &input("p_1", key_id)).unwrap();
            let opened: serde_json::Value = serde_json::from_str(&opened).unwrap();
            let expected = json!({ "KeyId": ARN, "Plaintext": STANDARD.encode([9; 32]), "EncryptionAlgorithm": "SYMMETRIC_DEFAULT" });
            assert_eq!(opened, expected);
        }
    }

    #[test]
    fn nothing_else_opens() {
        let refused = |input: &Input| decrypt(&sealer(), input).unwrap_err();
        assert_eq!(refused(&input("p_2", None)), Refused::Ciphertext);
        assert_eq!(
            refused(&input("p_1", Some("arn:aws:kms:us-east-1:1:key/b"))),
            Refused::Key
        );
        let mut garbage = input("p_1", None);
        garbage.ciphertext_blob = STANDARD.encode([1; 80]);
        assert_eq!(refused(&garbage), Refused::Ciphertext);
        garbage.ciphertext_blob = "?".into();
        assert_eq!(refused(&garbage), Refused::Unreadable);
    }
}

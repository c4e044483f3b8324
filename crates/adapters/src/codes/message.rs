//! The message format of the AWS Encryption SDK, version 1, with one data key and one frame (public description of the format;
//! triggers.md §7). The suite is AES-256-GCM with HKDF-SHA-256 and no signature: every version of the SDK reads it, where the
//! function allows messages without key commitment, as it must for Amazon Cognito's own (observed: those begin with `AYADe`, which
//! is the first version, without commitment; and the documented function asks for `REQUIRE_ENCRYPT_ALLOW_DECRYPT`).

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, Salt},
};
use zeroize::Zeroizing;

/// A key for one message, in the clear and as only its holder can open it.
pub(super) struct DataKey {
    /// The key.
    pub plain: Zeroizing<Vec<u8>>,
    /// Who can open the other form, such as `aws-kms`.
    pub provider: &'static str,
    /// Which of its keys.
    pub info: Vec<u8>,
    /// The key as its holder opens it.
    pub wrapped: Vec<u8>,
}

/// What the message is bound to; the names are in order.
pub(super) type Context<'a> = [(&'a str, &'a str)];

/// Something does not fit into the format, or the cipher fails.
#[derive(Debug)]
pub(super) struct Unwritable;

const VERSION: u8 = 1;
const CUSTOMER_DATA: u8 = 0x80;
const SUITE: u16 = 0x0178;
const FRAMED: u8 = 2;
const FRAME_BYTES: u32 = 4096;
const FINAL: u32 = u32::MAX;
const FIRST: u32 = 1;

/// `text` as a message of one frame; it must be shorter than 4,096 bytes. The id must be random.
pub(super) fn seal(key: &DataKey, id: [u8; 16], context: &Context<'_>, text: &[u8]) -> Result<Vec<u8>, Unwritable> {
    let length = u32::try_from(text.len()).ok().filter(|length| *length < FRAME_BYTES);
    let length = length.ok_or(Unwritable)?;
    let cipher = cipher(&key.plain, &id)?;
    let mut message = head(key, id, context)?;
    let tag = sealed(&cipher, 0, &message, &[])?;
    message.extend_from_slice(&[0; NONCE_LEN]);
    message.extend(tag);
    let mut bound = id.to_vec();
    bound.extend_from_slice(b"AWSKMSEncryptionClient Final Frame");
    bound.extend(FIRST.to_be_bytes());
    bound.extend(u64::from(length).to_be_bytes());
    message.extend(FINAL.to_be_bytes());
    message.extend(FIRST.to_be_bytes());
    message.extend(nonce(FIRST));
    message.extend(length.to_be_bytes());
    message.extend(sealed(&cipher, FIRST, &bound, text)?);
    Ok(message)
}

fn head(key: &DataKey, id: [u8; 16], context: &Context<'_>) -> Result<Vec<u8>, Unwritable> {
    let mut head = vec![VERSION, CUSTOMER_DATA];
    head.extend(SUITE.to_be_bytes());
    head.extend(id);
    part(&mut head, &pairs(context)?)?;
    head.extend(1_u16.to_be_bytes());
    part(&mut head, key.provider.as_bytes())?;
    part(&mut head, &key.info)?;
    part(&mut head, &key.wrapped)?;
    head.push(FRAMED);
    head.extend(0_u32.to_be_bytes());
    head.push(NONCE_LEN as u8);
    head.extend(FRAME_BYTES.to_be_bytes());
    Ok(head)
}

/// The context as bytes: how many pairs, and each name and value with its length.
pub(super) fn pairs(context: &Context<'_>) -> Result<Vec<u8>, Unwritable> {
    let count = u16::try_from(context.len()).map_err(|_| Unwritable)?;
    let mut bytes = count.to_be_bytes().to_vec();
    for (name, value) in context {
        part(&mut bytes, name.as_bytes())?;
        part(&mut bytes, value.as_bytes())?;
    }
    Ok(bytes)
}

fn part(to: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Unwritable> {
    let length = u16::try_from(bytes.len()).map_err(|_| Unwritable)?;
    to.extend(length.to_be_bytes());
    to.extend_from_slice(bytes);
    Ok(())
}

/// The key of this message, derived from the data key and the id.
fn cipher(key: &[u8], id: &[u8; 16]) -> Result<LessSafeKey, Unwritable> {
    let secret = Salt::new(HKDF_SHA256, &[]).extract(key);
    let suite = SUITE.to_be_bytes();
    let info = [suite.as_slice(), id];
    let key = secret.expand(&info, &AES_256_GCM).map_err(|_| Unwritable)?;
    Ok(LessSafeKey::new(UnboundKey::from(key)))
}

/// The text and its tag. The numbers never repeat under one key: 0 is the head, 1 the only frame.
fn sealed(cipher: &LessSafeKey, number: u32, bound: &[u8], text: &[u8]) -> Result<Vec<u8>, Unwritable> {
    let mut sealed = text.to_vec();
    let nonce = Nonce::assume_unique_for_key(nonce(number));
    cipher
        .seal_in_place_append_tag(nonce, Aad::from(bound), &mut sealed)
        .map_err(|_| Unwritable)?;
    Ok(sealed)
}

fn nonce(number: u32) -> [u8; NONCE_LEN] {
    let mut nonce = [0; NONCE_LEN];
    nonce[NONCE_LEN - 4..].copy_from_slice(&number.to_be_bytes());
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DataKey {
        DataKey {
            plain: Zeroizing::new(vec![7; 32]),
            provider: "aws-kms",
            info: b"arn".to_vec(),
            wrapped: vec![1, 2, 3],
        }
    }

    /// That the real SDK reads it is shown by tests/clients; here only that the form is that of the description.
    #[test]
    fn the_head_is_laid_out_as_described() {
        let message = seal(&key(), [9; 16], &[("userpool-id", "p_1")], b"123456").unwrap();
        assert_eq!(message[..4], [1, 0x80, 1, 0x78]);
        assert_eq!(message[4..20], [9; 16]);
        let context = b"\x00\x14\x00\x01\x00\x0buserpool-id\x00\x03p_1";
        assert_eq!(&message[20..20 + context.len()], context);
        let keys = b"\x00\x01\x00\x07aws-kms\x00\x03arn\x00\x03\x01\x02\x03\x02\0\0\0\0\x0c\0\0\x10\0";
        let from = 20 + context.len();
        assert_eq!(&message[from..from + keys.len()], keys);
        let body = from + keys.len() + 12 + 16;
        assert_eq!(message[body..body + 8], [255, 255, 255, 255, 0, 0, 0, 1]);
        assert_eq!(message.len(), body + 8 + 12 + 4 + 6 + 16);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(seal(&key(), [0; 16], &[], &[0; 4096]).is_err());
        let long = "x".repeat(70_000);
        assert!(seal(&key(), [0; 16], &[("a", &long)], b"1").is_err());
    }
}

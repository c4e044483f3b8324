//! Data keys under a key of the settings: what the raw AES keyring of the AWS Encryption SDK opens.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use domain::ports::{Entropy, Undelivered};
use zeroize::Zeroizing;

use super::message::{Context, DataKey, pairs};

/// The key namespace that a raw AES keyring must be given. Its key name is the ARN in the pool's `KMSKeyID`.
pub const RAW_PROVIDER: &str = "cognate";

const TAG_BITS: u32 = 128;

/// 32 secret bytes.
#[derive(Clone)]
pub struct RawKey(Zeroizing<[u8; 32]>);

/// Shows no secret.
impl fmt::Debug for RawKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawKey")
    }
}

impl RawKey {
    /// From 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A key for one message, wrapped under the name of the pool's key.
    pub(super) fn data_key(
        &self,
        name: &str,
        context: &Context<'_>,
        entropy: &dyn Entropy,
    ) -> Result<DataKey, Undelivered> {
        let failed = || Undelivered::lasting("encrypting a code: its key cannot be wrapped");
        let plain = Zeroizing::new(entropy.bytes::<32>().to_vec());
        let nonce: [u8; NONCE_LEN] = entropy.bytes();
        let key = UnboundKey::new(&AES_256_GCM, &*self.0).map_err(|_| failed())?;
        let mut wrapped = plain.to_vec();
        let context = pairs(context).map_err(|_| failed())?;
        LessSafeKey::new(key)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut wrapped)
            .map_err(|_| failed())?;
        let mut info = name.as_bytes().to_vec();
        info.extend(TAG_BITS.to_be_bytes());
        info.extend((NONCE_LEN as u32).to_be_bytes());
        info.extend(nonce);
        Ok(DataKey {
            plain,
            provider: RAW_PROVIDER,
            info,
            wrapped,
        })
    }
}

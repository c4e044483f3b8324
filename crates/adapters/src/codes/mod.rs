//! Codes on their way to functions that send messages themselves: encrypted as the AWS Encryption SDK does it (triggers.md §7).

mod house;
mod kms;
mod message;
mod raw;

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    ids::PoolId,
    ports::{Boxed, CodeSealer, Entropy, Undelivered},
};
pub use house::HouseKey;
pub use kms::Kms;
use message::Context;
pub use raw::{RAW_PROVIDER, RawKey};

/// Where data keys come from.
pub enum DataKeys {
    /// AWS KMS, or whatever speaks like it: functions decrypt with their KMS keyring as ever.
    Kms(Kms),
    /// A key of the settings: functions decrypt with a raw AES keyring.
    Raw(RawKey),
    /// The server's own: functions decrypt with their KMS keyring, which asks this server.
    House(HouseKey),
}

/// Encrypts codes.
pub struct SenderCodes {
    keys: DataKeys,
    entropy: Arc<dyn Entropy>,
}

/// What a message is bound to (documented: the encryption context that Amazon Cognito uses).
const POOL: &str = "userpool-id";

impl SenderCodes {
    /// Encrypts under such keys.
    pub fn new(keys: DataKeys, entropy: Arc<dyn Entropy>) -> Self {
        Self { keys, entropy }
    }

    async fn sealed(&self, pool: &str, key: &str, code: &str) -> Result<String, Undelivered> {
        let context: &Context<'_> = &[(POOL, pool)];
        let data_key = match &self.keys {
            DataKeys::Kms(kms) => kms.data_key(key, context).await?,
            DataKeys::Raw(raw) => raw.data_key(key, context, &*self.entropy)?,
            DataKeys::House(house) => house.data_key(key, context, &*self.entropy),
        };
        let sealed = message::seal(&data_key, self.entropy.bytes(), context, code.as_bytes());
        let sealed = sealed.map_err(|_| Undelivered::lasting("encrypting a code: it does not fit"))?;
        Ok(STANDARD.encode(sealed))
    }
}

impl CodeSealer for SenderCodes {
    fn seal(&self, pool: &PoolId, key: &str, code: &str) -> Boxed<'_, Result<String, Undelivered>> {
        let (pool, key) = (pool.as_str().to_owned(), key.to_owned());
        let code = zeroize::Zeroizing::new(code.to_owned());
        Box::pin(async move { self.sealed(&pool, &key, &code).await })
    }
}

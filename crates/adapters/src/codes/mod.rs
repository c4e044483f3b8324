//! Codes on their way to functions that send messages themselves: encrypted as the AWS Encryption SDK does it (triggers.md §7).

use domain::{
    ids::PoolId,
    ports::{Boxed, CodeSealer, Undelivered},
};

/// A server without a key for codes: encrypts none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCodeSealer;

impl CodeSealer for NoCodeSealer {
    fn seal(&self, _: &PoolId, _: &str, _: &str) -> Boxed<'_, Result<String, Undelivered>> {
        Box::pin(async {
            Err(Undelivered::passing(
                "encrypting a code: neither kms-endpoint nor sender-key is set",
            ))
        })
    }
}

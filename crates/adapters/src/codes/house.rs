//! Data keys under the server's own master key, which the server opens itself for functions that ask it as their KMS.

use std::{collections::BTreeMap, sync::Arc};

use domain::ports::Entropy;
use zeroize::Zeroizing;

use super::message::{Context, DataKey};

/// Wraps: the ARN of the key, the context, the data key.
type Wrap = dyn Fn(&str, &BTreeMap<String, String>, &[u8]) -> Vec<u8> + Send + Sync;

/// Wraps data keys.
#[derive(Clone)]
pub struct HouseKey(Arc<Wrap>);

impl HouseKey {
    /// By this function.
    pub fn new(wrap: impl Fn(&str, &BTreeMap<String, String>, &[u8]) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self(Arc::new(wrap))
    }

    /// A key for one message, as KMS would give it for the key with this ARN.
    pub(super) fn data_key(&self, arn: &str, context: &Context<'_>, entropy: &dyn Entropy) -> DataKey {
        let plain = Zeroizing::new(entropy.bytes::<32>().to_vec());
        let context = context.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        DataKey {
            wrapped: (self.0)(arn, &context.collect(), &plain),
            plain,
            provider: "aws-kms",
            info: arn.as_bytes().to_vec(),
        }
    }
}

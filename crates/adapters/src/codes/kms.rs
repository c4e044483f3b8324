//! Data keys of AWS KMS: GenerateDataKey.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::ports::{PortFailed, Undelivered};
use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::message::{Context, DataKey};
use crate::couriers::{
    AwsAccess,
    aws::{Answer, Service},
};

const HEADERS: [(&str, &str); 2] = [
    ("content-type", "application/x-amz-json-1.1"),
    ("x-amz-target", "TrentService.GenerateDataKey"),
];

/// AWS KMS, or whatever speaks like it.
pub struct Kms {
    service: Service,
}

/// The output of GenerateDataKey. `plaintext` is a secret: the type has no `Debug`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Generated {
    ciphertext_blob: String,
    plaintext: Zeroizing<String>,
    key_id: String,
}

impl Kms {
    /// Gets ready to ask for keys.
    ///
    /// # Errors
    /// The endpoint is no URL, or there is no TLS to be had.
    pub fn new(access: AwsAccess) -> Result<Self, PortFailed> {
        let service = Service::new("kms", "kms", access)?;
        Ok(Self { service })
    }

    /// A key for one message, under the key with this ARN.
    pub(super) async fn data_key(&self, key: &str, context: &Context<'_>) -> Result<DataKey, Undelivered> {
        let context: serde_json::Map<_, _> = context
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).into()))
            .collect();
        let body = json!({ "KeyId": key, "KeySpec": "AES_256", "EncryptionContext": context });
        let region = key.split(':').nth(3).filter(|region| !region.is_empty());
        let body = body.to_string().into_bytes();
        let answer = self.service.post_in(region, "/", &HEADERS, body).await?;
        if !answer.status.is_success() {
            return Err(refused(&answer));
        }
        let body = Zeroizing::new(answer.body);
        let unreadable = || Undelivered::passing("calling kms: its answer is not that of GenerateDataKey");
        let generated: Generated = serde_json::from_slice(&body).map_err(|_| unreadable())?;
        let plain = STANDARD
            .decode(generated.plaintext.as_bytes())
            .map_err(|_| unreadable())?;
        let plain = Zeroizing::new(plain);
        if plain.len() != 32 {
            return Err(unreadable());
        }
        Ok(DataKey {
            plain,
            provider: "aws-kms",
            info: generated.key_id.into_bytes(),
            wrapped: STANDARD.decode(generated.ciphertext_blob).map_err(|_| unreadable())?,
        })
    }
}

/// A key that is disabled, deleted or not this server's may be mended while the code is good.
fn refused(answer: &Answer) -> Undelivered {
    let name = serde_json::from_slice::<serde_json::Value>(&answer.body).ok();
    let name = name.and_then(|body| Some(body.get("__type")?.as_str()?.to_owned()));
    let status = answer.status;
    let doing = format!("calling kms: it answered {status} {}", name.unwrap_or_default());
    Undelivered::passing(doing)
}

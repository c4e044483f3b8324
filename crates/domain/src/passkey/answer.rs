//! What browsers send back: WebAuthn's RegistrationResponseJSON and AuthenticationResponseJSON.

use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

/// Binary members come without padding; some clients write it.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A document that is not what a browser sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// Bytes, base64url in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Binary(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        LENIENT.decode(text).map(Self).map_err(D::Error::custom)
    }
}

/// What an authenticator says about a new key.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    id: Binary,
    pub(super) raw_id: Binary,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    pub(super) authenticator_attachment: Option<String>,
    #[serde(default)]
    client_extension_results: ClientExtensions,
    pub(super) response: Attestation,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attestation {
    #[serde(rename = "clientDataJSON")]
    pub(super) client_data: Binary,
    pub(super) attestation_object: Binary,
    #[serde(default)]
    pub(super) transports: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ClientExtensions {
    cred_props: Option<CredProps>,
}

#[derive(Clone, Debug, Deserialize)]
struct CredProps {
    #[serde(default)]
    rk: Option<bool>,
}

impl Registration {
    /// Reads `Credential`.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(document: &Value) -> Result<Self, Malformed> {
        let read = Self::deserialize(document).map_err(|_| Malformed)?;
        let consistent = read.id == read.raw_id && read.kind == "public-key";
        consistent.then_some(read).ok_or(Malformed)
    }

    /// The browser says that the key will not be found without its id.
    pub(super) fn is_not_discoverable(&self) -> bool {
        let properties = self.client_extension_results.cred_props.as_ref();
        properties.is_some_and(|properties| properties.rk == Some(false))
    }
}

/// What an authenticator signed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assertion {
    id: Binary,
    pub(super) raw_id: Binary,
    #[serde(rename = "type")]
    kind: String,
    pub(super) response: Signed,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Signed {
    #[serde(rename = "clientDataJSON")]
    pub(super) client_data: Binary,
    pub(super) authenticator_data: Binary,
    pub(super) signature: Binary,
    #[serde(default)]
    pub(super) user_handle: Option<Binary>,
}

impl Assertion {
    /// Reads `CREDENTIAL`, which is JSON as text.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let read: Self = serde_json::from_str(text).map_err(|_| Malformed)?;
        let consistent = read.id == read.raw_id && read.kind == "public-key";
        consistent.then_some(read).ok_or(Malformed)
    }
}

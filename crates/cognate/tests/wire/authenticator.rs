//! A browser with an authenticator, by 1Password: nobody here wrote it. Beside doing as a browser should, it can be made to
//! lie in the data that a browser is trusted with.

use std::collections::HashMap;

use async_trait::async_trait;
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use passkey::{
    authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod},
    client::{Client, DefaultClientData, DefaultClientDataWithCustomHash},
    crypto::aws_lc_rs::AwsLcRsBackend,
    types::{
        Passkey,
        ctap2::{Aaguid, Ctap2Error},
    },
};
use serde_json::{Value, json};
use url::Url;

/// The keys of an authenticator by their ids.
type Keys = HashMap<Vec<u8>, Passkey>;

/// Somebody in front of the authenticator, whom it recognises or not.
struct Person {
    recognised: bool,
}

#[async_trait]
impl UserValidationMethod for Person {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(&self, _: UiHint<'a, Passkey>, _: bool, _: bool) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck {
            presence: true,
            verification: self.recognised,
        })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

/// A browser at some origin, with an authenticator.
pub struct Browser {
    /// Where it is.
    pub origin: String,
    recognises: bool,
    counts: bool,
    keys: Keys,
}

impl Browser {
    /// At an origin, with an authenticator that has no keys yet, recognises its user and does not count.
    pub fn at(origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            recognises: true,
            counts: false,
            keys: Keys::new(),
        }
    }

    /// Its authenticator counts signatures.
    pub fn counting(self) -> Self {
        Self { counts: true, ..self }
    }

    /// Its authenticator does not recognise people.
    pub fn not_recognising(self) -> Self {
        Self {
            recognises: false,
            ..self
        }
    }

    /// Another browser with a copy of the authenticator as it is now.
    pub fn copy(&self) -> Self {
        Self {
            origin: self.origin.clone(),
            recognises: self.recognises,
            counts: self.counts,
            keys: self.keys.clone(),
        }
    }

    fn authenticator(&self) -> Authenticator<Keys, Person, AwsLcRsBackend> {
        let person = Person {
            recognised: self.recognises,
        };
        let mut authenticator = Authenticator::new(Aaguid::new_empty(), self.keys.clone(), person, AwsLcRsBackend);
        authenticator.set_make_credentials_with_signature_counter(self.counts);
        authenticator
    }

    /// `navigator.credentials.create()`.
    pub async fn create(&mut self, options: &Value) -> Value {
        let origin = Url::parse(&self.origin).unwrap();
        let options = serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let mut client = Client::new(self.authenticator());
        let made = client.register(&origin, options, DefaultClientData).await.unwrap();
        self.keys = client.authenticator().store().clone();
        as_browsers_write(serde_json::to_value(made).unwrap())
    }

    /// `navigator.credentials.get()`.
    pub async fn get(&mut self, options: &str) -> Value {
        let origin = Url::parse(&self.origin).unwrap();
        let mut client = Client::new(self.authenticator());
        let signed = client.authenticate(&origin, request(options), DefaultClientData).await;
        let signed = as_browsers_write(serde_json::to_value(signed.unwrap()).unwrap());
        self.keys = client.authenticator().store().clone();
        signed
    }

    /// As [`Self::get`], but what the authenticator signs is this in place of what the browser should have said.
    pub async fn get_lying(&mut self, options: &str, client_data: &Value) -> Value {
        let origin = Url::parse(&self.origin).unwrap();
        let client_data = client_data.to_string();
        let hash = DefaultClientDataWithCustomHash(digest(&SHA256, client_data.as_bytes()).as_ref().to_vec());
        let mut client = Client::new(self.authenticator());
        let signed = client.authenticate(&origin, request(options), hash).await.unwrap();
        let mut signed = as_browsers_write(serde_json::to_value(signed).unwrap());
        self.keys = client.authenticator().store().clone();
        signed["response"]["clientDataJSON"] = json!(URL_SAFE_NO_PAD.encode(client_data));
        signed
    }
}

fn request(options: &str) -> passkey::types::webauthn::CredentialRequestOptions {
    let options: Value = serde_json::from_str(options).unwrap();
    serde_json::from_value(json!({ "publicKey": options })).unwrap()
}

/// The library writes bytes as lists of numbers, a browser as base64url.
fn as_browsers_write(document: Value) -> Value {
    match document {
        Value::Object(members) => {
            let written = members
                .into_iter()
                .map(|(name, value)| (name, as_browsers_write(value)));
            Value::Object(written.collect())
        }
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_u64) => {
            let bytes: Vec<u8> = serde_json::from_value(Value::Array(items)).unwrap();
            json!(URL_SAFE_NO_PAD.encode(bytes))
        }
        other => other,
    }
}

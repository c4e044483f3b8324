//! Whether to accept a new key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;
use webauthn_rs_core::{
    error::WebauthnError,
    proto::{
        AuthenticatorAttestationResponseRaw, CollectedClientData, Credential, RegisterPublicKeyCredential,
        RegistrationState,
    },
};

use super::{ALGORITHMS, Challenge, Passkey, PasskeyDetails, Registration, RelyingParty, assert::core, origin};
use crate::{ids::Sub, moment::Moment};

/// Why a new key is refused. Each has its exception (auth.md §14.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It answers another challenge.
    Challenge,
    /// It was made at an origin that does not belong to the relying party.
    Origin,
    /// It was made for another relying party.
    RelyingParty,
    /// It is of a kind that can't be used here.
    NotSupported,
}

/// Names by which the list shows passkeys, by where their authenticator is (auth.md §14.2: the first is documented by an
/// example, the second is a guess).
const ROAMING: &str = "Roaming passkey";
const OTHER: &str = "Passkey";

/// What of a browser's hints is kept at most; they are shown back and nothing else.
const MOST_TRANSPORTS: usize = 10;
const LONGEST_HINT: usize = 32;

/// Accepts a new key of the user for the relying party, if it was made in answer to the challenge. No trust in a make of
/// authenticator is asked for: attestation `none` will do (guess: auth.md §14.2).
///
/// # Errors
/// [`Refused`].
pub fn accept(
    party: &RelyingParty,
    sub: &Sub,
    challenge: Challenge,
    registration: &Registration,
    now: Moment,
) -> Result<Passkey, Refused> {
    let data: CollectedClientData =
        serde_json::from_slice(&registration.response.client_data.0).map_err(|_| Refused::NotSupported)?;
    if data.challenge != challenge.0 {
        return Err(Refused::Challenge);
    }
    if !origin::belongs(&data, &party.id) {
        return Err(Refused::Origin);
    }
    if registration.is_not_discoverable() {
        return Err(Refused::NotSupported);
    }
    let made = core(party, &data)
        .register_credential(&raw(registration), &state(party, challenge)?, None)
        .map_err(|error| match error {
            WebauthnError::InvalidRPIDHash => Refused::RelyingParty,
            _ => Refused::NotSupported,
        })?;
    if made.cred_id != registration.raw_id.0 {
        return Err(Refused::NotSupported);
    }
    Ok(passkey(party, sub, registration, made, now))
}

fn passkey(party: &RelyingParty, sub: &Sub, registration: &Registration, made: Credential, now: Moment) -> Passkey {
    let attachment = registration.authenticator_attachment.clone();
    let attachment = attachment.filter(|place| matches!(place.as_str(), "platform" | "cross-platform"));
    let name = match attachment.as_deref() {
        Some("cross-platform") => ROAMING,
        _ => OTHER,
    };
    let transports = registration.response.transports.iter().flatten();
    let transports = transports
        .filter(|hint| hint.len() <= LONGEST_HINT)
        .take(MOST_TRANSPORTS);
    Passkey {
        id: made.cred_id,
        sub: sub.clone(),
        relying_party: party.id.clone(),
        sign_count: made.counter,
        created: now,
        details: PasskeyDetails {
            key: made.cred,
            backup_eligible: made.backup_eligible,
            name: name.to_owned(),
            attachment,
            transports: transports.cloned().collect(),
        },
    }
}

/// The hints of the browser stay outside: the library knows not all that exist.
fn raw(registration: &Registration) -> RegisterPublicKeyCredential {
    RegisterPublicKeyCredential {
        id: String::new(),
        raw_id: registration.raw_id.0.clone(),
        response: AuthenticatorAttestationResponseRaw {
            attestation_object: registration.response.attestation_object.0.clone(),
            client_data_json: registration.response.client_data.0.clone(),
            transports: None,
        },
        type_: "public-key".to_owned(),
        extensions: Default::default(),
    }
}

/// What the library remembers between the two halves of a ceremony. It makes that only together with a challenge of its
/// own, so it is read from the form in which it would have been kept.
fn state(party: &RelyingParty, challenge: Challenge) -> Result<RegistrationState, Refused> {
    let kept = json!({
        "policy": party.verification.as_str(),
        "exclude_credentials": [],
        "challenge": URL_SAFE_NO_PAD.encode(challenge.0),
        "credential_algorithms": ALGORITHMS,
        "require_resident_key": true,
        "authenticator_attachment": null,
        "extensions": {},
        "allow_synchronised_authenticators": true,
    });
    serde_json::from_value(kept).map_err(|_| Refused::NotSupported)
}

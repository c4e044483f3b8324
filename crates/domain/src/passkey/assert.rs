//! Whether to believe that a user has signed with one of its passkeys.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;
use webauthn_rs_core::{
    WebauthnCore,
    error::WebauthnError,
    proto::{
        AttestationFormat, AuthenticationState, AuthenticatorAssertionResponseRaw, CollectedClientData, Credential,
        ParsedAttestation, PublicKeyCredential, RegisteredExtensions,
    },
};

use super::{Assertion, Challenge, Passkey, RelyingParty, handle, origin};
use crate::ids::Sub;

/// A signature that was believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The passkey.
    pub id: Vec<u8>,
    /// Its signature count from now on.
    pub sign_count: u32,
    /// The authenticator has verified the user.
    pub verified: bool,
}

/// Why a signature is not believed. The client hears the same of all (auth.md §12.6, guess).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// It is by no passkey of this user for this relying party.
    Stranger,
    /// It answers another challenge, or is no answer to one.
    Challenge,
    /// It was made at an origin that does not belong to the relying party.
    Origin,
    /// It was made for another relying party.
    RelyingParty,
    /// The user was not there, or was not verified though that is required.
    Absent,
    /// The signature count went back: there are two of this key.
    Count,
    /// It is no signature of this key over this answer.
    Signature,
}

/// Believes that the user has signed the challenge with one of its passkeys for the relying party, or does not.
///
/// # Errors
/// [`Distrust`].
pub fn believe(
    party: &RelyingParty,
    sub: &Sub,
    passkeys: &[Passkey],
    challenge: Challenge,
    assertion: &Assertion,
) -> Result<Proven, Distrust> {
    let passkey = passkeys
        .iter()
        .find(|passkey| passkey.id == assertion.raw_id.0 && passkey.relying_party == party.id && passkey.sub == *sub)
        .ok_or(Distrust::Stranger)?;
    let named = assertion.response.user_handle.as_ref();
    if named.is_some_and(|named| !named.0.is_empty() && named.0 != handle(sub)) {
        return Err(Distrust::Stranger);
    }
    let data: CollectedClientData =
        serde_json::from_slice(&assertion.response.client_data.0).map_err(|_| Distrust::Challenge)?;
    if data.challenge != challenge.0 {
        return Err(Distrust::Challenge);
    }
    if !origin::belongs(&data, &party.id) {
        return Err(Distrust::Origin);
    }
    let state = state(party, challenge).ok_or(Distrust::Challenge)?;
    let proven = core(party, &data)
        .authenticate_single_credential(&raw(assertion), &state, &credential(party, passkey))
        .map_err(distrust)?;
    Ok(Proven {
        id: passkey.id.clone(),
        sign_count: proven.counter(),
        verified: proven.user_verified(),
    })
}

fn distrust(error: WebauthnError) -> Distrust {
    match error {
        WebauthnError::InvalidClientDataType | WebauthnError::MismatchedChallenge => Distrust::Challenge,
        WebauthnError::InvalidRPOrigin => Distrust::Origin,
        WebauthnError::InvalidRPIDHash => Distrust::RelyingParty,
        WebauthnError::UserNotPresent | WebauthnError::UserNotVerified => Distrust::Absent,
        WebauthnError::CredentialPossibleCompromise => Distrust::Count,
        _ => Distrust::Signature,
    }
}

/// The library for one ceremony. The origin was judged already, by rules that the library does not have, and is the only
/// one that it accepts here.
pub(super) fn core(party: &RelyingParty, data: &CollectedClientData) -> WebauthnCore {
    let origins = vec![data.origin.clone()];
    WebauthnCore::new_unsafe_experts_only(&party.id, &party.id, origins, Duration::ZERO, None, None)
}

fn raw(assertion: &Assertion) -> PublicKeyCredential {
    let signed = &assertion.response;
    PublicKeyCredential {
        id: String::new(),
        raw_id: assertion.raw_id.0.clone(),
        response: AuthenticatorAssertionResponseRaw {
            authenticator_data: signed.authenticator_data.0.clone(),
            client_data_json: signed.client_data.0.clone(),
            signature: signed.signature.0.clone(),
            user_handle: signed.user_handle.as_ref().map(|named| named.0.clone()),
        },
        extensions: Default::default(),
        type_: "public-key".to_owned(),
    }
}

/// As at registration: the library's memory of the ceremony, in the form in which it would have been kept.
fn state(party: &RelyingParty, challenge: Challenge) -> Option<AuthenticationState> {
    let kept = json!({
        "credentials": [],
        "policy": party.verification.as_str(),
        "challenge": URL_SAFE_NO_PAD.encode(challenge.0),
        "appid": null,
        "allow_backup_eligible_upgrade": false,
    });
    serde_json::from_value(kept).ok()
}

/// The key as the library wants it. What the pool asks for today is what counts, and not what it asked for when the key
/// was made: so the library's memory of that (`registration_policy`, `user_verified`) says nothing of its own.
fn credential(party: &RelyingParty, passkey: &Passkey) -> Credential {
    Credential {
        cred_id: passkey.id.clone(),
        cred: passkey.details.key.clone(),
        counter: passkey.sign_count,
        transports: None,
        user_verified: false,
        backup_eligible: passkey.details.backup_eligible,
        backup_state: false,
        registration_policy: party.verification.policy(),
        extensions: RegisteredExtensions::none(),
        attestation: ParsedAttestation::default(),
        attestation_format: AttestationFormat::None,
    }
}

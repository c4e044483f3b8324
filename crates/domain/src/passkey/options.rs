//! The documents that browsers get, in the form of WebAuthn's JSON (auth.md §§12.6, 14.2).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{ALGORITHMS, Challenge, Passkey, RelyingParty, handle};
use crate::{moment::Span, user::User};

/// How long a browser waits for a new key, in milliseconds (auth.md §14.2, documented by example).
pub(super) const CREATION_TIMEOUT: u32 = 60_000;

/// `CredentialCreationOptions` for a user with these passkeys, which an authenticator must not make again.
pub fn creation(party: &RelyingParty, user: &User, passkeys: &[Passkey], challenge: Challenge) -> Value {
    json!({
        "rp": {"id": party.id, "name": party.id},
        "user": {
            "id": URL_SAFE_NO_PAD.encode(handle(&user.sub)),
            "name": user.username,
            "displayName": user.username,
        },
        "challenge": URL_SAFE_NO_PAD.encode(challenge.0),
        "pubKeyCredParams": ALGORITHMS.map(|algorithm| json!({"type": "public-key", "alg": algorithm as i32})),
        "timeout": CREATION_TIMEOUT,
        "excludeCredentials": passkeys.iter().map(descriptor).collect::<Vec<_>>(),
        "authenticatorSelection": {
            "requireResidentKey": true,
            "residentKey": "required",
            "userVerification": party.verification.as_str(),
        },
    })
}

/// `CREDENTIAL_REQUEST_OPTIONS`: JSON as text. The browser has as long as the Session lives (guess: auth.md §12.6).
pub fn request(party: &RelyingParty, passkeys: &[Passkey], challenge: Challenge, lifetime: Span) -> String {
    json!({
        "hints": [],
        "attestation": "none",
        "attestationFormats": [],
        "challenge": URL_SAFE_NO_PAD.encode(challenge.0),
        "timeout": lifetime.whole_seconds() * 1000,
        "rpId": party.id,
        "allowCredentials": passkeys.iter().map(descriptor).collect::<Vec<_>>(),
        "userVerification": party.verification.as_str(),
    })
    .to_string()
}

fn descriptor(passkey: &Passkey) -> Value {
    let mut descriptor = json!({"id": URL_SAFE_NO_PAD.encode(&passkey.id), "type": "public-key"});
    if !passkey.details.transports.is_empty()
        && let Some(members) = descriptor.as_object_mut()
    {
        members.insert("transports".into(), json!(passkey.details.transports));
    }
    descriptor
}

//! The client secret that Apple wants: a statement signed with the owner's key (oauth.md §16.3, documented by Apple).

use aws_lc_rs::{
    digest,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::json;
use zeroize::Zeroizing;

use super::detail;
use crate::{
    moment::{Moment, Span},
    provider::Provider,
};

/// How long a secret is good (Apple: up to six months). It is used at once.
const LIVES: Span = Span::minutes(5);

/// The secret; `None` when the provider's key cannot be used.
pub fn client_secret(provider: &Provider, now: Moment) -> Option<String> {
    let key = key(detail(provider, "private_key")?)?;
    let header = json!({ "alg": "ES256", "kid": detail(provider, "key_id")? });
    let claims = json!({
        "iss": detail(provider, "team_id")?,
        "iat": now.seconds(),
        "exp": (now + LIVES).seconds(),
        "aud": "https://appleid.apple.com",
        "sub": detail(provider, "client_id")?,
    });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let mut token = format!("{}.{}", part(&header), part(&claims));
    let signature = key
        .sign_digest(&digest::digest(&digest::SHA256, token.as_bytes()))
        .ok()?;
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(signature.as_ref(), &mut token);
    Some(token)
}

/// The key as Apple's file has it: PKCS #8 in PEM, or what stands between the lines of it.
fn key(text: &str) -> Option<EcdsaKeyPair> {
    let text = text.replace("\\n", "\n");
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("-----"));
    let base64 = Zeroizing::new(lines.collect::<String>());
    let der = Zeroizing::new(STANDARD.decode(base64.as_bytes()).ok()?);
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der).ok()
}

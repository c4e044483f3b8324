//! Passkeys at the pages: whom to offer one, and its registration.

use domain::{
    sign_in::admission::{self, Opening},
    user::User,
};
use serde_json::Value;

use super::At;
use crate::{
    flow::{relying_party, sign_in::whom},
    operation::Failed,
    ops::passkeys::{CompleteWebAuthnRegistration, StartWebAuthnRegistration},
};

/// Whether the pool and the client have passkeys.
///
/// # Errors
/// Only the house's.
pub async fn are_possible(at: At<'_>) -> Result<bool, Failed> {
    let (settings, client) = (&at.through.pool.settings, &at.through.client.settings);
    let admitted = admission::admit(Opening::Choice, at.through.door, client, settings.tier);
    Ok(admitted.is_ok() && relying_party::of(at.cx, &at.through.pool).await?.is_ok())
}

/// Whether somebody who has signed in should be offered one: where passkeys are possible and the user has none.
///
/// # Errors
/// Only the house's.
pub async fn should_be_offered(at: At<'_>, user: &User) -> Result<bool, Failed> {
    if !are_possible(at).await? {
        return Ok(false);
    }
    Ok(whom::passkeys_of(at.cx, &at.through.pool, &user.sub).await?.is_empty())
}

/// What the browser is asked for: the options of a new key.
///
/// # Errors
/// As StartWebAuthnRegistration.
pub async fn ask(at: At<'_>, user: &User) -> Result<Value, Failed> {
    let of = (&at.through.pool, &at.through.client);
    let asked = StartWebAuthnRegistration::of(at.cx, of, user).await?;
    Ok(asked.credential_creation_options)
}

/// Accepts the key that the browser made.
///
/// # Errors
/// As CompleteWebAuthnRegistration; InvalidParameterException for what is no JSON.
pub async fn accept(at: At<'_>, user: &User, credential: &str) -> Result<(), Failed> {
    let credential: Value = serde_json::from_str(credential).map_err(|_| crate::say::passkeys::malformed())?;
    let of = (&at.through.pool, &at.through.client);
    CompleteWebAuthnRegistration::of(at.cx, of, user, &credential).await?;
    Ok(())
}

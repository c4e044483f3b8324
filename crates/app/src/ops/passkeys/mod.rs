//! The passkeys of a user. The user comes with an access token, so it has signed in by another factor before
//! (auth.md §14.2, documented).

mod complete_web_authn_registration;
mod delete_web_authn_credential;
mod list_web_authn_credentials;
mod start_web_authn_registration;

pub use complete_web_authn_registration::CompleteWebAuthnRegistration;
pub use delete_web_authn_credential::DeleteWebAuthnCredential;
pub use list_web_authn_credentials::ListWebAuthnCredentials;
pub use start_web_authn_registration::StartWebAuthnRegistration;

use domain::{passkey::RelyingParty, pool::Pool};

use crate::{operation::Failed, say::passkeys as say};

/// For whom passkeys of the pool are made.
///
/// # Errors
/// WebAuthnNotEnabledException, WebAuthnConfigurationMissingException.
fn relying_party(pool: &Pool) -> Result<RelyingParty, Failed> {
    RelyingParty::of(&pool.settings).map_err(|why| say::none_here(why).into())
}

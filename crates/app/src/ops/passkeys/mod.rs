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

use crate::{cx::Cx, flow::relying_party, operation::Failed, say::passkeys as say};

/// For whom passkeys of the pool are made.
///
/// # Errors
/// WebAuthnNotEnabledException, WebAuthnConfigurationMissingException.
async fn relying_party(cx: &Cx, pool: &Pool) -> Result<RelyingParty, Failed> {
    relying_party::of(cx, pool)
        .await?
        .map_err(|why| say::none_here(why).into())
}

//! Tokens: refreshing, revoking, signing out everywhere, and tokens that no sign-in of a user gives out.

mod admin_user_global_sign_out;
mod get_client_token;
mod get_derived_token;
mod get_signing_certificate;
mod get_tokens_from_refresh_token;
mod global_sign_out;
mod revoke_token;

pub use admin_user_global_sign_out::AdminUserGlobalSignOut;
pub use get_client_token::GetClientToken;
pub use get_derived_token::GetDerivedToken;
pub use get_signing_certificate::GetSigningCertificate;
pub use get_tokens_from_refresh_token::GetTokensFromRefreshToken;
pub use global_sign_out::GlobalSignOut;
pub use revoke_token::RevokeToken;

use domain::{client::Client, user::User};
use subtle::ConstantTimeEq;

use crate::{cx::Cx, flow::sessions, operation::Failed};

/// Revokes all families that the user has now, of all clients.
async fn sign_out_everywhere(cx: &Cx, user: &User) -> Result<(), Failed> {
    let batch = sessions::end_tokens(user, cx.now);
    // Nothing in the batch is guarded, so it cannot be refused.
    let _done = cx.house.store.write(batch).await?;
    Ok(())
}

/// Whether this is one of the client's secrets, compared in constant time.
fn is_secret_of(client: &Client, given: &str) -> bool {
    let matches = |value: &str| bool::from(value.as_bytes().ct_eq(given.as_bytes()));
    client
        .secrets
        .iter()
        .fold(false, |any, secret| any | matches(&secret.value))
}

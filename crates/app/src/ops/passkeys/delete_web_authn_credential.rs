//! DeleteWebAuthnCredential.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use store::{db::Done, passkeys};
use wire::{call, shapes};

use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
    say::passkeys as say,
};

/// Forgets a passkey of the user.
pub struct DeleteWebAuthnCredential;

impl Operation for DeleteWebAuthnCredential {
    type Call = call::DeleteWebAuthnCredential;

    async fn run(
        cx: &Cx,
        input: shapes::DeleteWebAuthnCredentialRequest,
    ) -> Result<shapes::DeleteWebAuthnCredentialResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let id = URL_SAFE_NO_PAD.decode(&input.credential_id);
        let id = id.map_err(|_| say::no_such_passkey())?;
        let batch = passkeys::delete(&me.pool.id, &me.user.sub, &id);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(shapes::DeleteWebAuthnCredentialResponse {}),
            Done::Refused(_) => Err(say::no_such_passkey().into()),
        }
    }
}

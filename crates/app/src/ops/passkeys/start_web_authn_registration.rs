//! StartWebAuthnRegistration.

use domain::passkey::{self, Challenge};
use store::{
    db::Done,
    passkeys::{self, Pending},
};
use wire::{call, shapes};

use super::relying_party;
use crate::{
    access,
    cx::Cx,
    operation::{Broken, Failed, Operation},
    say::passkeys as say,
};

/// Asks the user's browser for a new key (auth.md §14.2). Only the newest request of a user can be completed, and only by
/// the client that began it.
pub struct StartWebAuthnRegistration;

impl Operation for StartWebAuthnRegistration {
    type Call = call::StartWebAuthnRegistration;

    async fn run(
        cx: &Cx,
        input: shapes::StartWebAuthnRegistrationRequest,
    ) -> Result<shapes::StartWebAuthnRegistrationResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let party = relying_party(&me.pool)?;
        let store = &cx.house.store;
        let passkeys = store.passkeys(&me.pool.id, &me.user.sub).await?;
        if passkeys.len() >= passkey::MOST {
            return Err(say::too_many().into());
        }
        let challenge = Challenge(cx.house.entropy.bytes());
        let pending = Pending {
            client: me.client.id,
            challenge,
            relying_party: party.id.clone(),
            expires: cx.now + passkey::REGISTRATION_LIFETIME,
        };
        match store
            .write(passkeys::begin(&me.pool.id, &me.user.sub, &pending))
            .await?
        {
            Done::Written => Ok(shapes::StartWebAuthnRegistrationResponse {
                credential_creation_options: passkey::creation(&party, &me.user, &passkeys, challenge),
            }),
            Done::Refused(guard) => Err(Broken {
                doing: "beginning the registration of a passkey".into(),
                cause: format!("unexpected guard: {guard}"),
            }
            .into()),
        }
    }
}

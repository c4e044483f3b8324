//! StartWebAuthnRegistration.

use domain::{
    client::Client,
    passkey::{self, Challenge},
    pool::Pool,
    user::User,
};
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
        Self::of(cx, (&me.pool, &me.client), &me.user).await
    }
}

impl StartWebAuthnRegistration {
    /// The same for a user who has shown who it is.
    ///
    /// # Errors
    /// As the operation.
    pub async fn of(
        cx: &Cx,
        (pool, client): (&Pool, &Client),
        user: &User,
    ) -> Result<shapes::StartWebAuthnRegistrationResponse, Failed> {
        let party = relying_party(cx, pool).await?;
        let store = &cx.house.store;
        let passkeys = store.passkeys(&pool.id, &user.sub).await?;
        if passkeys.len() >= passkey::MOST {
            return Err(say::too_many().into());
        }
        let challenge = Challenge(cx.house.entropy.bytes());
        let pending = Pending {
            client: client.id.clone(),
            challenge,
            relying_party: party.id.clone(),
            expires: cx.now + passkey::REGISTRATION_LIFETIME,
        };
        match store.write(passkeys::begin(&pool.id, &user.sub, &pending)).await? {
            Done::Written => Ok(shapes::StartWebAuthnRegistrationResponse {
                credential_creation_options: passkey::creation(&party, user, &passkeys, challenge),
            }),
            Done::Refused(guard) => Err(Broken {
                doing: "beginning the registration of a passkey".into(),
                cause: format!("unexpected guard: {guard}"),
            }
            .into()),
        }
    }
}

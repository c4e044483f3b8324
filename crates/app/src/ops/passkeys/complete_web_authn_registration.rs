//! CompleteWebAuthnRegistration.

use domain::{
    client::Client,
    passkey::{self, Registration},
    pool::Pool,
    user::User,
};
use serde_json::Value;
use store::{
    db::Done,
    passkeys::{self, Pending},
};
use wire::{call, shapes};

use super::relying_party;
use crate::{
    access,
    cx::Cx,
    operation::{Failed, Operation},
    say::passkeys as say,
};

/// Accepts the key that the user's browser made (auth.md §14.2).
///
/// The order of checks is a guess: the pool, the document, the registration that is under way, its client, the number of
/// passkeys, and then what the authenticator says. A refusal leaves the registration as it is.
pub struct CompleteWebAuthnRegistration;

impl Operation for CompleteWebAuthnRegistration {
    type Call = call::CompleteWebAuthnRegistration;

    async fn run(
        cx: &Cx,
        input: shapes::CompleteWebAuthnRegistrationRequest,
    ) -> Result<shapes::CompleteWebAuthnRegistrationResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        Self::of(cx, (&me.pool, &me.client), &me.user, &input.credential).await
    }
}

impl CompleteWebAuthnRegistration {
    /// The same for a user who has shown who it is.
    ///
    /// # Errors
    /// As the operation.
    pub async fn of(
        cx: &Cx,
        (pool, client): (&Pool, &Client),
        user: &User,
        credential: &Value,
    ) -> Result<shapes::CompleteWebAuthnRegistrationResponse, Failed> {
        let mut party = relying_party(cx, pool).await?;
        let registration = Registration::read(credential).map_err(|_| say::malformed())?;
        let pending = pending(cx, (pool, client), user).await?;
        let store = &cx.house.store;
        if store.passkeys(&pool.id, &user.sub).await?.len() >= passkey::MOST {
            return Err(say::too_many().into());
        }
        // The key is for the relying party that it was asked for, even if the pool has another by now.
        party.id.clone_from(&pending.relying_party);
        let (sub, challenge, now) = (user.sub.clone(), pending.challenge, cx.now);
        let judged = move || passkey::accept(&party, &sub, challenge, &registration, now);
        let passkey = cx.house.crew.does(judged).await?.map_err(say::refused)?;
        match store.write(passkeys::finish(&pool.id, &pending, &passkey)).await? {
            Done::Written => Ok(shapes::CompleteWebAuthnRegistrationResponse {}),
            Done::Refused(passkeys::PASSKEY_EXISTS) => Err(say::not_supported().into()),
            Done::Refused(_) => Err(say::no_registration().into()),
        }
    }
}

/// The registration that the user has under way, if this client may complete it.
async fn pending(cx: &Cx, (pool, client): (&Pool, &Client), user: &User) -> Result<Pending, Failed> {
    let pending = cx.house.store.pending_passkey(&pool.id, &user.sub).await?;
    let pending = pending.filter(|pending| cx.now < pending.expires);
    let pending = pending.ok_or_else(say::no_registration)?;
    if pending.client == client.id {
        Ok(pending)
    } else {
        Err(say::other_client().into())
    }
}

//! AssociateSoftwareToken: a user is given the secret of an authenticator app.

use domain::{
    sign_in::state::MfaSetup,
    totp::{SEED_BYTES, Seed},
};
use store::authenticators::{self, Authenticator};
use wire::{call, shapes};

use super::software_token::Setter;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// Gives out a new secret (auth.md §16.1). It counts when a code of it was verified; until then a former one does.
pub struct AssociateSoftwareToken;

impl Operation for AssociateSoftwareToken {
    type Call = call::AssociateSoftwareToken;

    async fn run(
        cx: &Cx,
        input: shapes::AssociateSoftwareTokenRequest,
    ) -> Result<shapes::AssociateSoftwareTokenResponse, Failed> {
        let setter = Setter::find(cx, input.access_token.as_deref(), input.session.as_deref()).await?;
        Self::of(cx, &setter).await
    }
}

impl AssociateSoftwareToken {
    /// The same for whoever was found to ask.
    ///
    /// # Errors
    /// Only the house's.
    pub async fn of(cx: &Cx, setter: &Setter) -> Result<shapes::AssociateSoftwareTokenResponse, Failed> {
        let bytes = cx.house.entropy.bytes::<SEED_BYTES>();
        let seed = Seed::new(&bytes);
        let secret_code = Some(seed.secret_code().to_string());
        let session = match setter {
            Setter::Session(conversation) => {
                let setup = MfaSetup {
                    pending_totp: Some(bytes.to_vec()),
                    totp_verified: false,
                    ..conversation.setup.clone()
                };
                Some(conversation.next(cx, setup).await?)
            }
            Setter::Token { pool, user } => {
                let app = Authenticator {
                    id: cx.house.entropy.uuid().to_string(),
                    name: None,
                    last_step: None,
                    seed,
                };
                let batch = authenticators::give_out(cx.house.store.sealer(), (&pool.id, &user.sub), &app);
                // Nothing in the batch is guarded.
                let _done = cx.house.store.write(batch).await?;
                None
            }
        };
        Ok(shapes::AssociateSoftwareTokenResponse { secret_code, session })
    }
}

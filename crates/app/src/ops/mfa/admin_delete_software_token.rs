//! AdminDeleteSoftwareToken: an administrator forgets a user's authenticator app.

use domain::user::MfaMethod;
use store::{authenticators, users};
use wire::{call, shapes};

use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        find, resolve_user,
    },
    operation::{Failed, Operation},
};

/// Removes the registration of the app, and with it the method (auth.md §16.6). A user without an app is left as it is.
pub struct AdminDeleteSoftwareToken;

impl Operation for AdminDeleteSoftwareToken {
    type Call = call::AdminDeleteSoftwareToken;

    async fn run(
        cx: &Cx,
        input: shapes::AdminDeleteSoftwareTokenRequest,
    ) -> Result<shapes::AdminDeleteSoftwareTokenResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let mut changing = Changing::new(user);
        loop {
            let mut after = changing.user().clone();
            after.mfa.enabled.retain(|method| *method != MfaMethod::Totp);
            if after.mfa.preferred == Some(MfaMethod::Totp) {
                after.mfa.preferred = None;
            }
            after.modified = cx.now;
            let batch = users::update(changing.user(), &after).and(authenticators::remove((&pool.id, &after.sub)));
            if let Round::Written = changing.write(cx, batch).await? {
                return Ok(shapes::AdminDeleteSoftwareTokenResponse {});
            }
        }
    }
}

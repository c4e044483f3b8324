//! AdminConfirmSignUp: an administrator confirms a user without a code.

use domain::{trigger::sign_up::Confirmed, user::UserStatus};
use wire::{
    call,
    shapes::{AdminConfirmSignUpRequest, AdminConfirmSignUpResponse},
};

use super::{confirmed, name_taken};
use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        deliver_code::Errand,
        find,
        names::{self, Conflict},
        resolve_user,
        triggers::{self, Behalf},
    },
    operation::{Failed, Operation},
    say,
};

/// Confirms a user as it is: no address is verified by it (resources.md §4.9).
pub struct AdminConfirmSignUp;

impl Operation for AdminConfirmSignUp {
    type Call = call::AdminConfirmSignUp;

    async fn run(cx: &Cx, input: AdminConfirmSignUpRequest) -> Result<AdminConfirmSignUpResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let mut changing = Changing::new(user);
        loop {
            let user = changing.user();
            if user.status != UserStatus::Unconfirmed {
                return Err(say::sign_up::cannot_be_confirmed(user.status).into());
            }
            let after = confirmed(cx, user);
            let batch = names::write(cx, &pool, (user, &after), Conflict::Refuse).await?;
            let code = store::codes::forget(&pool.id, &user.sub, &Errand::SignUp.purpose());
            match changing.write(cx, batch.and(code)).await? {
                Round::Written => {
                    let behalf = Behalf {
                        pool: &pool,
                        client: None,
                        metadata: input.client_metadata.as_ref(),
                    };
                    triggers::post_confirmation(cx, behalf, &after, Confirmed::SignUp).await?;
                    return Ok(AdminConfirmSignUpResponse::default());
                }
                Round::Again => {}
                Round::Refused(guard) => {
                    return Err(name_taken(guard).unwrap_or_else(say::users::too_much_at_once).into());
                }
            }
        }
    }
}

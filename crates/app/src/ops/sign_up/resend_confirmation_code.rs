//! ResendConfirmationCode: another code for a sign-up.

use domain::{
    auth_event::{Kind, Response},
    delivery::{self, Destination, Pretence},
    pool::Pool,
    user::{User, UserStatus},
};
use store::db::Done;
use wire::{
    call,
    shapes::{ResendConfirmationCodeRequest, ResendConfirmationCodeResponse},
};

use crate::{
    cx::Cx,
    flow::{
        context, decoy,
        deliver_code::{self, FreshCode, Reason, Voice},
        events::{self, Happened},
        judge_code::{self, Allowance},
        resolve_user,
        sign_in::Through,
    },
    operation::{Failed, Operation},
    say,
};

/// resources.md §2.11, documented.
const ATTEMPTS: Allowance = Allowance {
    action: "resend confirmation code",
    hourly: 5,
};

/// Sends a new code to a user who signed up; the former one is no longer good. A client that hides who is missing gets the
/// same answer for nobody, and as much is written.
pub struct ResendConfirmationCode;

impl Operation for ResendConfirmationCode {
    type Call = call::ResendConfirmationCode;

    async fn run(cx: &Cx, input: ResendConfirmationCodeRequest) -> Result<ResendConfirmationCodeResponse, Failed> {
        let through = Through::of_client(cx, &input.client_id).await?;
        Self::at(cx, &through, input).await
    }
}

impl ResendConfirmationCode {
    /// The same at any door.
    ///
    /// # Errors
    /// As the operation.
    pub async fn at(
        cx: &Cx,
        through: &Through,
        input: ResendConfirmationCodeRequest,
    ) -> Result<ResendConfirmationCodeResponse, Failed> {
        let (pool, client) = (&through.pool, &through.client);
        let cx = &context::told_by_client(cx, client, input.user_context_data.as_ref())?;
        through.check_secret_hash(&input.username, input.secret_hash.as_deref())?;
        let whom = resolve_user::for_client(cx, (pool, client), &input.username).await?;
        let user = whom.user();
        let to = if whom.is_real() {
            judge_status(user)?;
            delivery::of_sign_up(&pool.settings, &user.attributes)
        } else {
            pretended(cx, pool, &input.username)
        };
        let to = to.ok_or_else(say::sign_up::no_auto_verification)?;
        let voice = Voice::client(client, &input.client_metadata);
        let code = FreshCode::new(cx, user, Reason::Resend, &to, voice);
        let kept = match whom.is_real() {
            true => code.batch(cx, pool),
            false => code.pretended_batch(cx),
        };
        let happened = Happened::plain(Kind::ResendCode, Response::Pass);
        let noted = whom
            .is_real()
            .then(|| events::note(cx, (pool, Some(&client.id)), user, happened));
        let noted = noted.flatten();
        let batch = ATTEMPTS.count(cx, user).and(kept).and(events::batch(noted.as_ref()));
        if let Done::Refused(guard) = cx.house.store.write(batch).await? {
            return Err(judge_code::refused(guard).into());
        }
        events::tell(cx, pool, noted.as_ref());
        let details = if whom.is_real() {
            code.send(cx, (pool, user), deliver_code::tells(client)).await?
        } else {
            code.details()
        };
        Ok(ResendConfirmationCodeResponse {
            code_delivery_details: Some(details),
        })
    }
}

fn judge_status(user: &User) -> Result<(), Failed> {
    match user.status {
        UserStatus::Unconfirmed => Ok(()),
        _ => Err(say::sign_up::already_confirmed().into()),
    }
}

/// In a pool that verifies nothing, nobody gets a code, whether it exists or not.
fn pretended(cx: &Cx, pool: &Pool, given: &str) -> Option<Destination> {
    let verifies = !pool.settings.auto_verified.is_empty();
    let seed = decoy::address_seed(cx, pool, given);
    verifies.then(|| delivery::pretended(&pool.settings, Pretence::SignUp, given, seed))
}

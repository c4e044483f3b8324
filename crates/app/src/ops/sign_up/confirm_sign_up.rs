//! ConfirmSignUp: a user proves an address with the code that was sent to it.

use domain::{
    pool::Pool,
    ports::Channel,
    profile,
    trigger::sign_up::Confirmed,
    user::{User, UserStatus},
};
use store::{codes::Code, db::Batch};
use wire::{
    call,
    shapes::{ConfirmSignUpRequest, ConfirmSignUpResponse},
};

use super::{confirmed, name_taken};
use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        context,
        deliver_code::Errand,
        judge_code::{self, Allowance, Judged, Verdict},
        names::{self, Conflict},
        resolve_user::{self, Whom},
        sign_in::{Through, after_sign_up},
        triggers::{self, Behalf},
    },
    operation::{Failed, Operation},
    say,
};

/// resources.md §2.11, documented.
const ATTEMPTS: Allowance = Allowance {
    action: "confirm sign-up",
    hourly: 15,
};

/// Confirms a sign-up. The address that the code went to is verified from then on.
pub struct ConfirmSignUp;

impl Operation for ConfirmSignUp {
    type Call = call::ConfirmSignUp;

    async fn run(cx: &Cx, input: ConfirmSignUpRequest) -> Result<ConfirmSignUpResponse, Failed> {
        let through = Through::of_client(cx, &input.client_id).await?;
        Self::at(cx, &through, input).await
    }
}

impl ConfirmSignUp {
    /// The same at any door.
    ///
    /// # Errors
    /// As the operation.
    pub async fn at(cx: &Cx, through: &Through, input: ConfirmSignUpRequest) -> Result<ConfirmSignUpResponse, Failed> {
        let (pool, client) = (&through.pool, &through.client);
        let cx = &context::told_by_client(cx, client, input.user_context_data.as_ref())?;
        through.check_secret_hash(&input.username, input.secret_hash.as_deref())?;
        let whom = resolve_user::for_client(cx, (pool, client), &input.username).await?;
        let promised = after_sign_up::was_promised(cx, through, input.session.as_deref(), whom.user())?;
        let conflict = Conflict::from_force(input.force_alias_creation);
        let (user, channel) = match whom {
            Whom::User(user) => confirm(cx, pool, user, (&input.confirmation_code, conflict)).await?,
            // There is never a code for nobody, so this ends in the refusal that a wrong code of a user would get.
            Whom::Nobody(user) => {
                let judged = judge_code::judge(cx, &user, Errand::SignUp, &input.confirmation_code, ATTEMPTS).await?;
                return Err(judge_code::refuse(cx, judged.batch, say::passwords::code_expired()).await);
            }
        };
        let behalf = Behalf {
            pool,
            client: Some(&client.id),
            metadata: input.client_metadata.as_ref(),
        };
        triggers::post_confirmation(cx, behalf, &user, Confirmed::SignUp).await?;
        Ok(ConfirmSignUpResponse {
            session: promised.then(|| after_sign_up::keep(cx, through, &user, channel)),
        })
    }
}

/// The user after its confirmation, and how the code had come.
async fn confirm(
    cx: &Cx,
    pool: &Pool,
    user: User,
    (code, conflict): (&str, Conflict),
) -> Result<(User, Channel), Failed> {
    let mut changing = Changing::new(user);
    loop {
        let user = changing.user();
        judge_status(user)?;
        let Judged { verdict, batch } = judge_code::judge(cx, user, Errand::SignUp, code, ATTEMPTS).await?;
        let code = match verdict {
            Verdict::Wrong(fault) => return Err(judge_code::refuse(cx, batch, fault).await),
            Verdict::Right(code) => code,
        };
        let after = after(cx, user, &code);
        let change: Batch = names::write(cx, pool, (user, &after), conflict).await?;
        match changing.write(cx, batch.and(change)).await? {
            Round::Written => return Ok((after, code.channel)),
            Round::Again => {}
            Round::Refused(guard) => {
                return Err(name_taken(guard).unwrap_or_else(|| judge_code::refused(guard)).into());
            }
        }
    }
}

/// The status is judged before the code, also for clients that hide who is missing (resources.md §4.9, reported).
fn judge_status(user: &User) -> Result<(), Failed> {
    if !user.enabled {
        return Err(say::users::disabled().into());
    }
    match user.status {
        UserStatus::Unconfirmed => Ok(()),
        status => Err(say::sign_up::cannot_be_confirmed(status).into()),
    }
}

/// The user after its confirmation; the address is verified only if the user still has it.
fn after(cx: &Cx, user: &User, code: &Code) -> User {
    let user = confirmed(cx, user);
    profile::verify(&user, code.channel, &code.destination).unwrap_or(user)
}

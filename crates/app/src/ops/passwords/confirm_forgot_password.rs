//! ConfirmForgotPassword: a new password, by the code that was sent.

use domain::{
    auth_event::{Kind, Response},
    client::Client,
    pool::Pool,
    risk::Watched,
    trigger::sign_up::Confirmed,
    user::{User, UserStatus},
};
use wire::{
    Fault, call,
    shapes::{ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse},
};

use crate::{
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        context,
        deliver_code::Errand,
        events::{self, Happened},
        judge_code::{self, Allowance, Judged, Verdict},
        leaked::{self, Finding},
        names::{self, Conflict},
        resolve_user::{self, Whom},
        set_password::{self, Lasting},
        sign_in::Through,
        triggers::{self, Behalf},
    },
    operation::{Failed, Operation},
    say::{self, passwords::PolicyWords},
};

/// resources.md §2.11: 5 to 20, by a risk that nothing here measures. GUESS: the most, a code is one of a million.
const ATTEMPTS: Allowance = Allowance {
    action: "confirm forgot password",
    hourly: 20,
};

/// Sets a new password and confirms a user who had to reset it. Tokens stay valid (resources.md §4.9, guess).
///
/// The policy is judged first: it says nothing about the user, and a password that is refused leaves the code usable.
pub struct ConfirmForgotPassword;

impl Operation for ConfirmForgotPassword {
    type Call = call::ConfirmForgotPassword;

    async fn run(cx: &Cx, input: ConfirmForgotPasswordRequest) -> Result<ConfirmForgotPasswordResponse, Failed> {
        let through = Through::of_client(cx, &input.client_id).await?;
        Self::at(cx, &through, input).await
    }
}

impl ConfirmForgotPassword {
    /// The same at any door.
    ///
    /// # Errors
    /// As the operation.
    pub async fn at(
        cx: &Cx,
        through: &Through,
        input: ConfirmForgotPasswordRequest,
    ) -> Result<ConfirmForgotPasswordResponse, Failed> {
        let (pool, client) = (&through.pool, &through.client);
        let cx = &context::told_by_client(cx, client, input.user_context_data.as_ref())?;
        through.check_secret_hash(&input.username, input.secret_hash.as_deref())?;
        let whom = resolve_user::for_client(cx, (pool, client), &input.username).await?;
        let policy = &pool.settings.password_policy;
        set_password::check(policy, &input.password, PolicyWords::DoesNotConform)?;
        let finding = leaked::judge_new(cx, (pool, client), Watched::PasswordChange, &input.password).await?;
        let offered = Offered {
            code: &input.confirmation_code,
            password: &input.password,
            finding,
        };
        let user = match whom {
            Whom::User(user) => {
                judge_status(client, &user)?;
                reset(cx, (pool, client), user, offered).await?
            }
            Whom::Nobody(user) => return Err(refuse_nobody(cx, &user, offered.code).await),
        };
        let behalf = Behalf {
            pool,
            client: Some(&client.id),
            metadata: input.client_metadata.as_ref(),
        };
        triggers::post_confirmation(cx, behalf, &user, Confirmed::ForgotPassword).await?;
        Ok(ConfirmForgotPasswordResponse::default())
    }
}

#[derive(Clone, Copy)]
struct Offered<'a> {
    code: &'a str,
    password: &'a str,
    finding: Finding,
}

/// A client that hides who is missing learns nothing about the status: such users were sent no code.
fn judge_status(client: &Client, user: &User) -> Result<(), Fault> {
    if client.settings.hides_missing_users() {
        return Ok(());
    }
    if !user.enabled {
        return Err(say::users::disabled());
    }
    match user.status {
        UserStatus::Unconfirmed => Err(say::passwords::not_confirmed()),
        UserStatus::ForceChangePassword | UserStatus::ExternalProvider => {
            Err(say::passwords::cannot_reset_in_this_state())
        }
        UserStatus::Confirmed | UserStatus::ResetRequired => Ok(()),
    }
}

async fn reset(cx: &Cx, (pool, client): (&Pool, &Client), user: User, offered: Offered<'_>) -> Result<User, Failed> {
    let note = |user: &User, response| {
        let happened = Happened {
            password: offered.finding,
            ..Happened::plain(Kind::ForgotPassword, response)
        };
        events::note(cx, (pool, Some(&client.id)), user, happened)
    };
    let mut changing = Changing::new(user);
    loop {
        let user = changing.user();
        let judged = judge_code::judge(cx, user, Errand::ForgotPassword, offered.code, ATTEMPTS).await?;
        let Judged { verdict, batch } = judged;
        if let Verdict::Wrong(fault) = verdict {
            let noted = note(user, Response::Fail);
            let refused = judge_code::refuse(cx, batch.and(events::batch(noted.as_ref())), fault).await;
            events::tell(cx, pool, noted.as_ref());
            return Err(refused);
        }
        if let Err(fault) = set_password::refuse_old(cx, pool, user, offered.password).await {
            // The code was right and stays usable; the attempt counts.
            let count = ATTEMPTS.count(cx, user);
            return Err(judge_code::refuse_with(cx, count, fault).await);
        }
        let after = User {
            status: UserStatus::Confirmed,
            modified: cx.now,
            ..user.clone()
        };
        let change = names::write(cx, pool, (user, &after), Conflict::Refuse).await?;
        let password = set_password::keep(cx, (pool, &after), offered.password, Lasting::Permanent).await?;
        let noted = note(&after, Response::Pass);
        let batch = batch.and(change).and(password).and(events::batch(noted.as_ref()));
        match changing.write(cx, batch).await? {
            Round::Written => {
                events::tell(cx, pool, noted.as_ref());
                return Ok(after);
            }
            Round::Again => {}
            Round::Refused(guard) => return Err(judge_code::refused(guard).into()),
        }
    }
}

/// Nobody was ever sent a code: also the right guess at it is wrong.
async fn refuse_nobody(cx: &Cx, nobody: &User, code: &str) -> Failed {
    let fault = match judge_code::judge(cx, nobody, Errand::ForgotPassword, code, ATTEMPTS).await {
        Err(failed) => return failed,
        Ok(judged) => match judged.verdict {
            Verdict::Wrong(fault) => fault,
            Verdict::Right(_) => say::passwords::code_mismatch(),
        },
    };
    judge_code::refuse(cx, ATTEMPTS.count(cx, nobody), fault).await
}

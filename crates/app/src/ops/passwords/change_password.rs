//! ChangePassword: a user who is signed in chooses another password.

use domain::{
    auth_event::{Kind, Response},
    risk::Watched,
    user::{User, UserStatus},
};
use wire::{
    call,
    shapes::{ChangePasswordRequest, ChangePasswordResponse},
};

use crate::{
    access::{self, Me},
    cx::Cx,
    flow::{
        change_user::{Changing, Round},
        events::{self, Happened, Noted},
        judge_code::{self, Allowance},
        leaked::{self, Finding},
        names::{self, Conflict},
        set_password,
    },
    operation::{Failed, Operation},
    say::{self, passwords::PolicyWords},
};

/// resources.md §2.11, documented.
const ATTEMPTS: Allowance = Allowance {
    action: "change password",
    hourly: 5,
};

/// Replaces the password of the holder of an access token, who proves it by the present one. Who has none sets its first.
/// Tokens stay valid (auth.md §13.6, observed).
pub struct ChangePassword;

impl Operation for ChangePassword {
    type Call = call::ChangePassword;

    async fn run(cx: &Cx, input: ChangePasswordRequest) -> Result<ChangePasswordResponse, Failed> {
        let me = access::user(cx, &input.access_token).await?;
        let previous = input.previous_password.filter(|password| !password.is_empty());
        let mut changing = Changing::new(me.user.clone());
        loop {
            let user = changing.user();
            let count = ATTEMPTS.count(cx, user);
            if !set_password::is_present(cx, &me.pool, user, previous.as_deref()).await? {
                let noted = note(cx, &me, user, (Response::Fail, Finding::Nothing));
                let count = count.and(events::batch(noted.as_ref()));
                let refused = judge_code::refuse(cx, count, say::passwords::incorrect()).await;
                events::tell(cx, &me.pool, noted.as_ref());
                return Err(refused);
            }
            let (at, new) = ((&me.pool, &me.client), &input.proposed_password);
            let finding = match leaked::judge_new(cx, at, Watched::PasswordChange, new).await {
                Ok(finding) => finding,
                Err(fault) => return Err(judge_code::refuse_with(cx, count, fault).await),
            };
            let words = PolicyWords::DoesNotConform;
            let password = match set_password::accept(cx, &me.pool, user, &input.proposed_password, words).await {
                Ok(password) => password,
                Err(fault) => return Err(judge_code::refuse_with(cx, count, fault).await),
            };
            let after = after(cx, user);
            let change = names::write(cx, &me.pool, (user, &after), Conflict::Refuse).await?;
            let noted = note(cx, &me, &after, (Response::Pass, finding));
            let batch = count.and(change).and(password).and(events::batch(noted.as_ref()));
            match changing.write(cx, batch).await? {
                Round::Written => {
                    events::tell(cx, &me.pool, noted.as_ref());
                    return Ok(ChangePasswordResponse::default());
                }
                Round::Again => {}
                Round::Refused(guard) => return Err(judge_code::refused(guard).into()),
            }
        }
    }
}

fn note(cx: &Cx, me: &Me, user: &User, (response, password): (Response, Finding)) -> Option<Noted> {
    let happened = Happened {
        password,
        ..Happened::plain(Kind::PasswordChange, response)
    };
    events::note(cx, (&me.pool, Some(&me.client.id)), user, happened)
}

/// A temporary password that an administrator set meanwhile is replaced like any other (guess).
fn after(cx: &Cx, user: &User) -> User {
    let status = match user.status {
        UserStatus::ForceChangePassword => UserStatus::Confirmed,
        status => status,
    };
    User {
        status,
        modified: cx.now,
        ..user.clone()
    }
}

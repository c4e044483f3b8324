//! SignUp: a person becomes a user.

use std::collections::BTreeMap;

use domain::{
    aliases::NameKind,
    attributes::values::Author,
    auth_event::{Kind, Response},
    delivery,
    pool::Pool,
    ports::Channel,
    profile,
    risk::Watched,
    trigger::sign_up::{Confirmed, SignUpSource, Welcome},
    user::{User, UserStatus},
};
use store::{
    db::{Batch, Done},
    names::kind_of_guard,
    users::USER_CHANGED,
};
use wire::{
    Fault, call,
    shapes::{SignUpRequest, SignUpResponse},
};

use crate::{
    cx::Cx,
    flow::{
        accept_attributes, context,
        deliver_code::{FreshCode, Reason, Voice},
        events::{self, Happened, Noted},
        leaked::{self, Finding},
        names::{self, Conflict},
        new_user::Called,
        post::Tells,
        set_password::{self, Lasting},
        sign_in::{Through, after_sign_up},
        triggers::{self, Behalf, Newcomer},
    },
    operation::{Failed, Operation},
    say::{self, passwords::PolicyWords},
};

/// Signs a person up: the user is stored unconfirmed, and gets a code if the pool verifies one of its addresses.
///
/// The order of checks is that of resources.md §4.9. A client that hides who is missing learns here that a name is taken
/// all the same (resources.md §4.10, documented).
pub struct SignUp;

impl Operation for SignUp {
    type Call = call::SignUp;

    async fn run(cx: &Cx, input: SignUpRequest) -> Result<SignUpResponse, Failed> {
        let through = Through::of_client(cx, &input.client_id).await?;
        Self::at(cx, &through, input).await
    }
}

impl SignUp {
    /// The same at any door.
    ///
    /// # Errors
    /// As the operation.
    pub async fn at(cx: &Cx, through: &Through, input: SignUpRequest) -> Result<SignUpResponse, Failed> {
        let (pool, client) = (&through.pool, &through.client);
        let cx = &context::told_by_client(cx, client, input.user_context_data.as_ref())?;
        if pool.settings.admin_create_only {
            return Err(say::sign_up::not_permitted().into());
        }
        through.check_secret_hash(&input.username, input.secret_hash.as_deref())?;
        cx.attempt
            .about(&cx.house.trace, pool, Some(&client.id), &input.username);
        let called = Called::judge(pool, &input.username)?;
        let given = input.user_attributes.unwrap_or_default();
        let given = accept_attributes::of_new_user(pool, Author::Client(&client.settings), called, given)?;
        let password = input.password.filter(|password| !password.is_empty());
        judge_password(pool, password.as_deref(), &given)?;
        let finding = match &password {
            Some(password) => leaked::judge_new(cx, (pool, client), Watched::SignUp, password).await?,
            None => Finding::Nothing,
        };

        let behalf = Behalf {
            pool,
            client: Some(&client.id),
            metadata: input.client_metadata.as_ref(),
        };
        let validation = triggers::validation_data(input.validation_data);
        let user = called.user(cx, pool, profile::signed_up(&given), UserStatus::Unconfirmed);
        let newcomer = Newcomer {
            source: SignUpSource::SignUp,
            name: name_for_functions(pool, &input.username, &user),
            attributes: &given,
            validation: validation.as_ref(),
        };
        let welcome = triggers::pre_sign_up(cx, behalf, &newcomer).await?;
        let user = welcomed(user, welcome)?;
        cx.attempt.is(&user);
        let happened = Happened {
            password: finding,
            ..Happened::plain(Kind::SignUp, Response::Pass)
        };
        let noted = events::note(cx, (pool, Some(&client.id)), &user, happened);
        let voice = Voice::client(client, &input.client_metadata);
        let code = store_user(cx, pool, (&user, password.as_deref()), voice, noted.as_ref()).await?;
        events::tell(cx, pool, noted.as_ref());
        let code_delivery_details = match code {
            Some(code) => Some(code.send(cx, (pool, &user), Tells::Failure).await?),
            None => None,
        };
        let is_confirmed = user.status == UserStatus::Confirmed;
        if is_confirmed {
            triggers::post_confirmation(cx, behalf, &user, Confirmed::SignUp).await?;
        }
        Ok(SignUpResponse {
            code_delivery_details,
            // A confirmation by a function proves nothing that could be a first factor.
            session: match is_confirmed {
                true => None,
                false => after_sign_up::promise(cx, through, &user),
            },
            user_confirmed: is_confirmed,
            user_sub: user.sub.into(),
        })
    }
}

/// What was typed in; where usernames are addresses, the id that the user would have (triggers.md §2, observed).
fn name_for_functions<'a>(pool: &Pool, typed: &'a str, user: &'a User) -> &'a str {
    match pool.settings.username_attributes.is_empty() {
        true => typed,
        false => &user.username,
    }
}

/// The user as PreSignUp vouches for it. An address that is not there cannot be verified (documented).
fn welcomed(mut user: User, welcome: Welcome) -> Result<User, Fault> {
    if welcome.confirmed {
        user.status = UserStatus::Confirmed;
    }
    for (channel, vouched) in [(Channel::Email, welcome.email), (Channel::Sms, welcome.phone)] {
        if vouched && delivery::address_in(&user.attributes, channel).is_none() {
            return Err(say::triggers::nothing_to_verify());
        }
        if vouched {
            user.attributes
                .insert(channel.verified_flag().to_owned(), "true".to_owned());
        }
    }
    Ok(user)
}

/// A password may be left out only where a code can be the first factor (resources.md §4.9).
fn judge_password(pool: &Pool, password: Option<&str>, given: &BTreeMap<String, String>) -> Result<(), Failed> {
    match password {
        Some(password) => set_password::check(&pool.settings.password_policy, password, PolicyWords::DidNotConform),
        None if delivery::can_sign_in_by_code(&pool.settings, given) => Ok(()),
        None => Err(say::passwords::required().into()),
    }
}

/// Stores the user, its names, its password and its code together. The code that is left to send, if there is one.
async fn store_user(
    cx: &Cx,
    pool: &Pool,
    (user, password): (&User, Option<&str>),
    voice: Voice<'_>,
    noted: Option<&Noted>,
) -> Result<Option<FreshCode>, Failed> {
    let names = names::all(pool, user);
    let mut besides = match password {
        Some(password) => set_password::keep(cx, (pool, user), password, Lasting::Permanent).await?,
        None => Batch::new(),
    };
    let to = delivery::of_sign_up(&pool.settings, &user.attributes);
    let to = to.filter(|_| user.status == UserStatus::Unconfirmed);
    let code = to.map(|to| FreshCode::new(cx, user, Reason::SignUp, &to, voice));
    if let Some(code) = &code {
        besides = besides.and(code.batch(cx, pool));
    }
    besides = besides.and(events::batch(noted));
    for _ in 0..ROUNDS {
        // An alias that PreSignUp vouches for moves to the user (documented); without that nobody has one yet.
        let way = names::make_way(cx, pool, user, &names, Conflict::TakeOver).await?;
        let batch = way.and(store::users::insert(user, &names)).and(besides.clone());
        match cx.house.store.write(batch).await? {
            Done::Written => return Ok(code),
            Done::Refused(USER_CHANGED) => {}
            Done::Refused(guard) => return Err(name_taken(guard).into()),
        }
    }
    Err(say::users::too_much_at_once().into())
}

/// How often an alias is taken from an owner who is being changed.
const ROUNDS: u32 = 100;

fn name_taken(guard: &'static str) -> Fault {
    match kind_of_guard(guard) {
        Some(NameKind::Username) | None => say::sign_up::user_exists(),
        Some(kind) => say::sign_up::account_exists(kind.as_str()),
    }
}

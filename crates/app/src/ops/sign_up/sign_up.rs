//! SignUp: a person becomes a user.

use std::collections::BTreeMap;

use domain::{
    aliases::NameKind,
    attributes::values::Author,
    delivery,
    pool::Pool,
    profile,
    user::{User, UserStatus},
};
use store::{db::Done, names::kind_of_guard};
use wire::{
    Fault, call,
    shapes::{SignUpRequest, SignUpResponse},
};

use crate::{
    cx::Cx,
    flow::{
        accept_attributes,
        deliver_code::{Errand, FreshCode},
        names,
        new_user::Called,
        set_password::{self, Lasting},
        sign_in::{Through, after_sign_up},
        triggers,
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
        if pool.settings.admin_create_only {
            return Err(say::sign_up::not_permitted().into());
        }
        through.check_secret_hash(&input.username, input.secret_hash.as_deref())?;
        let called = Called::judge(pool, &input.username)?;
        let given = input.user_attributes.unwrap_or_default();
        let given = accept_attributes::of_new_user(pool, Author::Client(&client.settings), called, given)?;
        let password = input.password.filter(|password| !password.is_empty());
        judge_password(pool, password.as_deref(), &given)?;

        let user = called.user(cx, pool, profile::signed_up(&given), UserStatus::Unconfirmed);
        triggers::pre_sign_up(cx, pool, &user).await?;
        let code = store_user(cx, pool, &user, password.as_deref()).await?;
        let code_delivery_details = match code {
            Some(code) => Some(code.send(cx).await?),
            None => None,
        };
        Ok(SignUpResponse {
            code_delivery_details,
            session: after_sign_up::promise(cx, through, &user),
            user_confirmed: false,
            user_sub: user.sub.into(),
        })
    }
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
async fn store_user(cx: &Cx, pool: &Pool, user: &User, password: Option<&str>) -> Result<Option<FreshCode>, Failed> {
    let mut batch = store::users::insert(user, &names::all(pool, user));
    if let Some(password) = password {
        batch = batch.and(set_password::keep(cx, (pool, user), password, Lasting::Permanent).await?);
    }
    let to = delivery::of_sign_up(&pool.settings, &user.attributes);
    let code = to.map(|to| FreshCode::new(cx, pool, user, Errand::SignUp, &to));
    if let Some(code) = &code {
        batch = batch.and(code.batch(cx));
    }
    match cx.house.store.write(batch).await? {
        Done::Written => Ok(code),
        Done::Refused(guard) => Err(name_taken(guard).into()),
    }
}

fn name_taken(guard: &'static str) -> Fault {
    match kind_of_guard(guard) {
        Some(NameKind::Username) | None => say::sign_up::user_exists(),
        Some(kind) => say::sign_up::account_exists(kind.as_str()),
    }
}

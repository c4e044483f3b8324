//! Which user is meant by a `Username` (auth.md §4, resources.md §4.3).

use std::collections::BTreeMap;

use domain::{
    aliases,
    client::Client,
    decoy::Decoy,
    ids::Sub,
    pool::Pool,
    user::{MfaPreference, User, UserStatus},
};
use serde_json::json;
use store::users::Candidates;

use crate::{
    cx::Cx,
    flow::{
        decoy,
        migrate::{self, Unknown},
    },
    operation::Failed,
    say,
};

/// What the given text may mean, for the look-ups of the store.
pub fn candidates(pool: &Pool, given: &str) -> Candidates {
    aliases::candidates(&pool.settings, given).into_iter().collect()
}

/// The user that is meant by the given text, if there is one.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn by_name(cx: &Cx, pool: &Pool, given: &str) -> Result<Option<User>, Failed> {
    Ok(cx.house.store.user_by_name(&pool.id, &candidates(pool, given)).await?)
}

/// The user that is meant by an administrator, who may also give the `sub`.
///
/// # Errors
///
/// UserNotFoundException.
pub async fn for_administrator(cx: &Cx, pool: &Pool, given: &str) -> Result<User, Failed> {
    let mut candidates = candidates(pool, given);
    candidates.sub = aliases::as_sub(given).map(String::from);
    let user = cx.house.store.user_by_name(&pool.id, &candidates).await?;
    let user = user.ok_or_else(say::users::does_not_exist)?;
    cx.house.rates.pass_user(cx, || format!("{}/{}", pool.id, user.sub))?;
    Ok(user)
}

/// Whom an unsigned operation is about.
pub enum Whom {
    /// A user of the pool.
    User(User),
    /// Nobody, which the client must not learn: everything goes on with a user that is made up and never stored.
    Nobody(User),
}

impl Whom {
    /// The user, real or made up.
    pub fn user(&self) -> &User {
        match self {
            Self::User(user) | Self::Nobody(user) => user,
        }
    }

    /// Whether the user is real.
    pub const fn is_real(&self) -> bool {
        matches!(self, Self::User(_))
    }
}

/// The user that is meant by a caller of an unsigned operation.
///
/// # Errors
///
/// UserNotFoundException, unless the client hides who is missing (`PreventUserExistenceErrors`).
pub async fn for_client(cx: &Cx, (pool, client): (&Pool, &Client), given: &str) -> Result<Whom, Failed> {
    meant(cx, (pool, client), given, by_name(cx, pool, given).await?)
}

/// As [`for_client`], but the pool's function may know whom the pool does not.
///
/// # Errors
///
/// As [`for_client`], and those of [`migrate::migrate`].
pub async fn or_migrated(cx: &Cx, (pool, client): (&Pool, &Client), unknown: &Unknown<'_>) -> Result<Whom, Failed> {
    let found = match by_name(cx, pool, unknown.name).await? {
        Some(user) => Some(user),
        None => migrate::migrate(cx, (pool, client), unknown).await?,
    };
    meant(cx, (pool, client), unknown.name, found)
}

fn meant(cx: &Cx, (pool, client): (&Pool, &Client), given: &str, found: Option<User>) -> Result<Whom, Failed> {
    cx.attempt.about(&cx.house.trace, pool, Some(&client.id), given);
    match found {
        Some(user) => {
            cx.attempt.is(&user);
            Ok(Whom::User(user))
        }
        None if client.settings.hides_missing_users() => {
            cx.attempt
                .note("decision", json!({ "pretended": say::trace::MISSING_AND_HIDDEN }));
            Ok(Whom::Nobody(nobody(cx, pool, given)))
        }
        None => Err(say::users::combination_not_found().into()),
    }
}

/// A user that does not exist. Its subject is none that a real user can have, so what is counted and kept about it never
/// meets what is kept about somebody.
fn nobody(cx: &Cx, pool: &Pool, given: &str) -> User {
    let name = aliases::fold(&pool.settings, given);
    let sub = Decoy::new(&decoy::key(cx, pool), &pool.settings, given).sub();
    User {
        pool: pool.id.clone(),
        sub: Sub::new(format!("?{sub}")),
        username: name,
        status: UserStatus::Confirmed,
        enabled: true,
        created: cx.now,
        modified: cx.now,
        version: 0,
        attributes: BTreeMap::new(),
        mfa: MfaPreference::default(),
        pending: BTreeMap::new(),
    }
}

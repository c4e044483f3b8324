//! Giving a user a password: the policy, the history, and what is kept of it (resources.md §4.7, auth.md §8.7).

use domain::{
    password::{
        policy::PasswordPolicy,
        verifier::{Salt, Verifier, was_used_before},
    },
    pool::Pool,
    srp::Subject,
    user::User,
};
use store::{
    credentials::{self, Credential},
    db::Batch,
};

use crate::{
    cx::Cx,
    operation::Failed,
    say::{self, passwords::PolicyWords},
};

/// How long a password is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// Until it is changed.
    Permanent,
    /// For `TemporaryPasswordValidityDays`, and for one sign-in, which replaces it.
    Temporary,
}

/// Judges a password by the pool's policy; says the first thing that is wrong with it.
///
/// # Errors
///
/// InvalidPasswordException in the words of the operation.
pub fn check(policy: &PasswordPolicy, password: &str, words: PolicyWords) -> Result<(), Failed> {
    policy
        .check(password)
        .map_err(|shortcoming| say::passwords::against_policy(words, shortcoming).into())
}

/// Judges a permanent password by policy and history, and makes the batch that sets it.
///
/// # Errors
///
/// InvalidPasswordException, PasswordHistoryPolicyViolationException.
pub async fn accept(cx: &Cx, pool: &Pool, user: &User, new: &str, words: PolicyWords) -> Result<Batch, Failed> {
    check(&pool.settings.password_policy, new, words)?;
    refuse_old(cx, pool, user, new).await?;
    Ok(keep(cx, (pool, user), new, Lasting::Permanent))
}

/// Refuses a password that the user had before, as far back as the pool's `PasswordHistorySize` says.
///
/// # Errors
///
/// PasswordHistoryPolicyViolationException.
pub async fn refuse_old(cx: &Cx, pool: &Pool, user: &User, new: &str) -> Result<(), Failed> {
    let size = pool.settings.password_policy.history();
    if size == 0 {
        return Ok(());
    }
    let store = &cx.house.store;
    let present = store
        .credential(&pool.id, &user.sub)
        .await?
        .map(|credential| credential.verifier);
    let former = store.old_passwords(&pool.id, &user.sub).await?;
    let known: Vec<_> = present.into_iter().chain(former).collect();
    if was_used_before(&subject(pool, user), new, &known, size) {
        return Err(say::passwords::used_before().into());
    }
    Ok(())
}

/// Makes the batch that sets a password which was judged before.
pub fn keep(cx: &Cx, owner: (&Pool, &User), new: &str, lasting: Lasting) -> Batch {
    keep_as(cx, owner, new, lasting, cx.house.entropy.uuid().to_string())
}

/// As [`keep`], with the version that the password shall have: a random text that no other password of the user has.
pub fn keep_as(cx: &Cx, (pool, user): (&Pool, &User), new: &str, lasting: Lasting, version: String) -> Batch {
    let entropy = &*cx.house.entropy;
    let made = Verifier::from_password(&subject(pool, user), new, Salt::random(entropy.bytes()));
    let credential = Credential {
        version,
        set_at: cx.now,
        temporary: lasting == Lasting::Temporary,
        verifier: made,
    };
    let remembered = pool.settings.password_policy.history().saturating_sub(1);
    let remembered = u32::try_from(remembered).unwrap_or(u32::MAX);
    credentials::set(cx.house.store.sealer(), (&pool.id, &user.sub), &credential, remembered)
}

/// Whether `password` is the user's present one; nothing is right only for a user who has none.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn is_present(cx: &Cx, pool: &Pool, user: &User, password: Option<&str>) -> Result<bool, Failed> {
    let present = cx.house.store.credential(&pool.id, &user.sub).await?;
    Ok(match (present, password) {
        (Some(credential), Some(password)) => credential.verifier.matches_password(&subject(pool, user), password),
        (None, None) => true,
        _ => false,
    })
}

/// What the user's verifier is bound to.
fn subject<'a>(pool: &'a Pool, user: &'a User) -> Subject<'a> {
    Subject {
        scope: pool.id.scope(),
        identity: &user.username,
    }
}

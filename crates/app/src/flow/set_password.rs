//! Giving a user a password: the policy, the history, and what is kept of it (resources.md §4.7, auth.md §8.7).

use domain::{
    password::{
        kept::{Kept, was_used_before},
        policy::PasswordPolicy,
        verifier::{Salt, Verifier},
    },
    pool::Pool,
    srp::Subject,
    user::User,
};
use store::{
    credentials::{self, Credential},
    db::Batch,
};
use zeroize::Zeroizing;

use crate::{
    cx::Cx,
    flow::sessions,
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
    keep(cx, (pool, user), new, Lasting::Permanent).await
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
    let present = store.credential(&pool.id, &user.sub).await?;
    let former = store.old_passwords(&pool.id, &user.sub).await?;
    let known: Vec<_> = present
        .map(|credential| credential.kept)
        .into_iter()
        .chain(former)
        .collect();
    let (owner, new) = (Owner::of(pool, user), Zeroizing::new(new.to_owned()));
    let pace = known.iter().find(|kept| kept.foreign().is_some());
    let pace = pace.map_or(Pace::Quick, Pace::of);
    let job = move || was_used_before(&owner.subject(), &new, &known, size);
    if pace.does(cx, job).await? {
        return Err(say::passwords::used_before().into());
    }
    Ok(())
}

/// Makes the batch that sets a password which was judged before. Browsers that are signed in with the old one are signed out.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn keep(cx: &Cx, owner: (&Pool, &User), new: &str, lasting: Lasting) -> Result<Batch, Failed> {
    keep_as(cx, owner, new, lasting, cx.house.entropy.uuid().to_string()).await
}

/// As [`keep`], with the version that the password shall have: a random text that no other password of the user has.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn keep_as(
    cx: &Cx,
    (pool, user): (&Pool, &User),
    new: &str,
    lasting: Lasting,
    version: String,
) -> Result<Batch, Failed> {
    let credential = Credential {
        version,
        set_at: cx.now,
        temporary: lasting == Lasting::Temporary,
        kept: Kept::Verifier(verifier(cx, (pool, user), new).await?),
    };
    let remembered = pool.settings.password_policy.history().saturating_sub(1);
    let remembered = u32::try_from(remembered).unwrap_or(u32::MAX);
    let sealer = cx.house.store.sealer();
    let set = credentials::set(sealer, (&pool.id, &user.sub), &credential, remembered);
    Ok(set.and(sessions::end_browsers(&pool.id, &user.sub)))
}

async fn verifier(cx: &Cx, (pool, user): (&Pool, &User), password: &str) -> Result<Verifier, Failed> {
    let salt = Salt::random(cx.house.entropy.bytes());
    let (owner, password) = (Owner::of(pool, user), Zeroizing::new(password.to_owned()));
    let job = move || Verifier::from_password(&owner.subject(), &password, salt);
    Ok(cx.house.crew.does(job).await?)
}

/// Makes the batch that keeps a verifier of a password instead of the hash that its owner was imported with. `version` is
/// that of the password that was proven: if it has been replaced since, nothing is written.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn convert(cx: &Cx, (pool, user): (&Pool, &User), version: &str, password: &str) -> Result<Batch, Failed> {
    let verifier = verifier(cx, (pool, user), password).await?;
    let owner = (&pool.id, &user.sub);
    Ok(credentials::convert(cx.house.store.sealer(), owner, version, &verifier))
}

/// Whether `password` is the user's present one; nothing is right only for a user who has none.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn is_present(cx: &Cx, pool: &Pool, user: &User, password: Option<&str>) -> Result<bool, Failed> {
    let present = cx.house.store.credential(&pool.id, &user.sub).await?;
    let (Some(credential), Some(password)) = (&present, password) else {
        return Ok(present.is_none() && password.is_none());
    };
    let kept = credential.kept.clone();
    let (owner, password) = (Owner::of(pool, user), Zeroizing::new(password.to_owned()));
    let pace = Pace::of(&kept);
    let job = move || kept.matches_password(&owner.subject(), &password);
    pace.does(cx, job).await
}

/// How long it may take to compare a password.
#[derive(Clone, Copy)]
enum Pace {
    Quick,
    Slow,
}

impl Pace {
    const fn of(kept: &Kept) -> Self {
        match kept {
            Kept::Verifier(_) => Self::Quick,
            Kept::Foreign(_) => Self::Slow,
        }
    }

    async fn does(self, cx: &Cx, job: impl FnOnce() -> bool + Send + 'static) -> Result<bool, Failed> {
        Ok(match self {
            Self::Quick => cx.house.crew.does(job).await?,
            Self::Slow => cx.house.crew.slow_lane().does(job).await?,
        })
    }
}

/// What a verifier is bound to, as a heavy job takes it along.
struct Owner {
    scope: String,
    identity: String,
}

impl Owner {
    fn of(pool: &Pool, user: &User) -> Self {
        Self {
            scope: pool.id.scope().to_owned(),
            identity: user.username.clone(),
        }
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            scope: &self.scope,
            identity: &self.identity,
        }
    }
}

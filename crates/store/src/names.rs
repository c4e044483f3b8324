//! What users may be called by: usernames and aliases, each owned by one user of a pool.
//!
//! Which names a user has, and how they are folded, is decided above (auth.md §4, resources.md §4.3); here they are compared
//! byte by byte.

pub use domain::aliases::{Name, NameKind};
use domain::ids::{PoolId, Sub};

use crate::{
    Store,
    db::{Batch, Broken, statements},
    text,
};

/// The username belongs to another user.
pub const USERNAME_TAKEN: &str = "username taken";
/// The e-mail address belongs to another user.
pub const EMAIL_TAKEN: &str = "email taken";
/// The phone number belongs to another user.
pub const PHONE_NUMBER_TAKEN: &str = "phone number taken";
/// The preferred username belongs to another user.
pub const PREFERRED_USERNAME_TAKEN: &str = "preferred username taken";

statements! {
    CLAIM = "INSERT INTO names (pool, kind, value, sub) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (pool, kind, value) DO UPDATE SET sub = excluded.sub WHERE names.sub = excluded.sub";
    TAKE_OVER = "INSERT INTO names (pool, kind, value, sub) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (pool, kind, value) DO UPDATE SET sub = excluded.sub";
    OWNER = "SELECT sub FROM names WHERE pool = $1 AND kind = $2 AND value = $3";
    RELEASE = "DELETE FROM names WHERE pool = $1 AND kind = $2 AND value = $3 AND sub = $4";
}

/// The guard that [`claim`] names when a name of this kind belongs to another user.
pub const fn taken(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Username => USERNAME_TAKEN,
        NameKind::Email => EMAIL_TAKEN,
        NameKind::PhoneNumber => PHONE_NUMBER_TAKEN,
        NameKind::PreferredUsername => PREFERRED_USERNAME_TAKEN,
    }
}

/// The kind of name whose guard this is.
pub fn kind_of_guard(guard: &str) -> Option<NameKind> {
    NameKind::ALL.into_iter().find(|kind| taken(*kind) == guard)
}

/// Gives the name to the user; nothing happens when it has the name already.
///
/// Guard: [`taken`] of its kind, when it belongs to another user.
pub fn claim(pool: &PoolId, sub: &Sub, name: &Name) -> Batch {
    Batch::new().guard(taken(name.kind), CLAIM, args(pool, sub, name))
}

/// Gives the name to the user, whoever had it (`ForceAliasCreation`, resources.md §4.6). The former owner's record, whose
/// `…_verified` becomes false, is for the caller to change in the same batch.
pub fn take_over(pool: &PoolId, sub: &Sub, name: &Name) -> Batch {
    Batch::new().then(TAKE_OVER, args(pool, sub, name))
}

/// Frees the name if the user has it.
pub fn release(pool: &PoolId, sub: &Sub, name: &Name) -> Batch {
    Batch::new().then(RELEASE, args(pool, sub, name))
}

/// Frees the names that are only in `old`, and claims all of `new`: also those in both, so that a name that was moved to
/// another user in between is noticed.
///
/// Guard: [`taken`].
pub fn change(pool: &PoolId, sub: &Sub, old: &[Name], new: &[Name]) -> Batch {
    let gone = old.iter().filter(|name| !new.contains(name));
    let freed = gone.fold(Batch::new(), |batch, name| batch.and(release(pool, sub, name)));
    new.iter().fold(freed, |batch, name| batch.and(claim(pool, sub, name)))
}

impl Store {
    /// Whether the name belongs to somebody. Good for choosing words; only the guard of [`claim`] decides.
    pub async fn is_name_taken(&self, pool: &PoolId, name: &Name) -> Result<bool, Broken> {
        let args = vec![
            pool.as_str().into(),
            name.kind.as_str().into(),
            text::name(&name.value).into(),
        ];
        Ok(self.db.row(OWNER, args).await?.is_some())
    }
}

fn args(pool: &PoolId, sub: &Sub, name: &Name) -> Vec<crate::db::Value> {
    vec![
        pool.as_str().into(),
        name.kind.as_str().into(),
        text::name(&name.value).into(),
        sub.as_str().into(),
    ]
}

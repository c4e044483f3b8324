//! What users may be called by: usernames and aliases, each owned by one user of a pool.
//!
//! Which names a user has, and how they are folded, is decided above (auth.md §4, resources.md §4.3); here they are compared
//! byte by byte.

use domain::ids::{PoolId, Sub};

use crate::{
    db::{Batch, statements},
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
    RELEASE = "DELETE FROM names WHERE pool = $1 AND kind = $2 AND value = $3 AND sub = $4";
}

/// The kinds of names. The same text may be a name of each kind, of different users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The username itself.
    Username,
    /// An e-mail address.
    Email,
    /// A phone number.
    PhoneNumber,
    /// A preferred username.
    PreferredUsername,
}

impl NameKind {
    /// All kinds, in the order in which a look-up prefers them.
    pub const ALL: [Self; 4] = [Self::Username, Self::Email, Self::PhoneNumber, Self::PreferredUsername];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Email => "email",
            Self::PhoneNumber => "phone_number",
            Self::PreferredUsername => "preferred_username",
        }
    }

    /// The guard that [`claim`] names when the name belongs to another user.
    pub const fn taken(self) -> &'static str {
        match self {
            Self::Username => USERNAME_TAKEN,
            Self::Email => EMAIL_TAKEN,
            Self::PhoneNumber => PHONE_NUMBER_TAKEN,
            Self::PreferredUsername => PREFERRED_USERNAME_TAKEN,
        }
    }

    /// The kind of name whose guard this is.
    pub fn of_guard(guard: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.taken() == guard)
    }
}

/// A name, folded as the pool compares names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// What kind of name.
    pub kind: NameKind,
    /// Its folded text.
    pub value: String,
}

impl Name {
    /// A name.
    pub fn new(kind: NameKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: value.into(),
        }
    }
}

/// Gives the name to the user; nothing happens when it has the name already.
///
/// Guard: [`NameKind::taken`] of its kind, when it belongs to another user.
pub fn claim(pool: &PoolId, sub: &Sub, name: &Name) -> Batch {
    Batch::new().guard(name.kind.taken(), CLAIM, args(pool, sub, name))
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
/// Guard: [`NameKind::taken`].
pub fn change(pool: &PoolId, sub: &Sub, old: &[Name], new: &[Name]) -> Batch {
    let gone = old.iter().filter(|name| !new.contains(name));
    let freed = gone.fold(Batch::new(), |batch, name| batch.and(release(pool, sub, name)));
    new.iter().fold(freed, |batch, name| batch.and(claim(pool, sub, name)))
}

fn args(pool: &PoolId, sub: &Sub, name: &Name) -> Vec<crate::db::Value> {
    vec![
        pool.as_str().into(),
        name.kind.as_str().into(),
        text::name(&name.value).into(),
        sub.as_str().into(),
    ]
}

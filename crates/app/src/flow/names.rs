//! The names that lead to a user, kept in step with its record (auth.md §4, resources.md §4.6).

use domain::{
    aliases::{Name, NameKind, names_of},
    pool::Pool,
    user::User,
};
use store::{
    db::Batch,
    names,
    users::{self, Candidates},
};

use crate::{cx::Cx, operation::Failed};

/// What happens when a name that a user is to get belongs to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The change is refused.
    Refuse,
    /// The name moves, and the former owner's address is no longer verified (`ForceAliasCreation`).
    TakeOver,
}

impl Conflict {
    /// From `ForceAliasCreation`, which is off unless given.
    pub fn from_force(force_alias_creation: Option<bool>) -> Self {
        match force_alias_creation {
            Some(true) => Self::TakeOver,
            _ => Self::Refuse,
        }
    }
}

/// The names of a user as the store keeps them.
pub fn all(pool: &Pool, user: &User) -> Vec<Name> {
    names_of(&pool.settings, user)
}

/// Writes a user whose record changed from `before` to `after`, and the names with it.
///
/// Guards: [`users::USER_CHANGED`]; the guard of the name, when it belongs to somebody else and [`Conflict::Refuse`] holds.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn write(cx: &Cx, pool: &Pool, (before, after): (&User, &User), conflict: Conflict) -> Result<Batch, Failed> {
    let (old, new) = (all(pool, before), all(pool, after));
    let gained: Vec<_> = new.iter().filter(|name| !old.contains(name)).cloned().collect();
    let taken = make_way(cx, pool, after, &gained, conflict).await?;
    Ok(users::update(before, after)
        .and(taken)
        .and(names::change(&pool.id, &after.sub, &old, &new)))
}

/// Takes the names from others who have them, when [`Conflict::TakeOver`] holds. The usernames of others are never taken, nor
/// addresses that are usernames.
///
/// Guard: [`users::USER_CHANGED`] of a former owner.
///
/// # Errors
///
/// Only [`Failed::Broken`].
pub async fn make_way(cx: &Cx, pool: &Pool, user: &User, gained: &[Name], conflict: Conflict) -> Result<Batch, Failed> {
    let mut batch = Batch::new();
    if conflict == Conflict::Refuse {
        return Ok(batch);
    }
    let mut owners: Vec<(User, User)> = Vec::new();
    for name in gained.iter().filter(|name| is_movable(pool, name)) {
        let candidates = Candidates::default().with(name.clone());
        let owner = cx.house.store.user_by_name(&pool.id, &candidates).await?;
        if let Some(owner) = owner.filter(|owner| owner.sub != user.sub) {
            batch = batch.and(names::take_over(&pool.id, &user.sub, name));
            if !owners.iter().any(|(known, _)| known.sub == owner.sub) {
                owners.push((owner.clone(), owner.clone()));
            }
            let known = owners.iter_mut().filter(|(known, _)| known.sub == owner.sub);
            known.for_each(|(_, after)| forget_verified(cx, after, name.kind));
        }
    }
    Ok(owners
        .iter()
        .fold(batch, |batch, (before, after)| batch.and(users::update(before, after))))
}

/// Addresses move between users where they are aliases.
fn is_movable(pool: &Pool, name: &Name) -> bool {
    let is_address = matches!(name.kind, NameKind::Email | NameKind::PhoneNumber);
    is_address && pool.settings.username_attributes.is_empty()
}

fn forget_verified(cx: &Cx, owner: &mut User, kind: NameKind) {
    let flag = match kind {
        NameKind::Email => "email_verified",
        _ => "phone_number_verified",
    };
    owner.attributes.insert(flag.to_owned(), "false".to_owned());
    owner.modified = cx.now;
}

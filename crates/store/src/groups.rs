//! The groups of users, and who is in them.

use domain::{
    group::Group,
    ids::{PoolId, Sub},
    moment::Moment,
    quota,
    user::User,
};
use serde::{Deserialize, Serialize};

use crate::{
    Store,
    db::{Batch, Broken, Row, Value, statements},
    page::{Page, Position, page},
    pools, text, users,
};

/// The pool has a group with this name already.
pub const GROUP_EXISTS: &str = "group exists";
/// The pool has as many groups as it may have.
pub const GROUPS_FULL: &str = "groups full";
/// The user is in as many groups as it may be.
pub const USER_FULL: &str = "in too many groups";
/// The pool has no group with this name.
pub const NO_GROUP: &str = "no group";
/// The pool has no such user any more.
pub const NO_USER: &str = "no user";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "g.name, g.pool, g.precedence, g.role_arn, g.created, g.modified, g.data"
    };
}

/// What groups without precedence come after.
macro_rules! rank {
    () => {
        "COALESCE(g.precedence, 9223372036854775807)"
    };
}

/// Whether the user `u` is in any group.
macro_rules! is_in_any {
    () => {
        "EXISTS (SELECT 1 FROM group_members g WHERE g.pool = u.pool AND g.sub = u.sub)"
    };
}
pub(crate) use is_in_any;

statements! {
    INSERT = "INSERT INTO user_groups (pool, name, precedence, role_arn, created, modified, data) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    COUNTED = "UPDATE pools SET version = version WHERE id = $1 \
        AND (SELECT COUNT(*) FROM user_groups WHERE pool = $1) <= $2";
    FIND = concat!("SELECT ", columns!(), " FROM user_groups g WHERE g.pool = $1 AND g.name = $2");
    LIST = concat!("SELECT ", columns!(), " FROM user_groups g WHERE g.pool = $1 AND g.name > $2 ORDER BY g.name LIMIT $3");
    UPDATE = "UPDATE user_groups SET precedence = $3, role_arn = $4, modified = $5, data = $6 WHERE pool = $1 AND name = $2";
    DELETE = "DELETE FROM user_groups WHERE pool = $1 AND name = $2";
    DELETE_MEMBERS = "DELETE FROM group_members WHERE pool = $1 AND name = $2";
    /// Changes nothing, and lets nobody else pass who holds the user before the batch ends.
    HOLD_USER = "UPDATE users SET version = version WHERE pool = $1 AND sub = $2";
    /// Changes nothing, and keeps the group from being deleted before the batch ends.
    HOLD_GROUP = "UPDATE user_groups SET modified = modified WHERE pool = $1 AND name = $2";
    ADD = "INSERT INTO group_members (pool, sub, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    COUNTED_OF_USER = "UPDATE users SET version = version WHERE pool = $1 AND sub = $2 \
        AND (SELECT COUNT(*) FROM group_members WHERE pool = $1 AND sub = $2) <= $3";
    REMOVE = "DELETE FROM group_members WHERE pool = $1 AND sub = $2 AND name = $3";
    OF_USER = concat!("SELECT ", columns!(), " FROM group_members m \
        JOIN user_groups g ON g.pool = m.pool AND g.name = m.name \
        WHERE m.pool = $1 AND m.sub = $2 AND (", rank!(), ", g.name) > ($3, $4) \
        ORDER BY ", rank!(), ", g.name LIMIT $5");
    MEMBERS = concat!("SELECT ", users::columns!(), " FROM group_members m \
        JOIN users u ON u.pool = m.pool AND u.sub = m.sub \
        WHERE m.pool = $1 AND m.name = $2 AND m.sub > $3 ORDER BY m.sub LIMIT $4");
}

/// What has no column of its own.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Rest {
    description: Option<String>,
}

/// What tokens say about a group of their user (auth.md §13.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The name of the group.
    pub group: String,
    /// Its precedence: the lowest wins.
    pub precedence: Option<i64>,
    /// Its role.
    pub role_arn: Option<String>,
}

/// Remembers a new group.
///
/// Guards: [`pools::NO_POOL`], [`GROUP_EXISTS`], [`GROUPS_FULL`].
pub fn insert(group: &Group) -> Batch {
    let args = vec![
        group.pool.as_str().into(),
        group.name.as_str().into(),
        group.precedence.map(i64::from).into(),
        group.role.clone().into(),
        group.created.into(),
        group.modified.into(),
        rest(group),
    ];
    let counted = vec![group.pool.as_str().into(), quota::GROUPS.into()];
    pools::hold(&group.pool)
        .guard(GROUP_EXISTS, INSERT, args)
        .guard(GROUPS_FULL, COUNTED, counted)
}

/// Remembers a group unless there is one of this name, which then stays as it is. The pool must be held by the batch.
pub(crate) fn provide((pool, name): (&PoolId, &str), description: String, now: Moment) -> Batch {
    let rest = Rest {
        description: Some(description),
    };
    let args = vec![
        pool.as_str().into(),
        name.into(),
        Value::Null,
        Value::Null,
        now.into(),
        now.into(),
        text::json(&rest).into(),
    ];
    Batch::new().then(INSERT, args)
}

/// Writes everything of a group but its name and its members.
///
/// Guard: [`NO_GROUP`].
pub fn update(group: &Group) -> Batch {
    let args = vec![
        group.pool.as_str().into(),
        group.name.as_str().into(),
        group.precedence.map(i64::from).into(),
        group.role.clone().into(),
        group.modified.into(),
        rest(group),
    ];
    Batch::new().guard(NO_GROUP, UPDATE, args)
}

fn rest(group: &Group) -> Value {
    let description = group.description.clone();
    text::json(&Rest { description }).into()
}

/// Forgets a group and who was in it.
///
/// Guard: [`NO_GROUP`].
pub fn delete(pool: &PoolId, name: &str) -> Batch {
    let key = || vec![pool.as_str().into(), name.into()];
    Batch::new().guard(NO_GROUP, DELETE, key()).then(DELETE_MEMBERS, key())
}

/// Puts a user into a group; a second time changes nothing.
///
/// Guards: [`NO_USER`], [`NO_GROUP`], [`USER_FULL`].
pub fn add(pool: &PoolId, sub: &Sub, name: &str) -> Batch {
    let user = || vec![pool.as_str().into(), sub.as_str().into()];
    let mut counted = user();
    counted.push(quota::GROUPS_OF_A_USER.into());
    Batch::new()
        .guard(NO_USER, HOLD_USER, user())
        .guard(NO_GROUP, HOLD_GROUP, vec![pool.as_str().into(), name.into()])
        .then(ADD, membership(pool, sub, name))
        .guard(USER_FULL, COUNTED_OF_USER, counted)
}

/// Takes a user out of a group; a second time changes nothing.
pub fn remove(pool: &PoolId, sub: &Sub, name: &str) -> Batch {
    Batch::new().then(REMOVE, membership(pool, sub, name))
}

fn membership(pool: &PoolId, sub: &Sub, name: &str) -> Vec<Value> {
    vec![pool.as_str().into(), sub.as_str().into(), name.into()]
}

impl Store {
    /// The group of a pool with this name.
    pub async fn group(&self, pool: &PoolId, name: &str) -> Result<Option<Group>, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into(), name.into()]).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The groups of a pool by name, from after a position on.
    pub async fn groups(&self, pool: &PoolId, after: Option<&Position>, limit: u32) -> Result<Page<Group>, Broken> {
        let (_, name) = after.map_or(Ok(("", "")), Position::text)?;
        let args = vec![pool.as_str().into(), name.into(), (i64::from(limit) + 1).into()];
        let rows = self.db.rows(LIST, args).await?;
        let groups = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(groups, limit, |group: &Group| {
            Position::at_text(String::new(), &group.name)
        }))
    }

    /// The groups of a user, those of lowest precedence first, those without precedence last, from after a position on.
    pub async fn groups_of(
        &self,
        (pool, sub): (&PoolId, &Sub),
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<Group>, Broken> {
        // A precedence is a number as a time is.
        let (precedence, name) = after.map_or(Ok((i64::MIN, "")), Position::time)?;
        let args = vec![
            pool.as_str().into(),
            sub.as_str().into(),
            precedence.into(),
            name.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.few(OF_USER, args).await?;
        let groups = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(page(groups, limit, |group: &Group| {
            Position::at_time(group.precedence.map_or(i64::MAX, i64::from), &group.name)
        }))
    }

    /// The users in a group, in no order of meaning, from after a position on.
    pub async fn members(
        &self,
        (pool, name): (&PoolId, &str),
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<User>, Broken> {
        let (_, sub) = after.map_or(Ok(("", "")), Position::text)?;
        let args = vec![
            pool.as_str().into(),
            name.into(),
            sub.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(MEMBERS, args).await?;
        let members = rows.iter().map(users::from_row).collect::<Result<_, _>>()?;
        Ok(page(members, limit, |user: &User| {
            Position::at_text(String::new(), user.sub.as_str())
        }))
    }

    /// What tokens say about all groups of a user, in the order of [`Store::groups_of`].
    pub async fn memberships(&self, pool: &PoolId, sub: &Sub) -> Result<Vec<Membership>, Broken> {
        let page = self.groups_of((pool, sub), None, u32::MAX).await?;
        let membership = |group: Group| Membership {
            group: group.name,
            precedence: group.precedence.map(i64::from),
            role_arn: group.role,
        };
        Ok(page.items.into_iter().map(membership).collect())
    }
}

fn from_row(row: &Row) -> Result<Group, Broken> {
    let precedence = row.opt_int(2)?.map(i32::try_from).transpose();
    let rest: Rest = text::parse("a group", &row.text(6)?)?;
    Ok(Group {
        name: row.text(0)?,
        pool: PoolId::new(row.text(1)?),
        precedence: precedence.map_err(|_| text::damaged("a group", "its precedence is out of range"))?,
        role: row.opt_text(3)?,
        created: row.moment(4)?,
        modified: row.moment(5)?,
        description: rest.description,
    })
}

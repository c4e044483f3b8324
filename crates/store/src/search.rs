//! ListUsers: users in order of a search key, page by page (resources.md §5).

pub use domain::filter::{Matching, Search, SearchBy};
use domain::{ids::PoolId, user::User};

use crate::{
    Store,
    db::{Broken, Statement, statements},
    page::{Page, Position, page},
    text,
    users::{self, columns},
};

/// A page of the users whose search key is at least `$2` (and after the user `$4`, created at `$3`, where they are equal) and below
/// `$5`. Of users with equal keys the oldest comes first: so a new one goes to the end of those like it, a page of the index that
/// is in memory, and not to one somewhere among a million.
macro_rules! by_key {
    ($key:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM users u WHERE u.pool = $1 AND (u.",
            $key,
            ", u.created, u.sub) > ($2, $3, $4) AND u.",
            $key,
            " < $5 ORDER BY u.",
            $key,
            ", u.created, u.sub LIMIT $6"
        )
    };
}

statements! {
    BY_CREATED = concat!("SELECT ", columns!(), " FROM users u WHERE u.pool = $1 AND (u.created, u.sub) < ($2, $3) \
        ORDER BY u.created DESC, u.sub DESC LIMIT $4");
    BY_SUB = by_key!("sub");
    BY_USERNAME = by_key!("username_key");
    BY_EMAIL = by_key!("email_key");
    BY_PHONE_NUMBER = by_key!("phone_number_key");
    BY_NAME = by_key!("name_key");
    BY_GIVEN_NAME = by_key!("given_name_key");
    BY_FAMILY_NAME = by_key!("family_name_key");
    BY_PREFERRED_USERNAME = by_key!("preferred_username_key");
    BY_USER_STATUS = by_key!("user_status_key");
    BY_STATUS = by_key!("status_key");
}

const fn statement(by: SearchBy) -> Statement {
    match by {
        SearchBy::Username => BY_USERNAME,
        SearchBy::Email => BY_EMAIL,
        SearchBy::PhoneNumber => BY_PHONE_NUMBER,
        SearchBy::Name => BY_NAME,
        SearchBy::GivenName => BY_GIVEN_NAME,
        SearchBy::FamilyName => BY_FAMILY_NAME,
        SearchBy::PreferredUsername => BY_PREFERRED_USERNAME,
        SearchBy::UserStatus => BY_USER_STATUS,
        SearchBy::Status => BY_STATUS,
        SearchBy::Sub => BY_SUB,
    }
}

/// The key under which a value is kept and looked for.
fn key(by: SearchBy, value: &str) -> String {
    match by {
        SearchBy::Username | SearchBy::Status => text::key(value),
        _ => text::folded_key(value),
    }
}

/// The key of a user.
fn key_of(by: SearchBy, user: &User) -> String {
    let value = match by {
        SearchBy::Username => &user.username,
        SearchBy::UserStatus => user.status.as_str(),
        SearchBy::Status if user.enabled => "Enabled",
        SearchBy::Status => "Disabled",
        SearchBy::Sub => user.sub.as_str(),
        attribute => user.attributes.get(attribute.as_str()).map_or("", String::as_str),
    };
    key(by, value)
}

/// The keys that match: from the first to below the second. No key holds U+0000, and none goes on with U+10FFFF, which
/// is no character.
fn range(search: &Search) -> (String, String) {
    let from = key(search.by, &search.value);
    let end = match search.matching {
        Matching::Exact => '\u{1}',
        Matching::Prefix => char::MAX,
    };
    let below = format!("{from}{end}");
    (from, below)
}

impl Store {
    /// The users of a pool that match, from after a position on: with a search in ascending order of what is searched, else the
    /// newest first (resources.md §5). Users that stay are neither doubled nor skipped when others come and go between pages.
    pub async fn users(
        &self,
        pool: &PoolId,
        search: Option<&Search>,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<User>, Broken> {
        match search {
            None => self.users_by_creation(pool, after, limit).await,
            Some(search) => self.users_by_key(pool, search, after, limit).await,
        }
    }

    async fn users_by_creation(
        &self,
        pool: &PoolId,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<User>, Broken> {
        let (created, sub) = after.map_or(Ok((i64::MAX, "")), Position::time)?;
        let args = vec![
            pool.as_str().into(),
            created.into(),
            sub.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(BY_CREATED, args).await?;
        let users = rows.iter().map(users::from_row).collect::<Result<_, _>>()?;
        Ok(page(users, limit, |user: &User| {
            Position::at_time(user.created.micros(), user.sub.as_str())
        }))
    }

    async fn users_by_key(
        &self,
        pool: &PoolId,
        search: &Search,
        after: Option<&Position>,
        limit: u32,
    ) -> Result<Page<User>, Broken> {
        let (from, below) = range(search);
        let (from, created, sub) = after.map_or(Ok((from.as_str(), i64::MIN, "")), Position::text_and_time)?;
        let args = vec![
            pool.as_str().into(),
            from.into(),
            created.into(),
            sub.into(),
            below.into(),
            (i64::from(limit) + 1).into(),
        ];
        let rows = self.db.rows(statement(search.by), args).await?;
        let users = rows.iter().map(users::from_row).collect::<Result<_, _>>()?;
        Ok(page(users, limit, |user: &User| {
            Position::at_text_and_time(key_of(search.by, user), user.created.micros(), user.sub.as_str())
        }))
    }
}

//! Users: the records, finding them by name, and reading everything that a sign-in needs at once.

use std::collections::BTreeMap;

use domain::{
    ids::{PoolId, Sub},
    user::{MfaPreference, User, UserStatus},
};
use serde::{Deserialize, Serialize};

use crate::{
    Store,
    credentials::{self, Credential},
    db::{Batch, Broken, Row, Value, statements},
    groups,
    logins::Lockout,
    names::{self, Name, NameKind},
    pools, text,
};

pub use crate::names::{EMAIL_TAKEN, PHONE_NUMBER_TAKEN, PREFERRED_USERNAME_TAKEN, USERNAME_TAKEN};

/// The user was changed or deleted since it was read.
pub const USER_CHANGED: &str = "user changed";
/// The pool has a user with this `sub` already.
pub const SUB_TAKEN: &str = "sub taken";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "u.pool, u.sub, u.username, u.status, u.enabled, u.created, u.modified, u.version, u.data"
    };
}
pub(crate) use columns;

/// How many [`columns`] there are.
pub(crate) const COLUMNS: usize = 9;

/// The user that one of the names `$2` and `$4` to `$6` or the sub `$3` means. The first in this order wins, and what comes after
/// it is not looked for.
macro_rules! named {
    () => {
        "u.pool = $1 AND u.sub = coalesce(\
            (SELECT sub FROM names WHERE pool = $1 AND kind = 'username' AND value = $2), \
            (SELECT sub FROM users WHERE pool = $1 AND sub = $3), \
            (SELECT sub FROM names WHERE pool = $1 AND kind = 'email' AND value = $4), \
            (SELECT sub FROM names WHERE pool = $1 AND kind = 'phone_number' AND value = $5), \
            (SELECT sub FROM names WHERE pool = $1 AND kind = 'preferred_username' AND value = $6))"
    };
}

statements! {
    INSERT = "INSERT INTO users (pool, sub, username, status, enabled, created, modified, version, data, username_key, \
        email_key, phone_number_key, name_key, given_name_key, family_name_key, preferred_username_key, \
        user_status_key, status_key) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING";
    UPDATE = "UPDATE users SET username = $3, status = $4, enabled = $5, modified = $6, version = version + 1, data = $7 \
        WHERE pool = $1 AND sub = $2 AND version = $8";
    UPDATE_WITH_KEYS = "UPDATE users SET username = $3, status = $4, enabled = $5, modified = $6, version = version + 1, data = $7, \
        username_key = $9, email_key = $10, phone_number_key = $11, name_key = $12, given_name_key = $13, \
        family_name_key = $14, preferred_username_key = $15, user_status_key = $16, status_key = $17 \
        WHERE pool = $1 AND sub = $2 AND version = $8";
    UNCHANGED = "SELECT 1 FROM users WHERE pool = $1 AND sub = $2 AND version = $3 FOR NO KEY UPDATE";
    BY_SUB = concat!("SELECT ", columns!(), " FROM users u WHERE u.pool = $1 AND u.sub = $2");
    BY_NAME = concat!("SELECT ", columns!(), " FROM users u WHERE ", named!());
    SIGN_IN = concat!("SELECT ", columns!(), ", c.version, c.set_at, c.temporary, c.sealed, \
        p.fails, p.locked_until, m.fails, m.locked_until, ", groups::is_in_any!(), " FROM users u \
        LEFT JOIN credentials c ON c.pool = u.pool AND c.sub = u.sub \
        LEFT JOIN lockouts p ON p.pool = u.pool AND p.subject = u.sub AND p.factor = 'password' \
        LEFT JOIN lockouts m ON m.pool = u.pool AND m.subject = u.sub AND m.factor = 'mfa' \
        WHERE ", named!());
    DELETE = "DELETE FROM users WHERE pool = $1 AND sub = $2";
    DELETE_NAMES = "DELETE FROM names WHERE pool = $1 AND sub = $2";
    DELETE_CREDENTIAL = "DELETE FROM credentials WHERE pool = $1 AND sub = $2";
    DELETE_OLD_PASSWORDS = "DELETE FROM old_passwords WHERE pool = $1 AND sub = $2";
    DELETE_LOCKOUTS = "DELETE FROM lockouts WHERE pool = $1 AND subject = $2";
    DELETE_FAMILIES = "DELETE FROM families WHERE pool = $1 AND sub = $2";
    DELETE_CODES = "DELETE FROM codes WHERE pool = $1 AND sub = $2";
    DELETE_OAUTH_CODES = "DELETE FROM oauth_codes WHERE pool = $1 AND sub = $2";
    DELETE_SSO_SESSIONS = "DELETE FROM sso_sessions WHERE pool = $1 AND sub = $2";
    DELETE_AUTHENTICATORS = "DELETE FROM authenticators WHERE pool = $1 AND sub = $2";
    DELETE_ATTEMPTS = "DELETE FROM attempts WHERE pool = $1 AND subject = $2";
    DELETE_IDENTITIES = "DELETE FROM identities WHERE pool = $1 AND sub = $2";
    DELETE_MEMBERSHIPS = "DELETE FROM group_members WHERE pool = $1 AND sub = $2";
    DELETE_DEVICES = "DELETE FROM devices WHERE pool = $1 AND sub = $2";
    DELETE_DEVICE_STEPS = "DELETE FROM device_steps WHERE pool = $1 AND sub = $2";
    DELETE_PASSKEYS = "DELETE FROM passkeys WHERE pool = $1 AND sub = $2";
    DELETE_AUTH_EVENTS = "DELETE FROM auth_events WHERE pool = $1 AND sub = $2";
    DELETE_KNOWN_PLACES = "DELETE FROM known_places WHERE pool = $1 AND sub = $2";
    DELETE_PASSKEY_REGISTRATIONS = "DELETE FROM passkey_registrations WHERE pool = $1 AND sub = $2";
}

/// What a name given by a client may mean: each folded as the pool compares it. Leave out what the pool does not accept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// As a username.
    pub username: Option<String>,
    /// As a subject.
    pub sub: Option<String>,
    /// As an e-mail address.
    pub email: Option<String>,
    /// As a phone number.
    pub phone_number: Option<String>,
    /// As a preferred username.
    pub preferred_username: Option<String>,
}

impl Candidates {
    /// Adds a name.
    #[must_use]
    pub fn with(mut self, name: Name) -> Self {
        match name.kind {
            NameKind::Username => self.username = Some(name.value),
            NameKind::Email => self.email = Some(name.value),
            NameKind::PhoneNumber => self.phone_number = Some(name.value),
            NameKind::PreferredUsername => self.preferred_username = Some(name.value),
        }
        self
    }

    /// Adds a subject.
    #[must_use]
    pub fn with_sub(mut self, sub: impl Into<String>) -> Self {
        self.sub = Some(sub.into());
        self
    }

    fn args(&self, pool: &PoolId) -> Vec<Value> {
        let name = |value: &Option<String>| value.as_deref().map(text::name).into();
        vec![
            pool.as_str().into(),
            name(&self.username),
            name(&self.sub),
            name(&self.email),
            name(&self.phone_number),
            name(&self.preferred_username),
        ]
    }
}

impl FromIterator<Name> for Candidates {
    fn from_iter<I: IntoIterator<Item = Name>>(names: I) -> Self {
        names.into_iter().fold(Self::default(), Self::with)
    }
}

/// Everything that a sign-in asks about a user, from one query. No `Debug`: it holds the verifier.
#[derive(Clone)]
pub struct SignInView {
    /// The user.
    pub user: User,
    /// Its password; `None` when it has none.
    pub credential: Option<Credential>,
    /// Its failed passwords.
    pub password_lockout: Lockout,
    /// Its failed second factors.
    pub mfa_lockout: Lockout,
    /// Whether it is in any group.
    pub in_groups: bool,
}

/// Remembers a new user with its names.
///
/// Guards: [`SUB_TAKEN`], and [`names::taken`] of each name.
pub fn insert(user: &User, names: &[Name]) -> Batch {
    record(user, names).and(pools::grow(&user.pool, user.sub.as_str()))
}

/// Remembers many new users of a pool with their names: all of them or none.
///
/// Guards: those of [`insert`].
pub fn insert_all(pool: &PoolId, users: &[(User, Vec<Name>)]) -> Batch {
    let records = users
        .iter()
        .fold(Batch::new(), |batch, (user, names)| batch.and(record(user, names)));
    match users.first() {
        Some((first, _)) => records.and(pools::grow_by(pool, first.sub.as_str(), users.len())),
        None => records,
    }
}

fn record(user: &User, names: &[Name]) -> Batch {
    let first = Batch::new().guard(SUB_TAKEN, INSERT, args(user));
    names.iter().fold(first, |batch, name| {
        batch.and(names::claim(&user.pool, &user.sub, name))
    })
}

/// Writes the user that was read as `before` and is to be `after`, but for its pool, sub and time of creation, which never change.
/// The stored version rises by one. When names change with it, add [`names::change`].
///
/// Guard: [`USER_CHANGED`].
pub fn update(before: &User, after: &User) -> Batch {
    let mut args = vec![
        before.pool.as_str().into(),
        before.sub.as_str().into(),
        after.username.as_str().into(),
        after.status.as_str().into(),
        after.enabled.into(),
        after.modified.into(),
        data(after).into(),
        before.version.into(),
    ];
    let keys = keys(after);
    // A statement that names a key costs a page of its index, whether the key is another one or not.
    if keys == self::keys(before) {
        return Batch::new().guard(USER_CHANGED, UPDATE, args);
    }
    args.extend(keys.map(Value::from));
    Batch::new().guard(USER_CHANGED, UPDATE_WITH_KEYS, args)
}

/// Writes nothing, but refuses the batch when the user was changed or deleted since it was read.
///
/// Guard: [`USER_CHANGED`].
pub fn unchanged(user: &User) -> Batch {
    Batch::new().check(
        USER_CHANGED,
        UNCHANGED,
        vec![user.pool.as_str().into(), user.sub.as_str().into(), user.version.into()],
    )
}

/// Forgets the user and everything of it.
///
/// Guard: [`USER_CHANGED`], when there is no such user any more.
pub fn delete(pool: &PoolId, sub: &Sub) -> Batch {
    let args = || vec![pool.as_str().into(), sub.as_str().into()];
    let first = Batch::new()
        .guard(USER_CHANGED, DELETE, args())
        .and(pools::shrink(pool, sub.as_str()));
    [
        DELETE_NAMES,
        DELETE_CREDENTIAL,
        DELETE_OLD_PASSWORDS,
        DELETE_LOCKOUTS,
        DELETE_FAMILIES,
        DELETE_CODES,
        DELETE_OAUTH_CODES,
        DELETE_SSO_SESSIONS,
        DELETE_AUTHENTICATORS,
        DELETE_ATTEMPTS,
        DELETE_IDENTITIES,
        DELETE_MEMBERSHIPS,
        DELETE_DEVICES,
        DELETE_DEVICE_STEPS,
        DELETE_PASSKEYS,
        DELETE_PASSKEY_REGISTRATIONS,
        DELETE_AUTH_EVENTS,
        DELETE_KNOWN_PLACES,
    ]
    .into_iter()
    .fold(first, |batch, statement| batch.then(statement, args()))
}

impl Store {
    /// The user with this subject.
    pub async fn user(&self, pool: &PoolId, sub: &Sub) -> Result<Option<User>, Broken> {
        let args = vec![pool.as_str().into(), text::name(sub.as_str()).into()];
        let row = self.db.row(BY_SUB, args).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The user that is meant by a name: a username is preferred to a sub, then e-mail, phone number, preferred username.
    pub async fn user_by_name(&self, pool: &PoolId, candidates: &Candidates) -> Result<Option<User>, Broken> {
        let row = self.db.row(BY_NAME, candidates.args(pool)).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The user that is meant by a name, with all that a sign-in asks about it.
    pub async fn sign_in_view(&self, pool: &PoolId, candidates: &Candidates) -> Result<Option<SignInView>, Broken> {
        let row = self.db.row(SIGN_IN, candidates.args(pool)).await?;
        row.map(|row| self.view_from(&row)).transpose()
    }

    fn view_from(&self, row: &Row) -> Result<SignInView, Broken> {
        let user = from_row(row)?;
        let credential = credentials::from_row(&self.sealer, (&user.pool, &user.sub), row, COLUMNS)?;
        Ok(SignInView {
            user,
            credential,
            password_lockout: Lockout::from_row(row, COLUMNS + 4)?,
            mfa_lockout: Lockout::from_row(row, COLUMNS + 6)?,
            in_groups: row.bool(COLUMNS + 8)?,
        })
    }
}

/// What of a user is neither searched nor guarded. A new member needs a serde default.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Data {
    attributes: BTreeMap<String, String>,
    mfa: MfaPreference,
    pending: BTreeMap<String, String>,
}

fn data(user: &User) -> String {
    text::json(&Data {
        attributes: user.attributes.clone(),
        mfa: user.mfa.clone(),
        pending: user.pending.clone(),
    })
}

/// What a user is found by in a list, in the order of the columns.
fn keys(user: &User) -> [String; 9] {
    let attribute = |name: &str| {
        user.attributes
            .get(name)
            .map_or_else(String::new, |value| text::folded_key(value))
    };
    [
        text::key(&user.username),
        attribute("email"),
        attribute("phone_number"),
        attribute("name"),
        attribute("given_name"),
        attribute("family_name"),
        attribute("preferred_username"),
        text::folded_key(user.status.as_str()),
        if user.enabled { "Enabled" } else { "Disabled" }.into(),
    ]
}

/// The parameters of [`INSERT`].
fn args(user: &User) -> Vec<Value> {
    let mut args = vec![
        user.pool.as_str().into(),
        user.sub.as_str().into(),
        user.username.as_str().into(),
        user.status.as_str().into(),
        user.enabled.into(),
        user.created.into(),
        user.modified.into(),
        user.version.into(),
        data(user).into(),
    ];
    args.extend(keys(user).map(Value::from));
    args
}

/// A user from [`columns`] at the start of a row.
pub(crate) fn from_row(row: &Row) -> Result<User, Broken> {
    let status = row.text(3)?;
    let data: Data = text::parse("a user", &row.text(8)?)?;
    Ok(User {
        pool: PoolId::new(row.text(0)?),
        sub: Sub::new(row.text(1)?),
        username: row.text(2)?,
        status: UserStatus::parse(&status).ok_or_else(|| text::damaged("a user", "its status is not known"))?,
        enabled: row.bool(4)?,
        created: row.moment(5)?,
        modified: row.moment(6)?,
        version: row.int(7)?,
        attributes: data.attributes,
        mfa: data.mfa,
        pending: data.pending,
    })
}

//! Browsers that are signed in. The store knows only the digests of their cookies.

use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
    oauth::sso::SsoSession,
    token::session::Seen,
};
use uuid::Uuid;

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    text,
};

/// There is a session with this cookie already.
pub const SESSION_EXISTS: &str = "sso session exists";

/// What [`from_row`] reads.
macro_rules! columns {
    () => {
        "pool, sub, id, client, auth_time, expires, details, last_active, last_ip"
    };
}

statements! {
    INSERT = "INSERT INTO sso_sessions (pool, sub, id, cookie, client, auth_time, expires, last_active, last_ip, details) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    FIND = concat!("SELECT ", columns!(), " FROM sso_sessions WHERE pool = $1 AND sub = $2 AND id = $3");
    FIND_BY_COOKIE = concat!("SELECT ", columns!(), " FROM sso_sessions WHERE pool = $1 AND cookie = $2");
    LIST = concat!("SELECT ", columns!(), " FROM sso_sessions \
        WHERE pool = $1 AND sub = $2 AND expires > $3 ORDER BY last_active DESC, id DESC LIMIT $4");
    USE = "UPDATE sso_sessions SET last_active = $4, last_ip = $5 WHERE pool = $1 AND sub = $2 AND id = $3";
    DELETE = "DELETE FROM sso_sessions WHERE pool = $1 AND sub = $2 AND id = $3";
    DELETE_BY_COOKIE = "DELETE FROM sso_sessions WHERE pool = $1 AND cookie = $2";
    DELETE_OF_USER = "DELETE FROM sso_sessions WHERE pool = $1 AND sub = $2";
    SWEEP = "DELETE FROM sso_sessions WHERE expires < $1";
}

/// A signed-in browser as its user's list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The session.
    pub session: SsoSession,
    /// When it was last used.
    pub last_active: Moment,
    /// From which address, as far as is known.
    pub last_ip: Option<String>,
}

/// Remembers a browser that has just signed in. `cookie` is the digest of what its cookie says.
///
/// Guard: [`SESSION_EXISTS`].
pub fn insert(cookie: &str, session: &SsoSession, seen: Seen) -> Batch {
    Batch::new().guard(
        SESSION_EXISTS,
        INSERT,
        vec![
            session.pool.as_str().into(),
            session.sub.as_str().into(),
            session.id.to_string().into(),
            cookie.into(),
            session.client.as_str().into(),
            session.auth_time.into(),
            session.expires.into(),
            seen.at.into(),
            address(seen).into(),
            text::json(&session.details).into(),
        ],
    )
}

/// Notes that the session was used. One that has ended meanwhile stays so.
pub fn used((pool, sub, id): (&PoolId, &Sub, Uuid), seen: Seen) -> Batch {
    let mut args = key(pool, sub, id);
    args.extend([seen.at.into(), address(seen).into()]);
    Batch::new().then(USE, args)
}

/// Ends a session; a second time changes nothing.
pub fn end(pool: &PoolId, sub: &Sub, id: Uuid) -> Batch {
    Batch::new().then(DELETE, key(pool, sub, id))
}

/// Ends the session whose cookie has this digest.
pub fn end_by_cookie(pool: &PoolId, cookie: &str) -> Batch {
    Batch::new().then(DELETE_BY_COOKIE, vec![pool.as_str().into(), cookie.into()])
}

/// Ends all sessions of a user.
pub fn end_all(pool: &PoolId, sub: &Sub) -> Batch {
    Batch::new().then(DELETE_OF_USER, vec![pool.as_str().into(), sub.as_str().into()])
}

/// Drops sessions that expired before this moment.
pub fn sweep(before: Moment) -> Batch {
    Batch::new().then(SWEEP, vec![before.into()])
}

fn key(pool: &PoolId, sub: &Sub, id: Uuid) -> Vec<crate::db::Value> {
    vec![pool.as_str().into(), sub.as_str().into(), id.to_string().into()]
}

fn address(seen: Seen) -> Option<String> {
    seen.ip.map(|ip| ip.to_string())
}

impl Store {
    /// The session of a user with this id, also when it has expired.
    pub async fn sso_session(&self, pool: &PoolId, sub: &Sub, id: Uuid) -> Result<Option<SsoSession>, Broken> {
        let row = self.db.row(FIND, key(pool, sub, id)).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The session whose cookie has this digest, also when it has expired.
    pub async fn sso_session_by_cookie(&self, pool: &PoolId, cookie: &str) -> Result<Option<SsoSession>, Broken> {
        let args = vec![pool.as_str().into(), cookie.into()];
        let row = self.db.row(FIND_BY_COOKIE, args).await?;
        row.map(|row| from_row(&row)).transpose()
    }

    /// The live sessions of a user, the last used first.
    pub async fn sso_sessions(&self, pool: &PoolId, sub: &Sub, now: Moment, limit: u32) -> Result<Vec<Shown>, Broken> {
        let args = vec![
            pool.as_str().into(),
            sub.as_str().into(),
            now.into(),
            i64::from(limit).into(),
        ];
        let rows = self.db.rows(LIST, args).await?;
        let shown = |row: &Row| {
            Ok(Shown {
                session: from_row(row)?,
                last_active: row.moment(7)?,
                last_ip: row.opt_text(8)?,
            })
        };
        rows.iter().map(shown).collect()
    }
}

fn from_row(row: &Row) -> Result<SsoSession, Broken> {
    let id: Result<Uuid, _> = row.text(2)?.parse();
    Ok(SsoSession {
        pool: PoolId::new(row.text(0)?),
        sub: Sub::new(row.text(1)?),
        id: id.map_err(|_| text::damaged("a single sign-on session", "its id is no UUID"))?,
        client: ClientId::new(row.text(3)?),
        auth_time: row.moment(4)?,
        expires: row.moment(5)?,
        details: text::parse("a single sign-on session", &row.text(6)?)?,
    })
}

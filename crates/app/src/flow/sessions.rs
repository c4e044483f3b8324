//! Sessions of users: beginning, being seen, ending (auth.md §17.4). One token session is one token family.

use std::net::IpAddr;

use domain::{
    ids::{PoolId, Sub},
    moment::Moment,
    oauth::sso::SsoSession,
    pool::Pool,
    token::{
        family::Family,
        session::{self, Seen},
    },
    user::User,
};
use store::{db::Batch, families, oauth_codes, sso_sessions};
use wire::shapes::RevokeAssociatedSessionsType;

use crate::{cx::Cx, operation::Failed};

/// From where this request comes, as far as the pool wants it remembered.
pub fn seen(cx: &Cx, pool: &Pool) -> Seen {
    Seen {
        at: cx.now,
        ip: cx.ip.filter(|_| pool.settings.sessions.tracked).map(plain),
    }
}

/// An IPv4 address that a socket for both kinds shows as IPv6.
fn plain(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}

/// What the user agent of this request says of its device, where the pool wants it remembered.
pub fn device_type(cx: &Cx, pool: &Pool) -> Option<String> {
    let agent = cx.user_agent.as_deref().unwrap_or_default();
    let tracked = pool.settings.sessions.tracked;
    tracked.then(|| session::device_type(agent).to_owned())
}

/// Begins a session. Where sessions are tracked, the least recently used ones make room for it.
pub fn begin(cx: &Cx, pool: &Pool, family: &Family) -> Batch {
    let sessions = pool.settings.sessions;
    let room = match sessions.tracked {
        true => families::make_room(family, sessions.max_per_user, cx.now),
        false => Batch::new(),
    };
    room.and(families::insert_seen(family, seen(cx, pool)))
}

/// Takes away everything that the user was given and can still give tokens: token families, and codes that wait to be
/// exchanged. Browsers stay signed in (documented for GlobalSignOut).
pub fn end_tokens(user: &User, now: Moment) -> Batch {
    families::revoke_all(&user.pool, &user.sub, now).and(oauth_codes::delete_of_user(&user.pool, &user.sub))
}

/// Signs the user out of every browser, and takes the codes that came from there (our choice for the disabled and for whom
/// gets another password; the real service lets browsers be).
pub fn end_browsers(pool: &PoolId, sub: &Sub) -> Batch {
    sso_sessions::end_all(pool, sub).and(oauth_codes::delete_of_user(pool, sub))
}

/// Notes that the browser's session that a family came through was used: tokens came from it, or turned over (documented).
pub fn origin_active(family: &Family, seen: Seen) -> Batch {
    family.details.sso.map_or_else(Batch::new, |sso| {
        sso_sessions::used((&family.pool, &family.sub, sso), seen)
    })
}

/// How far the end of a session reaches: `RevokeAssociatedSessions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// That session alone.
    Alone,
    /// From tokens to the browser that they came through, and from a browser to all tokens that came through it.
    Linked,
}

impl From<Option<RevokeAssociatedSessionsType>> for Reach {
    fn from(asked: Option<RevokeAssociatedSessionsType>) -> Self {
        match asked {
            Some(RevokeAssociatedSessionsType::Linked) => Self::Linked,
            Some(RevokeAssociatedSessionsType::None) | None => Self::Alone,
        }
    }
}

/// Ends the single sign-on session of a browser: its cookie is good for nothing any more.
///
/// # Errors
/// Only the store's.
pub async fn end_sso(cx: &Cx, session: &SsoSession, reach: Reach) -> Result<(), Failed> {
    let (pool, sub) = (&session.pool, &session.sub);
    let ended = sso_sessions::end(pool, sub, session.id);
    let batch = match reach {
        Reach::Alone => ended,
        // A code that waits to be exchanged came through some browser, and this may be the one.
        Reach::Linked => ended
            .and(oauth_codes::delete_of_user(pool, sub))
            .and(families::revoke_of_sso((pool, sub, session.id), cx.now)),
    };
    let _done = cx.house.store.write(batch).await?;
    Ok(())
}

/// Ends a session: its refresh and access tokens are good for nothing any more. A second time changes nothing.
///
/// # Errors
/// Only the store's.
pub async fn end(cx: &Cx, family: &Family, reach: Reach) -> Result<(), Failed> {
    let revoked = families::revoke(family, cx.now);
    let batch = match family.details.sso.filter(|_| reach == Reach::Linked) {
        Some(sso) => revoked.and(sso_sessions::end(&family.pool, &family.sub, sso)),
        None => revoked,
    };
    // Nothing in the batch is guarded, so it cannot be refused.
    let _done = cx.house.store.write(batch).await?;
    Ok(())
}

//! Sessions of users: beginning, being seen, ending (auth.md §17.4). One token session is one token family.

use std::net::IpAddr;

use domain::{
    pool::Pool,
    token::{
        family::Family,
        session::{self, Seen},
    },
};
use store::{db::Batch, families};

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

/// Ends a session: its refresh and access tokens are good for nothing any more. A second time changes nothing.
///
/// `RevokeAssociatedSessions: LINKED` would end the single sign-on session that it came through as well; sessions of the
/// API came through none.
///
/// # Errors
/// Only the store's.
pub async fn end(cx: &Cx, family: &Family) -> Result<(), Failed> {
    // Nothing in the batch is guarded, so it cannot be refused.
    let _done = cx.house.store.write(families::revoke(family, cx.now)).await?;
    Ok(())
}

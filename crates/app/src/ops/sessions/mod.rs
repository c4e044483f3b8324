//! Sessions of users: listing and revoking them, and how a pool and its clients keep them (auth.md §17.4).

mod admin_list_user_sessions;
mod admin_revoke_user_session;
mod get_user_pool_client_session_configuration;
mod get_user_pool_session_configuration;
mod list_user_sessions;
mod revoke_user_session;
mod set_user_pool_client_session_configuration;
mod set_user_pool_session_configuration;

pub use admin_list_user_sessions::AdminListUserSessions;
pub use admin_revoke_user_session::AdminRevokeUserSession;
pub use get_user_pool_client_session_configuration::GetUserPoolClientSessionConfiguration;
pub use get_user_pool_session_configuration::GetUserPoolSessionConfiguration;
pub use list_user_sessions::ListUserSessions;
pub use revoke_user_session::RevokeUserSession;
pub use set_user_pool_client_session_configuration::SetUserPoolClientSessionConfiguration;
pub use set_user_pool_session_configuration::SetUserPoolSessionConfiguration;

use std::cmp::Reverse;

use domain::{
    client::Client,
    oauth::sso::SsoSession,
    pool::{Pool, SessionSettings, tier::Feature},
    token::{family::Family, session},
    user::User,
};
use store::{families::Session, sso_sessions::Shown};
use uuid::Uuid;
use wire::{Fault, Timestamp, shapes};

use crate::{
    cx::Cx,
    flow::sessions,
    operation::Failed,
    say::{paging, pools, sessions as say},
};

/// The live sessions of the user over all clients, the last used first (GUESS at the order), on one page. `current` is the
/// family of the caller's own token.
///
/// # Errors
/// OperationNotEnabledException while the pool tracks no sessions; InvalidParameterException for any page token, since
/// none is ever given out.
async fn list(
    cx: &Cx,
    (pool, user): (&Pool, &User),
    current: Option<Uuid>,
    page: Option<&str>,
) -> Result<Vec<shapes::SessionDescriptionType>, Failed> {
    are_tracked(pool)?;
    if page.is_some() {
        return Err(paging::bad_token().into());
    }
    let store = &cx.house.store;
    let most = session::MOST_SHOWN;
    let of_tokens = store.sessions(&pool.id, &user.sub, cx.now, most).await?;
    let of_browsers = store.sso_sessions(&pool.id, &user.sub, cx.now, most).await?;
    let of_tokens = of_tokens
        .into_iter()
        .map(|one| (one.last_active, describe(one, current)));
    let of_browsers = of_browsers.into_iter().map(|one| (one.last_active, describe_sso(one)));
    let mut all: Vec<_> = of_tokens.chain(of_browsers).collect();
    all.sort_by_key(|(last_active, _)| Reverse(*last_active));
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Ok(all.into_iter().take(most).map(|(_, described)| described).collect())
}

/// Nobody here knows where an address is, so the country is unknown and the city left out.
fn describe(session: Session, current: Option<Uuid>) -> shapes::SessionDescriptionType {
    let Session {
        family,
        last_active,
        last_ip,
    } = session;
    let origin = family.details.sso.map(session::id_of_sso);
    shapes::SessionDescriptionType {
        session_id: Some(session::id_of(family.id)),
        session_type: Some(shapes::SessionTypeType::Token),
        client_id: Some(family.client.into()),
        create_date: Some(Timestamp::from_micros(family.auth_time.micros())),
        last_active_date: Some(Timestamp::from_micros(last_active.micros())),
        device_type: Some(family.details.device_type.unwrap_or_else(unknown)),
        last_ip_address: last_ip,
        last_location: Some(somewhere()),
        origin_session_id: origin,
        is_current_session: Some(current == Some(family.id)),
    }
}

/// A browser that is signed in. No token is it, so it is nobody's current session.
fn describe_sso(shown: Shown) -> shapes::SessionDescriptionType {
    let Shown {
        session,
        last_active,
        last_ip,
    } = shown;
    shapes::SessionDescriptionType {
        session_id: Some(session::id_of_sso(session.id)),
        session_type: Some(shapes::SessionTypeType::Sso),
        client_id: Some(session.client.into()),
        create_date: Some(Timestamp::from_micros(session.auth_time.micros())),
        last_active_date: Some(Timestamp::from_micros(last_active.micros())),
        device_type: Some(session.details.device_type.unwrap_or_else(unknown)),
        last_ip_address: last_ip,
        last_location: Some(somewhere()),
        origin_session_id: None,
        is_current_session: Some(false),
    }
}

fn unknown() -> String {
    session::UNKNOWN.to_owned()
}

fn somewhere() -> shapes::SessionLocationType {
    shapes::SessionLocationType {
        city: None,
        country: Some(unknown()),
    }
}

/// A session that has not ended.
enum Live {
    /// Of tokens.
    Tokens(Box<Family>),
    /// Of a browser.
    Browser(SsoSession),
}

impl Live {
    /// The family of tokens that it is.
    fn family(&self) -> Option<Uuid> {
        match self {
            Self::Tokens(family) => Some(family.id),
            Self::Browser(_) => None,
        }
    }

    /// Ends it.
    async fn end(&self, cx: &Cx, reach: sessions::Reach) -> Result<(), Failed> {
        match self {
            Self::Tokens(family) => sessions::end(cx, family, reach).await,
            Self::Browser(session) => sessions::end_sso(cx, session, reach).await,
        }
    }
}

/// The live session of the user with this id.
///
/// # Errors
/// OperationNotEnabledException while the pool tracks no sessions; ResourceNotFoundException for a session that has
/// ended, is another user's, or never was.
async fn find(cx: &Cx, (pool, user): (&Pool, &User), id: &str) -> Result<Live, Failed> {
    are_tracked(pool)?;
    if let Some(sso) = session::sso_of(id) {
        let found = cx.house.store.sso_session(&pool.id, &user.sub, sso).await?;
        let live = found.filter(|session| cx.now < session.expires);
        return Ok(Live::Browser(live.ok_or_else(|| say::no_such_session(id))?));
    }
    let family = match session::family_of(id) {
        Some(family) => cx.house.store.family(&pool.id, &user.sub, family).await?,
        None => None,
    };
    let live = family.filter(|family| family.revoked.is_none() && cx.now < family.expires);
    Ok(Live::Tokens(Box::new(live.ok_or_else(|| say::no_such_session(id))?)))
}

fn are_tracked(pool: &Pool) -> Result<(), Fault> {
    match pool.settings.sessions.tracked {
        true => Ok(()),
        false => Err(say::not_tracked()),
    }
}

/// Sessions are configured in tiers that can track them, and in no others (documented).
fn can_be_tracked(pool: &Pool) -> Result<(), Fault> {
    match pool.settings.tier.has(Feature::SessionTracking) {
        true => Ok(()),
        false => Err(pools::feature_not_in_tier(pool.settings.tier, Feature::SessionTracking)),
    }
}

/// The two members that say how a pool keeps sessions.
fn of_pool(kept: SessionSettings) -> (shapes::UserSessionTrackingType, shapes::UserPoolTokenSessionConfigType) {
    let tracking = match kept.tracked {
        true => shapes::UserSessionTrackingType::Enabled,
        false => shapes::UserSessionTrackingType::Disabled,
    };
    let max_per_user = i32::try_from(kept.max_per_user).unwrap_or(i32::MAX);
    (tracking, shapes::UserPoolTokenSessionConfigType { max_per_user })
}

/// The member that says how a client keeps sessions.
fn of_client(client: &Client) -> shapes::ClientSSOSessionConfigType {
    shapes::ClientSSOSessionConfigType {
        max_validity_minutes: client.settings.sso.max_validity_minutes,
    }
}

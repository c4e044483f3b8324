//! `/oauth2/userInfo`: what an access token tells of its user (oauth.md §10).

use domain::{
    oauth::{scope, user_info},
    rates::Category,
};
use serde_json::{Map, Value};

use super::{
    Stop,
    visit::{Reply, Visit},
};
use crate::{access, cx::Cx, operation::Failed, say::hosted as say};

/// The attributes of the token's user, as far as scopes and client show them.
///
/// # Errors
/// [`Stop::Answer`] with one of the errors of oauth.md §10.
pub async fn user_info(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let token = token(visit).ok_or_else(say::no_bearer_token)?;
    cx.house.rates.pass_page(cx, Category::UserRead).await?;
    let me = match access::bearer(cx, token).await {
        Ok(me) => me,
        Err(Failed::Fault(_)) => return Err(say::bad_bearer_token().into()),
        Err(broken) => return Err(broken.into()),
    };
    let elsewhere = visit
        .arrival
        .pool
        .as_ref()
        .is_some_and(|pool| *pool != me.pool.id.as_str());
    if elsewhere {
        return Err(say::bad_bearer_token().into());
    }
    if !me.claims.has_scope(scope::OPENID) {
        return Err(say::not_for_user_info().into());
    }
    let claims = user_info::claims(&me.user, &me.client.settings, &me.claims.scope);
    let body: Map<_, _> = claims
        .into_iter()
        .map(|(name, value)| (name, Value::from(value)))
        .collect();
    Ok(Reply::json(200, Value::Object(body)))
}

/// The token in the header, or in the form (RFC 6750 §2.2).
fn token(visit: &Visit) -> Option<&str> {
    let Some(header) = &visit.authorization else {
        return visit.field("access_token");
    };
    let (scheme, token) = header.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

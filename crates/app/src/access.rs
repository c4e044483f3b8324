//! From an access token to the user who holds it, for every operation that takes one.

use domain::{
    client::Client,
    ids::PoolId,
    pool::Pool,
    token::{
        claims::{API_SCOPE, TokenUse},
        family::Family,
        jwt::{Disbelief, Unverified, Verified},
    },
    user::{User, UserStatus},
};
use store::holders::TokenHolder;
use wire::Fault;

use crate::{
    cx::Cx,
    flow::{issuer, resolve_user},
    operation::Failed,
    replica,
    say::tokens as say,
};

/// Who holds an access token.
pub struct Me {
    /// The pool.
    pub pool: Pool,
    /// The client that the token was given to.
    pub client: Client,
    /// The user, as it is now.
    pub user: User,
    /// The family of the token, which is alive. It may be another client's: a derived token stays in the family of the token that
    /// it was made from (auth.md §17.2).
    pub family: Family,
    /// What the token says.
    pub claims: Verified,
}

/// The user who holds `token`, if the token is good for the API.
///
/// The token's own faults come first, then those of what it names: client, user, family, scope (auth.md §13.6 and
/// resources.md §4.9 have the sentences; their order is a guess but for two things that were observed: a disabled user
/// is told so and not that its tokens are revoked, and the same name with another user behind it is told whether that
/// one is confirmed).
///
/// # Errors
/// NotAuthorizedException, ResourceNotFoundException, UserNotFoundException, UserNotConfirmedException,
/// PasswordResetRequiredException.
pub async fn user(cx: &Cx, token: &str) -> Result<Me, Failed> {
    let me = bearer(cx, token).await?;
    if !me.claims.has_scope(API_SCOPE) {
        return Err(say::scope_missing().into());
    }
    match me.user.status {
        UserStatus::ResetRequired => Err(crate::say::sign_in::reset_required().into()),
        _ => Ok(me),
    }
}

/// The user who holds `token`, whatever the token is good for.
///
/// # Errors
/// As [`user`], but for those about scopes and passwords that have to be reset.
pub async fn bearer(cx: &Cx, token: &str) -> Result<Me, Failed> {
    let (pool, claims) = believe(cx, token).await?;
    let (client, holder) = holder(cx, &pool, &claims).await?;
    stands(&holder.user)?;
    cx.house
        .rates
        .pass_user(cx, || format!("{}/{}", pool.id, holder.user.sub))?;
    let family = holder.family.filter(|family| family.revoked.is_none());
    Ok(Me {
        pool,
        client,
        user: holder.user,
        family: family.ok_or_else(say::access_token_revoked)?,
        claims,
    })
}

async fn believe(cx: &Cx, token: &str) -> Result<(Pool, Verified), Failed> {
    let unverified = Unverified::read(token).map_err(disbelieved)?;
    let pool = PoolId::new(unverified.issuer().rsplit('/').next().unwrap_or_default());
    let pool = cx
        .house
        .store
        .pool(&pool)
        .await?
        .ok_or_else(say::invalid_access_token)?;
    let pool = replica::seen(cx, pool).await?.ok_or_else(say::invalid_access_token)?;
    let keys = cx.house.keyring.of(&cx.house.store, &pool.id).await?;
    let issuer = issuer::of(&cx.house.settings, &pool);
    let claims = unverified
        .believe(&cx.house.keyring.witness(&keys), &issuer, TokenUse::Access, cx.now)
        .map_err(disbelieved)?;
    Ok((pool, claims))
}

fn disbelieved(disbelief: Disbelief) -> Fault {
    match disbelief {
        Disbelief::Malformed => say::invalid_access_token(),
        Disbelief::Signature => say::access_token_not_verified(),
        Disbelief::Expired => say::access_token_expired(),
    }
}

/// The client and the user that the token names. Machine tokens name no user and are none of ours here.
async fn holder(cx: &Cx, pool: &Pool, claims: &Verified) -> Result<(Client, TokenHolder), Failed> {
    let (Some(client_id), Some(username)) = (&claims.client_id, &claims.username) else {
        return Err(say::invalid_access_token().into());
    };
    let store = &cx.house.store;
    let client = store.client(client_id).await?;
    let client = client.map(|(_, client)| client).filter(|client| client.pool == pool.id);
    let client = client.ok_or_else(|| crate::say::clients::no_such_client(client_id.as_str()))?;
    match store.token_holder(&pool.id, &claims.sub, claims.event_id).await? {
        Some(holder) => Ok((client, holder)),
        None => Err(successor(cx, pool, username).await?.into()),
    }
}

/// What is said when the token's user is gone: depends on who has the name now (auth.md §5.2, observed).
async fn successor(cx: &Cx, pool: &Pool, username: &str) -> Result<Fault, Failed> {
    let user = resolve_user::by_name(cx, pool, username).await?;
    Ok(match user.map(|user| user.status) {
        None => crate::say::users::does_not_exist(),
        Some(UserStatus::Unconfirmed) => crate::say::sign_in::unconfirmed(),
        Some(_) => say::access_token_revoked(),
    })
}

fn stands(user: &User) -> Result<(), Fault> {
    if !user.enabled {
        return Err(crate::say::users::disabled());
    }
    match user.status {
        UserStatus::Unconfirmed => Err(crate::say::sign_in::unconfirmed()),
        _ => Ok(()),
    }
}

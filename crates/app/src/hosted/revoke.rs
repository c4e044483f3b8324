//! `/oauth2/revoke`: an application gives a refresh token back (oauth.md §11).

use domain::{oauth::params::Params, rates::Category, token::jwt::Unverified};

use super::{
    Stop, token,
    visit::{Method, Reply, Visit},
};
use crate::{
    cx::Cx,
    flow::{
        issue_tokens,
        sessions::{self, Reach},
    },
    say::hosted::{self as say, TokenError},
};

/// Revokes the family of a refresh token. What is no token any more is revoked already (documented).
///
/// # Errors
/// [`Stop::Answer`] with one of the errors of oauth.md §11.
pub async fn revoke(cx: &Cx, visit: &Visit) -> Result<Reply, Stop> {
    let form = visit.form.as_ref().filter(|_| visit.method == Method::Post);
    let form = form.filter(|form| !form.is_doubled("token"));
    let form: &Params = form.ok_or_else(|| say::token_error(TokenError::InvalidRequest, None))?;
    cx.house.rates.pass_page(cx, Category::UserToken).await?;
    let found = token::client(cx, visit, form).await?;
    let (pool, client) = found.ok_or_else(say::unknown_revoker)?;
    let shown = form.get("token").filter(|_| client.settings.revocable());
    let shown = shown.ok_or_else(|| say::token_error(TokenError::InvalidRequest, None))?;
    if Unverified::read(shown).is_ok() {
        return Err(say::token_error(TokenError::UnsupportedTokenType, None).into());
    }
    let Some(shown) = issue_tokens::read_refresh_token(cx.house.store.sealer(), &pool, shown) else {
        return Ok(Reply::empty(200));
    };
    if shown.client != client.id {
        return Err(say::token_error(TokenError::UnauthorizedClient, None).into());
    }
    if let Some(family) = cx.house.store.family(&pool.id, &shown.sub, shown.family).await? {
        sessions::end(cx, &family, Reach::Alone).await?;
    }
    Ok(Reply::empty(200))
}

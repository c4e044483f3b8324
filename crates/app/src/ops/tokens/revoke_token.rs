//! RevokeToken: a client gives a refresh token back, and all tokens that came from it.

use domain::{client::Client, ids::ClientId, pool::Pool, token::jwt::Unverified};
use wire::{call, shapes};

use super::is_secret_of;
use crate::{
    cx::Cx,
    flow::{
        issue_tokens,
        sessions::{self, Reach},
    },
    operation::{Failed, Operation},
    replica,
    say::tokens as say,
};

/// Revokes the family of a refresh token, whichever of its tokens is shown (auth.md §13.6), and where the request wants it
/// the browser's session that it came through.
pub struct RevokeToken;

impl Operation for RevokeToken {
    type Call = call::RevokeToken;

    async fn run(cx: &Cx, input: shapes::RevokeTokenRequest) -> Result<shapes::RevokeTokenResponse, Failed> {
        if input.token.is_empty() {
            return Err(say::token_required().into());
        }
        let found = cx.house.store.client(&ClientId::new(&input.client_id)).await?;
        let (pool, client) = found.ok_or_else(say::invalid_client_or_secret)?;
        let pool = replica::seen(cx, pool)
            .await?
            .ok_or_else(say::invalid_client_or_secret)?;
        check_secret(&client, input.client_secret.as_deref())?;
        if !client.settings.revocable() {
            return Err(say::revocation_not_enabled().into());
        }
        let reach = Reach::from(input.revoke_associated_sessions);
        revoke(cx, (&pool, &client), &input.token, reach).await?;
        Ok(shapes::RevokeTokenResponse {})
    }
}

fn check_secret(client: &Client, secret: Option<&str>) -> Result<(), Failed> {
    if client.secrets.is_empty() || secret.is_some_and(|secret| is_secret_of(client, secret)) {
        Ok(())
    } else {
        Err(say::invalid_client_or_secret().into())
    }
}

/// A text that is no token at all is revoked already (guess).
async fn revoke(cx: &Cx, (pool, client): (&Pool, &Client), token: &str, reach: Reach) -> Result<(), Failed> {
    if Unverified::read(token).is_ok() {
        return Err(say::not_a_refresh_token().into());
    }
    let Some(token) = issue_tokens::read_refresh_token(cx.house.store.sealer(), pool, token) else {
        return Ok(());
    };
    if token.client != client.id {
        return Err(say::invalid_client_or_secret().into());
    }
    if let Some(family) = cx.house.store.family(&pool.id, &token.sub, token.family).await? {
        sessions::end(cx, &family, reach).await?;
    }
    Ok(())
}

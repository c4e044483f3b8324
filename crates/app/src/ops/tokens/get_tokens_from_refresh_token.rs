//! GetTokensFromRefreshToken: new tokens for a refresh token, which may turn over.

use domain::client::Client;
use wire::{call, shapes};

use super::is_secret_of;
use crate::{
    cx::Cx,
    flow::{
        find,
        refresh::{self, Beside},
    },
    operation::{Failed, Operation},
    say,
};

/// Exchanges a refresh token (auth.md §13.5). Works with and without rotation.
///
/// `ClientMetadata` reaches PreTokenGeneration.
pub struct GetTokensFromRefreshToken;

impl Operation for GetTokensFromRefreshToken {
    type Call = call::GetTokensFromRefreshToken;

    async fn run(
        cx: &Cx,
        input: shapes::GetTokensFromRefreshTokenRequest,
    ) -> Result<shapes::GetTokensFromRefreshTokenResponse, Failed> {
        let (pool, client) = find::client(cx, &input.client_id).await?;
        check_secret(&client, input.client_secret.as_deref())?;
        let beside = Beside {
            device_key: input.device_key.as_deref(),
            metadata: input.client_metadata,
        };
        let tokens = refresh::by_get_tokens(cx, (&pool, &client), &input.refresh_token, beside).await?;
        Ok(shapes::GetTokensFromRefreshTokenResponse {
            authentication_result: Some(tokens),
        })
    }
}

/// A clear secret and not a hash (auth.md §5.1, observed). A public client may send what it likes.
fn check_secret(client: &Client, secret: Option<&str>) -> Result<(), Failed> {
    match secret {
        _ if client.secrets.is_empty() => Ok(()),
        None => Err(say::tokens::client_secret_absent(client.id.as_str()).into()),
        Some(secret) if is_secret_of(client, secret) => Ok(()),
        Some(_) => Err(say::clients::secret_hash_wrong(&client.id).into()),
    }
}

//! GetClientToken: a token for a client that acts for itself.

use domain::token::machine::{self, NoMachineToken};
use wire::{call, shapes};

use super::is_secret_of;
use crate::{
    cx::Cx,
    flow::{find, issue_tokens, scopes, triggers::Behalf},
    operation::{Failed, Operation},
    say,
};

/// Gives a client an access token of its own (auth.md §17.1). Checks the client, its flow, its secret and the scopes, in
/// this order (GUESS). `ClientMetadata` reaches PreTokenGeneration.
pub struct GetClientToken;

impl Operation for GetClientToken {
    type Call = call::GetClientToken;

    async fn run(cx: &Cx, input: shapes::GetClientTokenRequest) -> Result<shapes::GetClientTokenResponse, Failed> {
        let (pool, client) = find::client(cx, &input.client_id).await?;
        machine::admit(&client).map_err(refused)?;
        if !is_secret_of(&client, &input.secret) {
            return Err(say::clients::secret_wrong().into());
        }
        let known = scopes::of_servers(cx, &pool).await?;
        let asked = input.scopes.unwrap_or_default();
        let granted = machine::scopes(&client, &known, &asked).map_err(refused)?;
        let behalf = Behalf {
            pool: &pool,
            client: Some(&client.id),
            metadata: input.client_metadata.as_ref(),
        };
        let token = issue_tokens::for_machine(cx, behalf, &client, &granted).await?;
        Ok(shapes::GetClientTokenResponse {
            client_authentication_result: Some(shapes::ClientAuthenticationResultType {
                access_token: Some(token),
                expires_in: i32::try_from(client.settings.access_lifetime().whole_seconds()).ok(),
                token_type: Some("Bearer".into()),
            }),
        })
    }
}

fn refused(refused: NoMachineToken) -> Failed {
    Failed::Fault(match refused {
        NoMachineToken::Flow => say::tokens::flow_not_enabled("CLIENT_TOKEN_AUTH"),
        NoMachineToken::Scope(scope) => say::tokens::scope_not_granted(&scope),
    })
}

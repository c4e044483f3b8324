//! ListUserPoolClientSecrets.

use wire::{call, shapes};

use super::{named, secrets};
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// The secrets of a client without their values, oldest first; at most two, so there is never another page
/// (resources.md §3.5, documented).
pub struct ListUserPoolClientSecrets;

impl Operation for ListUserPoolClientSecrets {
    type Call = call::ListUserPoolClientSecrets;

    async fn run(
        cx: &Cx,
        input: shapes::ListUserPoolClientSecretsRequest,
    ) -> Result<shapes::ListUserPoolClientSecretsResponse, Failed> {
        let (_, client) = named(cx, &input.user_pool_id, &input.client_id).await?;
        Ok(shapes::ListUserPoolClientSecretsResponse {
            client_secrets: Some(client.secrets.iter().map(secrets::describe).collect()),
            next_token: None,
        })
    }
}

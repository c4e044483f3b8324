//! DeleteUserPoolClientSecret.

use store::{clients, db::Done};
use wire::{call, shapes};

use super::named;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say,
};

/// Takes one of two secrets from a client (resources.md §3.5). Refused: the only one, and one that is not there.
pub struct DeleteUserPoolClientSecret;

impl Operation for DeleteUserPoolClientSecret {
    type Call = call::DeleteUserPoolClientSecret;

    async fn run(
        cx: &Cx,
        input: shapes::DeleteUserPoolClientSecretRequest,
    ) -> Result<shapes::DeleteUserPoolClientSecretResponse, Failed> {
        let (_, mut client) = named(cx, &input.user_pool_id, &input.client_id).await?;
        if !client.secrets.iter().any(|secret| secret.id == input.client_secret_id) {
            return Err(say::clients::no_such_secret().into());
        }
        if client.secrets.len() == 1 {
            return Err(say::clients::only_secret().into());
        }
        client.secrets.retain(|secret| secret.id != input.client_secret_id);
        client.modified = cx.now;
        match cx
            .house
            .store
            .write(clients::update(cx.house.store.sealer(), &client))
            .await?
        {
            Done::Written => Ok(shapes::DeleteUserPoolClientSecretResponse {}),
            Done::Refused(_) => Err(say::clients::changed_meanwhile().into()),
        }
    }
}

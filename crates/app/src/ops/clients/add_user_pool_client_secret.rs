//! AddUserPoolClientSecret.

use store::{clients, db::Done};
use wire::{call, shapes};

use super::{named, secrets};
use crate::{
    cx::Cx,
    ids,
    operation::{Failed, Operation},
    say,
};

/// Gives a confidential client a second secret; both are good until one is deleted (resources.md §3.5).
///
/// The value is in the answer only when it was generated. Refused: a public client, a third secret.
pub struct AddUserPoolClientSecret;

impl Operation for AddUserPoolClientSecret {
    type Call = call::AddUserPoolClientSecret;

    async fn run(
        cx: &Cx,
        input: shapes::AddUserPoolClientSecretRequest,
    ) -> Result<shapes::AddUserPoolClientSecretResponse, Failed> {
        let (_, mut client) = named(cx, &input.user_pool_id, &input.client_id).await?;
        if client.secrets.is_empty() {
            return Err(say::clients::no_secret_to_add_to().into());
        }
        if client.secrets.len() >= secrets::MOST {
            return Err(say::clients::too_many_secrets().into());
        }
        let (value, told) = match input.client_secret {
            Some(value) => (value, None),
            None => {
                let value = ids::client_secret(&*cx.house.entropy);
                (value.clone(), Some(value))
            }
        };
        let secret = secrets::another(cx, &client, value);
        let descriptor = shapes::ClientSecretDescriptorType {
            client_secret_value: told,
            ..secrets::describe(&secret)
        };
        client.secrets.push(secret);
        client.modified = cx.now;
        match cx
            .house
            .store
            .write(clients::update(cx.house.store.sealer(), &client))
            .await?
        {
            Done::Written => Ok(shapes::AddUserPoolClientSecretResponse {
                client_secret_descriptor: Some(descriptor),
            }),
            Done::Refused(_) => Err(say::clients::changed_meanwhile().into()),
        }
    }
}

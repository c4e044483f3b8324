//! AddUserPoolClientSecret.

use domain::quota;
use wire::{call, shapes};

use super::secrets;
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
        let generated = input.client_secret.is_none();
        let value = input
            .client_secret
            .unwrap_or_else(|| ids::client_secret(&*cx.house.entropy));
        let place = (input.user_pool_id.as_str(), input.client_id.as_str());
        let added = secrets::change(cx, place, |client| {
            if client.secrets.is_empty() {
                return Err(say::clients::no_secret_to_add_to());
            }
            if client.secrets.len() >= quota::CLIENT_SECRETS {
                return Err(say::clients::too_many_secrets());
            }
            let secret = secrets::another(cx, client, value.clone());
            client.secrets.push(secret.clone());
            Ok(secret)
        });
        let added = added.await?;
        Ok(shapes::AddUserPoolClientSecretResponse {
            client_secret_descriptor: Some(shapes::ClientSecretDescriptorType {
                client_secret_value: generated.then_some(value),
                ..secrets::describe(&added)
            }),
        })
    }
}

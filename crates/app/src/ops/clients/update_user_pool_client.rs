//! UpdateUserPoolClient.

use std::sync::Arc;

use domain::client::{Client, ClientSettings, rules::Secrecy};
use store::{clients, db::Done};
use wire::{call, shapes};

use super::{
    document::{self, Given, Known, Shown},
    named,
};
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say::{self, clients::Occasion},
};

/// Replaces the settings of a client: what is left out goes back to its default, but for the name, which stays
/// (resources.md §3.4; that the name stays is GUESS). The id and the secrets never change.
pub struct UpdateUserPoolClient;

impl Operation for UpdateUserPoolClient {
    type Call = call::UpdateUserPoolClient;

    async fn run(
        cx: &Cx,
        mut input: shapes::UpdateUserPoolClientRequest,
    ) -> Result<shapes::UpdateUserPoolClientResponse, Failed> {
        let (pool, client) = named(cx, &input.user_pool_id, &input.client_id).await?;
        let name = input.client_name.take();
        let secrecy = match client.secrets.is_empty() {
            true => Secrecy::Public,
            false => Secrecy::Confidential,
        };
        let known = Known::of(cx, &pool).await?;
        let given = Given::from(input).settings((&pool, &known), secrecy, Occasion::Updating)?;
        let next = Client {
            name: name.unwrap_or(client.name),
            settings: Arc::new(ClientSettings {
                sso: client.settings.sso,
                ..given
            }),
            modified: cx.now,
            ..client
        };
        let batch = clients::update(cx.house.store.sealer(), &next);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(shapes::UpdateUserPoolClientResponse {
                user_pool_client: Some(document::describe(&next, &cx.house.settings.account, Shown::Secret)),
            }),
            Done::Refused(_) => Err(say::clients::changed_meanwhile().into()),
        }
    }
}

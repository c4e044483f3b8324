//! DeleteUserPoolClient.

use store::{branding, clients, db::Done};
use wire::{NoOutput, call, shapes};

use super::named;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say,
};

/// Deletes a client and every token family that it was given, and how its pages look (resources.md §3.4).
pub struct DeleteUserPoolClient;

impl Operation for DeleteUserPoolClient {
    type Call = call::DeleteUserPoolClient;

    async fn run(cx: &Cx, input: shapes::DeleteUserPoolClientRequest) -> Result<NoOutput, Failed> {
        let (_, client) = named(cx, &input.user_pool_id, &input.client_id).await?;
        let look = branding::delete_of_client(&client.pool, &client.id);
        match cx.house.store.write(clients::delete(&client).and(look)).await? {
            Done::Written => Ok(NoOutput),
            Done::Refused(_) => Err(say::clients::changed_meanwhile().into()),
        }
    }
}

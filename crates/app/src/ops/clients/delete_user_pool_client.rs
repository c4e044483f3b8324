//! DeleteUserPoolClient.

use store::{clients, db::Done};
use wire::{NoOutput, call, shapes};

use super::named;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say,
};

/// Deletes a client and every token family that it was given (resources.md §3.4).
pub struct DeleteUserPoolClient;

impl Operation for DeleteUserPoolClient {
    type Call = call::DeleteUserPoolClient;

    async fn run(cx: &Cx, input: shapes::DeleteUserPoolClientRequest) -> Result<NoOutput, Failed> {
        let (_, client) = named(cx, &input.user_pool_id, &input.client_id).await?;
        match cx.house.store.write(clients::delete(&client)).await? {
            Done::Written => Ok(NoOutput),
            Done::Refused(_) => Err(say::clients::changed_meanwhile().into()),
        }
    }
}

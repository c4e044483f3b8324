//! DeleteResourceServer.

use store::{db::Done, resource_servers};
use wire::{NoOutput, call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::resource_servers as say,
};

/// Deletes a resource server (resources.md §8). Clients keep the names of its scopes (GUESS), and get no tokens for them.
pub struct DeleteResourceServer;

impl Operation for DeleteResourceServer {
    type Call = call::DeleteResourceServer;

    async fn run(cx: &Cx, input: shapes::DeleteResourceServerRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let batch = resource_servers::delete(&pool.id, &input.identifier);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(NoOutput),
            Done::Refused(_) => Err(say::does_not_exist(&input.identifier).into()),
        }
    }
}

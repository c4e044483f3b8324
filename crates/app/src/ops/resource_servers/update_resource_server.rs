//! UpdateResourceServer.

use domain::resource_server::ResourceServer;
use store::{db::Done, resource_servers};
use wire::{call, shapes};

use super::{describe, scopes_from};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::resource_servers as say,
};

/// Replaces name and scopes of a resource server: scopes that are left out are gone (documented). Clients keep the
/// names of scopes that went (GUESS), and get no tokens for them.
pub struct UpdateResourceServer;

impl Operation for UpdateResourceServer {
    type Call = call::UpdateResourceServer;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateResourceServerRequest,
    ) -> Result<shapes::UpdateResourceServerResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let server = ResourceServer {
            pool: pool.id,
            identifier: input.identifier,
            name: input.name,
            scopes: scopes_from(input.scopes),
        };
        match cx.house.store.write(resource_servers::update(&server)).await? {
            Done::Written => Ok(shapes::UpdateResourceServerResponse {
                resource_server: describe(server),
            }),
            Done::Refused(_) => Err(say::does_not_exist(&server.identifier).into()),
        }
    }
}

//! CreateResourceServer.

use domain::resource_server::ResourceServer;
use store::{db::Done, resource_servers};
use wire::{call, shapes};

use super::{describe, scopes_from};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{pools, resource_servers as say},
};

/// Makes a resource server (resources.md §8). An identifier that is taken is told before a full pool is.
pub struct CreateResourceServer;

impl Operation for CreateResourceServer {
    type Call = call::CreateResourceServer;

    async fn run(
        cx: &Cx,
        input: shapes::CreateResourceServerRequest,
    ) -> Result<shapes::CreateResourceServerResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let server = ResourceServer {
            pool: pool.id,
            identifier: input.identifier,
            name: input.name,
            scopes: scopes_from(input.scopes),
        };
        match cx.house.store.write(resource_servers::insert(&server)).await? {
            Done::Written => Ok(shapes::CreateResourceServerResponse {
                resource_server: describe(server),
            }),
            Done::Refused(resource_servers::SERVER_EXISTS) => Err(say::exists(&server.identifier, &server.pool).into()),
            Done::Refused(resource_servers::SERVERS_FULL) => Err(say::too_many().into()),
            Done::Refused(_) => Err(pools::no_such_pool(server.pool.as_str()).into()),
        }
    }
}

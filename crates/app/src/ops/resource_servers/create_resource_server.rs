//! CreateResourceServer.

use domain::resource_server::ResourceServer;
use store::{db::Done, resource_servers};
use wire::{call, shapes};

use super::{describe, scopes_from};
use crate::{
    cx::Cx,
    flow::{find, scopes},
    operation::{Failed, Operation},
    say::resource_servers as say,
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
        let others = scopes::servers(cx, &pool).await?;
        let exists = || say::exists(&input.identifier, &pool.id);
        if others.iter().any(|other| other.identifier == input.identifier) {
            return Err(exists().into());
        }
        if others.len() >= scopes::MOST_SERVERS as usize {
            return Err(say::too_many().into());
        }
        let server = ResourceServer {
            pool: pool.id.clone(),
            identifier: input.identifier.clone(),
            name: input.name,
            scopes: scopes_from(input.scopes),
        };
        match cx.house.store.write(resource_servers::insert(&server)).await? {
            Done::Written => Ok(shapes::CreateResourceServerResponse {
                resource_server: describe(server),
            }),
            Done::Refused(_) => Err(exists().into()),
        }
    }
}

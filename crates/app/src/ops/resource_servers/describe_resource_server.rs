//! DescribeResourceServer.

use wire::{call, shapes};

use super::describe;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::resource_servers as say,
};

/// Shows a resource server (resources.md §8).
pub struct DescribeResourceServer;

impl Operation for DescribeResourceServer {
    type Call = call::DescribeResourceServer;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeResourceServerRequest,
    ) -> Result<shapes::DescribeResourceServerResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let server = cx.house.store.resource_server(&pool.id, &input.identifier).await?;
        let server = server.ok_or_else(|| say::does_not_exist(&input.identifier))?;
        Ok(shapes::DescribeResourceServerResponse {
            resource_server: describe(server),
        })
    }
}

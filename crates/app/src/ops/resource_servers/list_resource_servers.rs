//! ListResourceServers.

use wire::{call, shapes};

use super::describe;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// The resource servers of a pool by identifier (GUESS at the order). `MaxResults` must be given although the model
/// calls it optional (resources.md §1.11, observed).
pub struct ListResourceServers;

impl Operation for ListResourceServers {
    type Call = call::ListResourceServers;

    async fn run(
        cx: &Cx,
        input: shapes::ListResourceServersRequest,
    ) -> Result<shapes::ListResourceServersResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let list = format!("resource servers of {}", pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let limit = input.max_results.and_then(|most| u32::try_from(most).ok());
        let limit = limit.unwrap_or(1);
        let store = &cx.house.store;
        let page = store.resource_servers(&pool.id, after.as_ref(), limit).await?;
        Ok(shapes::ListResourceServersResponse {
            resource_servers: page.items.into_iter().map(describe).collect(),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

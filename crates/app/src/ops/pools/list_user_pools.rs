//! ListUserPools.

use wire::{call, shapes};

use super::document;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    paging,
};

/// The pools that have the request's region as their own or as their second one, longest there first (resources.md §§1.11, 2.1; the
/// order is GUESS). A secondary shows what is set for its region.
pub struct ListUserPools;

impl Operation for ListUserPools {
    type Call = call::ListUserPools;

    async fn run(cx: &Cx, input: shapes::ListUserPoolsRequest) -> Result<shapes::ListUserPoolsResponse, Failed> {
        let list = format!("pools of {}", cx.region);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let limit = u32::try_from(input.max_results).unwrap_or(1);
        let page = cx.house.store.pools(&cx.region, after.as_ref(), limit).await?;
        Ok(shapes::ListUserPoolsResponse {
            user_pools: Some(
                page.items
                    .into_iter()
                    .map(|listed| document::summarise(listed, &cx.region))
                    .collect(),
            ),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

//! ListGroups.

use wire::{call, shapes};

use super::{describe, limit};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// The groups of a pool by name (GUESS at the order).
pub struct ListGroups;

impl Operation for ListGroups {
    type Call = call::ListGroups;

    async fn run(cx: &Cx, input: shapes::ListGroupsRequest) -> Result<shapes::ListGroupsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let list = format!("groups of {}", pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let store = &cx.house.store;
        let page = store.groups(&pool.id, after.as_ref(), limit(input.limit)).await?;
        Ok(shapes::ListGroupsResponse {
            groups: Some(page.items.into_iter().map(describe).collect()),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

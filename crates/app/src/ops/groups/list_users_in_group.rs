//! ListUsersInGroup.

use wire::{call, shapes};

use super::{limit, named};
use crate::{
    cx::Cx,
    flow::{find, user_document},
    operation::{Failed, Operation},
    paging,
};

/// The users in a group, in no order of meaning (resources.md §6).
pub struct ListUsersInGroup;

impl Operation for ListUsersInGroup {
    type Call = call::ListUsersInGroup;

    async fn run(cx: &Cx, input: shapes::ListUsersInGroupRequest) -> Result<shapes::ListUsersInGroupResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let group = named(cx, &pool, &input.group_name).await?;
        let list = format!("users in the group {:?} of {}", group.name, pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let store = &cx.house.store;
        let page = store
            .members((&pool.id, &group.name), after.as_ref(), limit(input.limit))
            .await?;
        Ok(shapes::ListUsersInGroupResponse {
            users: Some(page.items.iter().map(user_document::summary).collect()),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

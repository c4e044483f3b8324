//! AdminListGroupsForUser.

use wire::{call, shapes};

use super::{describe, limit};
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
    paging,
};

/// The groups of a user, those of lowest precedence first, those without precedence last (GUESS at the order).
pub struct AdminListGroupsForUser;

impl Operation for AdminListGroupsForUser {
    type Call = call::AdminListGroupsForUser;

    async fn run(
        cx: &Cx,
        input: shapes::AdminListGroupsForUserRequest,
    ) -> Result<shapes::AdminListGroupsForUserResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let list = format!("groups of {} in {}", user.sub, pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let store = &cx.house.store;
        let page = store
            .groups_of((&pool.id, &user.sub), after.as_ref(), limit(input.limit))
            .await?;
        Ok(shapes::AdminListGroupsForUserResponse {
            groups: Some(page.items.into_iter().map(describe).collect()),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

//! AdminRemoveUserFromGroup.

use store::groups;
use wire::{NoOutput, call, shapes};

use super::named;
use crate::{
    cx::Cx,
    flow::{find, resolve_user},
    operation::{Failed, Operation},
};

/// Takes a user out of a group; a second time changes nothing (observed). The user is looked for before the group
/// (GUESS).
pub struct AdminRemoveUserFromGroup;

impl Operation for AdminRemoveUserFromGroup {
    type Call = call::AdminRemoveUserFromGroup;

    async fn run(cx: &Cx, input: shapes::AdminRemoveUserFromGroupRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let user = resolve_user::for_administrator(cx, &pool, &input.username).await?;
        let group = named(cx, &pool, &input.group_name).await?;
        // Nothing in the batch is guarded, so it cannot be refused.
        let batch = groups::remove(&pool.id, &user.sub, &group.name);
        let _done = cx.house.store.write(batch).await?;
        Ok(NoOutput)
    }
}

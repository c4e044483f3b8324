//! DeleteGroup.

use store::{db::Done, groups};
use wire::{NoOutput, call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::groups as say,
};

/// Deletes a group, also one with members, who stay users (resources.md §6, practice).
pub struct DeleteGroup;

impl Operation for DeleteGroup {
    type Call = call::DeleteGroup;

    async fn run(cx: &Cx, input: shapes::DeleteGroupRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        match cx
            .house
            .store
            .write(groups::delete(&pool.id, &input.group_name))
            .await?
        {
            Done::Written => Ok(NoOutput),
            Done::Refused(_) => Err(say::not_found().into()),
        }
    }
}

//! GetGroup.

use wire::{call, shapes};

use super::{describe, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows a group (resources.md §6).
pub struct GetGroup;

impl Operation for GetGroup {
    type Call = call::GetGroup;

    async fn run(cx: &Cx, input: shapes::GetGroupRequest) -> Result<shapes::GetGroupResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let group = named(cx, &pool, &input.group_name).await?;
        Ok(shapes::GetGroupResponse {
            group: Some(describe(group)),
        })
    }
}

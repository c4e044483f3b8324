//! UpdateGroup.

use domain::group::Group;
use store::{db::Done, groups};
use wire::{call, shapes};

use super::{describe, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::groups as say,
};

/// Changes a group. What is left out is kept, and an empty description takes it away (GUESS, resources.md §6).
pub struct UpdateGroup;

impl Operation for UpdateGroup {
    type Call = call::UpdateGroup;

    async fn run(cx: &Cx, input: shapes::UpdateGroupRequest) -> Result<shapes::UpdateGroupResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let group = named(cx, &pool, &input.group_name).await?;
        let group = Group {
            description: input.description.or(group.description).filter(|text| !text.is_empty()),
            role: input.role_arn.or(group.role),
            precedence: input.precedence.or(group.precedence),
            modified: cx.now,
            ..group
        };
        match cx.house.store.write(groups::update(&group)).await? {
            Done::Written => Ok(shapes::UpdateGroupResponse {
                group: Some(describe(group)),
            }),
            Done::Refused(_) => Err(say::not_found().into()),
        }
    }
}

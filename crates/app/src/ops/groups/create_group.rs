//! CreateGroup.

use domain::group::Group;
use store::{
    db::Done,
    groups::{self, GROUPS_FULL},
    pools::NO_POOL,
};
use wire::{call, shapes};

use super::describe;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{groups as say, pools},
};

/// Makes a group (resources.md §6). Names differ by case.
pub struct CreateGroup;

impl Operation for CreateGroup {
    type Call = call::CreateGroup;

    async fn run(cx: &Cx, input: shapes::CreateGroupRequest) -> Result<shapes::CreateGroupResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let group = Group {
            pool: pool.id,
            name: input.group_name,
            description: input.description.filter(|text| !text.is_empty()),
            role: input.role_arn,
            precedence: input.precedence,
            created: cx.now,
            modified: cx.now,
        };
        match cx.house.store.write(groups::insert(&group)).await? {
            Done::Written => Ok(shapes::CreateGroupResponse {
                group: Some(describe(group)),
            }),
            Done::Refused(GROUPS_FULL) => Err(say::too_many().into()),
            Done::Refused(NO_POOL) => Err(pools::no_such_pool(group.pool.as_str()).into()),
            Done::Refused(_) => Err(say::exists().into()),
        }
    }
}

//! Groups of users (resources.md §6).

mod admin_add_user_to_group;
mod admin_list_groups_for_user;
mod admin_remove_user_from_group;
mod create_group;
mod delete_group;
mod get_group;
mod list_groups;
mod list_users_in_group;
mod update_group;

pub use admin_add_user_to_group::AdminAddUserToGroup;
pub use admin_list_groups_for_user::AdminListGroupsForUser;
pub use admin_remove_user_from_group::AdminRemoveUserFromGroup;
pub use create_group::CreateGroup;
pub use delete_group::DeleteGroup;
pub use get_group::GetGroup;
pub use list_groups::ListGroups;
pub use list_users_in_group::ListUsersInGroup;
pub use update_group::UpdateGroup;

use domain::{group::Group, pool::Pool};
use wire::{Timestamp, shapes};

use crate::{cx::Cx, operation::Failed, say::groups as say};

/// How many items a page has when the request does not say, or says 0 (resources.md §1.11).
const DEFAULT_LIMIT: u32 = 60;

fn limit(given: Option<i32>) -> u32 {
    let given = given.and_then(|limit| u32::try_from(limit).ok());
    given.filter(|limit| *limit > 0).unwrap_or(DEFAULT_LIMIT)
}

/// The group with this name.
///
/// # Errors
/// ResourceNotFoundException.
async fn named(cx: &Cx, pool: &Pool, name: &str) -> Result<Group, Failed> {
    let group = cx.house.store.group(&pool.id, name).await?;
    Ok(group.ok_or_else(say::not_found)?)
}

/// A group as it is shown; what it does not have is left out (observed).
fn describe(group: Group) -> shapes::GroupType {
    shapes::GroupType {
        group_name: Some(group.name),
        user_pool_id: Some(group.pool.into()),
        description: group.description,
        role_arn: group.role,
        precedence: group.precedence,
        creation_date: Some(Timestamp::from_micros(group.created.micros())),
        last_modified_date: Some(Timestamp::from_micros(group.modified.micros())),
    }
}

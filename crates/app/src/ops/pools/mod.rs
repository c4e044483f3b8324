//! User pools: Create, Describe, Update, Delete and List.

mod create_user_pool;
mod delete_user_pool;
mod describe_user_pool;
pub(crate) mod document;
mod get_provisioned_limit;
mod limits;
mod list_tags_for_resource;
mod list_user_pools;
mod tag_resource;
mod tags;
mod untag_resource;
mod update_provisioned_limit;
mod update_user_pool;

pub use create_user_pool::CreateUserPool;
pub use delete_user_pool::DeleteUserPool;
pub use describe_user_pool::DescribeUserPool;
pub use get_provisioned_limit::GetProvisionedLimit;
pub use list_tags_for_resource::ListTagsForResource;
pub use list_user_pools::ListUserPools;
pub use tag_resource::TagResource;
pub use untag_resource::UntagResource;
pub use update_provisioned_limit::UpdateProvisionedLimit;
pub use update_user_pool::UpdateUserPool;

//! Pools in a second region (resources.md §14).

mod create_user_pool_replica;
mod delete_user_pool_replica;
mod list_user_pool_replicas;
mod update_user_pool_replica;

pub use create_user_pool_replica::CreateUserPoolReplica;
pub use delete_user_pool_replica::DeleteUserPoolReplica;
pub use list_user_pool_replicas::ListUserPoolReplicas;
pub use update_user_pool_replica::UpdateUserPoolReplica;

use domain::{
    ids::Region,
    pool::Pool,
    replica::{Replica, ReplicaStatus},
};
use wire::shapes;

use crate::{cx::Cx, operation::Failed, replica::arn, say::replicas as say};

/// The pool's secondary in this region.
///
/// # Errors
/// ResourceNotFoundException.
async fn secondary(cx: &Cx, pool: &Pool, region: &str) -> Result<Replica, Failed> {
    let replica = cx.house.store.replica(&pool.id).await?;
    let replica = replica.filter(|replica| replica.region.as_str() == region);
    Ok(replica.ok_or_else(|| say::not_found(region))?)
}

fn describe(cx: &Cx, pool: &Pool, replica: &Replica) -> shapes::UserPoolReplicaType {
    let status = match replica.status {
        ReplicaStatus::Active => shapes::ReplicaStatusType::Active,
        ReplicaStatus::Inactive => shapes::ReplicaStatusType::Inactive,
    };
    shown(cx, pool, &replica.region, (status, shapes::ReplicaRoleType::Secondary))
}

fn shown(
    cx: &Cx,
    pool: &Pool,
    region: &Region,
    (status, role): (shapes::ReplicaStatusType, shapes::ReplicaRoleType),
) -> shapes::UserPoolReplicaType {
    shapes::UserPoolReplicaType {
        region_name: Some(region.as_str().to_owned()),
        role: Some(role),
        status: Some(status),
        user_pool_arn: Some(arn(cx, pool, region)),
    }
}

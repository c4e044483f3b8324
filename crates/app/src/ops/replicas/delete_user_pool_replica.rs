//! DeleteUserPoolReplica.

use domain::replica::ReplicaStatus;
use store::{db::Done, replicas};
use wire::{call, shapes};

use super::{secondary, shown};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::replicas as say,
};

/// Takes an inactive secondary away, by a request to the primary's region (documented). It is gone at once, and answered with
/// the state that the real one has meanwhile.
pub struct DeleteUserPoolReplica;

impl Operation for DeleteUserPoolReplica {
    type Call = call::DeleteUserPoolReplica;

    async fn run(
        cx: &Cx,
        input: shapes::DeleteUserPoolReplicaRequest,
    ) -> Result<shapes::DeleteUserPoolReplicaResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        if input.region_name == pool.region().as_str() {
            return Err(say::in_own_region(&input.region_name).into());
        }
        let replica = secondary(cx, &pool, &input.region_name).await?;
        if replica.status != ReplicaStatus::Inactive {
            return Err(say::not_inactive().into());
        }
        match cx
            .house
            .store
            .write(replicas::delete(&pool.id, &replica.region))
            .await?
        {
            Done::Written => Ok(shapes::DeleteUserPoolReplicaResponse {
                user_pool_replica: Some(shown(
                    cx,
                    &pool,
                    &replica.region,
                    (shapes::ReplicaStatusType::Deleting, shapes::ReplicaRoleType::Secondary),
                )),
            }),
            // It was opened or deleted since it was read.
            Done::Refused(_) => match secondary(cx, &pool, &input.region_name).await {
                Ok(_) => Err(say::not_inactive().into()),
                Err(gone) => Err(gone),
            },
        }
    }
}

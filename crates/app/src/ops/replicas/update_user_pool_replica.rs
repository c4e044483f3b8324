//! UpdateUserPoolReplica.

use domain::replica::{Replica, ReplicaStatus};
use store::{db::Done, replicas};
use wire::{call, shapes};

use super::{describe, secondary};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::replicas as say,
};

/// Opens a secondary to users, or closes it. Either region may ask for it (documented).
pub struct UpdateUserPoolReplica;

impl Operation for UpdateUserPoolReplica {
    type Call = call::UpdateUserPoolReplica;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateUserPoolReplicaRequest,
    ) -> Result<shapes::UpdateUserPoolReplicaResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        if input.region_name == pool.region().as_str() {
            return Err(say::in_own_region(&input.region_name).into());
        }
        let replica = Replica {
            status: match input.status {
                shapes::UpdateReplicaStatusType::Active => ReplicaStatus::Active,
                shapes::UpdateReplicaStatusType::Inactive => ReplicaStatus::Inactive,
            },
            ..secondary(cx, &pool, &input.region_name).await?
        };
        let batch = replicas::set_status(&pool.id, &replica.region, replica.status);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(shapes::UpdateUserPoolReplicaResponse {
                user_pool_replica: Some(describe(cx, &pool, &replica)),
            }),
            Done::Refused(_) => Err(say::not_found(&input.region_name).into()),
        }
    }
}

//! CreateUserPoolReplica.

use domain::{
    ids::Region,
    replica::{RegionalSettings, Replica, ReplicaStatus, Unready, readiness},
};
use store::{
    db::Done,
    replicas::{self, REPLICA_EXISTS},
};
use wire::{call, shapes};

use super::shown;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say,
};

/// Gives a pool a secondary in another region. It is inactive at first; there is nothing to copy, so that it is so as soon as
/// this is answered, with the state that the real one has meanwhile.
///
/// Refused: a pool below ESSENTIALS, one without a multi-region key or an issuer for all regions, its own region, a second
/// secondary.
pub struct CreateUserPoolReplica;

impl Operation for CreateUserPoolReplica {
    type Call = call::CreateUserPoolReplica;

    async fn run(
        cx: &Cx,
        input: shapes::CreateUserPoolReplicaRequest,
    ) -> Result<shapes::CreateUserPoolReplicaResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        match readiness(&pool.settings) {
            Ok(()) => {}
            Err(Unready::Tier) => return Err(say::replicas::not_in_tier(pool.settings.tier).into()),
            Err(Unready::Configuration) => return Err(say::replicas::not_enabled().into()),
        }
        let region = Region::new(input.region_name);
        if region == pool.region() {
            return Err(say::replicas::in_own_region(region.as_str()).into());
        }
        let replica = Replica {
            pool: pool.id.clone(),
            region,
            status: ReplicaStatus::Inactive,
            created: cx.now,
            settings: RegionalSettings {
                tags: input.user_pool_tags.unwrap_or_default(),
                own: None,
            },
        };
        match cx.house.store.write(replicas::insert(&replica)).await? {
            Done::Written => Ok(shapes::CreateUserPoolReplicaResponse {
                user_pool_replica: Some(shown(
                    cx,
                    &pool,
                    &replica.region,
                    (shapes::ReplicaStatusType::Creating, shapes::ReplicaRoleType::Secondary),
                )),
            }),
            Done::Refused(REPLICA_EXISTS) => Err(say::replicas::one_at_most().into()),
            Done::Refused(_) => Err(say::pools::no_such_pool(pool.id.as_str()).into()),
        }
    }
}

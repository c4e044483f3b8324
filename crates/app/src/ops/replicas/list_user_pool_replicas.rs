//! ListUserPoolReplicas.

use wire::{call, shapes};

use super::{describe, shown};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// The primary and then the secondary of a pool. Both fit on one page, so that no token is ever handed out and none is taken.
pub struct ListUserPoolReplicas;

impl Operation for ListUserPoolReplicas {
    type Call = call::ListUserPoolReplicas;

    async fn run(
        cx: &Cx,
        input: shapes::ListUserPoolReplicasRequest,
    ) -> Result<shapes::ListUserPoolReplicasResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let list = format!("replicas of {}", pool.id);
        paging::take_back(cx, &list, input.next_token.as_deref())?;
        let primary = (shapes::ReplicaStatusType::Active, shapes::ReplicaRoleType::Primary);
        let mut replicas = vec![shown(cx, &pool, &pool.region(), primary)];
        let secondary = cx.house.store.replica(&pool.id).await?;
        replicas.extend(secondary.map(|replica| describe(cx, &pool, &replica)));
        Ok(shapes::ListUserPoolReplicasResponse {
            user_pool_replicas: Some(replicas),
            next_token: None,
        })
    }
}

//! DescribeRiskConfiguration.

use wire::{call, shapes};

use super::{document, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows what a pool, or one of its clients, wants done about risks: what was set for it, not what it inherits. Threat protection
/// may be off (GUESS).
pub struct DescribeRiskConfiguration;

impl Operation for DescribeRiskConfiguration {
    type Call = call::DescribeRiskConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeRiskConfigurationRequest,
    ) -> Result<shapes::DescribeRiskConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = named(cx, &pool, input.client_id.as_deref()).await?;
        let of = client.as_ref().map(|client| &client.id);
        let kept = cx.house.store.risk_settings(&pool.id, of).await?;
        Ok(shapes::DescribeRiskConfigurationResponse {
            risk_configuration: document::to(kept, pool.id.into(), client.map(|client| client.id.into())),
        })
    }
}

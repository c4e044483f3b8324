//! GetLogDeliveryConfiguration.

use wire::{call, shapes};

use super::logs;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows where the logs of a pool go: an empty list when nothing was set (GUESS).
pub struct GetLogDeliveryConfiguration;

impl Operation for GetLogDeliveryConfiguration {
    type Call = call::GetLogDeliveryConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::GetLogDeliveryConfigurationRequest,
    ) -> Result<shapes::GetLogDeliveryConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        Ok(shapes::GetLogDeliveryConfigurationResponse {
            log_delivery_configuration: Some(logs::of_pool(&pool)),
        })
    }
}

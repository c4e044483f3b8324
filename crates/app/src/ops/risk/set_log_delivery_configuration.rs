//! SetLogDeliveryConfiguration.

use domain::log_delivery::{Undeliverable, check};
use store::{db::Done, pools};
use wire::{Fault, call, shapes};

use super::logs;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Broken, Failed, Operation},
    say::{pools as pool_words, risk as say},
};

/// How often the setting starts over when the pool changes under it.
const ATTEMPTS: usize = 8;

/// Replaces where the logs of a pool go; an empty list sends them nowhere. There is no CloudWatch, S3 or Firehose here: the server
/// writes the same records where its operator wants them, each with the ARN of its destination.
pub struct SetLogDeliveryConfiguration;

impl Operation for SetLogDeliveryConfiguration {
    type Call = call::SetLogDeliveryConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::SetLogDeliveryConfigurationRequest,
    ) -> Result<shapes::SetLogDeliveryConfigurationResponse, Failed> {
        // The operation does not declare ConcurrentModificationException, so a change meanwhile means: look again.
        for _ in 0..ATTEMPTS {
            let mut pool = find::pool(cx, &input.user_pool_id).await?;
            let given = input.log_configurations.iter().cloned();
            let deliveries = given.map(logs::from).collect::<Result<Vec<_>, _>>()?;
            let tier = pool.settings.tier;
            check(&deliveries, tier, &pool.region()).map_err(|why| refused(why, tier))?;
            pool.settings_mut().log_delivery = deliveries;
            if cx.house.store.write(pools::update(&pool)).await? == Done::Written {
                return Ok(shapes::SetLogDeliveryConfigurationResponse {
                    log_delivery_configuration: Some(logs::of_pool(&pool)),
                });
            }
        }
        Err(Failed::Broken(Broken {
            doing: "setting where logs go".into(),
            cause: "the pool changed at every attempt".into(),
        }))
    }
}

fn refused(why: Undeliverable, tier: domain::pool::Tier) -> Fault {
    match why {
        Undeliverable::NotInTier => pool_words::feature_not_in_tier(tier, domain::pool::tier::Feature::LogStreaming),
        Undeliverable::Twice(source) => say::log_twice(source),
        Undeliverable::WrongKind(source) => say::destination_not_supported(source),
        Undeliverable::Elsewhere => say::foreign_destination(),
    }
}

//! SetRiskConfiguration.

use domain::{
    pool::rules::SENDING_REGIONS,
    risk::{RiskProblem, RiskSettings},
};
use store::risk;
use wire::{Fault, call, shapes};

use super::{document, is_watched, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{pools as pool_words, risk as say},
};

/// Replaces what a pool, or one of its clients, wants done about risks. Without any settings the pool goes back to its defaults, and
/// the client to what the pool says (resources.md §11, documented).
pub struct SetRiskConfiguration;

impl Operation for SetRiskConfiguration {
    type Call = call::SetRiskConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::SetRiskConfigurationRequest,
    ) -> Result<shapes::SetRiskConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = named(cx, &pool, input.client_id.as_deref()).await?;
        is_watched(&pool)?;
        let settings = document::from(input);
        check(&settings)?;
        let of = client.as_ref().map(|client| &client.id);
        let (batch, kept) = match settings.is_empty() {
            true => (risk::drop(&pool.id, of), None),
            false => (risk::put(&pool.id, of, &settings, cx.now), Some((cx.now, settings))),
        };
        // Nothing in the batch is guarded.
        let _done = cx.house.store.write(batch).await?;
        Ok(shapes::SetRiskConfigurationResponse {
            risk_configuration: document::to(kept, pool.id.into(), client.map(|client| client.id.into())),
        })
    }
}

fn check(settings: &RiskSettings) -> Result<(), Fault> {
    settings.check().map_err(|problem| match problem {
        RiskProblem::BadRange => say::bad_range(),
        RiskProblem::WeakerAtHigherRisk => say::weaker_at_higher_risk(),
    })?;
    let notify = settings.takeover.as_ref().and_then(|takeover| takeover.notify.as_ref());
    let region = notify.and_then(|notify| notify.source_arn.split(':').nth(3));
    match region.is_none_or(|region| SENDING_REGIONS.contains(&region)) {
        true => Ok(()),
        false => Err(pool_words::foreign_source()),
    }
}

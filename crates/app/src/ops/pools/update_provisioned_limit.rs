//! UpdateProvisionedLimit.

use domain::rates::highest;
use store::rates::{self, Provisioned};
use wire::{call, shapes};

use super::limits;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say::rates as say,
};

/// Provisions a rate for a category in the request's region (resources.md §14, documented). This node obeys at once, the
/// others within seconds.
///
/// Refused: an unknown category, one that cannot be raised, a rate below the default or above what the account may have.
pub struct UpdateProvisionedLimit;

impl Operation for UpdateProvisionedLimit {
    type Call = call::UpdateProvisionedLimit;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateProvisionedLimitRequest,
    ) -> Result<shapes::UpdateProvisionedLimitResponse, Failed> {
        let category = limits::category(&input.limit_definition)?;
        let default = limits::default(cx, category);
        let rate = input.requested_limit_value;
        if !category.can_be_raised() {
            return Err(say::fixed(category).into());
        }
        if rate < default {
            return Err(say::below_default(default).into());
        }
        if rate > highest(default) {
            return Err(say::above_most(highest(default)).into());
        }
        let provisioned = Provisioned {
            region: cx.region.clone(),
            category,
            rate,
        };
        // Nothing in the batch is guarded, so it cannot be refused.
        let _done = cx.house.store.write(rates::set(&provisioned)).await?;
        cx.house.rates.learn(&provisioned);
        Ok(shapes::UpdateProvisionedLimitResponse {
            limit: limits::describe(category, rate, default),
        })
    }
}

//! GetProvisionedLimit.

use wire::{call, shapes};

use super::limits;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
};

/// The rate of a category in the request's region: what was provisioned, and the default (resources.md §14, documented).
pub struct GetProvisionedLimit;

impl Operation for GetProvisionedLimit {
    type Call = call::GetProvisionedLimit;

    async fn run(
        cx: &Cx,
        input: shapes::GetProvisionedLimitRequest,
    ) -> Result<shapes::GetProvisionedLimitResponse, Failed> {
        let category = limits::category(&input.limit_definition)?;
        let default = limits::default(cx, category);
        let provisioned = cx.house.store.provisioned_rate(&cx.region, category).await?;
        Ok(shapes::GetProvisionedLimitResponse {
            limit: limits::describe(category, provisioned.unwrap_or(default), default),
        })
    }
}

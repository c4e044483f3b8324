//! DescribeTerms.

use wire::{call, shapes};

use super::{describe, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows terms (resources.md §10).
pub struct DescribeTerms;

impl Operation for DescribeTerms {
    type Call = call::DescribeTerms;

    async fn run(cx: &Cx, input: shapes::DescribeTermsRequest) -> Result<shapes::DescribeTermsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let terms = named(cx, &pool, &input.terms_id).await?;
        Ok(shapes::DescribeTermsResponse {
            terms: Some(describe(&terms)),
        })
    }
}

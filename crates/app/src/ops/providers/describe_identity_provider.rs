//! DescribeIdentityProvider.

use wire::{call, shapes};

use super::{describe, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows an identity provider, with the secrets that the service shows (resources.md §7).
pub struct DescribeIdentityProvider;

impl Operation for DescribeIdentityProvider {
    type Call = call::DescribeIdentityProvider;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeIdentityProviderRequest,
    ) -> Result<shapes::DescribeIdentityProviderResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let provider = named(cx, &pool, &input.provider_name).await?;
        Ok(shapes::DescribeIdentityProviderResponse {
            identity_provider: describe(&provider),
        })
    }
}

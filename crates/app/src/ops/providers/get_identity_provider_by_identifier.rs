//! GetIdentityProviderByIdentifier.

use wire::{call, shapes};

use super::describe;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::providers as words,
};

/// Shows the identity provider that is known by an identifier (resources.md §7). Identifiers differ by case (GUESS).
pub struct GetIdentityProviderByIdentifier;

impl Operation for GetIdentityProviderByIdentifier {
    type Call = call::GetIdentityProviderByIdentifier;

    async fn run(
        cx: &Cx,
        input: shapes::GetIdentityProviderByIdentifierRequest,
    ) -> Result<shapes::GetIdentityProviderByIdentifierResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let identifier = &input.idp_identifier;
        let provider = cx.house.store.provider_by_identifier(&pool.id, identifier).await?;
        let provider = provider.ok_or_else(|| words::unknown(identifier))?;
        Ok(shapes::GetIdentityProviderByIdentifierResponse {
            identity_provider: describe(&provider),
        })
    }
}

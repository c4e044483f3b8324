//! UpdateIdentityProvider.

use domain::provider::{Provider, details, mapping};
use store::{db::Done, providers};
use wire::{call, shapes};

use super::{complete::complete, describe, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{self, providers as words},
};

/// Changes an identity provider. What is left out is kept; what is given replaces the whole of it (resources.md §7). The name
/// and the type never change. Details that are given are completed anew: documents are fetched again.
pub struct UpdateIdentityProvider;

impl Operation for UpdateIdentityProvider {
    type Call = call::UpdateIdentityProvider;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateIdentityProviderRequest,
    ) -> Result<shapes::UpdateIdentityProviderResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let kept = named(cx, &pool, &input.provider_name).await?;
        let mut provider = Provider {
            identifiers: input.idp_identifiers.map_or(kept.identifiers.clone(), super::distinct),
            modified: cx.now,
            ..kept.clone()
        };
        if input.acr_mapping.is_some() {
            provider.acr = super::acr_from(kept.kind, input.acr_mapping)?;
        }
        if let Some(given) = input.attribute_mapping {
            let mapping = mapping::complete(kept.kind, &pool.settings.schema, given);
            provider.mapping = mapping.map_err(words::not_mapped)?;
        }
        if let Some(given) = input.provider_details {
            let given = details::with_hidden(given, &kept.details);
            complete(cx, &pool, &mut provider, given).await?;
        }
        let batch = providers::update(cx.house.store.sealer(), &provider);
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(shapes::UpdateIdentityProviderResponse {
                identity_provider: describe(&provider),
            }),
            Done::Refused(providers::PROVIDER_CHANGED) => {
                named(cx, &pool, &input.provider_name).await?;
                Err(say::pools::changed_meanwhile().into())
            }
            Done::Refused(guard) => Err(words::guarded(guard, &provider).into()),
        }
    }
}

//! CreateIdentityProvider.

use domain::{
    pool::Pool,
    provider::{Provider, mapping},
};
use store::{db::Done, pools, providers};
use wire::{call, shapes};

use super::{ATTEMPTS, complete::complete, describe, kind_from, overtaken};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::providers as words,
};

/// Makes an identity provider, with the group of those who come through it (resources.md §§6, 7).
///
/// Refused, in this order (GUESS): a name that does not fit the type, one that is taken, incomplete details, a mapping that
/// cannot be, levels of authentication for what is not OIDC; then, by the store, identifiers that are taken and a full pool.
pub struct CreateIdentityProvider;

impl Operation for CreateIdentityProvider {
    type Call = call::CreateIdentityProvider;

    async fn run(
        cx: &Cx,
        input: shapes::CreateIdentityProviderRequest,
    ) -> Result<shapes::CreateIdentityProviderResponse, Failed> {
        let mut pool = find::pool(cx, &input.user_pool_id).await?;
        let kind = kind_from(&input.provider_type);
        if !kind.may_be_called(&input.provider_name) {
            return Err(words::not_of_type(&input.provider_name, kind).into());
        }
        if cx.house.store.provider(&pool.id, &input.provider_name).await?.is_some() {
            return Err(words::exists(&input.provider_name, &pool.id).into());
        }
        let mut provider = Provider {
            pool: pool.id.clone(),
            name: input.provider_name,
            kind,
            details: Default::default(),
            mapping: Default::default(),
            identifiers: super::distinct(input.idp_identifiers.unwrap_or_default()),
            acr: super::acr_from(kind, input.acr_mapping)?,
            metadata: None,
            abilities: Default::default(),
            decryption_key: None,
            created: cx.now,
            modified: cx.now,
            version: 1,
        };
        let given = input.attribute_mapping.unwrap_or_default();
        provider.mapping = mapping::complete(kind, &pool.settings.schema, given).map_err(words::not_mapped)?;
        complete(cx, &pool, &mut provider, input.provider_details).await?;
        for _ in 0..ATTEMPTS {
            match write(cx, &pool, &provider).await? {
                Done::Refused(pools::POOL_CHANGED) => pool = find::pool(cx, &input.user_pool_id).await?,
                Done::Refused(guard) => return Err(words::guarded(guard, &provider).into()),
                Done::Written => {
                    return Ok(shapes::CreateIdentityProviderResponse {
                        identity_provider: describe(&provider),
                    });
                }
            }
        }
        Err(overtaken("making an identity provider"))
    }
}

/// A pool that has had a provider shows the attribute `identities` (observed).
async fn write(cx: &Cx, pool: &Pool, provider: &Provider) -> Result<Done, Failed> {
    let changed = pool.settings.schema.with_identities().map(|schema| {
        let mut changed = pool.clone();
        changed.settings_mut().schema = schema;
        changed
    });
    let batch = providers::insert(cx.house.store.sealer(), provider, changed.as_ref());
    Ok(cx.house.store.write(batch).await?)
}

//! DeleteIdentityProvider.

use domain::{client::Client, pool::Pool};
use store::{db::Done, providers};
use wire::{NoOutput, call, shapes};

use super::{ATTEMPTS, named, overtaken};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Deletes an identity provider. Clients no longer list it; its users, their links and its group stay (resources.md §7; GUESS),
/// so that one of the same name finds them again.
pub struct DeleteIdentityProvider;

impl Operation for DeleteIdentityProvider {
    type Call = call::DeleteIdentityProvider;

    async fn run(cx: &Cx, input: shapes::DeleteIdentityProviderRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        for _ in 0..ATTEMPTS {
            let provider = named(cx, &pool, &input.provider_name).await?;
            let listing = without(cx, &pool, &provider.name).await?;
            let batch = providers::delete(cx.house.store.sealer(), &provider, &listing);
            if cx.house.store.write(batch).await? == Done::Written {
                return Ok(NoOutput);
            }
        }
        Err(overtaken("deleting an identity provider"))
    }
}

/// The clients that list a provider, without it.
async fn without(cx: &Cx, pool: &Pool, name: &str) -> Result<Vec<Client>, Failed> {
    let all = cx.house.store.clients(&pool.id, None, u32::MAX).await?.items;
    let lists = |client: &Client| client.settings.identity_providers.iter().any(|listed| listed == name);
    let mut listing: Vec<_> = all.into_iter().filter(lists).collect();
    for client in &mut listing {
        client.settings_mut().identity_providers.retain(|listed| listed != name);
        client.modified = cx.now;
    }
    Ok(listing)
}

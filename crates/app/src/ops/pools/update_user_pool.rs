//! UpdateUserPool.

use std::collections::BTreeSet;

use domain::{
    client::rules::features,
    hosted_domain::PagesVersion,
    pool::{Pool, tier::Feature},
};
use wire::{call, shapes};

use super::document::{Given, Occasion};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    replica, say,
};

/// Replaces the settings of a pool: most members that are left out go back to their defaults (resources.md §2.4; which
/// ones are kept stands at [`Given::over`]). In the region of a secondary, only what may differ there.
pub struct UpdateUserPool;

impl Operation for UpdateUserPool {
    type Call = call::UpdateUserPool;

    async fn run(cx: &Cx, mut input: shapes::UpdateUserPoolRequest) -> Result<shapes::UpdateUserPoolResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let before = pool.settings.clone();
        let name = input.pool_name.take();
        let given = Given::from(input);
        let settings = match replica::here(cx, &pool).await? {
            None => given.over((*pool.settings).clone(), &cx.region, Occasion::Updating)?,
            Some(_) if name.is_some() => return Err(say::replicas::not_enabled().into()),
            Some(_) => given.over_secondary((*pool.settings).clone(), &cx.region)?,
        };
        let next = Pool {
            name: name.unwrap_or(pool.name),
            settings: settings.into(),
            modified: cx.now,
            ..pool
        };
        if next.settings.tier < before.tier {
            fits_tier(cx, &next).await?;
        }
        replica::write_unless_importing(cx, &before, &next).await?;
        Ok(shapes::UpdateUserPoolResponse {})
    }
}

/// Clients read at a time.
const CLIENTS: u32 = 200;

/// Nothing in the pool uses a feature that its next tier does not have. The pool's own settings were judged before; that its
/// clients, pages and second region are judged too is GUESS.
async fn fits_tier(cx: &Cx, next: &Pool) -> Result<(), Failed> {
    let tier = next.settings.tier;
    let mut used = BTreeSet::new();
    let mut after = None;
    loop {
        let page = cx.house.store.clients(&next.id, after.as_ref(), CLIENTS).await?;
        used.extend(page.items.iter().flat_map(|client| features(&client.settings)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if cx.house.store.replica(&next.id).await?.is_some() {
        used.insert(Feature::Replication);
    }
    let domains = cx.house.store.domains_of(&next.id).await?;
    if domains.all().any(|domain| domain.pages == PagesVersion::Managed) {
        used.insert(Feature::ManagedLogin);
    }
    let lacking: Vec<Feature> = used.into_iter().filter(|feature| !tier.has(*feature)).collect();
    match lacking.is_empty() {
        true => Ok(()),
        false => Err(say::pools::features_to_disable(tier, &lacking).into()),
    }
}

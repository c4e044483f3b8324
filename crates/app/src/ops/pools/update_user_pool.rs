//! UpdateUserPool.

use domain::{
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
        refuse_managed_pages(cx, &next).await?;
        replica::write_unless_importing(cx, &before, &next).await?;
        Ok(shapes::UpdateUserPoolResponse {})
    }
}

/// A pool does not go to a tier that its domains are beyond (resources.md §2.10).
async fn refuse_managed_pages(cx: &Cx, next: &Pool) -> Result<(), Failed> {
    let tier = next.settings.tier;
    if tier.has(Feature::ManagedLogin) {
        return Ok(());
    }
    let domains = cx.house.store.domains_of(&next.id).await?;
    let managed = domains.all().any(|domain| domain.pages == PagesVersion::Managed);
    match managed {
        true => Err(say::pools::features_to_disable(tier, &[Feature::ManagedLogin]).into()),
        false => Ok(()),
    }
}

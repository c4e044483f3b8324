//! UpdateUserPool.

use domain::pool::Pool;
use store::{db::Done, pools};
use wire::{call, shapes};

use super::document::{Given, Occasion};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say,
};

/// Replaces the settings of a pool: most members that are left out go back to their defaults (resources.md §2.4; which
/// ones are kept stands at [`Given::over`]).
pub struct UpdateUserPool;

impl Operation for UpdateUserPool {
    type Call = call::UpdateUserPool;

    async fn run(cx: &Cx, mut input: shapes::UpdateUserPoolRequest) -> Result<shapes::UpdateUserPoolResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let name = input.pool_name.take();
        let region = pool.region();
        let next = Pool {
            name: name.unwrap_or(pool.name),
            settings: Given::from(input).over(pool.settings, &region, Occasion::Updating)?,
            modified: cx.now,
            ..pool
        };
        match cx.house.store.write(pools::update(&next)).await? {
            Done::Written => Ok(shapes::UpdateUserPoolResponse {}),
            Done::Refused(_) => Err(say::pools::changed_meanwhile().into()),
        }
    }
}

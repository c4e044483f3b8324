//! DeleteUserPool.

use store::{db::Done, imports, pools};
use wire::{NoOutput, call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Broken, Failed, Operation},
    say,
};

/// How often a deletion starts over when the pool changes under it.
const ATTEMPTS: usize = 8;

/// Deletes a pool with everything in it, at once and for good: nothing of it can be found any more, though its users' rows go
/// after it when they are many (resources.md §2.8; AWS can restore for 14 days).
///
/// Refused while deletion protection is on, and while the pool has a domain.
pub struct DeleteUserPool;

impl Operation for DeleteUserPool {
    type Call = call::DeleteUserPool;

    async fn run(cx: &Cx, input: shapes::DeleteUserPoolRequest) -> Result<NoOutput, Failed> {
        // The operation does not declare ConcurrentModificationException, so a change meanwhile means: look again.
        for _ in 0..ATTEMPTS {
            let pool = find::pool(cx, &input.user_pool_id).await?;
            if pool.settings.deletion_protected {
                return Err(say::pools::deletion_protected().into());
            }
            if cx.house.store.domains_of(&pool.id).await?.first().is_some() {
                return Err(say::domains::pool_has_one().into());
            }
            let batch = imports::none_running(&pool.id).and(pools::delete(&pool, cx.now));
            match cx.house.store.write(batch).await? {
                Done::Written => {
                    cx.house.bell.ring();
                    return Ok(NoOutput);
                }
                Done::Refused(imports::IMPORT_RUNNING) => return Err(say::imports::in_progress().into()),
                Done::Refused(_) => {}
            }
        }
        Err(Failed::Broken(Broken {
            doing: "deleting a pool".into(),
            cause: "it changed at every attempt".into(),
        }))
    }
}

//! Dropping what deleted pools left behind ([`store::remains`]).
//!
//! No lease is needed: whoever drops a chunk drops what nobody wants any more, and two who do it at once do it once.

use std::sync::Arc;

use domain::moment::Span;
use store::{db::Done, remains, remains::Remains};

use super::Turn;
use crate::{cx::House, operation::Failed};

/// How long after the last row a pool is looked at once more: for what was under way when it was deleted.
const AFTERTHOUGHT: Span = Span::hours(1);

/// Drops a chunk.
///
/// # Errors
/// The store's.
pub async fn turn(house: &Arc<House>) -> Result<Turn, Failed> {
    let now = house.clock.now();
    let Some(found) = house.store.remains_due(now).await? else {
        return Ok(Turn::Idle);
    };
    let batch = if house.store.has_remains(&found.pool).await? {
        remains::drop_some(&found.pool).and(remains::look_again(&Remains { clean: false, ..found }, now))
    } else if found.clean {
        remains::forget(&found.pool)
    } else {
        remains::look_again(&Remains { clean: true, ..found }, now + AFTERTHOUGHT)
    };
    match house.store.write(batch).await? {
        Done::Written | Done::Refused(_) => Ok(Turn::Done),
    }
}

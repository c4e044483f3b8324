//! Users who do not exist, for clients that hide it (auth.md §5.3, resources.md §4.10).

use domain::pool::Pool;

use crate::cx::Cx;

/// The secret of a pool under which its decoys are made up (`domain::decoy::Decoy`). The same on every node.
pub fn key(cx: &Cx, pool: &Pool) -> [u8; 32] {
    cx.house.store.sealer().derive("decoy", pool.id.as_str().as_bytes())
}

//! Users who do not exist, for clients that hide it (auth.md §5.3, resources.md §4.10).

use domain::{decoy::Decoy, pool::Pool};

use crate::cx::Cx;

/// The secret of a pool under which its decoys are made up (`domain::decoy::Decoy`). The same on every node.
pub fn key(cx: &Cx, pool: &Pool) -> [u8; 32] {
    cx.house.store.sealer().derive("decoy", pool.id.as_str().as_bytes())
}

/// From which an address is made up for a name that nobody has.
pub fn address_seed(cx: &Cx, pool: &Pool, name: &str) -> [u8; 16] {
    Decoy::new(&key(cx, pool), &pool.settings, name).address_seed()
}

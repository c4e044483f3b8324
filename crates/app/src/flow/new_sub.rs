//! The subject of a new user.

use domain::{ids::Sub, pool::Pool};

use crate::cx::Cx;

/// Users who are made within so many seconds stand beside each other in the tables.
const BUNCH: i64 = 60;

/// A subject that nobody has. Subjects of one minute begin alike, in a way that tells nobody which minute it was: a store with a
/// million users takes a new one in at pages that are in memory, instead of at one page anywhere for each table. The same on every
/// node. Where usernames are addresses, strangers are shown subjects, and among those of nobody (`decoy`), which have nothing
/// in common with any other, real ones would stand out; there they are random throughout.
pub fn new_sub(cx: &Cx, pool: &Pool) -> Sub {
    let random = cx.house.entropy.uuid();
    if !pool.settings.username_attributes.is_empty() {
        return Sub::new(random.to_string());
    }
    let minute = cx.now.seconds().div_euclid(BUNCH);
    let place = format!("{}/{minute}", pool.id);
    let [a, b, c, d, ..] = cx.house.store.sealer().derive("sub", place.as_bytes());
    Sub::beginning([a, b, c, d], random)
}

//! Where the pages of a pool are.

use domain::pool::Pool;

use crate::cx::Cx;

/// The base URL of the pages of a pool, without a trailing slash: under its id on this server (oauth.md §1.3).
pub fn base(cx: &Cx, pool: &Pool) -> String {
    format!("{}/{}", cx.house.settings.public_url, pool.id)
}

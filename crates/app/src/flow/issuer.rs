//! What stands in `iss`.

use domain::pool::Pool;

use crate::cx::{IssuerStyle, Settings};

/// The issuer of a pool's tokens (oauth.md §§1.2, 1.3). Always ends with `/` and the pool id. A pool with
/// `IssuerConfiguration.Type: UPDATED` has one host for all its regions, where the issuer looks like AWS's (documented).
pub fn of(settings: &Settings, pool: &Pool) -> String {
    let (id, region) = (&pool.id, pool.region());
    match (settings.issuer, pool.settings.updated_issuer) {
        (IssuerStyle::PublicUrl, _) => format!("{}/{id}", settings.public_url),
        (IssuerStyle::Aws, false) => format!("https://cognito-idp.{region}.amazonaws.com/{id}"),
        (IssuerStyle::Aws, true) => format!("https://issuer-cognito-idp.{region}.amazonaws.com/{id}"),
    }
}

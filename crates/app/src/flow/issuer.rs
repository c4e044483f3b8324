//! What stands in `iss`.

use domain::ids::PoolId;

use crate::cx::{IssuerStyle, Settings};

/// The issuer of a pool's tokens (oauth.md §1.3). Always ends with `/` and the pool id.
pub fn of(settings: &Settings, pool: &PoolId) -> String {
    match settings.issuer {
        IssuerStyle::PublicUrl => format!("{}/{pool}", settings.public_url),
        IssuerStyle::Aws => format!("https://cognito-idp.{}.amazonaws.com/{pool}", pool.region()),
    }
}

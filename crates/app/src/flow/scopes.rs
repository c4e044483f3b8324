//! Which scopes a pool knows, beside those that every pool has.

use domain::{pool::Pool, resource_server::ResourceServer};

use crate::{cx::Cx, operation::Failed};

/// The resource servers of a pool, all of them.
///
/// # Errors
/// Only the store's.
pub async fn servers(cx: &Cx, pool: &Pool) -> Result<Vec<ResourceServer>, Failed> {
    let page = cx.house.store.resource_servers(&pool.id, None, u32::MAX).await?;
    Ok(page.items)
}

/// The scopes of the pool's resource servers, as `<identifier>/<name>`.
///
/// # Errors
/// Only the store's.
pub async fn of_servers(cx: &Cx, pool: &Pool) -> Result<Vec<String>, Failed> {
    let servers = servers(cx, pool).await?;
    Ok(servers.iter().flat_map(ResourceServer::full_scopes).collect())
}

//! Resource servers of a pool and their scopes (resources.md §8).

mod create_resource_server;
mod delete_resource_server;
mod describe_resource_server;
mod list_resource_servers;
mod update_resource_server;

pub use create_resource_server::CreateResourceServer;
pub use delete_resource_server::DeleteResourceServer;
pub use describe_resource_server::DescribeResourceServer;
pub use list_resource_servers::ListResourceServers;
pub use update_resource_server::UpdateResourceServer;

use domain::resource_server::{ResourceServer, Scope};
use wire::shapes;

/// Scopes as given; an empty list is none (GUESS).
fn scopes_from(given: Option<Vec<shapes::ResourceServerScopeType>>) -> Option<Vec<Scope>> {
    let scope = |scope: shapes::ResourceServerScopeType| Scope {
        name: scope.scope_name,
        description: scope.scope_description,
    };
    given
        .filter(|scopes| !scopes.is_empty())
        .map(|scopes| scopes.into_iter().map(scope).collect())
}

/// A resource server as it is shown. Scopes are left out when there are none (observed).
fn describe(server: ResourceServer) -> shapes::ResourceServerType {
    let scope = |scope: Scope| shapes::ResourceServerScopeType {
        scope_name: scope.name,
        scope_description: scope.description,
    };
    shapes::ResourceServerType {
        user_pool_id: Some(server.pool.into()),
        identifier: Some(server.identifier),
        name: Some(server.name),
        scopes: server.scopes.map(|scopes| scopes.into_iter().map(scope).collect()),
        managed_by: None,
    }
}

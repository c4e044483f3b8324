//! What is said about resource servers.

use domain::ids::PoolId;
use wire::Fault;

/// peer: resources.md §8.
pub fn exists(identifier: &str, pool: &PoolId) -> Fault {
    Fault::invalid_parameter(format!("{identifier} already exists in user pool {pool}."))
}

/// peer: resources.md §8.
pub fn does_not_exist(identifier: &str) -> Fault {
    Fault::resource_not_found(format!("Resource server {identifier} does not exist."))
}

/// documented exception, guessed text: resources.md §8, a pool has no room for another one.
pub fn too_many() -> Fault {
    Fault::limit_exceeded("You have reached the maximum number of resource servers for this user pool.")
}

//! What is said about terms.

use domain::ids::ClientId;
use wire::{Code, Fault};

/// peer: resources.md §10.
pub fn unknown(id: &str) -> Fault {
    Fault::resource_not_found(format!("Terms {id} does not exist."))
}

/// guess: resources.md §10, a client without such a document.
pub fn none_of_client(name: &str, client: &ClientId) -> Fault {
    Fault::resource_not_found(format!("Terms {name} does not exist for client {client}."))
}

/// guess: resources.md §10.
pub fn exists(name: &str, client: &ClientId) -> Fault {
    Fault::new(
        Code::TermsExistsException,
        format!("Terms {name} already exist for client {client}"),
    )
}

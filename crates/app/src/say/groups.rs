//! What is said about groups.

use wire::{Code, Fault};

/// reported: resources.md §6.
pub fn exists() -> Fault {
    Fault::new(Code::GroupExistsException, "A group with the name already exists.")
}

/// peer: resources.md §6.
pub fn not_found() -> Fault {
    Fault::resource_not_found("Group not found.")
}

/// guess at the text, documented quota: resources.md §2.11.
pub fn too_many() -> Fault {
    Fault::limit_exceeded("Maximum number of groups reached for this user pool.")
}

/// guess: resources.md §6, a user is in as many groups as it can be; the operation declares no better exception.
pub fn too_many_for_user() -> Fault {
    Fault::invalid_parameter("The user is in the maximum number of groups.")
}

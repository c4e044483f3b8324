//! What is said about lists.

use wire::Fault;

/// guess: resources.md §1.11, a page token that is not ours, of another list, or too old.
pub fn bad_token() -> Fault {
    Fault::invalid_parameter("Invalid pagination token")
}

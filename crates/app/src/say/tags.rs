//! What is said about tags.

use domain::pool::rules::Clash;
use wire::Fault;

use super::pools;

/// peer: resources.md §13.
pub fn unknown(arn: &str) -> Fault {
    Fault::resource_not_found(format!("Resource {arn} does not exist."))
}

/// guess: resources.md §13, an ARN of something else than a user pool.
pub fn not_a_pool() -> Fault {
    Fault::invalid_parameter("Invalid resource ARN")
}

/// guess: the sentences of UserPoolTaggingException, which these operations do not declare.
pub fn clash(clash: Clash) -> Fault {
    Fault::invalid_parameter(pools::clash(clash).message.unwrap_or_default())
}

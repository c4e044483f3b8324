//! What is said about the domains of pools.

use wire::Fault;

/// observed: resources.md §9.
pub fn characters() -> Fault {
    Fault::invalid_parameter(
        "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, \
         and hyphens.",
    )
}

/// peer at the text, observed refusal: resources.md §9.
pub fn reserved(word: &str) -> Fault {
    Fault::invalid_parameter(format!("Domain cannot contain reserved word: {word}"))
}

/// observed: resources.md §9.
pub fn not_a_subdomain() -> Fault {
    Fault::invalid_parameter(
        "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or \
         domain parent is a top-level domain.",
    )
}

/// observed: resources.md §9.
pub fn bad_certificate() -> Fault {
    Fault::invalid_parameter(
        "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a \
         valid certificate chain.",
    )
}

/// observed: resources.md §9.
pub fn taken() -> Fault {
    Fault::invalid_parameter("Domain already associated with another user pool.")
}

/// reported: resources.md §9.
pub fn one_already() -> Fault {
    Fault::invalid_parameter("User pool already has a domain configured.")
}

/// reported: resources.md §9, Update- and DeleteUserPoolDomain.
pub fn no_such_pair() -> Fault {
    Fault::invalid_parameter("No such domain or user pool exists.")
}

/// guess: the documentation knows the versions 1 and 2.
pub fn unknown_version() -> Fault {
    Fault::invalid_parameter("Invalid ManagedLoginVersion. Valid values are 1 and 2.")
}

/// observed: resources.md §2.8, DeleteUserPool.
pub fn pool_has_one() -> Fault {
    Fault::invalid_parameter("User pool cannot be deleted. It has a domain configured that should be deleted first.")
}

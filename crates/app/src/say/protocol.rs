//! What is said before an operation runs, or when it cannot (resources.md §1.5).

use wire::{Code, Fault};

use crate::policy::Action;

/// guess (the front end's family): resources.md §1.5. Also for a wrong session token.
pub fn access_key_unknown() -> Fault {
    Fault::new(
        Code::UnrecognizedClientException,
        "The security token included in the request is invalid.",
    )
}

/// guess (the front end's family): resources.md §1.5. Spaces as recorded.
pub fn region_not_served() -> Fault {
    Fault::new(
        Code::InvalidSignatureException,
        "Credential should be scoped to a valid region. ",
    )
}

/// guess (the front end's family): resources.md §1.5. `user` and `resource` are ARNs.
pub fn access_denied(user: &str, action: Action, resource: &str) -> Fault {
    let Action { service, name } = action;
    Fault::new(
        Code::AccessDeniedException,
        format!("User: {user} is not authorized to perform: {service}:{name} on resource: {resource}"),
    )
}

/// guess: resources.md §1.5; SDKs retry it.
pub fn too_many_requests() -> Fault {
    Fault::new(Code::TooManyRequestsException, "Rate exceeded")
}

/// documented wording (for UI customization): resources.md §1.5.
pub fn body_too_large() -> Fault {
    Fault::new(Code::RequestEntityTooLargeException, "request parameters too large")
}

/// guess: a body that ends early or never comes is no JSON.
pub fn body_incomplete() -> Fault {
    Fault::bare(Code::SerializationException)
}

/// guess: no text of the real service is known.
pub fn internal_error() -> Fault {
    Fault::new(Code::InternalErrorException, "Internal error. Please try again.")
}

/// guess: no text of the real service is known.
pub fn unavailable() -> Fault {
    Fault::new(Code::ServiceUnavailable, "Service unavailable. Please try again.")
}

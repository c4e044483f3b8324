//! What is said about the looks of pages.

use domain::branding::css::CssProblem;
use wire::{Code, Fault};

/// observed: resources.md §10.
pub fn no_domain() -> Fault {
    Fault::invalid_parameter("A domain must be associated with this user pool.")
}

/// observed for a class: resources.md §10; the other problems are guesses.
pub fn bad_css(problem: &CssProblem) -> Fault {
    Fault::invalid_parameter(match problem {
        CssProblem::Class(name) => format!("The CSS class {name} is not in the list of allowed classes."),
        CssProblem::Property(name) => format!("The CSS property {name} is not in the list of allowed properties."),
        CssProblem::Forbidden | CssProblem::Malformed => "The CSS is invalid.".to_owned(),
    })
}

/// guess: oauth.md §19.1, the documented formats.
pub fn bad_image() -> Fault {
    Fault::invalid_parameter("The image file must be in PNG or JPEG format.")
}

/// observed: resources.md §10.
pub fn settings_beside_provided() -> Fault {
    Fault::invalid_parameter("useCognitoProvidedValues or settings should be specified (but not both)")
}

/// guess: settings are a document.
pub fn settings_no_object() -> Fault {
    Fault::invalid_parameter("settings must be a JSON object")
}

/// observed up to the message of the error: resources.md §10.
pub fn bad_asset(category: &str, extension: &str, color_mode: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid assets provided. Validation errors: [{{category: {category}, extension: {extension}, \
         colorMode: {color_mode}, errorMessage: The file is not a valid {extension} image for this category.}}]"
    ))
}

/// guess: 20 styles of a pool are documented (quotas of 2026), the words are not.
pub fn too_many() -> Fault {
    Fault::limit_exceeded("Maximum number of managed login branding styles reached for this user pool.")
}

/// guess: resources.md §10.
pub fn exists(client: &str) -> Fault {
    Fault::new(
        Code::ManagedLoginBrandingExistsException,
        format!("Managed login branding already exists for client {client}"),
    )
}

/// peer: resources.md §10.
pub fn not_found(id: &str) -> Fault {
    Fault::resource_not_found(format!("Managed login branding {id} does not exist."))
}

/// guess: as above, asked for by its client.
pub fn none_of_client(client: &str) -> Fault {
    Fault::resource_not_found(format!("Managed login branding for client {client} does not exist."))
}

/// guess: resources.md §16.
pub fn changed_meanwhile() -> Fault {
    Fault::new(Code::ConcurrentModificationException, "Concurrent modification")
}

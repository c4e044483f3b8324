//! Provisioned limits (resources.md §14).

use domain::rates::{Category, Rate};
use wire::{Code, Fault};

/// guess: a definition names its category by the one attribute `Category`.
pub fn no_category() -> Fault {
    Fault::invalid_parameter("Limit attributes must name a Category.")
}

/// guess.
pub fn unknown(category: &str) -> Fault {
    Fault::resource_not_found(format!("API category {category} does not exist."))
}

/// guess at the words: which categories can be raised is documented.
pub fn fixed(category: Category) -> Fault {
    Fault::invalid_parameter(format!("The limit of category {} cannot be adjusted.", category.name()))
}

/// guess at the words: documented as a bound.
pub fn below_default(default: Rate) -> Fault {
    Fault::invalid_parameter(format!(
        "Requested limit must not be less than the default limit of {default}."
    ))
}

/// guess at the words: documented as a bound.
pub fn above_most(most: Rate) -> Fault {
    Fault::new(
        Code::ServiceQuotaExceededException,
        format!("Requested limit exceeds the account maximum of {most}."),
    )
}

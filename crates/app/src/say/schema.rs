//! What is said about the schema of a pool.

use domain::attributes::schema::SchemaProblem;
use wire::Fault;

/// The sentence for a schema that cannot be built.
pub fn problem(problem: SchemaProblem) -> Fault {
    match problem {
        SchemaProblem::Nameless => nameless(),
        SchemaProblem::Untyped => untyped(),
        SchemaProblem::RequiredCustom => required_custom(),
        SchemaProblem::Retyped(name) => retyped(&name),
        SchemaProblem::Duplicate(name) => duplicate(&name),
        SchemaProblem::Exists { asked, existing } => exists(&asked, &existing),
        SchemaProblem::TooMany => too_many(),
        SchemaProblem::BadLength(name) => bad_length(&name),
        SchemaProblem::BadValue(name) => bad_value(&name),
        SchemaProblem::TooLong(name) => too_long(&name),
        SchemaProblem::CrossedLengths(name) => crossed_lengths(&name),
        SchemaProblem::CrossedValues(name) => crossed_values(&name),
        SchemaProblem::CrossedStandardLengths(name) => crossed_standard_lengths(&name),
        SchemaProblem::CrossedStandardValues(name) => crossed_standard_values(&name),
    }
}

/// guess: an entry without Name, which the model does not require.
pub fn nameless() -> Fault {
    Fault::invalid_parameter("Attribute name is required.")
}

/// observed: resources.md §2.3.
pub fn untyped() -> Fault {
    Fault::invalid_parameter("Invalid AttributeDataType input, consider using the provided AttributeDataType enum.")
}

/// observed: resources.md §2.3.
pub fn required_custom() -> Fault {
    Fault::invalid_parameter("Required custom attributes are not supported currently.")
}

/// observed: resources.md §2.3.
pub fn retyped(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute {name}"
    ))
}

/// observed: resources.md §2.3.
pub fn duplicate(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Duplicate custom attribute names {name} are not allowed in a user pool schema."
    ))
}

/// peer-believed: resources.md §2.3.
pub fn exists(asked: &str, existing: &str) -> Fault {
    Fault::invalid_parameter(format!("{asked}: Existing attribute already has name {existing}."))
}

/// guess: resources.md §2.3.
pub fn too_many() -> Fault {
    Fault::invalid_parameter("Maximum number of custom attributes reached.")
}

/// peer-believed: resources.md §2.3.
pub fn bad_length(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid StringAttributeConstraints for schema attribute {name}"
    ))
}

/// peer-believed: resources.md §2.3.
pub fn bad_value(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid NumberAttributeConstraints for schema attribute {name}"
    ))
}

/// peer-believed: resources.md §2.3.
pub fn too_long(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "user.{name}: String attributes cannot have a length of more than 2048"
    ))
}

/// observed: resources.md §2.3.
pub fn crossed_lengths(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Attribute {name} cannot have a max length shorter than it's min length"
    ))
}

/// observed: resources.md §2.3.
pub fn crossed_values(name: &str) -> Fault {
    Fault::invalid_parameter(format!(
        "Attribute {name} cannot have a max value smaller than it's min value"
    ))
}

/// peer-believed: resources.md §2.3.
pub fn crossed_standard_lengths(name: &str) -> Fault {
    Fault::invalid_parameter(format!("user.{name}: Max length cannot be less than min length."))
}

/// peer-believed: resources.md §2.3.
pub fn crossed_standard_values(name: &str) -> Fault {
    Fault::invalid_parameter(format!("user.{name}: Max value cannot be less than min value."))
}

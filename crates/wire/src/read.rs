//! From a request body to an operation's input.

use serde_json::{Map, Value};

use crate::{Call, Code, Fault, validate};

/// Reads the body of a request for `C`. An empty body is an empty object; unknown members are ignored; `null` is the
/// same as absent; of a member that comes twice the last one counts.
///
/// # Errors
/// SerializationException for what is not the JSON that the model asks for; InvalidParameterException with every
/// violated limit (resources.md §1.5, §1.6).
pub fn read<C: Call>(body: &[u8]) -> Result<C::Input, Fault> {
    let mut document = json(body)?;
    let shape = C::OPERATION.input();
    let findings = validate::check(shape, &document)?;
    if let Some(fault) = findings.fault() {
        return Err(fault);
    }
    if findings.null_entries {
        validate::drop_null_entries(shape, &mut document);
    }
    // What the walk let through has the model's types, so that this cannot fail; a test holds it to that.
    serde_json::from_value(document).map_err(|_| unreadable())
}

/// The document in a request body: an object. Nested no deeper than 127 levels, strings without lone surrogates.
///
/// # Errors
/// SerializationException without a sentence.
pub fn json(body: &[u8]) -> Result<Value, Fault> {
    if body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    match serde_json::from_slice(body) {
        Ok(document @ Value::Object(_)) => Ok(document),
        _ => Err(unreadable()),
    }
}

fn unreadable() -> Fault {
    Fault::bare(Code::SerializationException)
}

//! Values of another JSON type than the model's: SerializationException (resources.md §1.5, guess: family behaviour).

use std::ops::RangeInclusive;

use serde_json::{Number, Value};

use crate::{Code, Fault, facts::Kind};

/// The answer to `value` where the model has `kind`. Guess: resources.md §1.5, what the front end says to other services.
pub(super) fn fault(kind: &Kind, value: &Value) -> Fault {
    let message = match (kind, value) {
        (_, Value::Array(_)) => "Start of list found where not expected".to_owned(),
        (_, Value::Object(_)) => "Start of structure or map found where not expected.".to_owned(),
        (Kind::List { .. }, _) => "Expected list or null".to_owned(),
        (Kind::Structure(_) | Kind::Map { .. }, _) => "Expected null".to_owned(),
        (kind, value) => format!("{} can not be converted to {}", token(value), java(kind)),
    };
    Fault::new(Code::SerializationException, message)
}

/// A number without a fraction, within what its Java type holds. Guess: resources.md §1.5.
pub(super) fn integer(number: &Number, range: RangeInclusive<i64>) -> Result<i64, Fault> {
    if let Some(number) = number.as_i64().filter(|number| range.contains(number)) {
        return Ok(number);
    }
    let kind = if *range.end() == i64::MAX {
        "a Long"
    } else {
        "an Integer"
    };
    Err(Fault::new(
        Code::SerializationException,
        format!("NUMBER_VALUE can not be converted to {kind}"),
    ))
}

/// The JSON token, as Java's parser calls it.
fn token(value: &Value) -> &'static str {
    match value {
        Value::Null => "NULL_VALUE",
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        Value::String(_) => "STRING_VALUE",
        Value::Array(_) => "START_ARRAY",
        Value::Object(_) => "START_OBJECT",
    }
}

/// The Java type, with its article. Guess: resources.md §1.5.
fn java(kind: &Kind) -> &'static str {
    match kind {
        Kind::Integer(_) => "an Integer",
        Kind::Long(_) => "a Long",
        Kind::Boolean => "a Boolean",
        Kind::Timestamp => "a Date",
        Kind::Blob(_) => "a ByteBuffer",
        _ => "a String",
    }
}

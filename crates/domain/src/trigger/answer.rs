//! Reading what functions return: only `response` counts (triggers.md §1.2).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Unrecognizable;

/// The `response` of a returned document.
pub(super) fn response(returned: &Value) -> Result<&Map<String, Value>, Unrecognizable> {
    returned
        .get("response")
        .and_then(Value::as_object)
        .ok_or(Unrecognizable)
}

pub(super) fn flag(response: &Map<String, Value>, name: &str) -> Result<bool, Unrecognizable> {
    match response.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(Unrecognizable),
    }
}

/// Numbers and truth values count as their text, as the service's reader of JSON has it (guess).
pub(super) fn text(value: Option<&Value>) -> Result<Option<String>, Unrecognizable> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(Value::Bool(flag)) => Ok(Some(flag.to_string())),
        Some(Value::Array(_) | Value::Object(_)) => Err(Unrecognizable),
    }
}

/// A member without a value counts as absent (guess).
pub(super) fn texts(value: Option<&Value>) -> Result<BTreeMap<String, String>, Unrecognizable> {
    let members = match value {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(value) => value.as_object().ok_or(Unrecognizable)?,
    };
    members
        .iter()
        .filter_map(|(name, value)| match text(Some(value)) {
            Ok(text) => text.map(|text| Ok((name.clone(), text))),
            Err(unrecognizable) => Some(Err(unrecognizable)),
        })
        .collect()
}

/// A list of texts, whatever else stands in it is none. Absent without a value.
pub(super) fn list(value: Option<&Value>) -> Result<Option<Vec<String>>, Unrecognizable> {
    let entries = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(value) => value.as_array().ok_or(Unrecognizable)?,
    };
    let texts = entries
        .iter()
        .map(|entry| entry.as_str().map(str::to_owned).ok_or(Unrecognizable));
    texts.collect::<Result<_, _>>().map(Some)
}

/// An object, when there is one with a value.
pub(super) fn object<'a>(
    members: &'a Map<String, Value>,
    name: &str,
) -> Result<Option<&'a Map<String, Value>>, Unrecognizable> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_object().map(Some).ok_or(Unrecognizable),
    }
}

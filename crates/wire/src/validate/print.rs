//! How messages show a value: as Java prints it (resources.md §1.6, observed for strings, lists and structures).

use serde_json::Value;

use crate::facts::{Kind, Secrecy, Shape};

/// `Value 'x'`, `Value null`, or `Value` alone for what must not be shown.
pub(super) fn offender(shape: &Shape, value: &Value) -> String {
    match value {
        _ if shape.secrecy == Secrecy::Withheld => "Value".to_owned(),
        Value::Null => "Value null".to_owned(),
        value => format!("Value '{}'", printed(shape, value)),
    }
}

fn printed(shape: &Shape, value: &Value) -> String {
    match (&shape.kind, value) {
        (_, Value::Null) => "null".to_owned(),
        // guess: what AWS's own Java code prints for a sensitive member inside a structure.
        _ if shape.secrecy == Secrecy::Withheld => "***Sensitive Data Redacted***".to_owned(),
        // guess: a Java byte buffer.
        (Kind::Blob(_), Value::String(text)) => {
            let bytes = text.trim_end_matches('=').len() * 3 / 4;
            format!("java.nio.HeapByteBuffer[pos=0 lim={bytes} cap={bytes}]")
        }
        (Kind::Structure(members), Value::Object(object)) => {
            let of = |name: &str| object.get(name).unwrap_or(&Value::Null);
            let members: Vec<String> = members
                .iter()
                .map(|member| format!("{}={}", member.path, printed(member.shape, of(member.name))))
                .collect();
            format!("{}({})", shape.name, members.join(", "))
        }
        (Kind::List { element, .. }, Value::Array(elements)) => {
            let elements: Vec<String> = elements.iter().map(|value| printed(element, value)).collect();
            format!("[{}]", elements.join(", "))
        }
        // guess: a Java map.
        (Kind::Map { value: of, .. }, Value::Object(object)) => {
            let entries: Vec<String> = object
                .iter()
                .map(|(key, value)| format!("{key}={}", printed(of, value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        (_, Value::String(text)) => text.clone(),
        (_, value) => value.to_string(),
    }
}

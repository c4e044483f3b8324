//! What the model says about every answer: each success that a test sees is held against it.

use serde_json::{Map, Value};
use wire::{
    Operation,
    facts::{Absent, Kind, Place, Shape},
};

use crate::Reply;

/// Shapes whose limits hold for inputs only: the schema of every pool names `phone_number_verified`, which is longer than the
/// name of an attribute may be, and the real service's own completion messages are sentences, where the model has one word; and a pool without import jobs has an empty
/// list of them.
const UNBOUND: [&str; 3] = [
    "CompletionMessageType",
    "CustomAttributeNameType",
    "UserImportJobsListType",
];

/// Fails the test when a success does not have the shape that the model gives it.
#[track_caller]
pub(crate) fn hold(operation: Operation, reply: &Reply) {
    let misfits = misfits(operation, reply);
    assert!(
        misfits.is_empty(),
        "the answer of {} is not what the model says: {misfits:?}",
        operation.name()
    );
}

/// Everything in a success that the model does not allow.
fn misfits(operation: Operation, reply: &Reply) -> Vec<String> {
    let Some(shape) = operation.output() else {
        let some = (!reply.bytes.is_empty()).then(|| "a body where the model has none".to_owned());
        return some.into_iter().collect();
    };
    let mut misfits = Vec::new();
    walk(shape, &reply.body, "", &mut misfits);
    misfits
}

fn walk(shape: &Shape, value: &Value, at: &str, misfits: &mut Vec<String>) {
    match (&shape.kind, value) {
        (Kind::Structure(_), Value::Object(object)) => members(shape, object, at, misfits),
        (Kind::List { element, length }, Value::Array(elements)) => {
            if !UNBOUND.contains(&shape.name) {
                sized(*length, elements.len(), at, misfits);
            }
            for (nth, value) in elements.iter().enumerate() {
                walk(element, value, &format!("{at}[{nth}]"), misfits);
            }
        }
        (Kind::Map { value: of, .. }, Value::Object(object)) => {
            for (key, value) in object {
                walk(of, value, &format!("{at}{{{key}}}"), misfits);
            }
        }
        (Kind::Text { .. }, Value::String(_)) if UNBOUND.contains(&shape.name) => {}
        (Kind::Text { length, pattern }, Value::String(text)) => {
            sized(*length, text.chars().count(), at, misfits);
            if pattern.as_ref().is_some_and(|pattern| !pattern.accepts(text)) {
                misfits.push(format!("{at}: {text:?} does not match"));
            }
        }
        (Kind::Choice(values), Value::String(text)) if values.contains(&text.as_str()) => {}
        (Kind::Integer(limits) | Kind::Long(limits), Value::Number(number)) => match number.as_i64() {
            Some(number) if matches!(limits.place(number), Place::Within) => {}
            _ => misfits.push(format!("{at}: {number}")),
        },
        (Kind::Boolean, Value::Bool(_))
        | (Kind::Timestamp, Value::Number(_))
        | (Kind::Blob(_), Value::String(_))
        | (Kind::Document, _) => {}
        _ => misfits.push(format!("{at}: {value} is no {}", shape.name)),
    }
}

fn members(shape: &Shape, object: &Map<String, Value>, at: &str, misfits: &mut Vec<String>) {
    let Kind::Structure(members) = &shape.kind else {
        return;
    };
    for name in object.keys() {
        if !members.iter().any(|member| member.name == name) {
            misfits.push(format!("{at}.{name}: no member of {}", shape.name));
        }
    }
    for member in *members {
        let at = format!("{at}.{}", member.name);
        match object.get(member.name) {
            Some(value) => walk(member.shape, value, &at, misfits),
            None if member.absent == Absent::Refused => misfits.push(format!("{at}: missing")),
            None => {}
        }
    }
}

fn sized(limits: wire::facts::Length, length: usize, at: &str, misfits: &mut Vec<String>) {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    if !matches!(limits.place(length), Place::Within) {
        misfits.push(format!("{at}: a length of {length}"));
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use serde_json::json;

    use super::*;

    fn found(operation: Operation, body: &Value) -> Vec<String> {
        let reply = Reply {
            status: 200,
            headers: HeaderMap::new(),
            bytes: body.to_string().into_bytes(),
            body: body.clone(),
        };
        misfits(operation, &reply)
    }

    #[test]
    fn what_the_model_does_not_say_is_found() {
        let list = |pools: Value| found(Operation::ListUserPools, &json!({ "UserPools": pools }));
        assert_eq!(list(json!([{ "Name": "people", "CreationDate": 1.5 }])), [""; 0]);
        assert_eq!(list(json!([{ "name": "people" }])).len(), 1);
        assert_eq!(list(json!([{ "Name": null }])).len(), 1);
        assert_eq!(list(json!([{ "CreationDate": "now" }])).len(), 1);
        assert_eq!(list(json!([{ "Status": "Idle" }])).len(), 1);
        assert_eq!(list(json!({})).len(), 1);
        assert_eq!(found(Operation::GetProvisionedLimit, &json!({})), [".Limit: missing"]);
        assert_eq!(found(Operation::DeleteUserPool, &json!({})).len(), 1);
    }
}

//! The least input that an operation takes, made from the model.

use serde_json::{Map, Value, json};
use wire::{
    Operation,
    facts::{Absent, Kind, Shape},
};

/// An input that meets every limit of the model.
pub fn input(operation: Operation) -> Map<String, Value> {
    match sample(operation.input()) {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// The least value of a shape: required members only.
fn sample(shape: &Shape) -> Value {
    match &shape.kind {
        Kind::Structure(members) => {
            let required = members.iter().filter(|member| member.absent != Absent::Allowed);
            required
                .map(|member| (member.name.to_owned(), sample(member.shape)))
                .collect::<Map<_, _>>()
                .into()
        }
        Kind::List { element, length } => {
            let least = usize::try_from(length.min.unwrap_or(0)).unwrap();
            vec![sample(element); least].into()
        }
        Kind::Map { .. } => json!({}),
        Kind::Text { length, pattern } => {
            let fits = |text: &&str| {
                let long = i64::try_from(text.chars().count()).unwrap();
                let sized = length.min.is_none_or(|min| long >= min) && length.max.is_none_or(|max| long <= max);
                sized && pattern.as_ref().is_none_or(|pattern| pattern.accepts(text))
            };
            let samples = [
                "abcdef",
                "us-east-1_abcdef",
                "123456",
                "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abcdef",
                "3f0c1f2e-8a53-4c1d-9d3a-0123456789ab",
                "us-east-1_3f0c1f2e-8a53-4c1d-9d3a-0123456789ab",
                "tknabcdefghijklmnopqrstuvwxy",
                "import-abc",
                "terms-of-use",
                "abcdefghijklmnopqrstuvwxyz",
                "cognito:default",
            ];
            let found = samples.into_iter().find(fits);
            json!(found.unwrap_or_else(|| panic!("no sample for {}", shape.name)))
        }
        Kind::Choice(values) => json!(values[0]),
        Kind::Integer(limits) | Kind::Long(limits) => json!(limits.min.unwrap_or(1)),
        Kind::Boolean => json!(false),
        Kind::Timestamp => json!(0),
        Kind::Blob(_) => json!("AAAA"),
        Kind::Document => json!({}),
    }
}

/// Whether an operation has this member in its input.
pub fn takes(operation: Operation, member: &str) -> bool {
    match &operation.input().kind {
        Kind::Structure(members) => members.iter().any(|it| it.name == member),
        _ => false,
    }
}

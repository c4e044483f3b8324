//! What may be seen of a request or an answer in a log.

use serde_json::{Map, Value};

use crate::{
    Operation,
    facts::{Kind, Secrecy, Shape},
};

/// What stands where something must not be seen.
const HIDDEN: &str = "***";

/// The input of `operation` with `"***"` in place of everything sensitive, and of everything that the model does not
/// know: a misspelt `Pasword` holds one all the same.
#[must_use]
pub fn redact(operation: Operation, input: &Value) -> Value {
    redacted(operation.input(), input)
}

/// The same for an output of `operation`.
#[must_use]
pub fn redact_output(operation: Operation, output: &Value) -> Value {
    operation.output().map_or_else(hidden, |shape| redacted(shape, output))
}

fn redacted(shape: &Shape, value: &Value) -> Value {
    if shape.secrecy != Secrecy::Open {
        return hidden();
    }
    match (&shape.kind, value) {
        (_, Value::Null) => Value::Null,
        (Kind::Structure(members), Value::Object(object)) => {
            let of = |name: &str| {
                members
                    .iter()
                    .find(|member| member.name == name)
                    .map(|member| member.shape)
            };
            each(object, |name, value| {
                of(name).map_or_else(hidden, |shape| redacted(shape, value))
            })
        }
        (Kind::Map { value: shape, .. }, Value::Object(object)) => each(object, |_, value| redacted(shape, value)),
        (Kind::List { element, .. }, Value::Array(elements)) => {
            elements.iter().map(|value| redacted(element, value)).collect()
        }
        (Kind::Text { .. } | Kind::Choice(_), Value::String(_))
        | (Kind::Integer(_) | Kind::Long(_) | Kind::Timestamp, Value::Number(_))
        | (Kind::Boolean, Value::Bool(_)) => value.clone(),
        // Blobs and documents are long, and may hold anything; so may a value of the wrong type.
        _ => hidden(),
    }
}

fn each(object: &Map<String, Value>, change: impl Fn(&str, &Value) -> Value) -> Value {
    object
        .iter()
        .map(|(name, value)| (name.clone(), change(name, value)))
        .collect()
}

fn hidden() -> Value {
    HIDDEN.into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A value of the shape `name` as the model itself, not our code, has it: `seen` in open places, `secret` in
    /// sensitive ones.
    fn sample(model: &Value, name: &str, secrets: &mut usize) -> Value {
        let shape = &model["shapes"][name];
        let of = |part: &Value, secrets: &mut usize| sample(model, part.as_str().unwrap(), secrets);
        if shape["sensitive"] == true {
            *secrets += 1;
            return match shape["type"].as_str() {
                Some("structure" | "map") => json!({ "Any": "secret" }),
                _ => json!("secret"),
            };
        }
        match shape["type"].as_str().unwrap() {
            "structure" => {
                let members = shape["members"].as_object().unwrap().iter();
                members
                    .map(|(name, member)| (name.clone(), of(&member["shape"], secrets)))
                    .collect()
            }
            "list" => json!([of(&shape["member"], secrets)]),
            "map" => json!({ "seen": of(&shape["value"], secrets) }),
            "string" => json!("seen"),
            "boolean" => json!(true),
            "integer" | "long" | "timestamp" => json!(1),
            _ => json!("secret"),
        }
    }

    #[test]
    fn nothing_sensitive_of_the_model_is_seen() {
        let model: Value = serde_json::from_str(include_str!("../../../model/cognito-idp.json")).unwrap();
        let mut secrets = 0;
        for operation in Operation::ALL {
            let entry = &model["operations"][operation.name()];
            let input = sample(&model, entry["input"].as_str().unwrap(), &mut secrets);
            let mut shown = redact(*operation, &input).to_string();
            if let Some(output) = entry["output"].as_str() {
                shown += &redact_output(*operation, &sample(&model, output, &mut secrets)).to_string();
            }
            assert!(!shown.contains("secret"), "{}: {shown}", operation.name());
        }
        assert!(secrets > 150, "only {secrets} sensitive places were tried");
    }

    #[test]
    fn a_sign_in_is_seen_without_its_secrets() {
        let input = json!({
            "AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "abc", "AuthParameters": {"PASSWORD": "p"},
            "ClientMetadata": {"k": "v"}, "AnalyticsMetadata": {"AnalyticsEndpointId": "seen"}, "UserContextData": {"IpAddress": "::1"}, "Pasword": "p", "Session": null,
        });
        let expected = json!({
            "AuthFlow": "USER_PASSWORD_AUTH", "ClientId": "***", "AuthParameters": "***",
            "ClientMetadata": "***", "AnalyticsMetadata": {"AnalyticsEndpointId": "seen"}, "UserContextData": "***", "Pasword": "***", "Session": "***",
        });
        assert_eq!(redact(Operation::InitiateAuth, &input), expected);
    }

    #[test]
    fn a_value_of_the_wrong_type_is_not_seen() {
        assert_eq!(redact(Operation::GetUser, &json!(["token"])), json!("***"));
        let input = json!({ "UserPoolId": { "Password": "p" } });
        assert_eq!(
            redact(Operation::DescribeUserPool, &input),
            json!({ "UserPoolId": "***" })
        );
    }
}

//! What may be seen of the documents that pass between the house and its functions.

use serde_json::{Map, Value};

/// What stands where something must not be seen.
pub const HIDDEN: &str = "***";

/// Members that are secret by what they are: passwords, answers, codes, what a challenge keeps to the server (also by its
/// metadata, where well-known samples put the code), and the tokens of identity providers.
const SECRET: [&str; 6] = [
    "password",
    "challengeAnswer",
    "challengeMetadata",
    "code",
    "privateChallengeParameters",
    "tokenResponse",
];

/// Members whose values applications choose: what they hold is known by its name only.
const FREE: [&str; 6] = [
    "clientMetadata",
    "validationData",
    "claimsToAddOrOverride",
    "publicChallengeParameters",
    "idToken",
    "userInfo",
];

/// Words in the names of free members that promise a secret.
const TELLING: [&str; 12] = [
    "password",
    "passwd",
    "pwd",
    "secret",
    "token",
    "code",
    "otp",
    "pin",
    "captcha",
    "key",
    "answer",
    "credential",
];

/// An event or an answer with [`HIDDEN`] in place of every secret. Names stay, so that it can be seen what there was.
#[must_use]
pub fn redact(document: &Value) -> Value {
    match document {
        Value::Object(members) => each(members, |name, value| match name {
            _ if value.is_null() => Value::Null,
            name if SECRET.contains(&name) => hide(value),
            name if FREE.contains(&name) => free(value),
            _ => redact(value),
        }),
        Value::Array(entries) => entries.iter().map(redact).collect(),
        _ => document.clone(),
    }
}

/// Values under telling names are hidden, at any depth.
fn free(value: &Value) -> Value {
    match value {
        Value::Object(members) => each(members, |name, value| match is_telling(name) {
            true => hide(value),
            false => free(value),
        }),
        Value::Array(entries) => entries.iter().map(free).collect(),
        _ => value.clone(),
    }
}

fn is_telling(name: &str) -> bool {
    let name = name.to_lowercase();
    TELLING.iter().any(|word| name.contains(word))
}

/// The members of an object keep their names.
fn hide(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Object(members) => each(members, |_, value| hide(value)),
        _ => HIDDEN.into(),
    }
}

fn each(members: &Map<String, Value>, change: impl Fn(&str, &Value) -> Value) -> Value {
    members
        .iter()
        .map(|(name, value)| (name.clone(), change(name, value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_are_hidden_and_their_names_stay() {
        let event = json!({
            "userName": "jane", "version": "1",
            "request": {
                "password": "secret-1", "code": "secret-2", "challengeAnswer": "secret-3",
                "privateChallengeParameters": { "answer": "secret-4" },
                "codeParameter": "{####}", "userAttributes": { "email": "jane@example.com" },
                "session": [{ "challengeName": "CUSTOM_CHALLENGE", "challengeMetadata": "CODE-secret-8" }],
                "clientMetadata": { "recaptchaToken": "secret-5", "lang": "de" }, "validationData": null,
                "attributes": { "tokenResponse": { "access_token": "secret-6" }, "idToken": { "sub": "1", "at_token": "secret-7" } },
            },
        });
        let shown = redact(&event);
        assert!(!shown.to_string().contains("secret-"), "{shown}");
        assert_eq!(
            shown["request"]["privateChallengeParameters"],
            json!({ "answer": "***" })
        );
        assert_eq!(
            shown["request"]["clientMetadata"],
            json!({ "recaptchaToken": "***", "lang": "de" })
        );
        assert_eq!(shown["request"]["codeParameter"], "{####}");
        assert_eq!(shown["request"]["session"][0]["challengeName"], "CUSTOM_CHALLENGE");
        assert_eq!(shown["request"]["userAttributes"], event["request"]["userAttributes"]);
        assert_eq!(shown["request"]["validationData"], Value::Null);
        assert_eq!(shown["request"]["attributes"]["idToken"]["sub"], "1");
    }
}

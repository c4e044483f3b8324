//! The transcripts of auth.md Appendix B, request by request; every answer is compared whole.

mod first_factors;
mod refusals;
mod tokens;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use testkit::Reply;

use crate::scene::Scene;

const WRONG_PASSWORD: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");
const NO_SESSION: Value = Value::Null;

/// Whether something that is another each time has the form that it must have.
fn has_form(name: &str, text: &str) -> bool {
    let hex = |text: &str| !text.starts_with('0') && text.bytes().all(|byte| b"0123456789abcdef".contains(&byte));
    let parts = text.split('.').count();
    match name {
        "Session" => text.starts_with("AYABe") && (20..=4096).contains(&text.len()),
        "AccessToken" | "IdToken" => parts == 3,
        "RefreshToken" => parts == 5 && text.starts_with("eyJjdHkiOiJKV1Qi"),
        "SecretCode" => text.len() == 52 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "SALT" => (26..=34).contains(&text.len()) && hex(text),
        "SRP_B" => (700..=768).contains(&text.len()) && hex(text),
        "SECRET_BLOCK" => STANDARD.decode(text).is_ok(),
        _ => false,
    }
}

/// The members that are others each time.
const OPAQUE: [&str; 8] = [
    "Session",
    "AccessToken",
    "IdToken",
    "RefreshToken",
    "SecretCode",
    "SALT",
    "SRP_B",
    "SECRET_BLOCK",
];

/// A document in which `…` stands for what is another each time and has the right form.
fn masked(mut document: Value) -> Value {
    if let Value::Object(members) = &mut document {
        for (name, value) in members.iter_mut() {
            let text = value.as_str().unwrap_or_default();
            *value = match OPAQUE.contains(&name.as_str()) {
                true if has_form(name, text) => json!("…"),
                true => panic!("{name}: {value}"),
                false => masked(value.take()),
            };
        }
    }
    document
}

/// The answer is this, from its first member to its last.
#[track_caller]
fn says(reply: Reply, expected: Value) -> Value {
    let answer = reply.ok();
    assert_eq!(masked(answer.clone()), expected);
    answer
}

/// The answer is this fault and nothing else.
#[track_caller]
fn refuses(reply: &Reply, (code, message): (&str, &str)) {
    let expected = json!({ "__type": code, "message": message });
    assert_eq!((reply.status, &reply.body), (400, &expected));
}

/// The answer that ends a sign-in.
fn tokens() -> Value {
    json!({
        "AuthenticationResult": {
            "AccessToken": "…", "ExpiresIn": 3600, "IdToken": "…", "RefreshToken": "…", "TokenType": "Bearer",
        },
        "ChallengeParameters": {},
    })
}

/// The answer to SRP_A, with a Session in some flows.
fn password_verifier(name: &str) -> Value {
    json!({
        "ChallengeName": "PASSWORD_VERIFIER",
        "ChallengeParameters":
            { "SALT": "…", "SECRET_BLOCK": "…", "SRP_B": "…", "USERNAME": name, "USER_ID_FOR_SRP": name },
    })
}

/// A challenge with its parameters and a Session.
fn challenge(name: &str, parameters: &Value) -> Value {
    json!({ "ChallengeName": name, "ChallengeParameters": parameters, "Session": "…" })
}

async fn call(scene: &Scene, operation: &str, body: Value) -> Reply {
    scene.server.call(operation, body).await
}

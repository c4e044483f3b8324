//! Bad input of any kind: every operation, thousands of bodies, never a 5xx (security.md C.6 no. 20).
//!
//! The bodies are drawn from the model, so that most of them pass its constraints and reach the operation with ids of a
//! pool, a client and a user that exist; the rest are wrong in type, size or form. The seed is fixed, so that a failure
//! repeats.

use domain::ports::Entropy;
use serde_json::{Map, Value, json};
use testkit::{Engine, SeededEntropy, Server};
use wire::{
    Operation,
    facts::{Kind, Shape},
};

/// Texts that have broken servers before, and some that mean something here.
const WORDS: [&str; 30] = [
    "",
    " ",
    "a",
    "0",
    "-1",
    "true",
    "null",
    "email",
    "custom:x",
    "sub",
    "ann@example.com",
    "+15551234567",
    "Passw0rd!",
    "123456",
    "\u{0}",
    "a\u{0}b",
    "\u{202e}gnp",
    "e\u{301}",
    "\u{1f600}\u{1f600}",
    "İı",
    "%00%s%n",
    "'; DROP TABLE users; --",
    "../../etc/passwd",
    "{\"a\":1}",
    "username = \"a",
    "username ^= \"\"",
    "a.b.c",
    "us-east-1_nowhere00",
    "arn:aws:lambda:us-east-1:123456789012:function:f",
    "9223372036854775808",
];

const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "2",
    "60",
    "61",
    "-1",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1.5",
    "1e400",
];

/// Random choices from a seed.
struct Dice {
    entropy: SeededEntropy,
    /// Values for members of these names, most of the time.
    known: Vec<(&'static str, Value)>,
}

impl Dice {
    fn below(&self, sides: usize) -> usize {
        let entropy: &dyn Entropy = &self.entropy;
        usize::try_from(u32::from_be_bytes(entropy.bytes())).unwrap() % sides
    }

    fn once_in(&self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn word(&self) -> String {
        let word = WORDS[self.below(WORDS.len())];
        match self.below(12) {
            0 => word.repeat(50),
            1 => format!("{word}{}", WORDS[self.below(WORDS.len())]),
            _ => word.to_owned(),
        }
    }

    /// Some JSON, whatever it is asked for.
    fn anything(&self, depth: usize) -> Value {
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 => Value::Null,
            1 => json!(self.once_in(2)),
            2 => serde_json::from_str(NUMBERS[self.below(NUMBERS.len())]).unwrap_or(json!(1)),
            3 | 4 => json!(self.word()),
            5 => (0..self.below(4)).map(|_| self.anything(depth - 1)).collect(),
            _ => Value::Object(
                (0..self.below(4))
                    .map(|_| (self.word(), self.anything(depth - 1)))
                    .collect(),
            ),
        }
    }

    /// A value of this shape, or nearly one.
    fn value(&self, shape: &Shape, depth: usize) -> Value {
        if depth == 0 || self.once_in(40) {
            return self.anything(2);
        }
        match &shape.kind {
            Kind::Structure(members) => {
                let mut object = Map::new();
                for member in *members {
                    let known = self.known.iter().find(|(name, _)| *name == member.name);
                    match known {
                        Some((_, value)) if !self.once_in(6) => object.insert(member.name.into(), value.clone()),
                        _ if self.once_in(2) => object.insert(member.name.into(), self.value(member.shape, depth - 1)),
                        _ => None,
                    };
                }
                Value::Object(object)
            }
            Kind::List { element, .. } => (0..self.below(4)).map(|_| self.value(element, depth - 1)).collect(),
            Kind::Map { value, .. } => {
                let entry = |_| (self.word(), self.value(value, depth - 1));
                Value::Object((0..self.below(4)).map(entry).collect())
            }
            Kind::Choice(choices) => json!(choices[self.below(choices.len())]),
            Kind::Integer(limits) | Kind::Long(limits) => match self.below(3) {
                0 => json!(limits.min.unwrap_or(1)),
                1 => json!(limits.max.unwrap_or(10)),
                _ => serde_json::from_str(NUMBERS[self.below(NUMBERS.len())]).unwrap_or(json!(1)),
            },
            Kind::Boolean => json!(self.once_in(2)),
            Kind::Timestamp => json!(1_700_000_000.5),
            Kind::Text { .. } | Kind::Blob(_) => json!(self.word()),
            Kind::Document => self.anything(3),
        }
    }

    /// The bytes of a body for this operation: mostly JSON.
    fn body(&self, operation: Operation) -> Vec<u8> {
        let mut bytes = self.value(operation.input(), 6).to_string().into_bytes();
        if self.once_in(8) {
            bytes.truncate(self.below(bytes.len() + 1));
        }
        if self.once_in(8) && !bytes.is_empty() {
            let at = self.below(bytes.len());
            bytes[at] = u8::try_from(self.below(256)).unwrap();
        }
        bytes
    }
}

/// A pool with a client and a user who has signed in: what most operations ask for.
async fn stage(server: &Server) -> Vec<(&'static str, Value)> {
    let pool = server
        .call("CreateUserPool", json!({ "PoolName": "garbage" }))
        .await
        .ok();
    let pool = &pool["UserPool"]["Id"];
    let client = json!({ "UserPoolId": pool, "ClientName": "c", "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"] });
    let client = server.call("CreateUserPoolClient", client).await.ok();
    let client = &client["UserPoolClient"]["ClientId"];
    let user = json!({ "UserPoolId": pool, "Username": "ann", "MessageAction": "SUPPRESS" });
    server.call("AdminCreateUser", user).await.ok();
    let password = json!({ "UserPoolId": pool, "Username": "ann", "Password": "Passw0rd!", "Permanent": true });
    server.call("AdminSetUserPassword", password).await.ok();
    let proof = json!({ "USERNAME": "ann", "PASSWORD": "Passw0rd!" });
    let sign_in = json!({ "ClientId": client, "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": proof });
    let tokens = server.call("InitiateAuth", sign_in).await.ok();
    vec![
        ("UserPoolId", pool.clone()),
        ("ClientId", client.clone()),
        ("Username", json!("ann")),
        ("AccessToken", tokens["AuthenticationResult"]["AccessToken"].clone()),
        ("RefreshToken", tokens["AuthenticationResult"]["RefreshToken"].clone()),
        ("AuthParameters", proof),
    ]
}

/// Operations after which the others would find nothing any more.
fn leaves_nothing(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::AdminDeleteUser
            | Operation::AdminUserGlobalSignOut
            | Operation::DeleteUser
            | Operation::DeleteUserPool
            | Operation::DeleteUserPoolClient
            | Operation::GlobalSignOut
            | Operation::RevokeToken
    )
}

/// Sends `rounds` bodies to each operation. None may answer a 5xx but the honest 501.
async fn pelt(server: &Server, seed: u64, rounds: usize) {
    let entropy = SeededEntropy::new(seed);
    let mut dice = Dice {
        entropy,
        known: stage(server).await,
    };
    for round in 0..rounds {
        for &operation in Operation::ALL {
            let body = dice.body(operation);
            let reply = server.request(operation.name()).bytes(body.clone()).send().await;
            assert!(
                reply.status < 500 || reply.status == 501,
                "round {round}, {}: {}\n{} {}",
                operation.name(),
                String::from_utf8_lossy(&body),
                reply.status,
                reply.body
            );
            if reply.status == 200 && leaves_nothing(operation) {
                dice.known = stage(server).await;
            }
        }
    }
}

#[tokio::test]
async fn garbage_is_never_our_fault() {
    pelt(&Server::start().await, 20, 40).await;
}

#[tokio::test]
async fn garbage_is_never_our_fault_on_postgresql() {
    pelt(&Server::build().engine(Engine::Postgres).start().await, 21, 10).await;
}

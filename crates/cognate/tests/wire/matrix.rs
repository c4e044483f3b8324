//! The access matrix: every operation against every kind of caller, as a golden file under review.

use std::fmt::Write as _;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    access_policy::{AccessPolicy, Operations},
    moment::Span,
    ports::Clock,
};
use serde_json::{Value, json};
use store::access_keys::{self, AccessKey};
use testkit::{ACCESS_KEY, Reply, SECRET_KEY};
use wire::{Auth, Operation};

use crate::{
    sample::{input, takes},
    scene::Scene,
};

/// `in` means that the caller was let in, whatever the operation said then; otherwise the code that kept it out. Written anew by
/// `UPDATE_GOLDEN=1 cargo test -p cognate --test wire matrix`.
const GOLDEN: &str = include_str!("../../../../docs/coverage/access-matrix.txt");

/// What keeps callers out at the door of signatures.
const DOOR: [&str; 6] = [
    "MissingAuthenticationTokenException",
    "IncompleteSignatureException",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "ExpiredTokenException",
    "AccessDeniedException",
];

/// What is said of access tokens that are not good enough.
const OF_TOKENS: [&str; 5] = [
    "Invalid Access Token",
    "Could not verify signature for Access Token",
    "Access Token has expired",
    "Access Token has been revoked",
    "Access Token does not have required scopes",
];

/// The code that kept a caller out by its signature.
fn at_the_door(reply: &Reply) -> &str {
    match reply.status {
        200 => "in",
        _ => DOOR.into_iter().find(|code| reply.fault().0 == *code).unwrap_or("in"),
    }
}

/// What kept a caller out by its token.
fn by_token(reply: &Reply) -> &str {
    if reply.status == 200 {
        return "in";
    }
    let (code, sentence) = reply.fault();
    let limit = code == "InvalidParameterException" && sentence.contains("at 'accessToken'");
    match OF_TOKENS.contains(&sentence) || limit {
        true => code,
        false => "in",
    }
}

/// A key that may do nothing.
async fn limited_key(scene: &Scene) -> (&'static str, &'static str) {
    let key = AccessKey {
        id: "AKIANOTHING".into(),
        label: String::new(),
        created: scene.server.clock().now(),
        policy: AccessPolicy {
            operations: Operations::Only(Vec::new()),
            pools: None,
        },
    };
    let store = &scene.server.house().store;
    let batch = access_keys::insert(store.sealer(), &key, "secret");
    assert_eq!(store.write(batch).await.unwrap(), store::db::Done::Written);
    ("AKIANOTHING", "secret")
}

/// Access tokens, good and bad, by the name of their column.
async fn tokens(scene: &Scene) -> Vec<(&'static str, Value)> {
    scene.user("alice").await;
    scene.user("bob").await;
    let expired = scene.tokens("bob").await["AccessToken"].clone();
    scene.server.clock().advance(Span::hours(2));
    let revoked = scene.tokens("bob").await;
    let revoke = json!({ "ClientId": scene.client, "Token": revoked["RefreshToken"] });
    scene.server.call("RevokeToken", revoke).await.ok();
    let good = scene.tokens("alice").await;
    vec![
        ("none", Value::Null),
        ("garbage", json!("abc.def.ghi")),
        ("expired", expired),
        ("foreign", foreign(&good["AccessToken"])),
        ("ID token", good["IdToken"].clone()),
        ("no scope", scopeless(scene).await),
        ("revoked", revoked["AccessToken"].clone()),
    ]
}

/// A token that says it came from another pool.
fn foreign(token: &Value) -> Value {
    let parts: Vec<&str> = token.as_str().unwrap().split('.').collect();
    let mut body = crate::scene::claims(token);
    body["iss"] = json!("http://cognate.test/us-east-1_NoSuchOne");
    json!(format!(
        "{}.{}.{}",
        parts[0],
        URL_SAFE_NO_PAD.encode(body.to_string()),
        parts[2]
    ))
}

/// A token of a user without the scope of the API: one that was exchanged for fewer scopes.
async fn scopeless(scene: &Scene) -> Value {
    let settings = json!({
        "ExplicitAuthFlows": ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION"],
        "AllowedOAuthScopes": ["aws.cognito.signin.user.admin", "openid"],
    });
    let client = scene.another_client(settings).await["ClientId"].clone();
    let body = json!({
        "ClientId": client,
        "SubjectToken": scene.tokens("bob").await["AccessToken"],
        "SubjectTokenType": "ACCESS_TOKEN",
        "Scopes": ["openid"],
    });
    scene.server.call("GetDerivedToken", body).await.ok()["IssuedToken"].clone()
}

#[tokio::test]
async fn every_operation_admits_whom_it_should() {
    let scene = Scene::new().await;
    let (limited, limited_secret) = limited_key(&scene).await;
    let bad = tokens(&scene).await;
    let mut table = String::from("# operation: unsigned / badly signed / key without permission / signed");
    for (name, _) in &bad {
        let _ = write!(table, " / {name}");
    }
    table.push_str(" / good token\n");
    for operation in Operation::ALL.iter().copied() {
        let mut row = Vec::new();
        let mut body = input(operation);
        let request = || scene.server.request(operation.name());
        for signer in [
            None,
            Some((ACCESS_KEY, "wrong")),
            Some((limited, limited_secret)),
            Some((ACCESS_KEY, SECRET_KEY)),
        ] {
            // The least input names a pool that is not there, so that nothing is done whoever is let in.
            let call = request().json(&body.clone().into());
            let call = match signer {
                None => call.unsigned(),
                Some((key, secret)) => call.signed_by(key, secret),
            };
            row.push(at_the_door(&call.send().await).to_owned());
        }
        for (_, token) in bad.iter().filter(|_| takes(operation, "AccessToken")) {
            body.insert("AccessToken".into(), token.clone());
            row.push(by_token(&request().json(&body.clone().into()).send().await).to_owned());
        }
        if takes(operation, "AccessToken") {
            // A fresh one each time: some operations end it.
            let user = format!("user-{}", operation.name());
            scene.user(&user).await;
            body.insert("AccessToken".into(), scene.tokens(&user).await["AccessToken"].clone());
            row.push(by_token(&request().json(&body.into()).send().await).to_owned());
        }
        let _ = writeln!(table, "{}: {}", operation.name(), row.join(" / "));
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/coverage/access-matrix.txt");
        std::fs::write(file, &table).unwrap();
        return;
    }
    for (found, golden) in table.lines().zip(GOLDEN.lines()) {
        assert_eq!(found, golden);
    }
    assert_eq!(table.lines().count(), GOLDEN.lines().count());
}

/// Apart from the golden file, so that nobody can wave it through: nobody unsigned gets in where a signature is asked for, and no
/// bad token anywhere.
#[test]
fn the_golden_file_lets_nobody_in_who_should_not() {
    for operation in Operation::ALL.iter().copied() {
        let start = format!("{}: ", operation.name());
        let row = GOLDEN.lines().find_map(|line| line.strip_prefix(start.as_str()));
        let row: Vec<&str> = row
            .unwrap_or_else(|| panic!("{start} has no row"))
            .split(" / ")
            .collect();
        let either = matches!(operation, Operation::GetClientToken | Operation::GetDerivedToken);
        let session = matches!(
            operation,
            Operation::AssociateSoftwareToken | Operation::VerifySoftwareToken
        );
        if operation.auth() == Auth::SigV4 {
            let unsigned = if either {
                "in"
            } else {
                "MissingAuthenticationTokenException"
            };
            let expected = [unsigned, "InvalidSignatureException", "AccessDeniedException", "in"];
            assert_eq!(row, expected, "{start}");
        } else {
            assert_eq!(row[..4], ["in"; 4], "{start}");
        }
        if takes(operation, "AccessToken") {
            let bad = if session { &row[5..11] } else { &row[4..11] };
            assert!(bad.iter().all(|cell| *cell != "in"), "{start} {bad:?}");
            assert_eq!(row[11], "in", "{start}");
        }
    }
}

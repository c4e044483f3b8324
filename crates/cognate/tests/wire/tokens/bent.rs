//! Tokens with a bit turned, in every part of them, at everything that takes a token: always the same words, and nothing happens.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use wire::Operation;

use crate::{
    sample::{input, takes},
    scene::{PASSWORD, Scene},
};

const NAE: &str = "NotAuthorizedException";
const INVALID: (&str, &str) = (NAE, "Invalid Access Token");
const UNVERIFIED: (&str, &str) = (NAE, "Could not verify signature for Access Token");

/// The token with one letter exchanged for its neighbour in the alphabet, by turns over all its length: every part has some.
fn bent(token: &Value, stride: usize) -> Vec<String> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let good = token.as_str().unwrap();
    // The last letter of a part may hold bits that mean nothing; it is bent as well.
    let ends = good.match_indices('.').map(|(at, _)| at - 1).chain([good.len() - 1]);
    let places = (0..good.len()).step_by(stride).chain(ends);
    let bend = |at: usize| {
        let place = LETTERS.iter().position(|letter| *letter == good.as_bytes()[at])?;
        let mut text = good.as_bytes().to_vec();
        text[at] = LETTERS[place ^ 1];
        Some(String::from_utf8(text).unwrap())
    };
    places.filter_map(bend).collect()
}

/// What is said of a bent access token: that it is none, when it can't be read or is of another pool; else that it isn't signed.
fn said_of(bent: &str, good: &Value) -> (&'static str, &'static str) {
    let read = |part: Option<&str>| {
        let bytes = URL_SAFE_NO_PAD.decode(part?).ok()?;
        serde_json::from_slice::<Value>(&bytes).ok()
    };
    let parts = |token: &str| {
        let mut parts = token.split('.');
        let (header, claims, signature) = (read(parts.next())?, read(parts.next())?, parts.next()?);
        URL_SAFE_NO_PAD.decode(signature).ok()?;
        Some((header, claims))
    };
    let (_, right) = parts(good.as_str().unwrap()).unwrap();
    match parts(bent) {
        Some((header, claims))
            if header["alg"] == "RS256" && header["kid"].is_string() && pool_of(&claims) == pool_of(&right) =>
        {
            UNVERIFIED
        }
        _ => INVALID,
    }
}

/// By whose keys a token says that it is signed.
fn pool_of(claims: &Value) -> Option<&str> {
    claims["iss"].as_str()?.rsplit('/').next()
}

#[tokio::test]
async fn an_access_token_with_a_bit_turned() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    // The server remembers that it signed this one.
    scene.whoami(&token).await.ok();
    let texts = bent(&token, 7);
    let (mut invalid, mut unverified) = (0, 0);
    for text in &texts {
        let expected = said_of(text, &token);
        match expected == INVALID {
            true => invalid += 1,
            false => unverified += 1,
        }
        assert_eq!(scene.whoami(&json!(text)).await.fault(), expected, "{text}");
    }
    assert!(invalid > 20 && unverified > 50, "{invalid} {unverified}");
    let few: Vec<&String> = texts.iter().step_by(texts.len() / 9).collect();
    let taking = |operation: &Operation| takes(*operation, "AccessToken");
    let mut operations = 0;
    for operation in Operation::ALL.iter().copied().filter(taking) {
        for text in &few {
            let mut body = input(operation);
            body.insert("AccessToken".into(), json!(text));
            let reply = scene.server.call(operation.name(), body.into()).await;
            let expected = said_of(text, &token);
            assert_eq!(reply.fault(), expected, "{} {text}", operation.name());
        }
        operations += 1;
    }
    assert!(operations > 20, "{operations}");
    scene.whoami(&token).await.ok();
}

#[tokio::test]
async fn a_refresh_token_with_a_bit_turned() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["RefreshToken"].clone();
    let invalid = (NAE, "Invalid Refresh Token");
    for text in bent(&token, 11) {
        let text = json!(text);
        assert_eq!(scene.exchange(&text).await.fault(), invalid, "{text}");
        for flow in ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"] {
            let parameters = json!({ "REFRESH_TOKEN": text });
            assert_eq!(scene.initiate(flow, parameters).await.fault(), invalid, "{text}");
        }
        let body = json!({
            "ClientId": scene.client, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": { "REFRESH_TOKEN": text },
        });
        assert_eq!(scene.admin("AdminInitiateAuth", body).await.fault(), invalid, "{text}");
        // What is no token of the client is revoked already.
        let body = json!({ "ClientId": scene.client, "Token": text });
        assert_eq!(scene.server.call("RevokeToken", body).await.ok(), json!({}));
    }
    scene.exchange(&token).await.ok();
}

/// An ID token is taken by GetDerivedToken alone; the access tokens that it and a step-up take are bent as well.
#[tokio::test]
async fn tokens_that_are_exchanged_or_count_for_a_level() {
    let flows = [
        "ALLOW_USER_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_TOKEN_EXCHANGE_IMPERSONATION",
        "ALLOW_TOKEN_EXCHANGE_DELEGATION",
    ];
    let settings = json!({
        "ExplicitAuthFlows": flows, "AllowedOAuthScopes": ["aws.cognito.signin.user.admin", "openid"],
    });
    let scene = Scene::with(json!({}), settings).await;
    scene.user("alice").await;
    let tokens = scene.tokens("alice").await;
    for (member, kind) in [("AccessToken", "ACCESS_TOKEN"), ("IdToken", "ID_TOKEN")] {
        let good = &tokens[member];
        let derive = async |subject: &Value, actor: &Value| {
            let mut body = json!({
                "ClientId": scene.client, "SubjectToken": subject, "SubjectTokenType": kind,
            });
            if !actor.is_null() {
                body["ActorToken"] = actor.clone();
                body["ActorTokenType"] = json!(kind);
            }
            scene.server.call("GetDerivedToken", body).await
        };
        for text in bent(good, 31) {
            let text = json!(text);
            let reply = derive(&text, &Value::Null).await;
            assert_eq!(reply.fault(), (NAE, "Invalid Subject Token"), "{text}");
            let reply = derive(good, &text).await;
            assert_eq!(reply.fault(), (NAE, "Invalid Actor Token"), "{text}");
        }
        derive(good, &Value::Null).await.ok();
        derive(good, good).await.ok();
    }
    for text in bent(&tokens["AccessToken"], 31) {
        let parameters = json!({
            "USERNAME": "alice", "TARGET_ACR_VALUES": "urn:cognito:loa:4", "ACCESS_TOKEN": text,
            "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD,
        });
        let reply = scene.initiate("USER_AUTH", parameters).await;
        assert_eq!(reply.fault(), said_of(&text, &tokens["AccessToken"]), "{text}");
    }
    // An ID token is no access token, bent or not.
    for text in bent(&tokens["IdToken"], 31) {
        let reply = scene.whoami(&json!(text)).await;
        assert_eq!(reply.fault(), said_of(&text, &tokens["IdToken"]), "{text}");
    }
}

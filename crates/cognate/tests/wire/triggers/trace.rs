//! `/_cognate/trace` (docs/functions.md).

use axum::{
    body::Body,
    http::{HeaderName, Request},
};
use domain::ports::Clock;
use testkit::{ACCESS_KEY, Server, Signer};

use super::*;
use crate::scene::{PASSWORD, Scene};

async fn traced(scene: &Scene, query: &str) -> Vec<Value> {
    let reply = scene.server.get(&format!("/_cognate/trace?{query}")).await;
    assert_eq!(reply.status, 200, "{:?}", reply.body);
    reply.body["attempts"].as_array().unwrap().clone()
}

fn step<'a>(attempt: &'a Value, kind: &str) -> &'a Value {
    let steps = attempt["steps"].as_array().unwrap();
    let found = steps.iter().find(|step| step["step"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {attempt:#}"))
}

#[tokio::test]
async fn the_true_reason_of_a_generic_error() {
    let scene = Scene::with(json!({}), json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    scene.user("jane").await;
    let message = "Incorrect username or password.";
    for (username, reason) in [
        (
            "nobody",
            "no user has this name; the client hides this (PreventUserExistenceErrors)",
        ),
        (
            "jane",
            "the password or its proof is wrong, or was no allowed first factor",
        ),
    ] {
        scene
            .sign_in(username, "wrong")
            .await
            .refused("NotAuthorizedException", message);
        let attempts = traced(&scene, &format!("username={username}")).await;
        assert_eq!(attempts.len(), 1, "{attempts:#?}");
        assert_eq!(attempts[0]["operation"], "InitiateAuth");
        assert_eq!(step(&attempts[0], "begin")["flow"], "password");
        assert_eq!(
            step(&attempts[0], "check"),
            &json!({ "step": "check", "what": "password", "outcome": "wrong" })
        );
        assert_eq!(step(&attempts[0], "decision")["refused"], reason);
        assert_eq!(
            attempts[0]["outcome"],
            json!({ "result": "fault", "code": "NotAuthorizedException", "message": message })
        );
    }
    scene
        .admin("AdminDisableUser", json!({ "Username": "jane" }))
        .await
        .ok();
    scene.sign_in("jane", PASSWORD).await.fault();
    let attempts = traced(&scene, "username=jane&limit=1").await;
    assert_eq!(step(&attempts[0], "decision")["refused"], "the user is disabled");
}

#[tokio::test]
async fn functions_are_shown_without_secrets() {
    let kinds = ["UserMigration", "PreAuthentication", "PostAuthentication"];
    let scene = Scene::with(json!({ "LambdaConfig": config(&kinds) }), json!({})).await;
    echo(scene.server.functions(), &kinds);
    scene.server.functions().respond("UserMigration", |_| {
        json!({ "userAttributes": { "email": "jane@example.com" }, "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS" })
    });
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "USER_PASSWORD_AUTH",
        "ClientMetadata": { "captchaToken": "canary-1", "lang": "de" },
        "AuthParameters": { "USERNAME": "jane", "PASSWORD": "canary-2-Passw0rd!" },
    });
    let tokens = scene.server.call("InitiateAuth", body).await.ok();
    let attempts = traced(&scene, &format!("username=jane&pool={}", scene.pool)).await;
    let [attempt] = attempts.as_slice() else {
        panic!("one attempt")
    };
    let shown = attempt.to_string();
    assert!(!shown.contains("canary"), "{shown}");
    for token in ["AccessToken", "IdToken", "RefreshToken"] {
        assert!(!shown.contains(tokens["AuthenticationResult"][token].as_str().unwrap()));
    }
    let calls: Vec<_> = attempt["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["step"] == "trigger")
        .map(|step| step["triggerSource"].as_str().unwrap())
        .collect();
    assert_eq!(
        calls,
        [
            "UserMigration_Authentication",
            "PreAuthentication_Authentication",
            "PostAuthentication_Authentication"
        ]
    );
    let migration = step(attempt, "trigger");
    assert_eq!(migration["function"], json!(function_arn("UserMigration")));
    assert_eq!(migration["event"]["request"]["password"], "***");
    assert_eq!(
        migration["event"]["request"]["validationData"],
        json!({ "captchaToken": "***", "lang": "de" })
    );
    assert_eq!(migration["response"]["finalUserStatus"], "CONFIRMED");
    assert_eq!(attempt["outcome"], json!({ "result": "success" }));
    assert!(traced(&scene, "username=somebody-else").await.is_empty());
    assert!(traced(&scene, "pool=us-east-1_Other0000").await.is_empty());
}

#[tokio::test]
async fn failures_of_functions_are_named() {
    let scene = Scene::with(json!({ "LambdaConfig": config(&["PreAuthentication"]) }), json!({})).await;
    scene.user("jane").await;
    scene
        .server
        .functions()
        .write("PreAuthentication", |_| Err(error("no")));
    scene.sign_in("jane", PASSWORD).await.fault();
    let attempts = traced(&scene, "username=jane").await;
    let call = step(&attempts[0], "trigger");
    assert_eq!(call["failure"], json!({ "kind": "function", "message": "no" }));
    assert_eq!(call["response"], Value::Null);
}

#[tokio::test]
async fn a_challenge_and_its_answer_are_two_attempts() {
    let scene = Scene::new().await;
    scene.user("jane").await;
    let (client, challenge) = scene.srp("jane").await;
    let claim = scene.claim(&client, PASSWORD, &challenge);
    scene.respond("PASSWORD_VERIFIER", &Value::Null, claim).await.ok();
    let attempts = traced(&scene, "username=jane").await;
    assert_eq!(step(&attempts[1], "decision")["challenge"], "PASSWORD_VERIFIER");
    assert_eq!(step(&attempts[0], "answer")["challenge"], "PASSWORD_VERIFIER");
    assert_eq!(step(&attempts[0], "decision")["tokens"]["proven"], json!(["password"]));
}

#[tokio::test]
async fn only_so_much_is_kept() {
    let scene = Scene::new().await;
    for number in 0..501 {
        scene.sign_in(&format!("nobody-{number}"), "wrong").await.fault();
    }
    let all = traced(&scene, "").await;
    assert_eq!(all.len(), 500);
    assert_eq!(all[0]["given"], "nobody-500");
    assert!(traced(&scene, "username=nobody-0").await.is_empty());
    assert_eq!(traced(&scene, "limit=3").await.len(), 3);
    let wrong = scene.server.get("/_cognate/trace?user=jane").await;
    assert_eq!(wrong.status, 400);
}

#[tokio::test]
async fn in_production_only_a_holder_of_an_access_key_may_read() {
    let server = Server::build().without_inbox().start().await;
    let scene = Scene::on(server, json!({}), json!({})).await;
    scene.sign_in("nobody", "wrong").await.fault();
    let path = "/_cognate/trace?username=nobody";
    let reply = scene.server.get(path).await;
    assert_eq!(reply.fault().0, "MissingAuthenticationTokenException");
    let mine = scene.server.get_signed(path).await;
    assert_eq!(mine.body["attempts"].as_array().unwrap().len(), 1, "{:?}", mine.body);
    let signer = Signer::new(ACCESS_KEY, "another-secret", scene.server.clock().now());
    let headers = vec![("host".to_owned(), "cognate.test".to_owned())];
    let signature = signer.sign_for(("GET", path), &headers, b"");
    let mut forged = Request::new(Body::empty());
    *forged.uri_mut() = path.parse().unwrap();
    for (name, value) in headers.into_iter().chain(signature) {
        forged
            .headers_mut()
            .append(HeaderName::try_from(name).unwrap(), value.parse().unwrap());
    }
    let reply = scene.server.send(forged).await;
    assert_eq!(reply.fault().0, "InvalidSignatureException");
}

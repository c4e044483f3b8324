//! A code that sets an authenticator app up, shown at the same moment and right afterwards as an answer, at two nodes: it counts
//! once (auth.md §§12.8, 16.2).

use std::sync::Arc;

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::Reply;

use super::{
    guesses::Nodes,
    mfa_totp::{App, app_of},
};
use crate::scene::{PASSWORD, Scene};

const INVALID: (&str, &str) = ("NotAuthorizedException", "Invalid session for the user.");

/// Set up by the holder of an access token, and in the course of a sign-in.
pub(super) async fn codes_of_the_set_up(nodes: &Nodes) {
    by_token(nodes).await;
    by_session(nodes).await;
}

/// What is called: an operation and its body.
type Call = (&'static str, Value);

/// Makes all these calls to both nodes at once; how many of each operation succeed, and the faults of VerifySoftwareToken.
async fn race(nodes: &Nodes, calls: &[Call]) -> (usize, usize, Vec<Reply>) {
    let mut racers = Vec::new();
    for node in &nodes.nodes {
        for (operation, body) in calls.iter().cloned() {
            let node = Arc::clone(node);
            racers.push((operation, tokio::spawn(async move { node.call(operation, body).await })));
        }
    }
    let (mut verified, mut signed_in, mut lost) = (0, 0, Vec::new());
    for (operation, racer) in racers {
        let reply = racer.await.unwrap();
        match (operation, reply.status) {
            ("VerifySoftwareToken", 200) => verified += 1,
            ("VerifySoftwareToken", _) => lost.push(reply),
            (_, 200) => signed_in += 1,
            _ => assert_eq!(reply.status, 400, "{}", reply.body),
        }
    }
    (verified, signed_in, lost)
}

/// Sign-ins of a user that wait for a code: fewer wrong answers than would lock the user for long.
async fn waiting(scene: &Scene, name: &str) -> Vec<Value> {
    let mut sessions = Vec::new();
    for _ in 0..2 {
        let asked = scene.sign_in(name, PASSWORD).await.ok();
        assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
        sessions.push(asked["Session"].clone());
    }
    sessions
}

fn answers(scene: &Scene, name: &str, sessions: &[Value], code: &str) -> Vec<Call> {
    let answer = |session: &Value| {
        let responses = json!({ "USERNAME": name, "SOFTWARE_TOKEN_MFA_CODE": code });
        let body = json!({
            "ClientId": scene.client, "ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": session,
            "ChallengeResponses": responses,
        });
        ("RespondToAuthChallenge", body)
    };
    sessions.iter().map(answer).collect()
}

/// The holder of an access token replaces the app for which sign-ins wait.
async fn by_token(nodes: &Nodes) {
    let scene = &nodes.scene;
    let former = app_of(scene, "tess").await;
    let [waits] = &waiting(scene, "tess").await[..1] else {
        unreachable!("one is asked for")
    };
    let (operation, body) = answers(scene, "tess", std::slice::from_ref(waits), &former.code(scene)).remove(0);
    let token = scene.server.call(operation, body).await.ok()["AuthenticationResult"]["AccessToken"].clone();
    scene.server.clock().advance(Span::seconds(60));

    let sessions = waiting(scene, "tess").await;
    let body = json!({ "AccessToken": token });
    let given = scene.server.call("AssociateSoftwareToken", body).await.ok();
    let app = App::new(&given["SecretCode"]);
    let code = app.code(scene);
    let verify = json!({ "AccessToken": token, "UserCode": code });
    let mut calls = answers(scene, "tess", &sessions, &code);
    calls.push(("VerifySoftwareToken", verify));
    let (verified, signed_in, _) = race(nodes, &calls).await;
    assert_eq!((verified, signed_in), (1, 0), "at once");
    let (verified, signed_in, _) = race(nodes, &calls).await;
    assert_eq!((verified, signed_in), (0, 0), "right afterwards");
    scene.server.clock().advance(Span::seconds(60));
    let next = answers(scene, "tess", &sessions, &app.code(scene));
    let (_, signed_in, _) = race(nodes, &next).await;
    assert_eq!(signed_in, 1, "the next code, once");
}

/// Somebody sets an app up in the course of a sign-in; others of its sign-ins wait since it had another app.
async fn by_session(nodes: &Nodes) {
    let node = nodes.scene.server.second_node().await;
    let scene = &Scene::on(node, json!({}), json!({})).await;
    let optional = json!({ "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", optional).await.ok();
    app_of(scene, "una").await;
    let sessions = waiting(scene, "una").await;
    let una = json!({ "Username": "una" });
    scene.admin("AdminDeleteSoftwareToken", una).await.ok();
    let on = json!({ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", on).await.ok();
    let asked = scene.sign_in("una", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "MFA_SETUP");
    let body = json!({ "Session": asked["Session"] });
    let given = scene.server.call("AssociateSoftwareToken", body).await.ok();
    let app = App::new(&given["SecretCode"]);
    let code = app.code(scene);
    let verify = (
        "VerifySoftwareToken",
        json!({ "Session": given["Session"], "UserCode": code }),
    );
    let mut calls = answers(scene, "una", &sessions, &code);
    calls.extend([verify.clone(), verify.clone()]);
    let (verified, signed_in, lost) = race(nodes, &calls).await;
    assert_eq!((verified, signed_in), (1, 0), "at once");
    assert!(lost.iter().all(|reply| reply.fault() == INVALID), "{lost:?}");

    // The next code while the first one is verified again: that takes no used step back.
    scene.server.clock().advance(Span::seconds(30));
    let mut calls = answers(scene, "una", &sessions, &app.code(scene));
    calls.push(verify);
    let (verified, signed_in, _) = race(nodes, &calls).await;
    assert_eq!((verified, signed_in), (0, 1), "the next code, once");
    let (verified, signed_in, _) = race(nodes, &calls).await;
    assert_eq!((verified, signed_in), (0, 0), "and never again");
}

//! Sessions of others, for other steps, past their time, or made up (auth.md §9, pitfalls 1 and 2).

use domain::moment::Span;
use serde_json::{Value, json};

use crate::scene::Scene;

const TEMPORARY: &str = "Temp0rary!";
const INVALID: (&str, &str) = ("NotAuthorizedException", "Invalid session for the user.");

async fn session_of(scene: &Scene, name: &str) -> Value {
    scene.sign_in(name, TEMPORARY).await.ok()["Session"].clone()
}

fn responses(name: &str) -> Value {
    json!({
        "USERNAME": name, "NEW_PASSWORD": "Brand-n3w!", "SMS_MFA_CODE": "123456", "SOFTWARE_TOKEN_MFA_CODE": "123456",
        "EMAIL_OTP_CODE": "123456", "ANSWER": "SMS_MFA",
    })
}

#[tokio::test]
async fn a_session_is_of_one_user() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    scene.invited_user("bob", TEMPORARY, json!([])).await;
    let session = session_of(&scene, "alice").await;
    for name in ["bob", "nobody"] {
        let reply = scene.respond("NEW_PASSWORD_REQUIRED", &session, responses(name)).await;
        assert_eq!(reply.fault(), INVALID, "{name}");
    }
    scene
        .respond("NEW_PASSWORD_REQUIRED", &session, responses("alice"))
        .await
        .ok();
    assert_eq!(
        scene.sign_in("bob", TEMPORARY).await.ok()["ChallengeName"],
        "NEW_PASSWORD_REQUIRED"
    );
}

#[tokio::test]
async fn a_session_is_for_one_step() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let session = session_of(&scene, "alice").await;
    for challenge in [
        "SMS_MFA",
        "EMAIL_OTP",
        "SOFTWARE_TOKEN_MFA",
        "SELECT_MFA_TYPE",
        "MFA_SETUP",
    ] {
        let reply = scene.respond(challenge, &session, responses("alice")).await;
        assert_eq!(reply.fault(), INVALID, "{challenge}");
    }
    let mut claim = responses("alice");
    for name in ["PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"] {
        claim[name] = session.clone();
    }
    let reply = scene.respond("PASSWORD_VERIFIER", &session, claim).await;
    assert_eq!(
        reply.fault(),
        ("NotAuthorizedException", "Incorrect username or password.")
    );
    scene
        .respond("NEW_PASSWORD_REQUIRED", &session, responses("alice"))
        .await
        .ok();
}

#[tokio::test]
async fn a_session_is_of_one_client_and_pool() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let session = session_of(&scene, "alice").await;
    let neighbour = scene.another_client(json!({})).await["ClientId"].clone();
    let elsewhere = scene
        .server
        .call("CreateUserPool", json!({ "PoolName": "other" }))
        .await
        .ok();
    let elsewhere = json!({ "UserPoolId": elsewhere["UserPool"]["Id"], "ClientName": "app" });
    let elsewhere =
        scene.server.call("CreateUserPoolClient", elsewhere).await.ok()["UserPoolClient"]["ClientId"].clone();
    for client in [neighbour, elsewhere] {
        let body = json!({
            "ClientId": client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": session,
            "ChallengeResponses": responses("alice"),
        });
        assert_eq!(scene.server.call("RespondToAuthChallenge", body).await.fault(), INVALID);
    }
}

#[tokio::test]
async fn a_session_ends_with_its_time() {
    let scene = Scene::with(json!({}), json!({ "AuthSessionValidity": 5 })).await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let session = session_of(&scene, "alice").await;
    scene.server.clock().advance(Span::seconds(5 * 60 - 1));
    let short = json!({ "USERNAME": "alice", "NEW_PASSWORD": "short" });
    let reply = scene.respond("NEW_PASSWORD_REQUIRED", &session, short).await;
    assert_eq!(reply.fault().0, "InvalidPasswordException");
    scene.server.clock().advance(Span::seconds(1));
    let reply = scene
        .respond("NEW_PASSWORD_REQUIRED", &session, responses("alice"))
        .await;
    assert_eq!(
        reply.fault(),
        (
            "NotAuthorizedException",
            "Invalid session for the user, session is expired."
        )
    );
}

#[tokio::test]
async fn a_session_dies_with_the_password_that_opened_it() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let session = session_of(&scene, "alice").await;
    let changed = json!({ "Username": "alice", "Password": "An0ther-one!", "Permanent": false });
    scene.admin("AdminSetUserPassword", changed).await.ok();
    let reply = scene
        .respond("NEW_PASSWORD_REQUIRED", &session, responses("alice"))
        .await;
    assert_eq!(reply.fault(), INVALID);
}

#[tokio::test]
async fn made_up_and_bent_sessions_open_nothing() {
    let scene = Scene::new().await;
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let session = session_of(&scene, "alice").await;
    let good = session.as_str().unwrap();
    let mut texts = vec![
        "x".repeat(20),
        "AYABe".repeat(100),
        format!("{good}A"),
        good[..good.len() - 4].to_owned(),
    ];
    for at in (0..good.len()).step_by(97) {
        let mut bent = good.to_owned();
        let letter = if &bent[at..=at] == "A" { "B" } else { "A" };
        bent.replace_range(at..=at, letter);
        texts.push(bent);
    }
    for text in texts {
        let reply = scene
            .respond("NEW_PASSWORD_REQUIRED", &json!(text), responses("alice"))
            .await;
        assert_eq!(reply.fault(), INVALID, "{text}");
    }
    let reply = scene
        .respond("NEW_PASSWORD_REQUIRED", &Value::Null, responses("alice"))
        .await;
    assert_eq!(
        reply.fault(),
        ("InvalidParameterException", "Missing required parameter Session")
    );
    scene
        .respond("NEW_PASSWORD_REQUIRED", &session, responses("alice"))
        .await
        .ok();
}

#[tokio::test]
async fn a_session_of_a_user_deleted_or_disabled_meanwhile() {
    let scene = Scene::new().await;
    for name in ["alice", "bob"] {
        scene.invited_user(name, TEMPORARY, json!([])).await;
    }
    let (alice, bob) = (session_of(&scene, "alice").await, session_of(&scene, "bob").await);
    scene.admin("AdminDeleteUser", json!({ "Username": "alice" })).await;
    scene.admin("AdminDisableUser", json!({ "Username": "bob" })).await.ok();
    let reply = scene.respond("NEW_PASSWORD_REQUIRED", &alice, responses("alice")).await;
    assert_eq!(reply.fault(), ("UserNotFoundException", "User does not exist."));
    let reply = scene.respond("NEW_PASSWORD_REQUIRED", &bob, responses("bob")).await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", "User is disabled."));
    scene.invited_user("alice", TEMPORARY, json!([])).await;
    let reply = scene.respond("NEW_PASSWORD_REQUIRED", &alice, responses("alice")).await;
    assert_eq!(reply.fault(), INVALID, "another user of the same name");
}

#[tokio::test]
async fn a_challenge_that_is_never_issued_has_no_answer() {
    let scene = Scene::new().await;
    let session = json!("x".repeat(20));
    let reply = scene.respond("ADMIN_NO_SRP_AUTH", &session, responses("alice")).await;
    assert_eq!(
        reply.fault(),
        (
            "InvalidParameterException",
            "The ADMIN_NO_SRP_AUTH challenge is not supported."
        )
    );
}

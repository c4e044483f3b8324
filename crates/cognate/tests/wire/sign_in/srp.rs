//! USER_SRP_AUTH and PASSWORD_VERIFIER (auth.md §8).

use serde_json::{Value, json};

use crate::{
    scene::{PASSWORD, Scene, members},
    srp_client::{SrpClient, TIMESTAMP},
};

const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");
const NO_SESSION: Value = Value::Null;

#[tokio::test]
async fn a_password_is_proven_without_being_sent() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let client = SrpClient::new("alice");
    let parameters = json!({ "USERNAME": "alice", "SRP_A": client.srp_a() });
    let reply = scene.initiate("USER_SRP_AUTH", parameters).await.ok();
    assert_eq!(members(&reply), ["ChallengeName", "ChallengeParameters"], "no Session");
    assert_eq!(reply["ChallengeName"], "PASSWORD_VERIFIER");
    let challenge = &reply["ChallengeParameters"];
    assert_eq!(
        members(challenge),
        ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"]
    );
    assert_eq!(
        (&challenge["USERNAME"], &challenge["USER_ID_FOR_SRP"]),
        (&json!("alice"), &json!("alice"))
    );
    for number in ["SALT", "SRP_B"] {
        let text = challenge[number].as_str().unwrap();
        assert!(
            !text.starts_with('0') && text.bytes().all(|byte| b"0123456789abcdef".contains(&byte)),
            "{text}"
        );
    }
    let answer = scene.claim(&client, PASSWORD, challenge);
    let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.ok();
    assert_eq!(members(&reply), ["AuthenticationResult", "ChallengeParameters"]);
    scene.whoami(&reply["AuthenticationResult"]["AccessToken"]).await.ok();
}

#[tokio::test]
async fn an_administrator_may_begin_and_a_client_go_on() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let client = SrpClient::new("alice");
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "USER_SRP_AUTH",
        "AuthParameters": { "USERNAME": "alice", "SRP_A": client.srp_a() },
    });
    let challenge = scene.admin("AdminInitiateAuth", body).await.ok()["ChallengeParameters"].clone();
    let answer = scene.claim(&client, PASSWORD, &challenge);
    scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.ok();

    let (client, challenge) = scene.srp("alice").await;
    let body = json!({
        "ClientId": scene.client, "ChallengeName": "PASSWORD_VERIFIER",
        "ChallengeResponses": scene.claim(&client, PASSWORD, &challenge),
    });
    let reply = scene.admin("AdminRespondToAuthChallenge", body).await.ok();
    assert!(reply["AuthenticationResult"]["AccessToken"].is_string());
}

#[tokio::test]
async fn wrong_proofs_are_refused() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let (client, challenge) = scene.srp("alice").await;
    let reply = scene
        .respond(
            "PASSWORD_VERIFIER",
            &NO_SESSION,
            scene.claim(&client, "wrong", &challenge),
        )
        .await;
    assert_eq!((reply.status, reply.fault()), (400, WRONG));

    let (client, challenge) = scene.srp("alice").await;
    let mut late = scene.claim(&client, PASSWORD, &challenge);
    late["TIMESTAMP"] = json!("Thu Jan 1 00:00:01 UTC 2026");
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, late).await.fault(),
        WRONG,
        "another TIMESTAMP"
    );
}

#[tokio::test]
async fn what_is_no_number_is_no_a() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    for a in ["xyz", "-1", "0x10", " 1", &"f".repeat(2_000)] {
        let reply = scene
            .initiate("USER_SRP_AUTH", json!({ "USERNAME": "alice", "SRP_A": a }))
            .await;
        assert_eq!(reply.fault().0, "InvalidParameterException", "{a}");
    }
}

#[tokio::test]
async fn a_block_works_once_right_or_wrong() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let once = (
        "NotAuthorizedException",
        "Invalid session for the user, session can only be used once.",
    );
    let (client, challenge) = scene.srp("alice").await;
    let answer = scene.claim(&client, PASSWORD, &challenge);
    scene
        .respond("PASSWORD_VERIFIER", &NO_SESSION, answer.clone())
        .await
        .ok();
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
        once
    );

    let (client, challenge) = scene.srp("alice").await;
    let wrong = scene.claim(&client, "wrong", &challenge);
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, wrong).await.fault(),
        WRONG
    );
    let right = scene.claim(&client, PASSWORD, &challenge);
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, right).await.fault(),
        once
    );
}

#[tokio::test]
async fn a_malformed_answer_leaves_the_block_usable() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let (client, challenge) = scene.srp("alice").await;
    let right = scene.claim(&client, PASSWORD, &challenge);
    for name in [
        "USERNAME",
        "PASSWORD_CLAIM_SECRET_BLOCK",
        "PASSWORD_CLAIM_SIGNATURE",
        "TIMESTAMP",
    ] {
        let mut answer = right.clone();
        answer.as_object_mut().unwrap().remove(name);
        let message = format!("Missing required parameter {name}");
        let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await;
        assert_eq!(reply.fault(), ("InvalidParameterException", message.as_str()));
    }
    let mut answer = right.clone();
    answer["TIMESTAMP"] = json!("yesterday");
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
        (
            "InvalidParameterException",
            "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english."
        )
    );
    scene
        .respond("PASSWORD_VERIFIER", &json!("a Session that nobody asked for"), right)
        .await
        .ok();
    assert_eq!(TIMESTAMP.len(), 27);
}

#[tokio::test]
async fn blocks_of_others_are_refused() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    scene.user("bob").await;
    let (client, challenge) = scene.srp("alice").await;
    let right = scene.claim(&client, PASSWORD, &challenge);

    let mut as_bob = right.clone();
    as_bob["USERNAME"] = json!("bob");
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, as_bob).await.fault(),
        WRONG,
        "another user"
    );

    let other = scene.another_client(json!({})).await;
    let body = json!({
        "ClientId": other["ClientId"], "ChallengeName": "PASSWORD_VERIFIER", "ChallengeResponses": right,
    });
    let reply = scene.server.call("RespondToAuthChallenge", body).await;
    assert_eq!(reply.fault(), WRONG, "another client");

    let block = challenge["SECRET_BLOCK"].as_str().unwrap();
    for at in [0, 30, 100, block.len() / 2, block.len() - 6] {
        let mut bent = block.to_owned();
        let letter = if &bent[at..=at] == "A" { "B" } else { "A" };
        bent.replace_range(at..=at, letter);
        let mut answer = right.clone();
        answer["PASSWORD_CLAIM_SECRET_BLOCK"] = json!(bent);
        assert_eq!(
            scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
            WRONG,
            "bent at {at}"
        );
    }
    scene.respond("PASSWORD_VERIFIER", &NO_SESSION, right).await.ok();
}

#[tokio::test]
async fn a_block_dies_with_the_password_and_with_its_time() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let (client, challenge) = scene.srp("alice").await;
    // The very same password again: what was agreed on is void all the same.
    let again = json!({ "Username": "alice", "Password": PASSWORD, "Permanent": true });
    scene.admin("AdminSetUserPassword", again).await.ok();
    let answer = scene.claim(&client, PASSWORD, &challenge);
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
        WRONG
    );

    let (client, challenge) = scene.srp("alice").await;
    let answer = scene.claim(&client, PASSWORD, &challenge);
    scene.server.clock().advance(domain::moment::Span::minutes(3));
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
        (
            "NotAuthorizedException",
            "Invalid session for the user, session is expired."
        )
    );
}

#[tokio::test]
async fn status_is_told_at_the_proof() {
    let scene = Scene::new().await;
    let sign_up = json!({ "ClientId": scene.client, "Username": "alice", "Password": PASSWORD });
    scene.server.call("SignUp", sign_up).await.ok();
    for password in [PASSWORD, "wrong"] {
        let (client, challenge) = scene.srp("alice").await;
        let answer = scene.claim(&client, password, &challenge);
        let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await;
        assert_eq!(reply.fault(), ("UserNotConfirmedException", "User is not confirmed."));
    }
    scene.user("bob").await;
    let (client, challenge) = scene.srp("bob").await;
    scene.admin("AdminDisableUser", json!({ "Username": "bob" })).await.ok();
    let disabled = ("NotAuthorizedException", "User is disabled.");
    let answer = scene.claim(&client, PASSWORD, &challenge);
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
        disabled
    );
    let reply = scene
        .initiate("USER_SRP_AUTH", json!({ "USERNAME": "bob", "SRP_A": "2" }))
        .await;
    assert_eq!(reply.fault(), disabled);
}

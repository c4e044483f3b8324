//! What must not work: another's device, a device step repeated or mixed, a wrong proof.

use std::sync::Arc;

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};
use tokio::task::JoinSet;

use super::{DEVICE_PASSWORD, NO_DEVICE, NO_SESSION, Phone, WRONG, alice_and_her_phone, demand_second_factors};
use crate::{
    scene::{PASSWORD, Scene},
    srp_client::{SrpClient, VECTORS},
};

const INVALID: (&str, &str) = ("NotAuthorizedException", "Invalid session for the user.");
const USED: (&str, &str) = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
);
const EXPIRED: (&str, &str) = (
    "NotAuthorizedException",
    "Invalid session for the user, session is expired.",
);

/// Up to DEVICE_PASSWORD_VERIFIER: the client and the parameters.
async fn offered(scene: &Scene, phone: &Phone) -> (SrpClient, Value) {
    let session = phone.challenged(scene, "alice").await;
    let (client, reply) = phone.begin(scene, "alice", &session).await;
    (client, reply.ok()["ChallengeParameters"].clone())
}

#[tokio::test]
async fn a_device_serves_its_user_alone() {
    let (scene, phone) = alice_and_her_phone().await;
    scene.user("mallory").await;
    demand_second_factors(&scene).await;
    assert_eq!(phone.sign_in(&scene, "mallory").await.fault(), NO_DEVICE);
    let session = phone.challenged(&scene, "alice").await;
    let (_, reply) = phone.begin(&scene, "mallory", &session).await;
    assert_eq!(reply.fault(), INVALID);
    let (_, reply) = phone.begin(&scene, "mallory", &NO_SESSION).await;
    assert_eq!(reply.fault(), INVALID);
    phone.prove(&scene, "alice", &session).await.ok();
}

#[tokio::test]
async fn only_the_device_that_was_asked_for_answers() {
    let (scene, phone) = alice_and_her_phone().await;
    let tablet = Phone::confirmed(&scene, "alice").await;
    let session = phone.challenged(&scene, "alice").await;
    let (_, reply) = tablet.begin(&scene, "alice", &session).await;
    assert_eq!(reply.fault(), INVALID);
    let (_, reply) = tablet.begin(&scene, "alice", &NO_SESSION).await;
    assert_eq!(reply.fault(), INVALID);
    let nowhere = Phone {
        key: "us-east-1_abcdef".into(),
        ..phone.clone()
    };
    let (_, reply) = nowhere.begin(&scene, "alice", &session).await;
    assert_eq!(reply.fault(), NO_DEVICE);
    let (client, challenge) = offered(&scene, &phone).await;
    let answer = tablet.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), WRONG);
}

#[tokio::test]
async fn a_step_counts_once() {
    let (scene, phone) = alice_and_her_phone().await;
    let session = phone.challenged(&scene, "alice").await;
    let (client, reply) = phone.begin(&scene, "alice", &session).await;
    let challenge = reply.ok()["ChallengeParameters"].clone();
    for again in [&session, &NO_SESSION] {
        let (_, reply) = phone.begin(&scene, "alice", again).await;
        assert_eq!(reply.fault(), USED, "the record is the Session");
    }
    let answer = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    scene
        .respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer.clone())
        .await
        .ok();
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), USED);
}

#[tokio::test]
async fn of_many_answers_at_once_one_counts() {
    let (scene, phone) = alice_and_her_phone().await;
    let session = phone.challenged(&scene, "alice").await;
    let begin = async |session: &Value| phone.begin(&scene, "alice", session).await;
    let (first, second, third, fourth) =
        tokio::join!(begin(&NO_SESSION), begin(&session), begin(&NO_SESSION), begin(&session));
    let mut won = [first, second, third, fourth]
        .into_iter()
        .filter(|(_, reply)| reply.status == 200);
    let (client, reply) = won.next().unwrap();
    assert!(won.next().is_none());
    let answer = phone.claim(&client, DEVICE_PASSWORD, &reply.ok()["ChallengeParameters"]);
    let prove = async || {
        let answer = answer.clone();
        scene
            .respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer)
            .await
            .status
    };
    let (first, second, third) = tokio::join!(prove(), prove(), prove());
    let mut statuses = [first, second, third];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400, 400]);
}

/// With and without the Session, on two nodes that share one PostgreSQL.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_answers_at_two_nodes_one_counts() {
    let server = Server::build().engine(Engine::Postgres).start().await;
    let devices = json!({ "ChallengeRequiredOnNewDevice": true });
    let scene = Scene::on(server, json!({ "DeviceConfiguration": devices }), json!({})).await;
    scene.user("alice").await;
    let phone = Phone::confirmed(&scene, "alice").await;
    let other = scene.server.second_node().await;
    let session = phone.challenged(&scene, "alice").await;
    let client = SrpClient::new(&phone.key);
    let begin = json!({
        "ClientId": scene.client, "ChallengeName": "DEVICE_SRP_AUTH",
        "ChallengeResponses": { "USERNAME": "alice", "DEVICE_KEY": phone.key, "SRP_A": client.srp_a() },
    });
    let mut begin_with_session = begin.clone();
    begin_with_session["Session"] = session;
    let nodes = [Arc::new(scene.server), Arc::new(other)];
    let replies = race(&nodes, &[begin, begin_with_session]).await;
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status == 200);
    assert_eq!(won.len(), 1);
    assert!(lost.iter().all(|reply| reply.fault() == USED));
    let answer = json!({
        "ClientId": scene.client, "ChallengeName": "DEVICE_PASSWORD_VERIFIER",
        "ChallengeResponses": phone.claim(&client, DEVICE_PASSWORD, &won[0].body["ChallengeParameters"]),
    });
    let replies = race(&nodes, &[answer]).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1);
}

/// Sends each answer to each node four times, all at once.
async fn race(nodes: &[Arc<Server>], answers: &[Value]) -> Vec<Reply> {
    let mut racers = JoinSet::new();
    for node in nodes {
        for answer in answers {
            for _ in 0..4 {
                let (node, answer) = (Arc::clone(node), answer.clone());
                racers.spawn(async move { node.call("RespondToAuthChallenge", answer).await });
            }
        }
    }
    racers.join_all().await
}

#[tokio::test]
async fn nothing_waits_without_a_password() {
    let (scene, phone) = alice_and_her_phone().await;
    let (_, reply) = phone.begin(&scene, "alice", &NO_SESSION).await;
    assert_eq!(reply.fault(), INVALID);
    let (_, reply) = phone.begin(&scene, "nobody", &NO_SESSION).await;
    assert_eq!(reply.fault(), INVALID);
    phone.challenged(&scene, "alice").await;
    scene.server.clock().advance(Span::minutes(3));
    let (_, reply) = phone.begin(&scene, "alice", &NO_SESSION).await;
    assert_eq!(reply.fault(), EXPIRED);
}

#[tokio::test]
async fn another_client_cannot_go_on() {
    let (scene, phone) = alice_and_her_phone().await;
    let other = scene.another_client(json!({})).await["ClientId"].clone();
    let session = phone.challenged(&scene, "alice").await;
    for session in [&session, &NO_SESSION] {
        let body = json!({
            "ClientId": other, "ChallengeName": "DEVICE_SRP_AUTH", "Session": session,
            "ChallengeResponses": { "USERNAME": "alice", "DEVICE_KEY": phone.key, "SRP_A": "2" },
        });
        assert_eq!(scene.server.call("RespondToAuthChallenge", body).await.fault(), INVALID);
    }
    let (client, challenge) = offered(&scene, &phone).await;
    let body = json!({
        "ClientId": other, "ChallengeName": "DEVICE_PASSWORD_VERIFIER",
        "ChallengeResponses": phone.claim(&client, DEVICE_PASSWORD, &challenge),
    });
    assert_eq!(scene.server.call("RespondToAuthChallenge", body).await.fault(), WRONG);
}

#[tokio::test]
async fn a_wrong_proof_is_refused_and_ends_the_attempt() {
    let (scene, phone) = alice_and_her_phone().await;
    let (client, challenge) = offered(&scene, &phone).await;
    let wrong = phone.claim(&client, "another password", &challenge);
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, wrong).await;
    assert_eq!(reply.fault(), WRONG);
    let right = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, right).await;
    assert_eq!(reply.fault(), USED);

    let (client, challenge) = offered(&scene, &phone).await;
    let mut late = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    late["TIMESTAMP"] = json!("Fri Jan 2 00:00:00 UTC 2026");
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, late).await;
    assert_eq!(reply.fault(), WRONG);

    let (client, challenge) = offered(&scene, &phone).await;
    let mut flipped = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let block = challenge["SECRET_BLOCK"].as_str().unwrap();
    let last = if block.ends_with("A") { "B" } else { "A" };
    flipped["PASSWORD_CLAIM_SECRET_BLOCK"] = json!(format!("{}{last}", &block[..block.len() - 1]));
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, flipped).await;
    assert_eq!(reply.fault(), WRONG);
}

#[tokio::test]
async fn wrong_proofs_are_limited() {
    let (scene, phone) = alice_and_her_phone().await;
    for _ in 0..5 {
        let (client, challenge) = offered(&scene, &phone).await;
        let wrong = phone.claim(&client, "another password", &challenge);
        let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, wrong).await;
        assert_eq!(reply.fault(), WRONG);
    }
    let (client, challenge) = offered(&scene, &phone).await;
    let right = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene
        .respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, right.clone())
        .await;
    assert!(reply.fault().1.starts_with("Too many invalid credentials attempts."));
    scene.server.clock().advance(Span::seconds(2));
    scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, right).await.ok();
}

#[tokio::test]
async fn an_a_of_zero_proves_nothing() {
    let (scene, phone) = alice_and_her_phone().await;
    let prime = VECTORS["group"]["N_hex"].as_str().unwrap();
    for public in ["0", prime] {
        let client = SrpClient::with_public(public);
        let session = phone.challenged(&scene, "alice").await;
        let answer = json!({ "USERNAME": "alice", "DEVICE_KEY": phone.key, "SRP_A": public });
        let reply = scene.respond("DEVICE_SRP_AUTH", &session, answer).await.ok();
        let challenge = &reply["ChallengeParameters"];
        let answer = phone.claim_with(challenge, |named| client.sign_with(&phone.group, named, &[0]));
        let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
        assert_eq!(reply.fault(), WRONG, "{public}");
    }
}

#[tokio::test]
async fn a_verifier_of_zero_lets_nobody_in() {
    let (scene, _) = alice_and_her_phone().await;
    let phone = Phone::new(&scene, "alice").await;
    let mut registration = phone.registration();
    registration["DeviceSecretVerifierConfig"]["PasswordVerifier"] = json!("AAAA");
    scene.server.call("ConfirmDevice", registration).await.ok();
    let (client, challenge) = offered(&scene, &phone).await;
    let answer = phone.claim_with(&challenge, |named| client.sign_with(&phone.group, named, &[0]));
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), WRONG);
}

#[tokio::test]
async fn a_device_that_is_forgotten_meanwhile_proves_nothing() {
    let (scene, phone) = alice_and_her_phone().await;
    let session = phone.challenged(&scene, "alice").await;
    let (client, challenge) = offered(&scene, &phone).await;
    assert_eq!(phone.call(&scene, "ForgetDevice").await.status, 200);
    let (_, reply) = phone.begin(&scene, "alice", &session).await;
    assert_eq!(reply.fault(), NO_DEVICE);
    let answer = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene
        .respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer.clone())
        .await;
    assert_eq!(reply.fault(), NO_DEVICE);
    phone.confirm(&scene).await.ok();
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), WRONG, "confirmed anew, it is another");
}

#[tokio::test]
async fn a_device_that_is_no_longer_remembered_stands_in_for_nothing() {
    let (scene, phone) = alice_and_her_phone().await;
    demand_second_factors(&scene).await;
    let (client, challenge) = offered(&scene, &phone).await;
    let body = json!({ "Username": "alice", "DeviceKey": phone.key, "DeviceRememberedStatus": "not_remembered" });
    scene.admin("AdminUpdateDeviceStatus", body).await.ok();
    let answer = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene
        .respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer)
        .await
        .ok();
    assert_eq!(reply["ChallengeName"], "MFA_SETUP");
}

#[tokio::test]
async fn a_password_that_was_changed_meanwhile_ends_the_device_step() {
    let (scene, phone) = alice_and_her_phone().await;
    let (client, challenge) = offered(&scene, &phone).await;
    let body = json!({ "Username": "alice", "Password": format!("{PASSWORD}2"), "Permanent": true });
    scene.admin("AdminSetUserPassword", body).await.ok();
    let answer = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), INVALID);
}

#[tokio::test]
async fn a_block_of_one_kind_is_none_of_the_other() {
    let (scene, phone) = alice_and_her_phone().await;
    let (client, challenge) = offered(&scene, &phone).await;
    let answer = phone.claim(&client, DEVICE_PASSWORD, &challenge);
    let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), INVALID);
    let (client, challenge) = scene.srp("alice").await;
    let mut answer = scene.claim(&client, PASSWORD, &challenge);
    answer["DEVICE_KEY"] = json!(phone.key);
    let reply = scene.respond("DEVICE_PASSWORD_VERIFIER", &NO_SESSION, answer).await;
    assert_eq!(reply.fault(), INVALID);
}

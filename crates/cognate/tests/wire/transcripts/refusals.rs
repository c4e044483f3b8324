//! B5 and B6: proofs that are wrong, and users who do not exist.

use serde_json::{Value, json};

use super::{NO_SESSION, WRONG_PASSWORD, call, masked, password_verifier, refuses, says};
use crate::{
    scene::{PASSWORD, Scene, claim},
    srp_client::{SrpClient, VECTORS},
};

async fn prove(scene: &Scene, answer: Value) -> testkit::Reply {
    scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await
}

#[tokio::test]
async fn b5_no_signature_of_the_vectors_will_do() {
    let scene = Scene::new().await;
    let vectors = VECTORS["user"]
        .as_array()
        .unwrap()
        .iter()
        .chain(VECTORS["device"].as_array().unwrap());
    let mut tried = 0;
    for (number, vector) in vectors.enumerate() {
        // A user for each, so that none of them is locked.
        let name = format!("user{number}");
        scene.user(&name).await;
        for signature in ["wrong_signature", "PASSWORD_CLAIM_SIGNATURE"] {
            let (_, challenge) = scene.srp(&name).await;
            let answer = claim(&challenge, vector[signature].as_str().unwrap());
            refuses(&prove(&scene, answer).await, WRONG_PASSWORD);
            tried += 1;
        }
    }
    assert_eq!(tried, 44);
}

#[tokio::test]
async fn b5_no_a_lets_anyone_in_without_a_password() {
    let scene = Scene::new().await;
    for (number, bad) in VECTORS["bad_A"].as_array().unwrap().iter().enumerate() {
        let name = format!("user{number}");
        scene.user(&name).await;
        let a = bad["SRP_A"].as_str().unwrap();
        let attacker = SrpClient::with_public(a);
        let reply = scene
            .initiate("USER_SRP_AUTH", json!({ "USERNAME": name, "SRP_A": a }))
            .await;
        let challenge = reply.ok()["ChallengeParameters"].clone();
        let forged = attacker.sign_with(scene.scope(), &challenge, &[]);
        refuses(&prove(&scene, claim(&challenge, &forged)).await, WRONG_PASSWORD);
        let (_, challenge) = scene.srp(&name).await;
        let published = bad["forged_signature_with_S_zero"].as_str().unwrap();
        refuses(&prove(&scene, claim(&challenge, published)).await, WRONG_PASSWORD);
    }
}

#[tokio::test]
async fn b5_no_proof_is_good_elsewhere_later_or_after_the_password() {
    let scene = Scene::new().await;
    scene.user("u").await;
    let neighbour = scene.another_client(json!({})).await["ClientId"].clone();
    let (client, challenge) = scene.srp("u").await;
    let right = scene.claim(&client, PASSWORD, &challenge);
    let elsewhere = json!({
        "ClientId": neighbour, "ChallengeName": "PASSWORD_VERIFIER", "ChallengeResponses": right,
    });
    refuses(&call(&scene, "RespondToAuthChallenge", elsewhere).await, WRONG_PASSWORD);
    let mut at_another_time = right;
    at_another_time["TIMESTAMP"] = json!("Thu Jan 1 00:00:01 UTC 2026");
    refuses(&prove(&scene, at_another_time).await, WRONG_PASSWORD);

    let (client, challenge) = scene.srp("u").await;
    let right = scene.claim(&client, PASSWORD, &challenge);
    let another = json!({ "Username": "u", "Password": "An0ther-one!", "Permanent": true });
    scene.admin("AdminSetUserPassword", another).await.ok();
    refuses(&prove(&scene, right).await, WRONG_PASSWORD);
}

#[tokio::test]
async fn b6_nobody_looks_like_somebody() {
    let discreet = json!({ "PreventUserExistenceErrors": "ENABLED" });
    let scene = Scene::with(json!({}), discreet.clone()).await;
    scene.user("somebody").await;
    let neighbour = scene.another_client(discreet).await["ClientId"].clone();
    let client = SrpClient::new("u");
    let begin = async |of: &str, name: &str| {
        let parameters = json!({ "USERNAME": name, "SRP_A": client.srp_a() });
        let reply = scene.initiate_as(of, "USER_SRP_AUTH", parameters).await;
        says(reply, password_verifier(name))
    };
    let here = begin(&scene.client, "nobody").await;
    let there = begin(neighbour.as_str().unwrap(), "nobody").await;
    let known = begin(&scene.client, "somebody").await;
    let shown = |answer: &Value, name: &str| answer["ChallengeParameters"][name].clone();
    assert_eq!(shown(&here, "SALT"), shown(&there, "SALT"));
    assert_ne!(shown(&here, "SRP_B"), shown(&there, "SRP_B"));
    let length = |answer: &Value| shown(answer, "SECRET_BLOCK").as_str().unwrap().len();
    // The name is in it.
    assert!(length(&known).abs_diff(length(&here)) <= 8, "{known} {here}");
    assert_eq!(masked(here.clone()), password_verifier("nobody"));

    let answer = scene.claim(&client, PASSWORD, &here["ChallengeParameters"]);
    refuses(&prove(&scene, answer).await, WRONG_PASSWORD);
    let told = scene
        .another_client(json!({ "PreventUserExistenceErrors": "LEGACY" }))
        .await["ClientId"]
        .clone();
    let parameters = json!({ "USERNAME": "nobody", "SRP_A": client.srp_a() });
    let reply = scene
        .initiate_as(told.as_str().unwrap(), "USER_SRP_AUTH", parameters)
        .await;
    refuses(&reply, ("UserNotFoundException", "User does not exist."));
}

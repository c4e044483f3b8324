//! Back-off after failures (auth.md §6).

use std::sync::Arc;

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Server};

use crate::scene::{PASSWORD, Scene};

const WRONG: &str = "Incorrect username or password.";
const LOCKED: &str = "Password attempts exceeded";

async fn fails(scene: &Scene, password: &str) -> String {
    scene.sign_in("alice", password).await.fault().1.to_owned()
}

#[tokio::test]
async fn the_fifth_failure_locks_for_a_second_and_each_further_one_for_twice_as_long() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    for _ in 0..5 {
        assert_eq!(fails(&scene, "wrong").await, WRONG);
    }
    for pause in [1, 2, 4, 8] {
        assert_eq!(fails(&scene, PASSWORD).await, LOCKED, "right or wrong");
        scene.server.clock().advance(Span::seconds(pause));
        assert_eq!(fails(&scene, "wrong").await, WRONG, "after {pause} s");
    }
    scene.server.clock().advance(Span::seconds(16));
    scene.tokens("alice").await;
    for _ in 0..4 {
        assert_eq!(fails(&scene, "wrong").await, WRONG, "a success clears");
    }
    scene.tokens("alice").await;
}

#[tokio::test]
async fn the_lock_holds_at_every_door() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let (client, challenge) = scene.srp("alice").await;
    for _ in 0..5 {
        fails(&scene, "wrong").await;
    }
    let answer = scene.claim(&client, PASSWORD, &challenge);
    let begun_earlier = scene.respond("PASSWORD_VERIFIER", &Value::Null, answer).await;
    assert_eq!(begun_earlier.fault(), ("NotAuthorizedException", LOCKED));
    let srp = scene
        .initiate("USER_SRP_AUTH", json!({ "USERNAME": "alice", "SRP_A": "2" }))
        .await;
    assert_eq!(srp.fault(), ("NotAuthorizedException", LOCKED));
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "alice", "PASSWORD": PASSWORD },
    });
    assert_eq!(
        scene.admin("AdminInitiateAuth", body).await.fault(),
        ("NotAuthorizedException", LOCKED)
    );
}

#[tokio::test]
async fn failures_by_srp_count_too() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    for _ in 0..5 {
        let (client, challenge) = scene.srp("alice").await;
        let answer = scene.claim(&client, "wrong", &challenge);
        assert_eq!(
            scene.respond("PASSWORD_VERIFIER", &Value::Null, answer).await.fault().1,
            WRONG
        );
    }
    assert_eq!(fails(&scene, PASSWORD).await, LOCKED);
}

async fn parallel_guesses_are_counted_exactly(engine: Engine) {
    let server = Server::build().engine(engine).start().await;
    let scene = Arc::new(Scene::on(server, json!({}), json!({})).await);
    scene.user("alice").await;
    let guesses = (0..40).map(|number| {
        let scene = Arc::clone(&scene);
        tokio::spawn(async move { fails(&scene, &format!("guess {number}")).await })
    });
    let mut judged = 0;
    for guess in guesses.collect::<Vec<_>>() {
        match guess.await.unwrap().as_str() {
            WRONG => judged += 1,
            other => assert_eq!(other, LOCKED),
        }
    }
    assert_eq!(judged, 5, "no guess beyond the fifth was judged");
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_guesses_are_counted_exactly_on_sqlite() {
    parallel_guesses_are_counted_exactly(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_guesses_are_counted_exactly_on_postgresql() {
    parallel_guesses_are_counted_exactly(Engine::Postgres).await;
}

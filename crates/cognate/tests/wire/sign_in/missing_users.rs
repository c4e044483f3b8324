//! Users who do not exist (auth.md §5.3, Appendix B6).

use serde_json::{Value, json};

use crate::scene::{PASSWORD, Scene, members};

const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");
const NO_SESSION: Value = Value::Null;

async fn discreet(pool: Value) -> Scene {
    Scene::with(pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await
}

#[tokio::test]
async fn a_legacy_client_is_told() {
    let scene = Scene::new().await;
    let told = ("UserNotFoundException", "User does not exist.");
    assert_eq!(scene.sign_in("nobody", "x").await.fault(), told);
    let reply = scene
        .initiate("USER_SRP_AUTH", json!({ "USERNAME": "nobody", "SRP_A": "2" }))
        .await;
    assert_eq!(reply.fault(), told);
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": "nobody", "PASSWORD": "x" },
    });
    assert_eq!(scene.admin("AdminInitiateAuth", body).await.fault(), told);
}

#[tokio::test]
async fn a_discreet_client_sees_a_wrong_password() {
    let scene = discreet(json!({})).await;
    scene.user("alice").await;
    let (missing, known) = (scene.sign_in("nobody", "x").await, scene.sign_in("alice", "x").await);
    assert_eq!(missing.fault(), WRONG);
    assert_eq!((missing.status, &missing.body), (known.status, &known.body));
}

#[tokio::test]
async fn srp_pretends_alike_for_every_client() {
    let scene = discreet(json!({})).await;
    scene.user("alyssa").await;
    let other = scene
        .another_client(json!({ "PreventUserExistenceErrors": "ENABLED" }))
        .await;
    let begin = async |client: &str, name: &str| {
        let parameters = json!({ "USERNAME": name, "SRP_A": "2" });
        scene.initiate_as(client, "USER_SRP_AUTH", parameters).await.ok()
    };
    let first = begin(&scene.client, "nobody").await;
    let second = begin(other["ClientId"].as_str().unwrap(), "nobody").await;
    let real = begin(&scene.client, "alyssa").await;
    assert_eq!(members(&first), members(&real));
    let (first, second, real) = (
        &first["ChallengeParameters"],
        &second["ChallengeParameters"],
        &real["ChallengeParameters"],
    );
    assert_eq!(members(first), members(real));
    assert_eq!(
        (&first["USERNAME"], &first["USER_ID_FOR_SRP"]),
        (&json!("nobody"), &json!("nobody"))
    );
    assert_eq!(first["SALT"], second["SALT"]);
    assert_ne!(first["SRP_B"], second["SRP_B"]);
    assert_ne!(
        first["SALT"],
        begin(&scene.client, "nobodx").await["ChallengeParameters"]["SALT"]
    );
    let length = |value: &Value| value.as_str().unwrap().len();
    assert_eq!(length(&first["SECRET_BLOCK"]), length(&real["SECRET_BLOCK"]));
    assert!(length(&first["SALT"]).abs_diff(length(&real["SALT"])) <= 1);
}

#[tokio::test]
async fn no_proof_of_nobody_is_right() {
    let scene = discreet(json!({})).await;
    for password in [PASSWORD, ""] {
        let (client, challenge) = scene.srp("nobody").await;
        let answer = scene.claim(&client, password, &challenge);
        let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer.clone()).await;
        assert_eq!(reply.fault(), WRONG);
        let reply = scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await;
        assert_eq!(
            reply.fault().1,
            "Invalid session for the user, session can only be used once."
        );
    }
}

#[tokio::test]
async fn nobody_has_a_sub_where_names_are_addresses() {
    let scene = discreet(json!({ "UsernameAttributes": ["email"] })).await;
    let (client, challenge) = scene.srp("nobody@example.com").await;
    let sub = challenge["USER_ID_FOR_SRP"].as_str().unwrap();
    assert_eq!((sub.len(), &sub[14..15]), (36, "4"));
    assert_eq!(
        scene.srp("nobody@example.com").await.1["USER_ID_FOR_SRP"],
        sub,
        "a stable one"
    );
    let answer = scene.claim(&client, PASSWORD, &challenge);
    let mut by_address = answer.clone();
    by_address["USERNAME"] = json!("nobody@example.com");
    assert_eq!(
        scene
            .respond("PASSWORD_VERIFIER", &NO_SESSION, by_address)
            .await
            .fault(),
        WRONG
    );
}

#[tokio::test]
async fn nobody_is_locked_like_anybody() {
    let scene = discreet(json!({})).await;
    scene.user("alice").await;
    for name in ["alice", "nobody"] {
        for _ in 0..5 {
            assert_eq!(scene.sign_in(name, "x").await.fault(), WRONG);
        }
        let locked = scene.sign_in(name, "x").await;
        assert_eq!(
            locked.fault(),
            ("NotAuthorizedException", "Password attempts exceeded"),
            "{name}"
        );
        let parameters = json!({ "USERNAME": name, "SRP_A": "2" });
        let locked = scene.initiate("USER_SRP_AUTH", parameters).await;
        assert_eq!(
            locked.fault(),
            ("NotAuthorizedException", "Password attempts exceeded"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_user_without_a_password_has_a_wrong_one() {
    let pool = json!({ "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } } });
    let scene = discreet(pool).await;
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    let body = json!({ "Username": "alice", "UserAttributes": email, "MessageAction": "SUPPRESS" });
    scene.admin("AdminCreateUser", body).await.ok();
    assert_eq!(scene.sign_in("alice", "x").await.fault(), WRONG);
    let (first, second) = (scene.srp("alice").await, scene.srp("alice").await);
    assert_eq!(first.1["SALT"], second.1["SALT"]);
    let answer = scene.claim(&first.0, "", &first.1);
    assert_eq!(
        scene.respond("PASSWORD_VERIFIER", &NO_SESSION, answer).await.fault(),
        WRONG
    );
}

//! Authenticator apps: set up, asked for, and no code twice (auth.md §§12.8, 12.10, 16.1, 16.2, 16.6, Appendix B1).

use std::sync::Arc;

use domain::{moment::Span, ports::Clock, totp::Seed};
use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};

use crate::scene::{PASSWORD, Scene, members};

const USED: (&str, &str) = (
    "ExpiredCodeException",
    "Your software token has already been used once.",
);
const WRONG: (&str, &str) = ("CodeMismatchException", "Invalid code received for user");

async fn scene_on(server: Server, requirement: &str) -> Scene {
    let scene = Scene::on(server, json!({}), json!({})).await;
    let body = json!({ "MfaConfiguration": requirement, "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    scene
}

async fn scene(requirement: &str) -> Scene {
    scene_on(Server::start().await, requirement).await
}

/// The app on the user's telephone.
pub struct App(Seed);

impl App {
    pub fn new(secret_code: &Value) -> Self {
        let text = secret_code.as_str().unwrap();
        assert_eq!(text.len(), 52);
        let mut bits = (0_u64, 0);
        let mut seed = Vec::new();
        for letter in text.bytes() {
            let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                .iter()
                .position(|known| *known == letter)
                .unwrap();
            bits = (bits.0 << 5 | value as u64, bits.1 + 5);
            if bits.1 >= 8 {
                bits.1 -= 8;
                seed.push((bits.0 >> bits.1 & 255) as u8);
            }
        }
        Self(Seed::new(&seed))
    }

    pub fn code(&self, scene: &Scene) -> String {
        self.0.code_at(scene.server.clock().now())
    }

    pub fn wrong(&self, scene: &Scene) -> String {
        let near: Vec<_> = (-2..=2)
            .map(|step| self.0.code_at(scene.server.clock().now() + Span::seconds(30 * step)))
            .collect();
        let wrong = (0..1_000)
            .map(|number| format!("{number:06}"))
            .find(|code| !near.contains(code));
        wrong.unwrap()
    }
}

async fn verify(scene: &Scene, by: &str, value: &Value, code: &str) -> Reply {
    let mut body = json!({ "UserCode": code, "FriendlyDeviceName": "My phone" });
    body[by] = value.clone();
    scene.server.call("VerifySoftwareToken", body).await
}

async fn answer(scene: &Scene, session: &Value, code: &str) -> Reply {
    let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": code });
    scene.respond("SOFTWARE_TOKEN_MFA", session, responses).await
}

/// Alice with a verified app, which is switched on; the step of its set-up is over.
pub async fn with_app(scene: &Scene) -> App {
    app_of(scene, "alice").await
}

/// The same with a user of this name.
pub async fn app_of(scene: &Scene, name: &str) -> App {
    scene.user(name).await;
    let token = scene.tokens(name).await["AccessToken"].clone();
    let given = scene
        .server
        .call("AssociateSoftwareToken", json!({ "AccessToken": token }))
        .await
        .ok();
    assert_eq!(members(&given), ["SecretCode"]);
    let app = App::new(&given["SecretCode"]);
    let verified = verify(scene, "AccessToken", &token, &app.code(scene)).await.ok();
    assert_eq!(verified, json!({ "Status": "SUCCESS" }));
    let on = json!({ "AccessToken": token, "SoftwareTokenMfaSettings": { "Enabled": true, "PreferredMfa": true } });
    scene.server.call("SetUserMFAPreference", on).await.ok();
    scene.server.clock().advance(Span::seconds(60));
    app
}

#[tokio::test]
async fn a_temporary_password_and_an_app_in_one_sign_in() {
    let scene = scene("ON").await;
    scene.invited_user("alice", "Temp0rary!", json!([])).await;
    let first = scene.sign_in("alice", "Temp0rary!").await.ok();
    let responses = json!({ "USERNAME": "alice", "NEW_PASSWORD": PASSWORD });
    let setup = scene
        .respond("NEW_PASSWORD_REQUIRED", &first["Session"], responses)
        .await
        .ok();
    assert_eq!(setup["ChallengeName"], "MFA_SETUP");
    assert_eq!(
        setup["ChallengeParameters"],
        json!({ "MFAS_CAN_SETUP": r#"["SOFTWARE_TOKEN_MFA"]"#, "USER_ID_FOR_SRP": "alice" })
    );
    let too_early = scene
        .respond("MFA_SETUP", &setup["Session"], json!({ "USERNAME": "alice" }))
        .await;
    assert_eq!(
        too_early.fault(),
        ("InvalidParameterException", "User has not verified software token mfa")
    );
    let given = scene
        .server
        .call("AssociateSoftwareToken", json!({ "Session": setup["Session"] }))
        .await
        .ok();
    assert_eq!(members(&given), ["SecretCode", "Session"]);
    let app = App::new(&given["SecretCode"]);
    let wrong = verify(&scene, "Session", &given["Session"], &app.wrong(&scene)).await;
    assert_eq!(
        wrong.fault(),
        (
            "EnableSoftwareTokenMFAException",
            "Code mismatch and fail enable Software Token MFA"
        )
    );
    let code = app.code(&scene);
    let verified = verify(&scene, "Session", &given["Session"], &code).await.ok();
    assert_eq!(
        (members(&verified), &verified["Status"]),
        (vec!["Session", "Status"], &json!("SUCCESS"))
    );
    let done = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": code });
    let done = scene.respond("MFA_SETUP", &verified["Session"], done).await.ok();
    assert!(done["AuthenticationResult"]["AccessToken"].is_string());
    assert_eq!(done["ChallengeParameters"], json!({}));

    let asked = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    assert_eq!(
        asked["ChallengeParameters"],
        json!({ "FRIENDLY_DEVICE_NAME": "My phone", "USER_ID_FOR_SRP": "alice" })
    );
    let session = &asked["Session"];
    assert_eq!(answer(&scene, session, &code).await.fault(), USED);
    assert_eq!(answer(&scene, session, &app.wrong(&scene)).await.fault(), WRONG);
    scene.server.clock().advance(Span::seconds(30));
    answer(&scene, session, &app.code(&scene)).await.ok();
    assert_eq!(
        answer(&scene, session, &app.code(&scene)).await.fault(),
        (
            "NotAuthorizedException",
            "Invalid session for the user, session can only be used once."
        )
    );
}

#[tokio::test]
async fn an_app_counts_once_it_is_switched_on() {
    let scene = scene("OPTIONAL").await;
    scene.user("alice").await;
    let token = scene.tokens("alice").await["AccessToken"].clone();
    let nothing = verify(&scene, "AccessToken", &token, "123456").await;
    assert_eq!(nothing.fault().0, "SoftwareTokenMFANotFoundException");
    let given = scene
        .server
        .call("AssociateSoftwareToken", json!({ "AccessToken": token }))
        .await
        .ok();
    let app = App::new(&given["SecretCode"]);
    verify(&scene, "AccessToken", &token, &app.code(&scene)).await.ok();
    assert!(scene.sign_in("alice", PASSWORD).await.ok()["AuthenticationResult"].is_object());
    let twice = verify(&scene, "AccessToken", &token, &app.code(&scene)).await;
    assert_eq!(twice.fault().0, "SoftwareTokenMFANotFoundException", "verified once");
    let on = json!({ "AccessToken": token, "SoftwareTokenMfaSettings": { "Enabled": true } });
    scene.server.call("SetUserMFAPreference", on).await.ok();
    let asked = scene.sign_in("alice", PASSWORD).await.ok();
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    assert_eq!(
        answer(&scene, &asked["Session"], &app.code(&scene)).await.fault(),
        USED,
        "the code of the set-up"
    );
}

#[tokio::test]
async fn the_clock_of_the_app_may_be_off_by_a_step() {
    let scene = scene("OPTIONAL").await;
    let app = with_app(&scene).await;
    let code = app.code(&scene);
    scene.server.clock().advance(Span::seconds(60));
    let session = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    assert_eq!(answer(&scene, &session, &code).await.fault(), WRONG, "two steps");
    let code = app.code(&scene);
    scene.server.clock().advance(Span::seconds(30));
    answer(&scene, &session, &code).await.ok();
    let session = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    for text in ["", "12345", "1234567", "abcdef"] {
        let reply = answer(&scene, &session, text).await;
        assert!(
            ["CodeMismatchException", "InvalidParameterException"].contains(&reply.fault().0),
            "{text}"
        );
    }
}

#[tokio::test]
async fn an_administrator_forgets_an_app() {
    let scene = scene("OPTIONAL").await;
    with_app(&scene).await;
    let session = scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone();
    for _ in 0..2 {
        let reply = scene
            .admin("AdminDeleteSoftwareToken", json!({ "Username": "alice" }))
            .await;
        assert_eq!(reply.ok(), json!({}));
    }
    assert_eq!(
        answer(&scene, &session, "123456").await.fault().0,
        "SoftwareTokenMFANotFoundException"
    );
    assert!(scene.sign_in("alice", PASSWORD).await.ok()["AuthenticationResult"].is_object());
    let nobody = scene
        .admin("AdminDeleteSoftwareToken", json!({ "Username": "nobody" }))
        .await;
    assert_eq!(nobody.fault(), ("UserNotFoundException", "User does not exist."));
}

#[tokio::test]
async fn whoever_sets_an_app_up_says_who_it_is() {
    let scene = scene("OPTIONAL").await;
    scene.user("alice").await;
    let call = async |body: Value| scene.server.call("AssociateSoftwareToken", body).await;
    assert_eq!(call(json!({})).await.fault().0, "InvalidParameterException");
    let both = json!({ "AccessToken": "x", "Session": "x".repeat(20) });
    assert_eq!(call(both).await.fault().0, "InvalidParameterException");
    let garbage = call(json!({ "Session": "x".repeat(20) })).await;
    assert_eq!(
        garbage.fault(),
        ("NotAuthorizedException", "Invalid session for the user.")
    );
    let garbage = call(json!({ "AccessToken": "x" })).await;
    assert_eq!(garbage.fault(), ("NotAuthorizedException", "Invalid Access Token"));

    scene.invited_user("bob", "Temp0rary!", json!([])).await;
    let other_step = scene.sign_in("bob", "Temp0rary!").await.ok();
    let reply = call(json!({ "Session": other_step["Session"] })).await;
    assert_eq!(
        reply.fault(),
        ("NotAuthorizedException", "Invalid session for the user.")
    );

    let plain = Scene::new().await;
    plain.user("alice").await;
    let token = plain.tokens("alice").await["AccessToken"].clone();
    let reply = plain
        .server
        .call("AssociateSoftwareToken", json!({ "AccessToken": token }))
        .await;
    assert_eq!(
        reply.fault(),
        (
            "SoftwareTokenMFANotFoundException",
            "Software Token MFA has not been enabled by the userpool"
        )
    );
}

/// Two sign-ins wait for MFA_SETUP. Once one of them has set an app up, the other, which has shown no more than the
/// password, must not replace it.
#[tokio::test]
async fn a_session_of_before_the_set_up_changes_nothing_after_it() {
    let scene = scene("ON").await;
    scene.user("alice").await;
    let (theirs, stale) = (
        scene.sign_in("alice", PASSWORD).await.ok(),
        scene.sign_in("alice", PASSWORD).await.ok(),
    );
    let begun = scene
        .server
        .call("AssociateSoftwareToken", json!({ "Session": stale["Session"] }))
        .await
        .ok();
    let given = scene
        .server
        .call("AssociateSoftwareToken", json!({ "Session": theirs["Session"] }))
        .await
        .ok();
    let app = App::new(&given["SecretCode"]);
    let verified = verify(&scene, "Session", &given["Session"], &app.code(&scene))
        .await
        .ok();
    scene
        .respond("MFA_SETUP", &verified["Session"], json!({ "USERNAME": "alice" }))
        .await
        .ok();
    let invalid = ("NotAuthorizedException", "Invalid session for the user.");
    let again = scene
        .server
        .call("AssociateSoftwareToken", json!({ "Session": stale["Session"] }))
        .await;
    assert_eq!(again.fault(), invalid);
    let attacker = App::new(&begun["SecretCode"]);
    let replaced = verify(&scene, "Session", &begun["Session"], &attacker.code(&scene)).await;
    assert_eq!(replaced.fault(), invalid);
    let answered = scene
        .respond("MFA_SETUP", &stale["Session"], json!({ "USERNAME": "alice" }))
        .await;
    assert_eq!(answered.fault(), invalid);
}

async fn one_code_lets_one_in(engine: Engine) {
    let scene = Arc::new(scene_on(Server::build().engine(engine).start().await, "OPTIONAL").await);
    let app = with_app(&scene).await;
    let mut sessions = Vec::new();
    for _ in 0..8 {
        sessions.push(scene.sign_in("alice", PASSWORD).await.ok()["Session"].clone());
    }
    let code = app.code(&scene);
    let racers = sessions.into_iter().map(|session| {
        let (scene, code) = (Arc::clone(&scene), code.clone());
        tokio::spawn(async move { answer(&scene, &session, &code).await.status })
    });
    let mut won = 0;
    for racer in racers.collect::<Vec<_>>() {
        won += usize::from(racer.await.unwrap() == 200);
    }
    assert_eq!(won, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_lets_one_in_on_sqlite() {
    one_code_lets_one_in(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_lets_one_in_on_postgresql() {
    one_code_lets_one_in(Engine::Postgres).await;
}

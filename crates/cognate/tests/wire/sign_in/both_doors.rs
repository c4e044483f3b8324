//! What a sign-in refuses on its way, at the public door and at that of administrators: in the same words.

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::Reply;

use super::mfa_totp::with_app;
use crate::{
    scene::{PASSWORD, Scene},
    srp_client::SrpClient,
};

const TEMPORARY: &str = "0nce-only!";

#[derive(Clone, Copy)]
enum Door {
    Public,
    Administrators,
}

const DOORS: [Door; 2] = [Door::Public, Door::Administrators];

impl Door {
    fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Administrators => "administrators",
        }
    }

    async fn begin(self, scene: &Scene, parameters: Value) -> Reply {
        let srp = parameters.get("SRP_A").is_some();
        match self {
            Self::Public => {
                let flow = if srp { "USER_SRP_AUTH" } else { "USER_PASSWORD_AUTH" };
                scene.initiate(flow, parameters).await
            }
            Self::Administrators => {
                let flow = if srp {
                    "USER_SRP_AUTH"
                } else {
                    "ADMIN_USER_PASSWORD_AUTH"
                };
                let body = json!({ "ClientId": scene.client, "AuthFlow": flow, "AuthParameters": parameters });
                scene.admin("AdminInitiateAuth", body).await
            }
        }
    }

    async fn sign_in(self, scene: &Scene, name: &str, password: &str) -> Reply {
        let parameters = json!({ "USERNAME": name, "PASSWORD": password });
        self.begin(scene, parameters).await
    }

    async fn answer(self, scene: &Scene, challenge: &str, session: &Value, responses: Value) -> Reply {
        match self {
            Self::Public => scene.respond(challenge, session, responses).await,
            Self::Administrators => {
                let mut body =
                    json!({ "ClientId": scene.client, "ChallengeName": challenge, "ChallengeResponses": responses });
                if !session.is_null() {
                    body["Session"] = session.clone();
                }
                scene.admin("AdminRespondToAuthChallenge", body).await
            }
        }
    }

    /// The first half of a sign-in by SRP; what is left is the claim.
    async fn srp(self, scene: &Scene, name: &str, password: &str) -> Value {
        let client = SrpClient::new(name);
        let parameters = json!({ "USERNAME": name, "SRP_A": client.srp_a() });
        let challenge = self.begin(scene, parameters).await.ok()["ChallengeParameters"].clone();
        scene.claim(&client, password, &challenge)
    }

    async fn claim(self, scene: &Scene, claim: Value) -> Reply {
        self.answer(scene, "PASSWORD_VERIFIER", &Value::Null, claim).await
    }
}

#[tokio::test]
async fn users_who_may_not_sign_in() {
    let scene = Scene::with(json!({ "AutoVerifiedAttributes": ["email"] }), json!({})).await;
    let unconfirmed = ("UserNotConfirmedException", "User is not confirmed.");
    let must_reset = ("PasswordResetRequiredException", "Password reset required for the user");
    let gone = ("UserNotFoundException", "User does not exist.");
    let body = json!({ "ClientId": scene.client, "Username": "new", "Password": PASSWORD });
    scene.server.call("SignUp", body).await.ok();
    let email = json!([{ "Name": "email", "Value": "a@example.com" }, { "Name": "email_verified", "Value": "true" }]);
    for door in DOORS {
        let refused = door.sign_in(&scene, "new", PASSWORD).await;
        assert_eq!(refused.fault(), unconfirmed, "{}", door.name());
        let claim = door.srp(&scene, "new", PASSWORD).await;
        assert_eq!(door.claim(&scene, claim).await.fault(), unconfirmed, "{}", door.name());

        let name = format!("reset-{}", door.name());
        scene.user_with(&name, email.clone()).await;
        let claim = door.srp(&scene, &name, PASSWORD).await;
        scene
            .admin("AdminResetUserPassword", json!({ "Username": name }))
            .await
            .ok();
        assert_eq!(door.claim(&scene, claim).await.fault(), must_reset, "{}", door.name());
        let refused = door.sign_in(&scene, &name, PASSWORD).await;
        assert_eq!(refused.fault(), must_reset, "{}", door.name());

        let name = format!("gone-{}", door.name());
        scene.user(&name).await;
        let claim = door.srp(&scene, &name, PASSWORD).await;
        scene.admin("AdminDeleteUser", json!({ "Username": name })).await;
        assert_eq!(door.claim(&scene, claim).await.fault(), gone, "{}", door.name());
    }
}

#[tokio::test]
async fn new_passwords_and_attributes_that_will_not_do() {
    let pool = json!({
        "AliasAttributes": ["preferred_username"],
        "Policies": { "PasswordPolicy": { "MinimumLength": 8, "PasswordHistorySize": 3 } },
    });
    let scene = Scene::with(pool, json!({})).await;
    let taken = json!([{ "Name": "preferred_username", "Value": "boss" }]);
    scene.user_with("somebody", taken).await;
    for door in DOORS {
        let name = door.name();
        scene.user(name).await;
        scene.server.clock().advance(Span::seconds(1));
        let temporary = json!({ "Username": name, "Password": TEMPORARY, "Permanent": false });
        scene.admin("AdminSetUserPassword", temporary).await.ok();
        let session = door.sign_in(&scene, name, TEMPORARY).await.ok()["Session"].clone();
        let answer = async |password: &str, preferred: Option<&str>| {
            let mut responses = json!({ "USERNAME": name, "NEW_PASSWORD": password });
            if let Some(preferred) = preferred {
                responses["userAttributes.preferred_username"] = json!(preferred);
            }
            door.answer(&scene, "NEW_PASSWORD_REQUIRED", &session, responses).await
        };
        let weak = "Password does not conform to policy: Password not long enough";
        assert_eq!(
            answer("short", Some("boss")).await.fault(),
            ("InvalidPasswordException", weak),
            "{name}"
        );
        let reused = (
            "PasswordHistoryPolicyViolationException",
            "Password has previously been used",
        );
        assert_eq!(answer(PASSWORD, Some("boss")).await.fault(), reused, "{name}");
        let taken = (
            "AliasExistsException",
            "An account with the given preferred_username already exists.",
        );
        assert_eq!(answer("another password", Some("boss")).await.fault(), taken, "{name}");
        answer("another password", None).await.ok();
    }
}

#[tokio::test]
async fn codes_that_will_not_do() {
    let scene = Scene::new().await;
    let body = json!({ "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    let app = with_app(&scene).await;
    let door = Door::Administrators;
    let asked = async || door.sign_in(&scene, "alice", PASSWORD).await.ok()["Session"].clone();
    let answer = async |session: &Value, code: &str| {
        let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": code });
        door.answer(&scene, "SOFTWARE_TOKEN_MFA", session, responses).await
    };
    let session = asked().await;
    let wrong = answer(&session, &app.wrong(&scene)).await;
    assert_eq!(
        wrong.fault(),
        ("CodeMismatchException", "Invalid code received for user")
    );
    answer(&session, &app.code(&scene)).await.ok();
    let session = asked().await;
    let used = answer(&session, &app.code(&scene)).await;
    assert_eq!(
        used.fault(),
        (
            "ExpiredCodeException",
            "Your software token has already been used once."
        )
    );
    scene
        .admin("AdminDeleteSoftwareToken", json!({ "Username": "alice" }))
        .await
        .ok();
    let none = answer(&session, "123456").await;
    assert_eq!(
        none.fault(),
        (
            "SoftwareTokenMFANotFoundException",
            "User has not set up software token mfa"
        )
    );
}

#[tokio::test]
async fn a_client_that_rotates_does_not_refresh_by_a_flow() {
    let client = json!({
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
        "RefreshTokenRotation": { "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 },
    });
    let scene = Scene::with(json!({}), client).await;
    scene.user("alice").await;
    let parameters = json!({ "REFRESH_TOKEN": scene.tokens("alice").await["RefreshToken"] });
    let body =
        json!({ "ClientId": scene.client, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": parameters.clone() });
    let refused = (
        "UnsupportedOperationException",
        "This API does not support refresh token rotation",
    );
    assert_eq!(scene.admin("AdminInitiateAuth", body).await.fault(), refused);
    assert_eq!(scene.initiate("REFRESH_TOKEN_AUTH", parameters).await.fault(), refused);
}

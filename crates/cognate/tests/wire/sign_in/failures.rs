//! Every flow with each of its calls to the database, the messenger and the functions failing in turn: a failure is told as the
//! house's own, nothing half-done is left behind, and a plain retry succeeds (the flows that give tokens or make users).

use serde_json::{Value, json};
use testkit::{Reply, function_arn};

use crate::{
    scene::{PASSWORD, Scene},
    sign_in::mfa_totp::with_app,
    srp_client::SrpClient,
    stage::attributes,
};

/// More calls than any flow makes.
const MANY: u32 = 60;

/// Lets the first call of an operation fail, then the second, and so on, until none is left to fail; the answer of that last time.
/// So each time but the first is the plain retry of a client, and the last one must succeed.
pub(super) async fn each_call_fails(scene: &Scene, operation: &str, body: impl AsyncFn() -> Value) -> Reply {
    for well in 0..MANY {
        let request = body().await;
        scene.server.mishaps().fail_after(well);
        let reply = scene.server.call(operation, request.clone()).await;
        let Some(failed) = scene.server.mishaps().take_failed() else {
            assert!(well > 0, "{operation} calls nothing");
            return reply;
        };
        check(operation, &failed, &reply);
    }
    panic!("{operation} never gets through");
}

/// A call that failed is the house's fault, or a message that did not arrive, or a function that could not be called. Nobody gets
/// tokens then, unless what failed was of no consequence.
#[track_caller]
fn check(operation: &str, failed: &str, reply: &Reply) {
    if reply.status == 200 {
        panic!("{operation} succeeds though this failed: {failed}");
    }
    let code = reply.body["__type"].as_str().unwrap_or_default();
    let known = [
        "InternalErrorException",
        "CodeDeliveryFailureException",
        "UnexpectedLambdaException",
    ];
    assert!(known.contains(&code), "{operation}: {failed}: {}", reply.body);
}

async fn scene() -> Scene {
    let sms = json!({ "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" });
    let functions: Value = json!({
        "DefineAuthChallenge": function_arn("define"), "CreateAuthChallenge": function_arn("create"),
        "VerifyAuthChallengeResponse": function_arn("verify"),
    });
    let pool = json!({
        "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } },
        "SmsConfiguration": sms, "AutoVerifiedAttributes": ["email"], "LambdaConfig": functions,
    });
    let flows = [
        "ALLOW_USER_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    ];
    let scene = Scene::with(pool, json!({ "ExplicitAuthFlows": flows })).await;
    let body = json!({
        "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true },
        "SmsMfaConfiguration": { "SmsConfiguration": sms },
    });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    let functions = scene.server.functions();
    functions.respond("define", |event| match event["request"]["session"].as_array() {
        Some(rounds) if !rounds.is_empty() => json!({ "issueTokens": true, "failAuthentication": false }),
        _ => json!({ "challengeName": "CUSTOM_CHALLENGE", "issueTokens": false, "failAuthentication": false }),
    });
    functions.respond(
        "create",
        |_| json!({ "publicChallengeParameters": {}, "privateChallengeParameters": {} }),
    );
    functions.respond("verify", |_| json!({ "answerCorrect": true }));
    scene
}

async fn user(scene: &Scene, name: &str) {
    let email = format!("{name}@example.com");
    let given = [
        ("email", email.as_str()),
        ("email_verified", "true"),
        ("phone_number", "+12065550109"),
    ];
    scene.user_with(name, attributes(&given)).await;
}

pub(super) fn begin(scene: &Scene, flow: &str, parameters: &Value) -> Value {
    json!({ "ClientId": scene.client, "AuthFlow": flow, "AuthParameters": parameters })
}

pub(super) fn answer(scene: &Scene, challenge: &Value, responses: &Value) -> Value {
    json!({
        "ClientId": scene.client, "ChallengeName": challenge["ChallengeName"], "Session": challenge["Session"],
        "ChallengeResponses": responses,
    })
}

/// How many sessions there are: as many as were told about.
async fn families(scene: &Scene, name: &str) -> usize {
    let sessions = scene
        .admin("AdminListUserSessions", json!({ "Username": name }))
        .await
        .ok();
    sessions["Sessions"].as_array().map_or(0, Vec::len)
}

async fn track_sessions(scene: &Scene) {
    let body = json!({ "UserSessionTracking": "ENABLED", "TokenSession": { "MaxPerUser": 100 } });
    scene.admin("SetUserPoolSessionConfiguration", body).await.ok();
}

#[track_caller]
pub(super) fn has_tokens(reply: Reply) -> Value {
    let tokens = reply.ok()["AuthenticationResult"].clone();
    assert!(tokens["AccessToken"].is_string());
    tokens
}

#[tokio::test]
async fn signing_in_by_password() {
    let scene = scene().await;
    track_sessions(&scene).await;
    user(&scene, "paul").await;
    let parameters = json!({ "USERNAME": "paul", "PASSWORD": PASSWORD });
    let body = begin(&scene, "USER_PASSWORD_AUTH", &parameters);
    let tokens = has_tokens(each_call_fails(&scene, "InitiateAuth", async || body.clone()).await);
    assert_eq!(families(&scene, "paul").await, 1, "no family without tokens");
    scene.whoami(&tokens["AccessToken"]).await.ok();
    let body = begin(
        &scene,
        "REFRESH_TOKEN_AUTH",
        &json!({ "REFRESH_TOKEN": tokens["RefreshToken"] }),
    );
    has_tokens(each_call_fails(&scene, "InitiateAuth", async || body.clone()).await);
}

/// The secret block is spent by the answer that gives tokens and by no failure.
#[tokio::test]
async fn signing_in_by_srp() {
    let scene = scene().await;
    user(&scene, "sara").await;
    let client = SrpClient::new("sara");
    let parameters = json!({ "USERNAME": "sara", "SRP_A": client.srp_a() });
    let body = begin(&scene, "USER_SRP_AUTH", &parameters);
    let challenge = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    let responses = scene.claim(&client, PASSWORD, &challenge["ChallengeParameters"]);
    let mut body = answer(&scene, &challenge, &responses);
    body.as_object_mut().unwrap().remove("Session");
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
}

/// A code that could not be sent is followed by another; a Session is spent with the tokens alone.
#[tokio::test]
async fn signing_in_with_codes() {
    let scene = scene().await;
    user(&scene, "emma").await;
    let parameters = json!({ "USERNAME": "emma", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let body = begin(&scene, "USER_AUTH", &parameters);
    let challenge = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    let code = scene.server.last_message().code;
    let body = answer(
        &scene,
        &challenge,
        &json!({ "USERNAME": "emma", "EMAIL_OTP_CODE": code }),
    );
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);

    let on = json!({ "Username": "emma", "SMSMfaSettings": { "Enabled": true } });
    scene.admin("AdminSetUserMFAPreference", on).await.ok();
    let parameters = json!({ "USERNAME": "emma", "PASSWORD": PASSWORD });
    let body = begin(&scene, "USER_PASSWORD_AUTH", &parameters);
    let challenge = each_call_fails(&scene, "InitiateAuth", async || body.clone())
        .await
        .ok();
    let code = scene.server.last_message().code;
    let body = answer(&scene, &challenge, &json!({ "USERNAME": "emma", "SMS_MFA_CODE": code }));
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
}

#[tokio::test]
async fn signing_in_with_an_app() {
    let scene = scene().await;
    let app = with_app(&scene).await;
    let challenge = scene.sign_in("alice", PASSWORD).await.ok();
    let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(&scene) });
    let body = answer(&scene, &challenge, &responses);
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
}

/// The temporary password stays good until the new one is set.
#[tokio::test]
async fn replacing_a_temporary_password() {
    let scene = scene().await;
    scene.invited_user("nina", "Temp0rary!", json!([])).await;
    let challenge = scene.sign_in("nina", "Temp0rary!").await.ok();
    let responses = json!({ "USERNAME": "nina", "NEW_PASSWORD": PASSWORD });
    let body = answer(&scene, &challenge, &responses);
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", async || body.clone()).await);
    scene.tokens("nina").await;
}

/// The round of a custom challenge is spent before it is judged, so a failure ends it; the client begins again.
#[tokio::test]
async fn signing_in_by_functions() {
    let scene = scene().await;
    user(&scene, "carl").await;
    let parameters = json!({ "USERNAME": "carl" });
    let first = begin(&scene, "CUSTOM_AUTH", &parameters);
    each_call_fails(&scene, "InitiateAuth", async || first.clone())
        .await
        .ok();
    let fresh = async || {
        let challenge = scene.initiate("CUSTOM_AUTH", parameters.clone()).await.ok();
        answer(&scene, &challenge, &json!({ "USERNAME": "carl", "ANSWER": "yes" }))
    };
    has_tokens(each_call_fails(&scene, "RespondToAuthChallenge", fresh).await);
}

/// Until the sign-up is written nobody is there; when only its message fails, the code can be sent again.
#[tokio::test]
async fn signing_up() {
    let scene = scene().await;
    for well in 0..MANY {
        let name = format!("new{well}");
        let address = format!("{name}@example.com");
        let body = json!({
            "ClientId": scene.client, "Username": name, "Password": PASSWORD,
            "UserAttributes": attributes(&[("email", &address)]),
        });
        scene.server.mishaps().fail_after(well);
        let reply = scene.server.call("SignUp", body.clone()).await;
        let failed = scene.server.mishaps().take_failed();
        let there = scene.admin("AdminGetUser", json!({ "Username": name })).await.status == 200;
        let sent = match failed.as_deref() {
            None => reply.ok()["UserSub"].is_string(),
            Some("sending a message") => {
                check("SignUp", "sending a message", &reply);
                assert!(there, "the user can ask again");
                let again = json!({ "ClientId": scene.client, "Username": name });
                scene.server.call("ResendConfirmationCode", again).await.ok();
                true
            }
            Some(failed) => {
                check("SignUp", failed, &reply);
                assert!(!there, "half a user after {failed}");
                scene.server.call("SignUp", body).await.ok()["UserSub"].is_string()
            }
        };
        assert!(sent);
        let code = scene.server.last_message().code;
        let body = json!({ "ClientId": scene.client, "Username": name, "ConfirmationCode": code });
        each_call_fails(&scene, "ConfirmSignUp", async || body.clone())
            .await
            .ok();
        scene.tokens(&name).await;
        if failed.is_none() {
            return;
        }
    }
    panic!("SignUp never gets through");
}

/// The former password is good until the new one is set.
#[tokio::test]
async fn choosing_a_new_password_by_code() {
    let scene = scene().await;
    user(&scene, "rose").await;
    let forgotten = json!({ "ClientId": scene.client, "Username": "rose" });
    for well in 0..MANY {
        scene.server.mishaps().fail_after(well);
        let reply = scene.server.call("ForgotPassword", forgotten.clone()).await;
        // The limit of five an hour is another test's.
        scene.server.clock().advance(domain::moment::Span::hours(1));
        match scene.server.mishaps().take_failed() {
            Some(failed) => check("ForgotPassword", &failed, &reply),
            None => break,
        }
    }
    scene.server.call("ForgotPassword", forgotten.clone()).await.ok();
    scene.tokens("rose").await;
    let mut body = forgotten;
    body["ConfirmationCode"] = json!(scene.server.last_message().code);
    body["Password"] = json!("0ther-Passw0rd");
    each_call_fails(&scene, "ConfirmForgotPassword", async || body.clone())
        .await
        .ok();
    has_tokens(scene.sign_in("rose", "0ther-Passw0rd").await);
}

//! USER_AUTH: choosing the first factor, and using it; GetUserAuthFactors and AdminGetUserAuthFactors.

mod codes;
mod passkeys;
mod sign_up;
mod step_up;

use serde_json::{Value, json};
use testkit::Reply;

use crate::{
    scene::{PASSWORD, Scene, claims, members},
    srp_client::SrpClient,
    stage::{attributes, text},
};

const WRONG: (&str, &str) = ("NotAuthorizedException", "Incorrect username or password.");

const INVALID_SESSION: (&str, &str) = ("NotAuthorizedException", "Invalid session for the user.");

const USED_SESSION: (&str, &str) = (
    "NotAuthorizedException",
    "Invalid session for the user, session can only be used once.",
);

/// A pool that allows these first factors and can send messages, and a client of it for USER_AUTH.
async fn scene(factors: Value, client: Value) -> Scene {
    let pool = json!({
        "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": factors } },
        "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "e" },
        "AutoVerifiedAttributes": ["email"],
    });
    let mut settings = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
    for (name, value) in client.as_object().unwrap() {
        settings[name] = value.clone();
    }
    Scene::with(pool, settings).await
}

/// A pool that allows everything.
async fn open() -> Scene {
    scene(json!(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]), json!({})).await
}

/// The same for a client that hides who is missing.
async fn discreet() -> Scene {
    let factors = json!(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]);
    scene(factors, json!({ "PreventUserExistenceErrors": "ENABLED" })).await
}

/// A confirmed user with a password and both addresses, verified.
async fn jane(scene: &Scene) -> String {
    let given = [
        ("email", "jane@example.com"),
        ("email_verified", "true"),
        ("phone_number", "+12065550109"),
        ("phone_number_verified", "true"),
    ];
    scene.user_with("jane", attributes(&given)).await
}

async fn begin(scene: &Scene, parameters: Value) -> Reply {
    scene.initiate("USER_AUTH", parameters).await
}

async fn answer(scene: &Scene, challenge: &Value, responses: Value) -> Reply {
    let name = text(&challenge["ChallengeName"]);
    scene.respond(&name, &challenge["Session"], responses).await
}

#[track_caller]
fn signed_in(reply: Reply) -> Value {
    let answer = reply.ok();
    assert_eq!(members(&answer), ["AuthenticationResult", "ChallengeParameters"]);
    answer["AuthenticationResult"].clone()
}

#[tokio::test]
async fn without_a_preference_the_user_chooses() {
    let scene = open().await;
    jane(&scene).await;
    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    assert_eq!(
        members(&challenge),
        ["AvailableChallenges", "ChallengeName", "ChallengeParameters", "Session"]
    );
    assert_eq!(challenge["ChallengeName"], "SELECT_CHALLENGE");
    assert_eq!(challenge["ChallengeParameters"], json!({}));
    assert_eq!(
        challenge["AvailableChallenges"],
        json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"])
    );
    let chosen = json!({ "USERNAME": "jane", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD });
    let tokens = signed_in(answer(&scene, &challenge, chosen.clone()).await);
    assert_eq!(claims(&tokens["AccessToken"])["username"], "jane");
    assert_eq!(answer(&scene, &challenge, chosen).await.fault(), USED_SESSION);
}

#[tokio::test]
async fn a_password_can_come_at_once_or_when_asked() {
    let scene = open().await;
    jane(&scene).await;
    let at_once = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD });
    signed_in(begin(&scene, at_once).await);
    let wrong = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": "no" });
    assert_eq!(begin(&scene, wrong).await.fault(), WRONG);

    let later = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "PASSWORD" });
    let challenge = begin(&scene, later.clone()).await.ok();
    assert_eq!(challenge["ChallengeName"], "PASSWORD");
    assert_eq!(challenge["ChallengeParameters"], json!({}));
    let right = json!({ "USERNAME": "jane", "PASSWORD": PASSWORD });
    let missing = answer(&scene, &challenge, json!({ "USERNAME": "jane" })).await;
    assert_eq!(
        missing.fault(),
        ("InvalidParameterException", "Missing required parameter PASSWORD")
    );
    signed_in(answer(&scene, &challenge, right.clone()).await);

    let challenge = begin(&scene, later).await.ok();
    let wrong = json!({ "USERNAME": "jane", "PASSWORD": "no" });
    assert_eq!(answer(&scene, &challenge, wrong).await.fault(), WRONG);
    assert_eq!(answer(&scene, &challenge, right).await.fault(), USED_SESSION);
}

#[tokio::test]
async fn srp_works_as_preference_choice_and_challenge() {
    let scene = open().await;
    jane(&scene).await;
    let srp = SrpClient::new("jane");
    let preferred = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "PASSWORD_SRP", "SRP_A": srp.srp_a() });
    let challenge = begin(&scene, preferred).await.ok();
    assert_eq!(challenge["ChallengeName"], "PASSWORD_VERIFIER");
    let parameters = &challenge["ChallengeParameters"];
    assert_eq!(
        members(parameters),
        ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"]
    );
    let claim = scene.claim(&srp, PASSWORD, parameters);
    signed_in(answer(&scene, &challenge, claim).await);

    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    let chosen = json!({ "USERNAME": "jane", "ANSWER": "PASSWORD_SRP", "SRP_A": srp.srp_a() });
    let challenge = answer(&scene, &challenge, chosen).await.ok();
    let claim = scene.claim(&srp, PASSWORD, &challenge["ChallengeParameters"]);
    signed_in(answer(&scene, &challenge, claim).await);

    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    let chosen = json!({ "USERNAME": "jane", "ANSWER": "PASSWORD_SRP" });
    let challenge = answer(&scene, &challenge, chosen).await.ok();
    assert_eq!(challenge["ChallengeName"], "PASSWORD_SRP");
    let beginning = json!({ "USERNAME": "jane", "SRP_A": srp.srp_a() });
    let challenge = answer(&scene, &challenge, beginning).await.ok();
    let claim = scene.claim(&srp, "another", &challenge["ChallengeParameters"]);
    assert_eq!(answer(&scene, &challenge, claim).await.fault(), WRONG);

    let without = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "PASSWORD_SRP" });
    assert_eq!(
        begin(&scene, without).await.fault(),
        ("InvalidParameterException", "Missing required parameter SRP_A")
    );
}

#[tokio::test]
async fn what_cannot_be_used_is_not_offered() {
    let scene = open().await;
    let unverified = [("email", "joan@example.com"), ("phone_number", "+12065550110")];
    scene.user_with("joan", attributes(&unverified)).await;
    let passwords = json!(["PASSWORD_SRP", "PASSWORD"]);
    for preferred in ["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] {
        let parameters = json!({ "USERNAME": "joan", "PREFERRED_CHALLENGE": preferred });
        let challenge = begin(&scene, parameters).await.ok();
        assert_eq!(challenge["ChallengeName"], "SELECT_CHALLENGE");
        assert_eq!(challenge["AvailableChallenges"], passwords);
        for unoffered in [preferred, "SMS_MFA", "nonsense"] {
            let reply = answer(&scene, &challenge, json!({ "USERNAME": "joan", "ANSWER": unoffered })).await;
            assert_eq!(
                reply.fault(),
                (
                    "InvalidParameterException",
                    "The challenge answer is not one of the available options."
                )
            );
        }
        let chosen = json!({ "USERNAME": "joan", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD });
        signed_in(answer(&scene, &challenge, chosen).await);
    }
    let given = [("email", "june@example.com"), ("email_verified", "true")];
    scene.invited_user("june", "Temp0rary!", attributes(&given)).await;
    let parameters = json!({ "USERNAME": "june", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let challenge = begin(&scene, parameters).await.ok();
    assert_eq!(challenge["AvailableChallenges"], passwords);
    let chosen = json!({ "USERNAME": "june", "ANSWER": "PASSWORD", "PASSWORD": "Temp0rary!" });
    let challenge = answer(&scene, &challenge, chosen).await.ok();
    assert_eq!(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED");

    let unknown = json!({ "USERNAME": "joan", "PREFERRED_CHALLENGE": "nonsense" });
    assert_eq!(
        begin(&scene, unknown).await.fault(),
        ("InvalidParameterException", "Invalid value for PREFERRED_CHALLENGE.")
    );
}

#[tokio::test]
async fn users_with_a_second_factor_begin_with_their_password() {
    let scene = open().await;
    jane(&scene).await;
    let sms =
        json!({ "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "e" } });
    let optional = json!({ "MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": sms });
    scene.admin("SetUserPoolMfaConfig", optional).await.ok();
    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    assert_eq!(
        challenge["AvailableChallenges"],
        json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"])
    );
    let by_mail = json!({ "USERNAME": "jane", "ANSWER": "EMAIL_OTP" });
    let under_way = answer(&scene, &challenge, by_mail).await.ok();
    let code = scene.server.last_message().code.unwrap();

    let preference = json!({ "Username": "jane", "SMSMfaSettings": { "Enabled": true } });
    scene.admin("AdminSetUserMFAPreference", preference).await.ok();
    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    assert_eq!(challenge["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let chosen = json!({ "USERNAME": "jane", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD });
    let challenge = answer(&scene, &challenge, chosen).await.ok();
    assert_eq!(challenge["ChallengeName"], "SMS_MFA");

    // A code that was asked for before does not leave the second factor out.
    let reply = answer(
        &scene,
        &under_way,
        json!({ "USERNAME": "jane", "EMAIL_OTP_CODE": code }),
    )
    .await;
    assert_eq!(reply.fault(), WRONG);
}

#[tokio::test]
async fn a_client_must_be_allowed_and_the_pool_of_the_right_tier() {
    let scene = open().await;
    jane(&scene).await;
    let other = scene
        .another_client(json!({ "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"] }))
        .await;
    let reply = scene
        .initiate_as(&text(&other["ClientId"]), "USER_AUTH", json!({ "USERNAME": "jane" }))
        .await;
    assert_eq!(
        reply.fault(),
        ("InvalidParameterException", "USER_AUTH is not enabled for the client.")
    );
    let nobody = begin(&scene, json!({ "USERNAME": "nobody" })).await;
    assert_eq!(nobody.fault(), ("UserNotFoundException", "User does not exist."));
}

#[tokio::test]
async fn missing_users_are_offered_passwords_that_never_work() {
    let scene = discreet().await;
    let challenge = begin(&scene, json!({ "USERNAME": "nobody" })).await.ok();
    assert_eq!(challenge["ChallengeName"], "SELECT_CHALLENGE");
    assert_eq!(challenge["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let chosen = json!({ "USERNAME": "nobody", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD });
    assert_eq!(answer(&scene, &challenge, chosen).await.fault(), WRONG);

    let srp = SrpClient::new("nobody");
    let preferred = json!({ "USERNAME": "nobody", "PREFERRED_CHALLENGE": "PASSWORD_SRP", "SRP_A": srp.srp_a() });
    let challenge = begin(&scene, preferred).await.ok();
    let claim = scene.claim(&srp, PASSWORD, &challenge["ChallengeParameters"]);
    assert_eq!(answer(&scene, &challenge, claim).await.fault(), WRONG);
}

#[tokio::test]
async fn a_session_is_of_one_user_and_step() {
    let scene = open().await;
    jane(&scene).await;
    scene.user("joan").await;
    let challenge = begin(&scene, json!({ "USERNAME": "jane" })).await.ok();
    let as_joan = json!({ "USERNAME": "joan", "ANSWER": "PASSWORD", "PASSWORD": PASSWORD });
    assert_eq!(answer(&scene, &challenge, as_joan).await.fault(), INVALID_SESSION);
    for (name, key) in [
        ("PASSWORD", "PASSWORD"),
        ("SMS_OTP", "SMS_OTP_CODE"),
        ("WEB_AUTHN", "CREDENTIAL"),
    ] {
        let mut responses = json!({ "USERNAME": "jane" });
        responses[key] = json!(PASSWORD);
        let reply = scene.respond(name, &challenge["Session"], responses).await;
        assert_eq!(reply.fault(), INVALID_SESSION, "{name}");
    }
    // Nor does it begin a sign-in.
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "USER_AUTH", "AuthParameters": { "USERNAME": "jane" },
        "Session": challenge["Session"],
    });
    let reply = scene.server.call("InitiateAuth", body).await;
    assert_eq!(reply.fault(), INVALID_SESSION);
}

#[tokio::test]
async fn everybody_can_see_the_factors_that_work() {
    let scene = open().await;
    jane(&scene).await;
    let tokens = scene.tokens("jane").await;
    let expected = json!({
        "Username": "jane", "ConfiguredUserAuthFactors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP"],
    });
    let body = json!({ "AccessToken": tokens["AccessToken"] });
    assert_eq!(scene.server.call("GetUserAuthFactors", body).await.ok(), expected);
    let body = json!({ "Username": "jane" });
    assert_eq!(scene.admin("AdminGetUserAuthFactors", body).await.ok(), expected);
    let reply = scene
        .admin("AdminGetUserAuthFactors", json!({ "Username": "nobody" }))
        .await;
    assert_eq!(reply.fault(), ("UserNotFoundException", "User does not exist."));
}

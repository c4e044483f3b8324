//! TARGET_ACR_VALUES, ACCESS_TOKEN and MAX_AGE: levels of assurance (auth.md §11.6).

use domain::{moment::Span, ports::MessageKind};
use serde_json::{Value, json};
use testkit::Reply;

use super::{answer, begin, signed_in};
use crate::{
    scene::{PASSWORD, Scene, claims},
    sign_in::mfa_totp::{App, with_app},
    stage::attributes,
};

/// Alice has a password, a verified e-mail address and an authenticator app that she has not switched on.
async fn alice() -> (Scene, App) {
    let pool = json!({
        "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "admin_only", "Priority": 1 }] },
        "AcrConfiguration": { "Level4": { "AcrValue": "high" } },
    });
    let client = json!({
        "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"], "PreventUserExistenceErrors": "ENABLED",
    });
    let scene = Scene::with(pool, client).await;
    let body = json!({ "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": { "Enabled": true } });
    scene.admin("SetUserPoolMfaConfig", body).await.ok();
    let app = with_app(&scene).await;
    let given = attributes(&[("email", "alice@example.com"), ("email_verified", "true")]);
    let body = json!({ "Username": "alice", "UserAttributes": given });
    scene.admin("AdminUpdateUserAttributes", body).await.ok();
    let off = json!({ "Username": "alice", "SoftwareTokenMfaSettings": { "Enabled": false } });
    scene.admin("AdminSetUserMFAPreference", off).await.ok();
    (scene, app)
}

fn by_password(levels: &str) -> Value {
    json!({
        "USERNAME": "alice", "TARGET_ACR_VALUES": levels, "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD,
    })
}

fn with_token(levels: &str, token: &Value) -> Value {
    json!({ "USERNAME": "alice", "TARGET_ACR_VALUES": levels, "ACCESS_TOKEN": token })
}

fn told(tokens: &Value) -> [Value; 2] {
    let [access, id] = ["AccessToken", "IdToken"].map(|name| claims(&tokens[name]));
    assert_eq!((&access["acr"], &access["amr"]), (&id["acr"], &id["amr"]));
    [access["acr"].clone(), access["amr"].clone()]
}

#[track_caller]
fn refused(reply: &Reply, message: &str) {
    assert_eq!(reply.fault(), ("InvalidParameterException", message));
}

#[tokio::test]
async fn each_level_has_its_way() {
    let (scene, app) = alice().await;
    let one = signed_in(begin(&scene, by_password("urn:cognito:loa:1")).await);
    assert_eq!(told(&one), [json!("urn:cognito:loa:1"), json!(["pwd"])]);

    let two = json!({ "USERNAME": "alice", "TARGET_ACR_VALUES": "urn:cognito:loa:2" });
    let asked = begin(&scene, two).await.ok();
    let code = scene.server.last_message().code.unwrap();
    let responses = json!({ "USERNAME": "alice", "EMAIL_OTP_CODE": code });
    let two = signed_in(answer(&scene, &asked, responses).await);
    assert_eq!(told(&two), [json!("urn:cognito:loa:2"), json!(["email_otp"])]);

    let asked = begin(&scene, by_password("urn:cognito:loa:3")).await.ok();
    assert_eq!(asked["ChallengeName"], "EMAIL_OTP");
    let message = scene.server.last_message();
    let code = message.code.unwrap();
    assert_eq!((message.kind, code.len()), (MessageKind::Authentication, 6));
    let responses = json!({ "USERNAME": "alice", "EMAIL_OTP_CODE": code });
    let three = signed_in(answer(&scene, &asked, responses).await);
    assert_eq!(
        told(&three),
        [json!("urn:cognito:loa:3"), json!(["pwd", "email_otp", "mfa"])]
    );

    let asked = begin(&scene, by_password("nonsense high urn:cognito:loa:1")).await.ok();
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(&scene) });
    let four = signed_in(answer(&scene, &asked, responses).await);
    assert_eq!(told(&four), [json!("high"), json!(["pwd", "otp", "mfa"])]);
    let renewed = scene.exchange(&four["RefreshToken"]).await.ok()["AuthenticationResult"].clone();
    assert_eq!(told(&renewed), told(&four), "kept on refresh");
}

#[tokio::test]
async fn tokens_say_nothing_of_levels_unless_they_are_asked_for() {
    let (scene, _) = alice().await;
    let plain = json!({ "USERNAME": "alice", "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": PASSWORD });
    let tokens = signed_in(begin(&scene, plain).await);
    let claims = claims(&tokens["AccessToken"]);
    assert_eq!((claims.get("acr"), claims.get("amr")), (None, None));
}

#[tokio::test]
async fn what_was_proven_for_an_access_token_counts() {
    let (scene, app) = alice().await;
    let tokens = scene.tokens("alice").await;
    let token = &tokens["AccessToken"];
    let asked = begin(&scene, with_token("high", token)).await.ok();
    assert_eq!(
        asked["ChallengeName"], "SOFTWARE_TOKEN_MFA",
        "the password is not asked for again"
    );
    let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(&scene) });
    let high = signed_in(answer(&scene, &asked, responses).await);
    assert_eq!(told(&high), [json!("high"), json!(["pwd", "otp", "mfa"])]);

    let there = "The access token already satisfies the requested ACR values.";
    refused(&begin(&scene, with_token("high", &high["AccessToken"])).await, there);
    refused(&begin(&scene, with_token("urn:cognito:loa:1", token)).await, there);

    scene.server.clock().advance(Span::seconds(61));
    let mut old = with_token("high", token);
    old["MAX_AGE"] = json!("60");
    let asked = begin(&scene, old.clone()).await.ok();
    assert_eq!(
        asked["ChallengeName"], "SELECT_CHALLENGE",
        "too old: begin from nothing"
    );
    assert_eq!(asked["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    old["MAX_AGE"] = json!("3600");
    assert_eq!(begin(&scene, old).await.ok()["ChallengeName"], "SOFTWARE_TOKEN_MFA");
}

#[tokio::test]
async fn a_code_that_was_proven_counts_beside_the_password() {
    let (scene, _) = alice().await;
    let by_code = json!({ "USERNAME": "alice", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
    let asked = begin(&scene, by_code).await.ok();
    let code = scene.server.last_message().code.unwrap();
    let responses = json!({ "USERNAME": "alice", "EMAIL_OTP_CODE": code });
    let tokens = signed_in(answer(&scene, &asked, responses).await);
    let mut step = by_password("urn:cognito:loa:3");
    step["ACCESS_TOKEN"] = tokens["AccessToken"].clone();
    let tokens = signed_in(begin(&scene, step).await);
    assert_eq!(
        told(&tokens),
        [json!("urn:cognito:loa:3"), json!(["pwd", "email_otp", "mfa"])]
    );
}

/// Whoever gave the user a temporary password does not want the former one to count.
#[tokio::test]
async fn a_password_that_must_be_replaced_does_not_count() {
    let (scene, _) = alice().await;
    let tokens = scene.tokens("alice").await;
    let body = json!({ "Username": "alice", "Password": "Temp0rary!", "Permanent": false });
    scene.admin("AdminSetUserPassword", body).await.ok();
    let asked = begin(&scene, with_token("high", &tokens["AccessToken"])).await.ok();
    assert_eq!(asked["ChallengeName"], "SELECT_CHALLENGE");
}

#[tokio::test]
async fn the_second_factor_of_the_pool_is_asked_for_none_the_less() {
    let (scene, app) = alice().await;
    let on = json!({ "Username": "alice", "SoftwareTokenMfaSettings": { "Enabled": true } });
    scene.admin("AdminSetUserMFAPreference", on).await.ok();
    let asked = begin(&scene, by_password("urn:cognito:loa:1")).await.ok();
    assert_eq!(asked["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let responses = json!({ "USERNAME": "alice", "SOFTWARE_TOKEN_MFA_CODE": app.code(&scene) });
    let tokens = signed_in(answer(&scene, &asked, responses).await);
    assert_eq!(told(&tokens)[0], "high");
}

#[tokio::test]
async fn what_cannot_be_asked_for() {
    let (scene, _) = alice().await;
    let tokens = scene.tokens("alice").await;
    let token = &tokens["AccessToken"];
    let unknown = json!({ "USERNAME": "alice", "TARGET_ACR_VALUES": "urn:cognito:loa:4 gold" });
    let text = "TARGET_ACR_VALUES has no value that the user pool supports.";
    refused(&begin(&scene, unknown).await, text);
    let alone = json!({ "USERNAME": "alice", "ACCESS_TOKEN": token });
    refused(
        &begin(&scene, alone).await,
        "Missing required parameter TARGET_ACR_VALUES",
    );
    let mut odd = with_token("high", token);
    odd["MAX_AGE"] = json!("an hour");
    refused(&begin(&scene, odd).await, "MAX_AGE must be a number of seconds.");

    let foreign = ("NotAuthorizedException", "Invalid Access Token");
    scene.user("bob").await;
    let bobs = scene.tokens("bob").await;
    let of_bob = with_token("high", &bobs["AccessToken"]);
    assert_eq!(begin(&scene, of_bob).await.fault(), foreign);
    let other = json!({ "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"] });
    let other = scene.another_client(other).await["ClientId"]
        .as_str()
        .unwrap()
        .to_owned();
    let parameters = json!({ "USERNAME": "alice", "PASSWORD": PASSWORD });
    let elsewhere = scene.initiate_as(&other, "USER_PASSWORD_AUTH", parameters).await.ok();
    let of_another_client = with_token("high", &elsewhere["AuthenticationResult"]["AccessToken"]);
    assert_eq!(begin(&scene, of_another_client).await.fault(), foreign);
    let id_token = with_token("high", &tokens["IdToken"]);
    assert_eq!(begin(&scene, id_token).await.fault(), foreign);

    let out_of_reach = "User has no authentication factors for the requested ACR values.";
    for name in ["bob", "nobody"] {
        let step = json!({ "USERNAME": name, "TARGET_ACR_VALUES": "high urn:cognito:loa:3 urn:cognito:loa:2" });
        refused(&begin(&scene, step).await, out_of_reach);
    }
}

/// Somebody who does not exist is a user with nothing but a password.
#[tokio::test]
async fn a_missing_user_looks_like_one_with_a_password() {
    let (scene, _) = alice().await;
    scene.user("bob").await;
    let mut shown = Vec::new();
    for name in ["bob", "nobody"] {
        let step = json!({ "USERNAME": name, "TARGET_ACR_VALUES": "high urn:cognito:loa:1" });
        let mut asked = begin(&scene, step).await.ok();
        let length = asked["Session"].as_str().unwrap().len();
        asked["Session"] = json!(length);
        shown.push(asked);
    }
    assert_eq!(shown[0], shown[1]);
    assert_eq!(shown[0]["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
}

//! What of a call's `ClientMetadata` reaches which function, cell by cell (triggers.md §4).

use super::*;
use crate::stage::{OTHER_PASSWORD, PASSWORD, Stage, attributes};

const KINDS: [&str; 9] = [
    "PreSignUp",
    "PostConfirmation",
    "PreAuthentication",
    "PostAuthentication",
    "CustomMessage",
    "DefineAuthChallenge",
    "CreateAuthChallenge",
    "VerifyAuthChallengeResponse",
    "UserMigration",
];

/// All functions there are, none of which stands in the way.
async fn stage() -> Stage {
    let mut functions = config(&KINDS);
    let tokens = function_arn("PreTokenGeneration");
    functions["PreTokenGenerationConfig"] = json!({ "LambdaArn": tokens, "LambdaVersion": "V2_0" });
    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"] } });
    let flows = [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    ];
    let pool = json!({ "LambdaConfig": functions, "Policies": factors });
    let stage = Stage::new(
        pool,
        json!({ "ExplicitAuthFlows": flows, "PreventUserExistenceErrors": "LEGACY" }),
    )
    .await;
    let written = stage.server.functions();
    echo(written, &KINDS);
    echo(written, &["PreTokenGeneration"]);
    written.respond("DefineAuthChallenge", |event| {
        let last = event["request"]["session"].as_array().unwrap().last();
        match last.is_some_and(|round| round["challengeResult"] == true) {
            true => json!({ "issueTokens": true, "failAuthentication": false }),
            false => json!({ "challengeName": "CUSTOM_CHALLENGE", "issueTokens": false, "failAuthentication": false }),
        }
    });
    written.respond(
        "VerifyAuthChallengeResponse",
        |event| json!({ "answerCorrect": event["request"]["challengeAnswer"] == "right" }),
    );
    written.respond("UserMigration", |event| {
        json!({
            "userAttributes": { "email": format!("{}@example.com", event["userName"].as_str().unwrap()), "email_verified": "true" },
            "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS",
        })
    });
    stage
}

/// The functions that were called, each with `c` where the metadata came as `clientMetadata`, and `v` where it came as
/// `validationData`.
fn reached(stage: &Stage) -> String {
    let metadata = json!({ "k": "v" });
    let calls = stage.server.functions().take_events();
    let calls = calls.iter().map(|event| {
        let (source, request) = (event["triggerSource"].as_str().unwrap(), &event["request"]);
        let mark = |member: &str, mark| match &request[member] {
            Value::Null => "",
            given => {
                assert_eq!(given, &metadata, "{event:#}");
                mark
            }
        };
        let marks = [mark("clientMetadata", "c"), mark("validationData", "v")].concat();
        let trigger = source.split('_').next().unwrap();
        if marks.is_empty() {
            trigger.to_owned()
        } else {
            format!("{trigger}:{marks}")
        }
    });
    calls.collect::<Vec<_>>().join(" ")
}

/// A body with metadata.
fn with(mut body: Value) -> Value {
    body["ClientMetadata"] = json!({ "k": "v" });
    body
}

#[tokio::test]
async fn of_users_and_their_addresses() {
    let stage = stage().await;
    let email = |address: &str| attributes(&[("email", address)]);
    let jane = json!({ "Username": "jane" });
    let signing_up = json!({ "Username": "jane", "Password": PASSWORD, "UserAttributes": email("jane@example.com") });
    stage.client("SignUp", with(signing_up)).await.ok();
    assert_eq!(reached(&stage), "PreSignUp:c CustomMessage:c");
    stage.client("ResendConfirmationCode", with(jane.clone())).await.ok();
    assert_eq!(reached(&stage), "CustomMessage:c");
    let code = stage.message().code.unwrap();
    let confirmation = json!({ "Username": "jane", "ConfirmationCode": code });
    stage.client("ConfirmSignUp", with(confirmation)).await.ok();
    assert_eq!(reached(&stage), "PostConfirmation:c");
    stage.client("ForgotPassword", with(jane.clone())).await.ok();
    assert_eq!(reached(&stage), "CustomMessage:c");
    let code = stage.message().code.unwrap();
    let chosen = json!({ "Username": "jane", "ConfirmationCode": code, "Password": OTHER_PASSWORD });
    stage.client("ConfirmForgotPassword", with(chosen)).await.ok();
    assert_eq!(reached(&stage), "PostConfirmation:c");
    let migrant = json!({ "Username": "migrant" });
    stage.client("ForgotPassword", with(migrant)).await.ok();
    assert_eq!(reached(&stage), "UserMigration:c CustomMessage:c");

    let invited = json!({
        "Username": "john", "DesiredDeliveryMediums": ["EMAIL"], "UserAttributes": email("john@example.com"),
    });
    stage.admin("AdminCreateUser", with(invited)).await.ok();
    assert_eq!(reached(&stage), "PreSignUp:c CustomMessage:c");
    stage.sign_up("jim", "jim@example.com").await;
    assert_eq!(reached(&stage), "PreSignUp CustomMessage");
    let jim = json!({ "Username": "jim" });
    stage.admin("AdminConfirmSignUp", with(jim.clone())).await.ok();
    assert_eq!(reached(&stage), "PostConfirmation:c");
    let changed = json!({ "Username": "jim", "UserAttributes": email("jim.2@example.com") });
    stage.admin("AdminUpdateUserAttributes", with(changed)).await.ok();
    assert_eq!(reached(&stage), "CustomMessage:c");
    let token = stage.access_token("jim").await;
    reached(&stage);
    let changed = json!({ "AccessToken": token, "UserAttributes": email("jim.3@example.com") });
    stage.server.call("UpdateUserAttributes", with(changed)).await.ok();
    assert_eq!(reached(&stage), "CustomMessage:c");
    let asked = json!({ "AccessToken": token, "AttributeName": "email" });
    let reply = stage.server.call("GetUserAttributeVerificationCode", with(asked)).await;
    reply.ok();
    assert_eq!(reached(&stage), "CustomMessage:c");
    stage.admin("AdminResetUserPassword", with(jane)).await.ok();
    assert_eq!(reached(&stage), "CustomMessage:c");
}

/// The two ways to sign in, and what has to be named at each.
const DOORS: [(&str, &str, &str); 2] = [
    ("InitiateAuth", "RespondToAuthChallenge", "USER_PASSWORD_AUTH"),
    (
        "AdminInitiateAuth",
        "AdminRespondToAuthChallenge",
        "ADMIN_USER_PASSWORD_AUTH",
    ),
];

#[tokio::test]
async fn of_sign_ins() {
    let stage = stage().await;
    stage.jane().await;
    reached(&stage);
    let call = async |operation: &str, mut body: Value| {
        body["ClientId"] = json!(stage.client);
        match operation.starts_with("Admin") {
            true => stage.admin(operation, with(body)).await.ok(),
            false => stage.server.call(operation, with(body)).await.ok(),
        }
    };
    for (begin, answer, by_password) in DOORS {
        let begun = |flow: &str, parameters: Value| json!({ "AuthFlow": flow, "AuthParameters": parameters });
        let answered = |challenge: &str, asked: &Value, mut responses: Value| {
            responses["USERNAME"] = json!("jane");
            json!({ "ChallengeName": challenge, "Session": asked["Session"], "ChallengeResponses": responses })
        };
        let parameters = json!({ "USERNAME": "jane", "PASSWORD": PASSWORD });
        let tokens = call(begin, begun(by_password, parameters)).await;
        assert_eq!(
            reached(&stage),
            "PreAuthentication:v PostAuthentication TokenGeneration"
        );
        let refresh = json!({ "REFRESH_TOKEN": tokens["AuthenticationResult"]["RefreshToken"] });
        call(begin, begun("REFRESH_TOKEN_AUTH", refresh)).await;
        assert_eq!(reached(&stage), "TokenGeneration");
        let stranger = json!({ "USERNAME": begin, "PASSWORD": PASSWORD });
        call(begin, begun(by_password, stranger)).await;
        assert_eq!(
            reached(&stage),
            "UserMigration:v PreAuthentication:v PostAuthentication TokenGeneration"
        );

        let asked = call(begin, begun("CUSTOM_AUTH", json!({ "USERNAME": "jane" }))).await;
        assert_eq!(
            reached(&stage),
            "PreAuthentication:v DefineAuthChallenge CreateAuthChallenge"
        );
        let wrong = json!({ "ANSWER": "wrong" });
        let asked = call(answer, answered("CUSTOM_CHALLENGE", &asked, wrong)).await;
        assert_eq!(
            reached(&stage),
            "VerifyAuthChallengeResponse:c DefineAuthChallenge:c CreateAuthChallenge:c"
        );
        let right = json!({ "ANSWER": "right" });
        call(answer, answered("CUSTOM_CHALLENGE", &asked, right)).await;
        assert_eq!(
            reached(&stage),
            "VerifyAuthChallengeResponse:c DefineAuthChallenge:c PostAuthentication:c TokenGeneration:c"
        );

        let preferred = json!({ "USERNAME": "jane", "PREFERRED_CHALLENGE": "EMAIL_OTP" });
        call(begin, begun("USER_AUTH", preferred)).await;
        assert_eq!(reached(&stage), "PreAuthentication:v CustomMessage");
        let asked = call(begin, begun("USER_AUTH", json!({ "USERNAME": "jane" }))).await;
        assert_eq!(reached(&stage), "PreAuthentication:v");
        let choice = json!({ "ANSWER": "EMAIL_OTP" });
        let asked = call(answer, answered("SELECT_CHALLENGE", &asked, choice)).await;
        assert_eq!(reached(&stage), "CustomMessage:c");
        let code = json!({ "EMAIL_OTP_CODE": stage.message().code });
        let tokens = call(answer, answered("EMAIL_OTP", &asked, code)).await;
        assert_eq!(reached(&stage), "PostAuthentication:c TokenGeneration:c");
        let refresh = json!({ "RefreshToken": tokens["AuthenticationResult"]["RefreshToken"] });
        call("GetTokensFromRefreshToken", refresh).await;
        assert_eq!(reached(&stage), "TokenGeneration:c");
    }
}

use testkit::Server;

use super::*;
use crate::imports::hashes::import;

const LEAKED: &str = "Leaked-Passw0rd";

const REFUSED: (&str, &str) = (
    "InvalidPasswordException",
    "Provided password cannot be used for security reasons.",
);

/// A pool on a server that has a list.
async fn listed(mode: &str) -> Stage {
    let server = Server::build().leaked(&[LEAKED]).start().await;
    let add_ons = json!({ "AdvancedSecurityMode": mode });
    let flows = [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
    ];
    let settings = json!({ "UserPoolTier": "PLUS", "UserPoolAddOns": add_ons });
    let stage = Stage::on(server, settings, json!({ "ExplicitAuthFlows": flows })).await;
    stage.jane().await;
    stage
}

async fn give_leaked(stage: &Stage) {
    let body = json!({ "Username": "jane", "Password": LEAKED, "Permanent": true });
    stage.admin("AdminSetUserPassword", body).await.ok();
}

async fn block(stage: &Stage, filter: Value) {
    let rule = json!({ "EventFilter": filter, "Actions": { "EventAction": "BLOCK" } });
    configure(stage, json!({ "CompromisedCredentialsRiskConfiguration": rule })).await;
}

fn sign_up(password: &str) -> Value {
    json!({ "Username": "joe", "Password": password })
}

async fn is_noted(stage: &Stage) -> Value {
    events(stage).await[0]["EventRisk"]["CompromisedCredentialsDetected"].clone()
}

#[tokio::test]
async fn who_signs_in_with_a_leaked_password_has_to_choose_another() {
    let stage = listed("ENFORCED").await;
    block(&stage, json!(["SIGN_IN"])).await;
    is_let_in(&stage, HOME).await;
    assert_eq!(is_noted(&stage).await, json!(false));
    give_leaked(&stage).await;
    let must = ("PasswordResetRequiredException", "Password reset required for the user");
    assert_eq!(enter(&stage, "wrong", HOME).await.fault(), INCORRECT);
    assert_eq!(enter(&stage, LEAKED, HOME).await.fault(), must);
    assert_eq!(stage.status("jane").await, "RESET_REQUIRED");
    assert_eq!(is_noted(&stage).await, json!(true));
    assert_eq!(enter(&stage, LEAKED, HOME).await.fault(), must, "and from now on");

    // Only sign-ins are looked at here.
    stage.client("ForgotPassword", json!({ "Username": "jane" })).await.ok();
    let code = stage.server.last_message().code.expect("a code");
    let body = json!({ "Username": "jane", "ConfirmationCode": code, "Password": LEAKED });
    stage.client("ConfirmForgotPassword", body).await.ok();
    stage.client("SignUp", sign_up(LEAKED)).await.ok();
}

/// A password that is only known by its hash is one like any other as soon as it is typed in.
#[tokio::test]
async fn who_was_imported_with_a_leaked_password_has_to_choose_another() {
    let stage = listed("ENFORCED").await;
    block(&stage, json!(["SIGN_IN"])).await;
    // Made by bcrypt 5.0.0 for Python.
    let hash = "$2b$04$abcdefghijklmnopqrstuuFMuVXV/nQTMGefIE8YkawJyJEQTwrQK";
    import(&stage.server, &stage.pool, "BCRYPT", &[("mia", hash)]).await;
    let reply = stage.sign_in("mia", LEAKED).await;
    assert_eq!(reply.fault().0, "PasswordResetRequiredException");
    assert_eq!(stage.status("mia").await, "RESET_REQUIRED");
}

#[tokio::test]
async fn a_leaked_password_cannot_be_chosen() {
    let stage = listed("ENFORCED").await;
    block(&stage, json!(["SIGN_UP", "PASSWORD_CHANGE"])).await;
    assert_eq!(stage.client("SignUp", sign_up(LEAKED)).await.fault(), REFUSED);
    stage.client("SignUp", sign_up(PASSWORD)).await.ok();
    let token = is_let_in(&stage, HOME).await["AuthenticationResult"]["AccessToken"].clone();
    let change = |new: &str| json!({ "AccessToken": token, "PreviousPassword": PASSWORD, "ProposedPassword": new });
    assert_eq!(
        stage.server.call("ChangePassword", change(LEAKED)).await.fault(),
        REFUSED
    );
    stage.client("ForgotPassword", json!({ "Username": "jane" })).await.ok();
    let code = stage.server.last_message().code.expect("a code");
    let confirm = |new: &str| json!({ "Username": "jane", "ConfirmationCode": code, "Password": new });
    assert_eq!(
        stage.client("ConfirmForgotPassword", confirm(LEAKED)).await.fault(),
        REFUSED
    );
    stage.client("ConfirmForgotPassword", confirm(PASSWORD)).await.ok();

    let temporary = json!({ "Username": "jane", "Password": "Temporary-1", "Permanent": false });
    stage.admin("AdminSetUserPassword", temporary).await.ok();
    let asked = enter(&stage, "Temporary-1", HOME).await.ok();
    let answer = |new: &str| {
        json!({ "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": asked["Session"],
            "ChallengeResponses": { "USERNAME": "jane", "NEW_PASSWORD": new } })
    };
    assert_eq!(
        stage.client("RespondToAuthChallenge", answer(LEAKED)).await.fault(),
        REFUSED
    );
    stage.client("RespondToAuthChallenge", answer(PASSWORD)).await.ok();

    // The sign-in is not looked at here.
    give_leaked(&stage).await;
    assert_eq!(enter(&stage, LEAKED, HOME).await.status, 200);
    assert_eq!(is_noted(&stage).await, json!(false));
}

#[tokio::test]
async fn who_only_watches_only_notes() {
    let stage = listed("AUDIT").await;
    block(&stage, json!(["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"])).await;
    stage.client("SignUp", sign_up(LEAKED)).await.ok();
    give_leaked(&stage).await;
    assert_eq!(enter(&stage, LEAKED, HOME).await.status, 200);
    assert_eq!(is_noted(&stage).await, json!(true));
    change_mode(&stage, "OFF").await;
    assert_eq!(enter(&stage, LEAKED, HOME).await.status, 200);
}

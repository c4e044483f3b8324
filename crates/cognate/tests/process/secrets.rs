//! What the log says at its most talkative: no password, secret, code or token (security.md C.6 no. 18).

use serde_json::{Value, json};

use crate::node::{Node, call};

const PASSWORD: &str = "Canary-Passw0rd!";

#[tokio::test]
async fn the_log_holds_no_secret() {
    let directory = tempfile::tempdir().unwrap();
    let node = Node::start_with(directory.path(), &[("COGNATE_LOG_LEVEL", "trace")]);
    let http = reqwest::Client::new();
    let url = node.url.clone();
    let ok = async |operation: &str, body: Value| {
        let (status, answer) = call(&http, &url, operation, &body).await.unwrap();
        assert_eq!(status, 200, "{operation}: {answer}");
        answer
    };
    let pool = ok(
        "CreateUserPool",
        json!({ "PoolName": "p", "AutoVerifiedAttributes": ["email"] }),
    )
    .await;
    let pool = &pool["UserPool"]["Id"];
    let flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
    let client = json!({ "UserPoolId": pool, "ClientName": "c", "ExplicitAuthFlows": flows });
    let client = ok("CreateUserPoolClient", client).await["UserPoolClient"]["ClientId"].clone();
    let secret = json!({ "UserPoolId": pool, "ClientName": "s", "GenerateSecret": true });
    let secret = ok("CreateUserPoolClient", secret).await["UserPoolClient"]["ClientSecret"].clone();
    let email = json!([{ "Name": "email", "Value": "ann@example.com" }]);
    let sign_up = json!({ "ClientId": client, "Username": "ann", "Password": PASSWORD, "UserAttributes": email });
    ok("SignUp", sign_up).await;
    let inbox = http
        .get(format!("{url}/_cognate/inbox"))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let inbox: Value = serde_json::from_str(&inbox).unwrap();
    let code = inbox["messages"][0]["code"].clone();
    ok(
        "ConfirmSignUp",
        json!({ "ClientId": client, "Username": "ann", "ConfirmationCode": code }),
    )
    .await;
    let parameters = json!({ "USERNAME": "ann", "PASSWORD": PASSWORD });
    let sign_in = json!({ "ClientId": client, "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters });
    let tokens = ok("InitiateAuth", sign_in).await["AuthenticationResult"].clone();
    ok("GetUser", json!({ "AccessToken": tokens["AccessToken"] })).await;

    node.signal("TERM");
    let log = node.log_to_its_end();
    assert!(log.contains("InitiateAuth"), "the log is talkative: {log}");
    let secrets = [
        &secret,
        &code,
        &tokens["AccessToken"],
        &tokens["IdToken"],
        &tokens["RefreshToken"],
    ];
    for secret in secrets
        .map(|secret| secret.as_str().unwrap())
        .into_iter()
        .chain([PASSWORD])
    {
        assert!(!log.contains(secret), "{secret}");
    }
}

//! Which flow at which door, and what it must be given (auth.md §§1.1, 3.2, 3.4, 5.1).

use domain::{client::ClientSecret, ids::ClientId, moment::Moment, secret_hash};
use serde_json::{Value, json};

use crate::scene::{PASSWORD, Scene};

const INVALID: &str = "InvalidParameterException";

fn alice() -> Value {
    json!({ "USERNAME": "alice", "PASSWORD": PASSWORD, "SRP_A": "2", "REFRESH_TOKEN": "x" })
}

#[tokio::test]
async fn a_client_without_a_flow_is_refused_in_the_words_of_that_flow() {
    let scene = Scene::with(json!({}), json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"] })).await;
    for (flow, message) in [
        (
            "USER_PASSWORD_AUTH",
            "USER_PASSWORD_AUTH flow not enabled for this client",
        ),
        ("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."),
        ("USER_AUTH", "USER_AUTH is not enabled for the client."),
        ("REFRESH_TOKEN_AUTH", "Refresh Token flow not enabled for this client"),
        ("REFRESH_TOKEN", "Refresh Token flow not enabled for this client"),
        ("ADMIN_NO_SRP_AUTH", "Initiate Auth method not supported."),
        ("ADMIN_USER_PASSWORD_AUTH", "Initiate Auth method not supported."),
    ] {
        let reply = scene.initiate(flow, alice()).await;
        assert_eq!((reply.status, reply.fault()), (400, (INVALID, message)), "{flow}");
    }
    for (flow, message) in [
        ("ADMIN_NO_SRP_AUTH", "Auth flow not enabled for this client"),
        ("USER_PASSWORD_AUTH", "Initiate Auth method not supported."),
    ] {
        let body = json!({ "ClientId": scene.client, "AuthFlow": flow, "AuthParameters": alice() });
        assert_eq!(
            scene.admin("AdminInitiateAuth", body).await.fault(),
            (INVALID, message),
            "{flow}"
        );
    }
}

#[tokio::test]
async fn what_is_missing_is_named_first_come_first_served() {
    let scene = Scene::new().await;
    for (flow, parameters, missing) in [
        ("USER_PASSWORD_AUTH", json!({}), "USERNAME"),
        ("USER_PASSWORD_AUTH", json!({ "PASSWORD": "x" }), "USERNAME"),
        (
            "USER_PASSWORD_AUTH",
            json!({ "USERNAME": "", "PASSWORD": "" }),
            "USERNAME",
        ),
        ("USER_PASSWORD_AUTH", json!({ "USERNAME": "nobody" }), "PASSWORD"),
        ("USER_SRP_AUTH", json!({ "USERNAME": "nobody" }), "SRP_A"),
        ("REFRESH_TOKEN_AUTH", json!({}), "REFRESH_TOKEN"),
    ] {
        let reply = scene.initiate(flow, parameters).await;
        let message = format!("Missing required parameter {missing}");
        assert_eq!(reply.fault(), (INVALID, message.as_str()), "{flow}");
    }
    let nothing = json!({ "ClientId": scene.client, "AuthFlow": "USER_SRP_AUTH" });
    let reply = scene.server.call("InitiateAuth", nothing).await;
    assert_eq!(reply.fault(), (INVALID, "Missing required parameter USERNAME"));
}

#[tokio::test]
async fn pools_and_clients_that_are_not_there() {
    let scene = Scene::new().await;
    let reply = scene.initiate_as("nobody", "USER_PASSWORD_AUTH", alice()).await;
    let message = "User pool client nobody does not exist.";
    assert_eq!(reply.fault(), ("ResourceNotFoundException", message));
    let responses =
        json!({ "ClientId": "nobody", "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": "x".repeat(20) });
    let reply = scene.server.call("RespondToAuthChallenge", responses).await;
    assert_eq!(reply.fault(), ("ResourceNotFoundException", message));
    let admin = |pool: &str, client: &str| {
        let body = json!({
            "UserPoolId": pool, "ClientId": client, "AuthFlow": "ADMIN_NO_SRP_AUTH", "AuthParameters": alice(),
        });
        scene.server.request("AdminInitiateAuth").json(&body)
    };
    let reply = admin("us-east-1_NoSuchOne", &scene.client).send().await;
    assert_eq!(
        reply.fault(),
        (
            "ResourceNotFoundException",
            "User pool us-east-1_NoSuchOne does not exist."
        )
    );
    let reply = admin(&scene.pool, "nobody").send().await;
    let message = format!("User pool client nobody does not exist in user pool {}.", scene.pool);
    assert_eq!(reply.fault(), ("ResourceNotFoundException", message.as_str()));
}

#[tokio::test]
async fn an_unknown_flow_and_a_missing_client_are_both_named() {
    let scene = Scene::new().await;
    let reply = scene
        .server
        .call("InitiateAuth", json!({ "AuthFlow": "SOME_AUTH" }))
        .await;
    let (name, message) = reply.fault();
    assert_eq!(name, INVALID);
    assert!(message.starts_with("2 validation errors detected: "), "{message}");
    assert!(message.contains("Value 'SOME_AUTH' at 'authFlow'"), "{message}");
    assert!(message.contains("Value null at 'clientId'"), "{message}");
}

#[tokio::test]
async fn a_client_with_a_secret_must_show_that_it_knows_it() {
    let scene = Scene::with(json!({}), json!({ "GenerateSecret": true })).await;
    scene.user("alice").await;
    let client = json!({ "ClientId": scene.client });
    let client = scene.admin("DescribeUserPoolClient", client).await.ok()["UserPoolClient"].clone();
    let hash = |name: &str| {
        let id = ClientId::new(scene.client.as_str());
        secret_hash::of(client["ClientSecret"].as_str().unwrap(), name, &id)
    };
    let parameters = |hash: Option<String>| {
        let mut parameters = alice();
        if let Some(hash) = hash {
            parameters["SECRET_HASH"] = json!(hash);
        }
        parameters
    };
    let absent = format!(
        "Client {} is configured with secret but SECRET_HASH was not received",
        scene.client
    );
    let wrong = format!("Unable to verify secret hash for client {}", scene.client);
    for flow in ["USER_PASSWORD_AUTH", "USER_SRP_AUTH"] {
        let reply = scene.initiate(flow, parameters(None)).await;
        assert_eq!(reply.fault(), ("NotAuthorizedException", absent.as_str()));
        let reply = scene.initiate(flow, parameters(Some(hash("bob")))).await;
        assert_eq!(reply.fault(), ("NotAuthorizedException", wrong.as_str()));
    }
    let reply = scene
        .initiate("USER_PASSWORD_AUTH", parameters(Some(hash("alice"))))
        .await;
    let tokens = reply.ok()["AuthenticationResult"].clone();

    let refresh = |hash: Option<String>| {
        let mut parameters = json!({ "REFRESH_TOKEN": tokens["RefreshToken"] });
        if let Some(hash) = hash {
            parameters["SECRET_HASH"] = json!(hash);
        }
        parameters
    };
    let reply = scene.initiate("REFRESH_TOKEN_AUTH", refresh(None)).await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", absent.as_str()));
    let reply = scene.initiate("REFRESH_TOKEN_AUTH", refresh(Some(hash("bob")))).await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", wrong.as_str()));
    scene
        .initiate("REFRESH_TOKEN_AUTH", refresh(Some(hash("alice"))))
        .await
        .ok();
    // A secret is looked at before the token (auth.md §5.1, observed).
    let reply = scene
        .initiate("REFRESH_TOKEN_AUTH", json!({ "REFRESH_TOKEN": "garbage" }))
        .await;
    assert_eq!(reply.fault(), ("NotAuthorizedException", absent.as_str()));
}

#[tokio::test]
async fn a_client_without_a_secret_ignores_a_hash() {
    let scene = Scene::new().await;
    scene.user("alice").await;
    let mut parameters = alice();
    parameters["SECRET_HASH"] = json!("whatever");
    scene.initiate("USER_PASSWORD_AUTH", parameters).await.ok();
    let secret = ClientSecret {
        id: "x".into(),
        value: "x".into(),
        created: Moment::from_micros(0),
    };
    assert!(!secret_hash::is_right(
        &[secret],
        "alice",
        &ClientId::new(scene.client.as_str()),
        "whatever"
    ));
}

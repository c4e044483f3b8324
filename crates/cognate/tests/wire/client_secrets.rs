//! Add-, List- and DeleteUserPoolClientSecret.

use std::sync::Arc;

use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};

use crate::{
    clients::Home,
    race::{race, winners},
};

const OWN: &str = "my_own_secret_of_more_than_24_characters";

async fn call(home: &Home, operation: &str, client: &Value, mut members: Value) -> Reply {
    members["UserPoolId"] = json!(home.pool);
    members["ClientId"] = client["ClientId"].clone();
    home.server.call(operation, members).await
}

async fn listed(home: &Home, client: &Value) -> Value {
    call(home, "ListUserPoolClientSecrets", client, json!({})).await.ok()["ClientSecrets"].clone()
}

#[tokio::test]
async fn a_client_has_up_to_two_secrets() {
    let home = Home::new().await;
    let client = home.created(json!({ "GenerateSecret": true })).await;
    let added = call(&home, "AddUserPoolClientSecret", &client, json!({})).await.ok();
    let descriptor = &added["ClientSecretDescriptor"];
    assert_eq!(descriptor["ClientSecretValue"].as_str().map(str::len), Some(52));
    let list = listed(&home, &client).await;
    let secrets = list.as_array().expect("a list");
    assert_eq!(secrets.len(), 2);
    // Both were made in one second, and still have names of their own.
    assert_ne!(secrets[0]["ClientSecretId"], secrets[1]["ClientSecretId"]);
    assert_eq!(secrets[1]["ClientSecretId"], descriptor["ClientSecretId"]);
    let prefix = format!("{}--", client["ClientId"].as_str().expect("an id"));
    for secret in secrets {
        assert!(
            secret["ClientSecretId"]
                .as_str()
                .is_some_and(|id| id.starts_with(&prefix))
        );
        assert_eq!(secret.get("ClientSecretValue"), None);
    }
    assert_eq!(home.described(&client).await["ClientSecret"], client["ClientSecret"]);

    let third = call(&home, "AddUserPoolClientSecret", &client, json!({})).await;
    let sentence = "Client secrets cannot exceed limit of 2 secrets.";
    assert_eq!(third.fault(), ("LimitExceededException", sentence));

    let old = json!({ "ClientSecretId": secrets[0]["ClientSecretId"] });
    assert_eq!(
        call(&home, "DeleteUserPoolClientSecret", &client, old.clone())
            .await
            .ok(),
        json!({})
    );
    assert_eq!(listed(&home, &client).await, json!([secrets[1]]));
    assert_eq!(
        home.described(&client).await["ClientSecret"],
        descriptor["ClientSecretValue"]
    );
    let again = call(&home, "DeleteUserPoolClientSecret", &client, old).await;
    assert_eq!(
        again.fault(),
        ("ResourceNotFoundException", "Client secret does not exist")
    );
    let last = json!({ "ClientSecretId": secrets[1]["ClientSecretId"] });
    let last = call(&home, "DeleteUserPoolClientSecret", &client, last).await;
    assert_eq!(
        last.fault(),
        ("InvalidParameterException", "Cannot delete the only client secret.")
    );
}

#[tokio::test]
async fn a_secret_of_ones_own_is_not_repeated_and_a_public_client_gets_none() {
    let home = Home::new().await;
    let client = home.created(json!({ "GenerateSecret": true })).await;
    let added = call(
        &home,
        "AddUserPoolClientSecret",
        &client,
        json!({ "ClientSecret": OWN }),
    )
    .await
    .ok();
    assert_eq!(added["ClientSecretDescriptor"].get("ClientSecretValue"), None);

    let public = home.created(json!({})).await;
    let refused = call(&home, "AddUserPoolClientSecret", &public, json!({})).await;
    let sentence = "Client secrets can only be added to an existing confidential client.";
    assert_eq!(refused.fault(), ("InvalidParameterException", sentence));
    assert_eq!(listed(&home, &public).await, json!([]));
    let two = call(
        &home,
        "DeleteUserPoolClientSecret",
        &json!({ "ClientId": "!" }),
        json!({ "ClientSecretId": "" }),
    )
    .await;
    let sentence = "2 validation errors detected: \
                    Value '!' at 'clientId' failed to satisfy constraint: \
                    Member must satisfy regular expression pattern: [\\w+]+; \
                    Value '' at 'clientSecretId' failed to satisfy constraint: \
                    Member must have length greater than or equal to 1";
    assert_eq!(two.fault(), ("InvalidParameterException", sentence));
}

#[tokio::test]
async fn of_many_second_secrets_one_is_kept() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let server = Arc::new(Server::build().engine(engine).start().await);
        let pool = server.call("CreateUserPool", json!({ "PoolName": "p" })).await.ok();
        let body = json!({ "UserPoolId": pool["UserPool"]["Id"], "ClientName": "app", "GenerateSecret": true });
        let client = server.call("CreateUserPoolClient", body).await.ok()["UserPoolClient"].clone();
        let body = json!({ "UserPoolId": client["UserPoolId"], "ClientId": client["ClientId"] });
        let replies = race(&server, "AddUserPoolClientSecret", vec![body; 8]).await;
        let fault = (
            "LimitExceededException",
            "Client secrets cannot exceed limit of 2 secrets.",
        );
        assert_eq!(winners(&replies, fault), 1);
    }
}

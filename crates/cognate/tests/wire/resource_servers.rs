//! Resource servers, and their scopes on clients.

use serde_json::{Value, json};

use crate::stage::Stage;

fn server(identifier: &str, scopes: &[&str]) -> Value {
    let scopes: Vec<_> = scopes
        .iter()
        .map(|name| json!({ "ScopeName": name, "ScopeDescription": format!("to {name}") }))
        .collect();
    json!({ "Identifier": identifier, "Name": "The API", "Scopes": scopes })
}

#[tokio::test]
async fn a_resource_server_is_made_shown_changed_and_deleted() {
    let stage = Stage::plain().await;
    let named = || json!({ "Identifier": "https://api.example.com" });
    let made = stage
        .admin(
            "CreateResourceServer",
            server("https://api.example.com", &["write", "read"]),
        )
        .await;
    let mut shown = server("https://api.example.com", &["write", "read"]);
    shown["UserPoolId"] = json!(stage.pool);
    assert_eq!(made.ok(), json!({ "ResourceServer": shown }));
    let described = stage.admin("DescribeResourceServer", named()).await;
    assert_eq!(described.ok(), json!({ "ResourceServer": shown }));

    let again = stage
        .admin("CreateResourceServer", server("https://api.example.com", &[]))
        .await;
    let sentence = format!("https://api.example.com already exists in user pool {}.", stage.pool);
    assert_eq!(again.fault(), ("InvalidParameterException", sentence.as_str()));

    let bare = json!({ "Identifier": "https://api.example.com", "Name": "Other" });
    let changed = stage.admin("UpdateResourceServer", bare).await.ok();
    let expected = json!({ "UserPoolId": stage.pool, "Identifier": "https://api.example.com", "Name": "Other" });
    assert_eq!(
        changed,
        json!({ "ResourceServer": expected }),
        "scopes that are left out are gone"
    );

    assert_eq!(stage.admin("DeleteResourceServer", named()).await.status, 200);
    let sentence = "Resource server https://api.example.com does not exist.";
    let gone = ("ResourceNotFoundException", sentence);
    assert_eq!(stage.admin("DescribeResourceServer", named()).await.fault(), gone);
    assert_eq!(stage.admin("DeleteResourceServer", named()).await.fault(), gone);
    let update = json!({ "Identifier": "https://api.example.com", "Name": "Other" });
    assert_eq!(stage.admin("UpdateResourceServer", update).await.fault(), gone);
}

#[tokio::test]
async fn the_model_and_the_pool_speak_first() {
    let stage = Stage::plain().await;
    let two = json!({ "Identifier": "a b", "Name": "!" });
    let two = stage.admin("CreateResourceServer", two).await;
    let sentence = "2 validation errors detected: Value 'a b' at 'identifier' failed to satisfy constraint: \
                    Member must satisfy regular expression pattern: [\\x21\\x23-\\x5B\\x5D-\\x7E]+; \
                    Value '!' at 'name' failed to satisfy constraint: \
                    Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+";
    assert_eq!(two.fault(), ("InvalidParameterException", sentence));
    let nowhere = json!({ "UserPoolId": "us-east-1_nowhere00", "Identifier": "api" });
    let nowhere = stage.admin("DescribeResourceServer", nowhere).await;
    let sentence = "User pool us-east-1_nowhere00 does not exist.";
    assert_eq!(nowhere.fault(), ("ResourceNotFoundException", sentence));
}

#[tokio::test]
async fn a_pool_has_room_for_twenty_five_and_lists_them_by_page() {
    let stage = Stage::plain().await;
    for n in 0..25 {
        stage
            .admin("CreateResourceServer", server(&format!("api{n:02}"), &["read"]))
            .await
            .ok();
    }
    let full = stage.admin("CreateResourceServer", server("one-more", &[])).await;
    let sentence = "You have reached the maximum number of resource servers for this user pool.";
    assert_eq!(full.fault(), ("LimitExceededException", sentence));
    let taken = stage.admin("CreateResourceServer", server("api07", &[])).await;
    assert_eq!(
        taken.fault().0,
        "InvalidParameterException",
        "that it exists is said first"
    );

    let unbounded = stage.admin("ListResourceServers", json!({})).await;
    let sentence = "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: \
                    Member must have value greater than or equal to 1";
    assert_eq!(unbounded.fault(), ("InvalidParameterException", sentence));
    let first = stage
        .admin("ListResourceServers", json!({ "MaxResults": 20 }))
        .await
        .ok();
    let next = json!({ "MaxResults": 20, "NextToken": first["NextToken"] });
    let second = stage.admin("ListResourceServers", next).await.ok();
    assert_eq!(second.get("NextToken"), None);
    let pages = [&first, &second].map(|page| page["ResourceServers"].as_array().expect("a list").clone());
    let names: Vec<_> = pages
        .iter()
        .flatten()
        .map(|server| server["Identifier"].clone())
        .collect();
    let expected: Vec<_> = (0..25).map(|n| json!(format!("api{n:02}"))).collect();
    assert_eq!((pages[0].len(), names), (20, expected));
    let bad = json!({ "MaxResults": 20, "NextToken": "more" });
    let bad = stage.admin("ListResourceServers", bad).await;
    assert_eq!(bad.fault(), ("InvalidParameterException", "Invalid pagination token"));
}

#[tokio::test]
async fn a_client_is_given_scopes_that_exist() {
    let stage = Stage::plain().await;
    let client = json!({
        "ClientName": "machine",
        "GenerateSecret": true,
        "AllowedOAuthFlows": ["client_credentials"],
        "AllowedOAuthFlowsUserPoolClient": true,
        "AllowedOAuthScopes": ["api/read"],
    });
    let early = stage.admin("CreateUserPoolClient", client.clone()).await;
    assert_eq!(
        early.fault(),
        ("ScopeDoesNotExistException", "Invalid scope requested: api/read")
    );
    stage.admin("CreateResourceServer", server("api", &["read"])).await.ok();
    let made = stage.admin("CreateUserPoolClient", client).await.ok();
    assert_eq!(made["UserPoolClient"]["AllowedOAuthScopes"], json!(["api/read"]));
    let id = &made["UserPoolClient"]["ClientId"];
    stage
        .admin("DeleteResourceServer", json!({ "Identifier": "api" }))
        .await
        .ok();
    let kept = stage
        .admin("DescribeUserPoolClient", json!({ "ClientId": id }))
        .await
        .ok();
    assert_eq!(kept["UserPoolClient"]["AllowedOAuthScopes"], json!(["api/read"]));
}

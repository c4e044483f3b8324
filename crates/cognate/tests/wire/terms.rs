//! Terms of use and privacy policies of clients.

use std::sync::Arc;

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};

use crate::{
    race::{race, winners},
    stage::{Stage, text},
};

const NOWHERE: &str = "11111111-2222-4333-8444-555555555555";

fn document(name: &str) -> Value {
    json!({
        "TermsName": name,
        "TermsSource": "LINK",
        "Enforcement": "NONE",
        "Links": { "cognito:default": "https://example.com/terms", "cognito:french": "https://example.com/fr" },
    })
}

async fn create(stage: &Stage, client: &str, name: &str) -> Reply {
    let mut body = document(name);
    body["ClientId"] = json!(client);
    stage.admin("CreateTerms", body).await
}

async fn made(stage: &Stage, name: &str) -> Value {
    create(stage, &stage.client, name).await.ok()["Terms"].clone()
}

fn exists(name: &str, stage: &Stage) -> String {
    format!("Terms {name} already exist for client {}", stage.client)
}

#[tokio::test]
async fn terms_are_made_shown_changed_and_deleted() {
    let stage = Stage::plain().await;
    let terms = made(&stage, "terms-of-use").await;
    let mut expected = document("terms-of-use");
    for (member, value) in [
        ("UserPoolId", json!(stage.pool)),
        ("ClientId", json!(stage.client)),
        ("TermsId", terms["TermsId"].clone()),
        ("CreationDate", terms["CreationDate"].clone()),
        ("LastModifiedDate", terms["CreationDate"].clone()),
    ] {
        expected[member] = value;
    }
    assert_eq!(terms, expected);
    let named = || json!({ "TermsId": terms["TermsId"] });
    assert_eq!(stage.admin("DescribeTerms", named()).await.ok()["Terms"], expected);
    let by_client = json!({ "ClientId": stage.client, "TermsName": "terms-of-use" });
    let found = stage.admin("DescribeTermsByClient", by_client.clone()).await.ok();
    assert_eq!(found["Terms"], expected);

    stage.server.clock().advance(Span::seconds(1));
    let links = json!({ "cognito:default": "https://example.com/new" });
    let mut update = named();
    update["Links"] = links.clone();
    let changed = stage.admin("UpdateTerms", update.clone()).await.ok()["Terms"].clone();
    assert_eq!(
        (&changed["Links"], &changed["TermsName"]),
        (&links, &json!("terms-of-use"))
    );
    assert_ne!(changed["LastModifiedDate"], changed["CreationDate"]);
    let mut rename = named();
    rename["TermsName"] = json!("privacy-policy");
    let renamed = stage.admin("UpdateTerms", rename.clone()).await.ok()["Terms"].clone();
    assert_eq!(
        (&renamed["Links"], &renamed["TermsName"]),
        (&links, &json!("privacy-policy"))
    );
    let none = stage.admin("DescribeTermsByClient", by_client).await;
    let sentence = format!("Terms terms-of-use does not exist for client {}.", stage.client);
    assert_eq!(none.fault(), ("ResourceNotFoundException", sentence.as_str()));

    assert_eq!(stage.admin("DeleteTerms", named()).await.bytes, b"");
    let sentence = format!("Terms {} does not exist.", text(&terms["TermsId"]));
    for operation in ["DescribeTerms", "DeleteTerms", "UpdateTerms"] {
        let gone = stage.admin(operation, named()).await;
        assert_eq!(
            gone.fault(),
            ("ResourceNotFoundException", sentence.as_str()),
            "{operation}"
        );
    }
}

#[tokio::test]
async fn a_client_has_one_of_each() {
    let stage = Stage::plain().await;
    made(&stage, "terms-of-use").await;
    let policy = made(&stage, "privacy-policy").await;
    for name in ["terms-of-use", "privacy-policy"] {
        let again = create(&stage, &stage.client, name).await;
        assert_eq!(again.fault(), ("TermsExistsException", exists(name, &stage).as_str()));
    }
    let rename = json!({ "TermsId": policy["TermsId"], "TermsName": "terms-of-use" });
    let renamed = stage.admin("UpdateTerms", rename).await;
    assert_eq!(
        renamed.fault(),
        ("TermsExistsException", exists("terms-of-use", &stage).as_str())
    );
    let other = stage.add_client(json!({})).await;
    create(&stage, &other, "terms-of-use").await.ok();

    stage
        .admin("DeleteUserPoolClient", json!({ "ClientId": stage.client }))
        .await;
    let left = stage.admin("ListTerms", json!({})).await.ok();
    assert_eq!(
        left["Terms"].as_array().map(Vec::len),
        Some(1),
        "terms go with their client"
    );
    let gone = create(&stage, &stage.client, "terms-of-use").await;
    let sentence = format!("User pool client {} does not exist.", stage.client);
    assert_eq!(gone.fault(), ("ResourceNotFoundException", sentence.as_str()));
    let by_client = json!({ "ClientId": stage.client, "TermsName": "terms-of-use" });
    let gone = stage.admin("DescribeTermsByClient", by_client).await;
    assert_eq!(gone.fault(), ("ResourceNotFoundException", sentence.as_str()));
}

#[tokio::test]
async fn the_list_has_no_links_and_comes_in_pages() {
    let stage = Stage::plain().await;
    let first = made(&stage, "privacy-policy").await;
    stage.server.clock().advance(Span::seconds(1));
    let second = made(&stage, "terms-of-use").await;
    let page = stage.admin("ListTerms", json!({ "MaxResults": 1 })).await.ok();
    let item = |terms: &Value| {
        json!({
            "TermsId": terms["TermsId"],
            "TermsName": terms["TermsName"],
            "Enforcement": "NONE",
            "CreationDate": terms["CreationDate"],
            "LastModifiedDate": terms["LastModifiedDate"],
        })
    };
    assert_eq!(page["Terms"], json!([item(&first)]));
    let rest = json!({ "MaxResults": 60, "NextToken": page["NextToken"] });
    assert_eq!(
        stage.admin("ListTerms", rest).await.ok(),
        json!({ "Terms": [item(&second)] })
    );
    let bad = stage.admin("ListTerms", json!({ "NextToken": "more" })).await;
    assert_eq!(bad.fault(), ("InvalidParameterException", "Invalid pagination token"));
}

#[tokio::test]
async fn the_model_judges_names_links_and_ids() {
    let stage = Stage::plain().await;
    let mut body = document("rules");
    body["ClientId"] = json!(stage.client);
    body["Links"] = json!({ "cognito:klingon": "https://example.com" });
    let refused = stage.admin("CreateTerms", body).await;
    let (name, sentence) = refused.fault();
    assert_eq!(name, "InvalidParameterException");
    assert!(sentence.starts_with("2 validation errors detected: "), "{sentence}");
    let unknown = stage.admin("DescribeTerms", json!({ "TermsId": NOWHERE })).await;
    let sentence = format!("Terms {NOWHERE} does not exist.");
    assert_eq!(unknown.fault(), ("ResourceNotFoundException", sentence.as_str()));
}

#[tokio::test]
async fn of_many_documents_of_one_name_one_is_kept() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let stage = Stage::on(Server::build().engine(engine).start().await, json!({}), json!({})).await;
        let mut body = document("terms-of-use");
        body["ClientId"] = json!(stage.client);
        body["UserPoolId"] = json!(stage.pool);
        let sentence = exists("terms-of-use", &stage);
        let server = Arc::new(stage.server);
        let replies = race(&server, "CreateTerms", vec![body; 8]).await;
        assert_eq!(winners(&replies, ("TermsExistsException", &sentence)), 1);
    }
}

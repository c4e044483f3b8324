//! The attributes of a pool: CreateUserPool's Schema and AddCustomAttributes.

use serde_json::{Value, json};
use testkit::Server;

use crate::pools::{created, described, id_of, invalid};

#[tokio::test]
async fn a_schema_is_built_from_standard_and_custom_attributes() {
    let server = Server::start().await;
    let pool = created(
        &server,
        json!({ "Schema": [
            { "Name": "email", "Required": true },
            { "Name": "size", "AttributeDataType": "Number", "NumberAttributeConstraints": { "MinValue": "1" } },
            { "Name": "note", "AttributeDataType": "String", "Mutable": false, "DeveloperOnlyAttribute": true },
        ] }),
    )
    .await;
    let schema = pool["SchemaAttributes"].as_array().expect("a list");
    assert_eq!(schema.len(), 22);
    assert_eq!(schema[10]["Required"], json!(true));
    let custom = json!([
        {
            "Name": "custom:size", "AttributeDataType": "Number", "DeveloperOnlyAttribute": false,
            "Mutable": true, "Required": false, "NumberAttributeConstraints": { "MinValue": "1" },
        },
        {
            "Name": "dev:custom:note", "AttributeDataType": "String", "DeveloperOnlyAttribute": true,
            "Mutable": false, "Required": false, "StringAttributeConstraints": {},
        },
    ]);
    assert_eq!(json!(schema[20..]), custom);
}

#[tokio::test]
async fn each_fault_of_a_schema_has_its_sentence() {
    let server = Server::start().await;
    let long = "a".repeat(21);
    let too_long = format!(
        "1 validation error detected: Value '{long}' at 'schema.1.member.name' failed to satisfy constraint: \
         Member must have length less than or equal to 20"
    );
    let text = |mut entry: Value| {
        entry["Name"] = json!("a");
        entry["AttributeDataType"] = json!("String");
        json!([entry])
    };
    for (schema, sentence) in [
        (
            json!([{ "Name": long, "AttributeDataType": "String" }]),
            too_long.as_str(),
        ),
        (
            json!([{ "Name": "a" }]),
            "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
        ),
        (
            text(json!({ "Required": true })),
            "Required custom attributes are not supported currently.",
        ),
        (
            json!([{ "Name": "email", "AttributeDataType": "Number" }]),
            "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
        ),
        (
            json!([{ "Name": "a", "AttributeDataType": "String" }, { "Name": "a", "AttributeDataType": "Number" }]),
            "Duplicate custom attribute names custom:a are not allowed in a user pool schema.",
        ),
        (
            text(json!({ "StringAttributeConstraints": { "MinLength": "-1" } })),
            "Invalid StringAttributeConstraints for schema attribute custom:a",
        ),
        (
            text(json!({ "StringAttributeConstraints": { "MaxLength": "2049" } })),
            "user.custom:a: String attributes cannot have a length of more than 2048",
        ),
        (
            text(json!({ "StringAttributeConstraints": { "MinLength": "3", "MaxLength": "2" } })),
            "Attribute custom:a cannot have a max length shorter than it's min length",
        ),
    ] {
        assert_eq!(invalid(&server, json!({ "Schema": schema })).await, sentence);
    }
}

#[tokio::test]
async fn custom_attributes_are_added_and_never_replaced() {
    let server = Server::start().await;
    let hidden = json!({ "Name": "banana", "AttributeDataType": "String", "DeveloperOnlyAttribute": true });
    let pool = created(&server, json!({ "Schema": [hidden] })).await;
    let id = id_of(&pool);
    let add = async |attributes: Value| {
        let body = json!({ "UserPoolId": id, "CustomAttributes": attributes });
        server.call("AddCustomAttributes", body).await
    };
    let date = json!({ "Name": "since", "AttributeDataType": "DateTime" });
    assert_eq!(add(json!([date])).await.ok(), json!({}));
    let shown = described(&server, id).await["SchemaAttributes"][21].clone();
    let expected = json!({
        "Name": "custom:since", "AttributeDataType": "DateTime", "DeveloperOnlyAttribute": false,
        "Mutable": true, "Required": false,
    });
    assert_eq!(shown, expected);
    for (attributes, sentence) in [
        (
            json!([hidden]),
            "custom:banana: Existing attribute already has name dev:custom:banana.",
        ),
        (
            json!([date]),
            "custom:since: Existing attribute already has name custom:since.",
        ),
        (
            json!([{ "Name": "a", "AttributeDataType": "String", "Required": true }]),
            "Required custom attributes are not supported currently.",
        ),
    ] {
        assert_eq!(add(attributes).await.fault(), ("InvalidParameterException", sentence));
    }
    let many = |from: usize, count: usize| {
        let names = (from..from + count).map(|n| json!({ "Name": format!("a{n}"), "AttributeDataType": "String" }));
        json!(names.collect::<Vec<_>>())
    };
    assert_eq!(add(many(0, 25)).await.ok(), json!({}));
    assert_eq!(add(many(25, 23)).await.ok(), json!({}));
    let over = add(many(48, 1)).await;
    assert_eq!(
        over.fault(),
        (
            "InvalidParameterException",
            "Maximum number of custom attributes reached."
        )
    );
}

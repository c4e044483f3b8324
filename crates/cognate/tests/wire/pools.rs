//! User pools: Create, Describe, List, Delete; the document of a new pool; the schema.

use domain::{ids::PoolId, moment::Span, ports::Clock};
use serde_json::{Value, json};
use store::{
    db::{Batch, Done},
    spent,
};
use testkit::Server;

use crate::stage::Stage;

/// Makes a pool with these members beside its name and answers with its document.
pub(crate) async fn created(server: &Server, members: Value) -> Value {
    let body = server.call("CreateUserPool", named(members)).await.ok();
    body["UserPool"].clone()
}

/// The fault of a CreateUserPool with these members.
pub(crate) async fn refused(server: &Server, members: Value) -> (String, String) {
    let reply = server.call("CreateUserPool", named(members)).await;
    assert_eq!(reply.status, 400);
    let (name, message) = reply.fault();
    (name.to_owned(), message.to_owned())
}

/// As [`refused`], when an InvalidParameterException is expected: its sentence.
pub(crate) async fn invalid(server: &Server, members: Value) -> String {
    let (name, message) = refused(server, members).await;
    assert_eq!(name, "InvalidParameterException");
    message
}

pub(crate) async fn described(server: &Server, id: &str) -> Value {
    let body = server.call("DescribeUserPool", json!({ "UserPoolId": id })).await.ok();
    body["UserPool"].clone()
}

pub(crate) fn id_of(pool: &Value) -> &str {
    pool["Id"].as_str().unwrap_or_default()
}

fn named(mut members: Value) -> Value {
    members["PoolName"] = json!("x");
    members
}

/// The standard attributes of a new pool (resources.md §2.2).
fn standard_attributes() -> Value {
    let attribute = |name: &str, kind: &str| json!({ "Name": name, "AttributeDataType": kind, "DeveloperOnlyAttribute": false, "Mutable": true, "Required": false });
    let text = |name: &str, min: &str, max: &str| {
        let mut shown = attribute(name, "String");
        shown["StringAttributeConstraints"] = json!({ "MinLength": min, "MaxLength": max });
        shown
    };
    let plain = |name: &str| text(name, "0", "2048");
    let mut sub = text("sub", "1", "2048");
    sub["Mutable"] = json!(false);
    sub["Required"] = json!(true);
    let mut updated_at = attribute("updated_at", "Number");
    updated_at["NumberAttributeConstraints"] = json!({ "MinValue": "0" });
    json!([
        sub,
        plain("name"),
        plain("given_name"),
        plain("family_name"),
        plain("middle_name"),
        plain("nickname"),
        plain("preferred_username"),
        plain("profile"),
        plain("picture"),
        plain("website"),
        plain("email"),
        attribute("email_verified", "Boolean"),
        plain("gender"),
        text("birthdate", "10", "10"),
        plain("zoneinfo"),
        plain("locale"),
        plain("phone_number"),
        attribute("phone_number_verified", "Boolean"),
        plain("address"),
        updated_at,
    ])
}

#[tokio::test]
async fn a_minimal_pool_has_the_default_document() {
    let server = Server::start().await;
    let pool = created(&server, json!({})).await;
    let id = id_of(&pool);
    let (region, rest) = id.split_once('_').expect("a region before the underscore");
    assert_eq!(region, "us-east-1");
    assert!(
        rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_alphanumeric()),
        "{id}"
    );
    let made = &pool["CreationDate"];
    assert!(made.as_f64().is_some_and(|seconds| seconds > 1e9), "{made}");
    let expected = json!({
        "Id": id,
        "Name": "x",
        "Arn": format!("arn:aws:cognito-idp:us-east-1:123456789012:userpool/{id}"),
        "CreationDate": made,
        "LastModifiedDate": made,
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": 8,
                "RequireUppercase": true,
                "RequireLowercase": true,
                "RequireNumbers": true,
                "RequireSymbols": true,
                "TemporaryPasswordValidityDays": 7,
            },
            "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD"] },
        },
        "DeletionProtection": "INACTIVE",
        "LambdaConfig": {},
        "SchemaAttributes": standard_attributes(),
        "VerificationMessageTemplate": { "DefaultEmailOption": "CONFIRM_WITH_CODE" },
        "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": [] },
        "MfaConfiguration": "OFF",
        "EstimatedNumberOfUsers": 0,
        "EmailConfiguration": { "EmailSendingAccount": "COGNITO_DEFAULT" },
        "UserPoolTags": {},
        "AdminCreateUserConfig": { "AllowAdminCreateUserOnly": false, "UnusedAccountValidityDays": 7 },
        "AccountRecoverySetting": { "RecoveryMechanisms": [
            { "Priority": 1, "Name": "verified_email" },
            { "Priority": 2, "Name": "verified_phone_number" },
        ] },
        "UserPoolTier": "ESSENTIALS",
        "IssuerConfiguration": { "Type": "ORIGINAL" },
        "KeyConfiguration": { "KeyType": "AWS_OWNED_KEY" },
        "AcrConfiguration": {
            "Level1": { "AcrValue": "urn:cognito:loa:1" },
            "Level2": { "AcrValue": "urn:cognito:loa:2" },
            "Level3": { "AcrValue": "urn:cognito:loa:3" },
            "Level4": { "AcrValue": "urn:cognito:loa:4" },
        },
    });
    assert_eq!(pool, expected);
    assert_eq!(described(&server, id).await, expected);
}

#[tokio::test]
async fn unknown_pools_and_pools_of_other_regions_do_not_exist() {
    let server = Server::start().await;
    for operation in [
        "DescribeUserPool",
        "UpdateUserPool",
        "DeleteUserPool",
        "GetUserPoolMfaConfig",
    ] {
        let reply = server
            .call(operation, json!({ "UserPoolId": "us-east-1_Missing01" }))
            .await;
        let expected = (
            "ResourceNotFoundException",
            "User pool us-east-1_Missing01 does not exist.",
        );
        assert_eq!((reply.status, reply.fault()), (400, expected), "{operation}");
    }
    let reply = server
        .call("DescribeUserPool", json!({ "UserPoolId": "nonsense" }))
        .await;
    assert_eq!(reply.fault().0, "InvalidParameterException");
}

#[tokio::test]
async fn two_violations_are_both_told() {
    let server = Server::start().await;
    let message = invalid(
        &server,
        json!({
            "MfaConfiguration": "MAYBE",
            "Policies": { "PasswordPolicy": { "MinimumLength": 5 } },
        }),
    )
    .await;
    assert_eq!(
        message,
        "2 validation errors detected: \
         Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: \
         Member must have value greater than or equal to 6; \
         Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: \
         Member must satisfy enum value set: [OPTIONAL, OFF, ON]"
    );
}

#[tokio::test]
async fn of_two_settings_that_clash_the_tier_is_told_first() {
    let server = Server::start().await;
    let fault = refused(
        &server,
        json!({
            "UserPoolTier": "LITE",
            "Policies": { "SignInPolicy": { "AllowedFirstAuthFactors": ["EMAIL_OTP"] } },
        }),
    )
    .await;
    let sentence = "The following features need to be disabled for the LITE pricing tier configured: \
                    Passwordless Sign-In";
    assert_eq!(fault, ("FeatureUnavailableInTierException".into(), sentence.into()));
}

#[tokio::test]
async fn pools_are_listed_by_region_and_page() {
    let server = Server::start().await;
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(id_of(&created(&server, json!({})).await).to_owned());
        server.clock().advance(Span::seconds(1));
    }
    let first = server.call("ListUserPools", json!({ "MaxResults": 2 })).await.ok();
    let token = first["NextToken"].as_str().expect("more to come").to_owned();
    let second = server
        .call("ListUserPools", json!({ "MaxResults": 2, "NextToken": token }))
        .await
        .ok();
    assert_eq!(second.get("NextToken"), None);
    let items = [&first, &second].map(|page| page["UserPools"].as_array().cloned().unwrap_or_default());
    let listed: Vec<_> = items.iter().flatten().map(|pool| pool["Id"].clone()).collect();
    assert_eq!(json!(listed), json!(made));
    let mut members: Vec<_> = items[0][0].as_object().expect("an object").keys().collect();
    members.sort();
    assert_eq!(
        members,
        ["CreationDate", "Id", "LambdaConfig", "LastModifiedDate", "Name"]
    );

    let bad = server
        .call("ListUserPools", json!({ "MaxResults": 2, "NextToken": "x" }))
        .await;
    assert_eq!(bad.fault(), ("InvalidParameterException", "Invalid pagination token"));
    server.clock().advance(Span::hours(2));
    let old = server
        .call("ListUserPools", json!({ "MaxResults": 2, "NextToken": token }))
        .await;
    assert_eq!(old.fault(), ("InvalidParameterException", "Invalid pagination token"));
    let many = server.call("ListUserPools", json!({ "MaxResults": 61 })).await;
    let sentence = "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: \
                    Member must have value less than or equal to 60";
    assert_eq!(many.fault(), ("InvalidParameterException", sentence));
}

#[tokio::test]
async fn a_deleted_pool_is_gone_and_a_protected_one_stays() {
    let server = Server::start().await;
    let pool = created(&server, json!({ "DeletionProtection": "ACTIVE" })).await;
    let id = json!({ "UserPoolId": id_of(&pool) });
    let reply = server.call("DeleteUserPool", id.clone()).await;
    let sentence = "The user pool cannot be deleted because deletion protection is activated. \
                    Deletion protection must be inactivated first.";
    assert_eq!(reply.fault(), ("InvalidParameterException", sentence));

    let mut update = id.clone();
    update["DeletionProtection"] = json!("INACTIVE");
    server.call("UpdateUserPool", update).await.ok();
    let reply = server.call("DeleteUserPool", id.clone()).await;
    assert_eq!((reply.status, reply.bytes.len()), (200, 0));
    let reply = server.call("DescribeUserPool", id).await;
    assert_eq!(reply.fault().0, "ResourceNotFoundException");
}

#[tokio::test]
async fn relying_parties_find_two_keys_and_the_endpoints() {
    let server = Server::start().await;
    let pool = created(&server, json!({})).await;
    let id = id_of(&pool);
    let keys = app::well_known::keys(server.house(), id).await.ok().expect("a key set");
    let keys = keys["keys"].as_array().expect("a list");
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0]["kid"], keys[1]["kid"]);
    for key in keys {
        assert_eq!(key["kid"].as_str().map(str::len), Some(44));
        assert_eq!(key["n"].as_str().map(str::len), Some(342));
        assert_eq!((&key["e"], &key["alg"]), (&json!("AQAB"), &json!("RS256")));
    }
    let document = app::well_known::discovery(server.house(), id)
        .await
        .ok()
        .expect("a document");
    assert_eq!(document["issuer"], json!(format!("http://cognate.test/{id}")));
    assert_eq!(
        document["jwks_uri"],
        json!(format!("http://cognate.test/{id}/.well-known/jwks.json"))
    );
    assert!(
        app::well_known::keys(server.house(), "us-east-1_Missing01")
            .await
            .is_err()
    );
    assert!(app::well_known::discovery(server.house(), "\0").await.is_err());
}

#[tokio::test]
async fn what_a_deleted_pool_leaves_goes_later() {
    let stage = Stage::plain().await;
    stage.jane().await;
    let store = &stage.server.house().store;
    let pool = PoolId::new(stage.pool.as_str());
    // More than go at once with the pool, of something that is quickly made.
    let now = stage.server.clock().now();
    let spent = (0..1_200).map(|n| spent::spend(&pool, &format!("state-{n}"), now + Span::hours(1)));
    let done = store
        .write(spent.fold(Batch::new(), Batch::and))
        .await
        .expect("a store");
    assert_eq!(done, Done::Written);
    stage.admin("DeleteUserPool", json!({})).await.ok();
    let gone = stage.admin("DescribeUserPool", json!({})).await;
    assert_eq!(gone.fault().0, "ResourceNotFoundException");
    assert!(store.has_remains(&pool).await.expect("a store"));
    stage.server.do_errands().await;
    assert!(!store.has_remains(&pool).await.expect("a store"));

    // It is looked at once more, for what was under way, and then forgotten.
    let due = |at| store.remains_due(at);
    let later = now + Span::hours(1);
    assert_eq!(due(now).await.expect("a store"), None);
    assert!(due(later).await.expect("a store").is_some());
    stage.server.clock().advance(Span::hours(1));
    stage.server.do_errands().await;
    assert_eq!(due(later).await.expect("a store"), None);
}

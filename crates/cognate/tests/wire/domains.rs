//! The domains of pools: a prefix and a custom one, each owned by one pool.

use std::sync::Arc;

use domain::moment::Span;
use serde_json::{Value, json};
use testkit::{Engine, Reply, Server};

use crate::{
    race::{race, winners},
    stage::{Stage, text},
};

const CERTIFICATE: &str = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-4333-8444-555555555555";
const TAKEN: &str = "Domain already associated with another user pool.";
const ONE_ALREADY: &str = "User pool already has a domain configured.";
const NO_PAIR: &str = "No such domain or user pool exists.";

async fn stage() -> Stage {
    Stage::plain().await
}

async fn create(stage: &Stage, body: Value) -> Reply {
    stage.admin("CreateUserPoolDomain", body).await
}

async fn description(server: &Server, name: &str) -> Value {
    let reply = server.call("DescribeUserPoolDomain", json!({ "Domain": name })).await;
    reply.ok()["DomainDescription"].clone()
}

async fn pool_of(stage: &Stage) -> Value {
    stage.admin("DescribeUserPool", json!({})).await.ok()["UserPool"].clone()
}

/// The sentence of an InvalidParameterException.
#[track_caller]
fn invalid(reply: &Reply) -> &str {
    let (name, sentence) = reply.fault();
    assert_eq!(name, "InvalidParameterException");
    sentence
}

#[tokio::test]
async fn a_prefix_domain_comes_is_shown_and_goes() {
    let stage = stage().await;
    assert_eq!(description(&stage.server, "people").await, json!({}));
    assert_eq!(create(&stage, json!({ "Domain": "people" })).await.ok(), json!({}));
    let shown = description(&stage.server, "people").await;
    let distribution = text(&shown["CloudFrontDistribution"]);
    assert!(distribution.starts_with('d') && distribution.ends_with(".cloudfront.net"));
    let version = text(&shown["Version"]);
    assert!(version.len() == 14 && version.starts_with("20"), "{version}");
    let expected = json!({
        "UserPoolId": stage.pool,
        "AWSAccountId": "123456789012",
        "Domain": "people",
        "S3Bucket": "aws-cognito-prod-iad-assets",
        "CloudFrontDistribution": distribution,
        "Version": version,
        "Status": "ACTIVE",
        "ManagedLoginVersion": 1,
    });
    assert_eq!(shown, expected);
    let pool = pool_of(&stage).await;
    assert_eq!((&pool["Domain"], pool.get("CustomDomain")), (&json!("people"), None));
    let elsewhere = stage.server.request("DescribeUserPoolDomain").region("eu-west-1");
    let elsewhere = elsewhere.json(&json!({ "Domain": "people" })).send().await.ok();
    assert_eq!(elsewhere, json!({ "DomainDescription": {} }), "a region sees its own");

    let delete = || stage.admin("DeleteUserPoolDomain", json!({ "Domain": "people" }));
    assert_eq!(delete().await.ok(), json!({}));
    assert_eq!(invalid(&delete().await), NO_PAIR);
    assert_eq!(description(&stage.server, "people").await, json!({}));
    assert_eq!(pool_of(&stage).await.get("Domain"), None);
    create(&stage, json!({ "Domain": "people" })).await.ok();
}

#[tokio::test]
async fn a_custom_domain_stands_beside_the_prefix() {
    let stage = stage().await;
    create(&stage, json!({ "Domain": "people" })).await.ok();
    let routing = json!({ "Failover": { "SecondaryRegion": "eu-west-1", "PrimaryRoute53HealthCheckId": "h" } });
    let config = json!({ "CertificateArn": CERTIFICATE, "SecurityPolicy": "TLS_V1_2_2021" });
    let body = json!({ "Domain": "auth.example.com", "CustomDomainConfig": config, "Routing": routing });
    let made = create(&stage, body).await.ok();
    let shown = description(&stage.server, "auth.example.com").await;
    let distribution = &shown["CloudFrontDistribution"];
    assert_eq!(
        made,
        json!({ "CloudFrontDomain": distribution, "ManagedLoginVersion": 1, "Routing": routing })
    );
    assert_eq!((&shown["CustomDomainConfig"], &shown["Routing"]), (&config, &routing));
    let pool = pool_of(&stage).await;
    assert_eq!(
        (&pool["Domain"], &pool["CustomDomain"]),
        (&json!("people"), &json!("auth.example.com"))
    );
    for (name, config) in [("more", json!(null)), ("login.example.com", config)] {
        let second = create(&stage, json!({ "Domain": name, "CustomDomainConfig": config })).await;
        assert_eq!(invalid(&second), ONE_ALREADY);
    }
}

#[tokio::test]
async fn an_update_changes_what_is_given_and_keeps_the_rest() {
    let stage = stage().await;
    let config = json!({ "CertificateArn": CERTIFICATE, "SecurityPolicy": "TLS_V1" });
    let body = json!({ "Domain": "auth.example.com", "CustomDomainConfig": config, "ManagedLoginVersion": 2 });
    create(&stage, body).await.ok();
    create(&stage, json!({ "Domain": "people", "ManagedLoginVersion": 1 }))
        .await
        .ok();
    let before = description(&stage.server, "auth.example.com").await;
    stage.server.clock().advance(Span::seconds(1));
    let update = |body: Value| stage.admin("UpdateUserPoolDomain", body);

    let made = update(json!({ "Domain": "auth.example.com", "ManagedLoginVersion": 1 }))
        .await
        .ok();
    assert_eq!(made["CloudFrontDomain"], before["CloudFrontDistribution"]);
    let after = description(&stage.server, "auth.example.com").await;
    assert_eq!(after["CustomDomainConfig"], config);
    assert_eq!(
        (&after["ManagedLoginVersion"], &before["ManagedLoginVersion"]),
        (&json!(1), &json!(2))
    );
    assert_ne!(after["Version"], before["Version"]);

    let other = json!({ "CertificateArn": format!("{CERTIFICATE}0") });
    update(json!({ "Domain": "auth.example.com", "CustomDomainConfig": other }))
        .await
        .ok();
    let after = description(&stage.server, "auth.example.com").await;
    assert_eq!(
        (&after["CustomDomainConfig"], &after["ManagedLoginVersion"]),
        (&other, &json!(1))
    );

    let managed = update(json!({ "Domain": "people", "ManagedLoginVersion": 2 })).await;
    assert_eq!(managed.ok(), json!({ "ManagedLoginVersion": 2 }));
    let certified = update(json!({ "Domain": "people", "CustomDomainConfig": other })).await;
    assert_eq!(invalid(&certified), NO_PAIR);
    assert_eq!(invalid(&update(json!({ "Domain": "nobody" })).await), NO_PAIR);
}

#[tokio::test]
async fn names_and_certificates_are_judged() {
    let stage = stage().await;
    let characters = "The domain name contains an invalid character. Domain names can only contain lower-case letters, \
                      numbers, and hyphens.";
    for name in ["People", "my.app", "-app", "app_"] {
        assert_eq!(invalid(&create(&stage, json!({ "Domain": name })).await), characters);
    }
    let reserved = create(&stage, json!({ "Domain": "my-cognito" })).await;
    assert_eq!(invalid(&reserved), "Domain cannot contain reserved word: cognito");
    create(&stage, json!({ "Domain": "awsome" })).await.ok();

    let long = "a".repeat(64);
    let sentence = format!(
        "1 validation error detected: Value '{long}' at 'domain' failed to satisfy constraint: \
         Member must have length less than or equal to 63"
    );
    assert_eq!(invalid(&create(&stage, json!({ "Domain": long })).await), sentence);

    let custom = |name: &str, arn: &str| {
        let config = json!({ "CertificateArn": arn });
        create(&stage, json!({ "Domain": name, "CustomDomainConfig": config }))
    };
    let abroad = CERTIFICATE.replace("us-east-1", "eu-west-1");
    let not_below = "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain \
                     or domain parent is a top-level domain.";
    let both = custom("example.com", &abroad).await;
    assert_eq!(invalid(&both), not_below, "the name before the certificate");
    let no_certificate = "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't \
                          include a valid certificate chain.";
    assert_eq!(invalid(&custom("auth.example.com", &abroad).await), no_certificate);
    let version = create(&stage, json!({ "Domain": "cognito", "ManagedLoginVersion": 3 })).await;
    assert_eq!(
        invalid(&version),
        "Invalid ManagedLoginVersion. Valid values are 1 and 2."
    );
}

#[tokio::test]
async fn a_name_has_one_owner_over_all_pools() {
    let stage = stage().await;
    create(&stage, json!({ "Domain": "people" })).await.ok();
    let other = stage
        .server
        .call("CreateUserPool", json!({ "PoolName": "other" }))
        .await
        .ok();
    let other = text(&other["UserPool"]["Id"]);
    let theirs = |operation: &'static str, name: &'static str| {
        let body = json!({ "UserPoolId": other, "Domain": name });
        stage.server.call(operation, body)
    };
    assert_eq!(invalid(&theirs("CreateUserPoolDomain", "people").await), TAKEN);
    for operation in ["UpdateUserPoolDomain", "DeleteUserPoolDomain"] {
        assert_eq!(invalid(&theirs(operation, "people").await), NO_PAIR, "{operation}");
    }
    theirs("CreateUserPoolDomain", "others").await.ok();
    assert_eq!(invalid(&theirs("CreateUserPoolDomain", "people").await), ONE_ALREADY);
    let nowhere = json!({ "UserPoolId": "us-east-1_nowhere00", "Domain": "people" });
    let sentence = "User pool us-east-1_nowhere00 does not exist.";
    let reply = stage.server.call("CreateUserPoolDomain", nowhere.clone()).await;
    assert_eq!(reply.fault(), ("ResourceNotFoundException", sentence));
    for operation in ["UpdateUserPoolDomain", "DeleteUserPoolDomain"] {
        assert_eq!(invalid(&stage.server.call(operation, nowhere.clone()).await), NO_PAIR);
    }
}

#[tokio::test]
async fn managed_pages_need_a_tier_and_hold_the_pool_to_it() {
    let lite = Stage::new(json!({ "UserPoolTier": "LITE" }), json!({})).await;
    let body = json!({ "Domain": "cognito", "ManagedLoginVersion": 2 });
    let sentence =
        "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2";
    let refused = create(&lite, body).await;
    assert_eq!(refused.fault(), ("FeatureUnavailableInTierException", sentence));
    create(&lite, json!({ "Domain": "people", "ManagedLoginVersion": 1 }))
        .await
        .ok();
    let update = json!({ "Domain": "people", "ManagedLoginVersion": 2 });
    let refused = lite.admin("UpdateUserPoolDomain", update.clone()).await;
    assert_eq!(refused.fault(), ("FeatureUnavailableInTierException", sentence));

    lite.admin("UpdateUserPool", json!({ "UserPoolTier": "ESSENTIALS" }))
        .await
        .ok();
    lite.admin("UpdateUserPoolDomain", update).await.ok();
    let back = lite.admin("UpdateUserPool", json!({ "UserPoolTier": "LITE" })).await;
    let sentence =
        "The following features need to be disabled for the LITE pricing tier configured: Managed Login Version 2";
    assert_eq!(back.fault(), ("FeatureUnavailableInTierException", sentence));
}

#[tokio::test]
async fn a_pool_is_deleted_after_its_domains() {
    let stage = Stage::new(json!({ "DeletionProtection": "ACTIVE" }), json!({})).await;
    create(&stage, json!({ "Domain": "people" })).await.ok();
    let protected = stage.admin("DeleteUserPool", json!({})).await;
    assert!(invalid(&protected).starts_with("The user pool cannot be deleted because deletion protection"));
    stage
        .admin("UpdateUserPool", json!({ "DeletionProtection": "INACTIVE" }))
        .await
        .ok();
    let refused = stage.admin("DeleteUserPool", json!({})).await;
    let sentence = "User pool cannot be deleted. It has a domain configured that should be deleted first.";
    assert_eq!(invalid(&refused), sentence);
    stage
        .admin("DeleteUserPoolDomain", json!({ "Domain": "people" }))
        .await
        .ok();
    stage.admin("DeleteUserPool", json!({})).await;
    assert_eq!(description(&stage.server, "people").await, json!({}));
}

#[tokio::test]
async fn of_many_who_want_a_name_one_gets_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let server = Arc::new(Server::build().engine(engine).start().await);
        let mut pools = Vec::new();
        for _ in 0..8 {
            let made = server.call("CreateUserPool", json!({ "PoolName": "p" })).await.ok();
            pools.push(text(&made["UserPool"]["Id"]));
        }
        let body = |pool: String| json!({ "UserPoolId": pool, "Domain": "people" });
        let bodies = pools.into_iter().map(body).collect();
        let replies = race(&server, "CreateUserPoolDomain", bodies).await;
        assert_eq!(winners(&replies, ("InvalidParameterException", TAKEN)), 1);
    }
}

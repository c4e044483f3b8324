//! Feature plans: what a pool of a lower tier may not have, and what keeps a pool from getting there (resources.md §2.10).

use serde_json::{Value, json};
use testkit::Reply;

use crate::scene::Scene;

const UNAVAILABLE: &str = "FeatureUnavailableInTierException";

async fn go_lite(scene: &Scene) -> Reply {
    scene.admin("UpdateUserPool", json!({ "UserPoolTier": "LITE" })).await
}

#[track_caller]
fn must_disable(reply: &Reply, features: &str) {
    let sentence =
        format!("The following features need to be disabled for the LITE pricing tier configured: {features}");
    assert_eq!(reply.fault(), (UNAVAILABLE, sentence.as_str()));
}

#[tokio::test]
async fn a_plain_pool_goes_down_and_up() {
    let scene = Scene::new().await;
    go_lite(&scene).await.ok();
    for tier in ["PLUS", "ESSENTIALS", "LITE"] {
        scene
            .admin("UpdateUserPool", json!({ "UserPoolTier": tier }))
            .await
            .ok();
        let shown = scene.admin("DescribeUserPool", json!({})).await.ok();
        assert_eq!(shown["UserPool"]["UserPoolTier"], tier);
    }
}

#[tokio::test]
async fn what_clients_use_has_to_go_first() {
    let rotation = json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 0 });
    let settings = json!({ "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"], "RefreshTokenRotation": rotation });
    let scene = Scene::with(json!({}), settings).await;
    let choosing = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] });
    let choosing = scene.another_client(choosing).await;
    must_disable(&go_lite(&scene).await, "Passwordless Sign-In, Refresh Token Rotation");
    scene
        .admin("DeleteUserPoolClient", json!({ "ClientId": choosing["ClientId"] }))
        .await;
    must_disable(&go_lite(&scene).await, "Refresh Token Rotation");
    scene
        .admin("DeleteUserPoolClient", json!({ "ClientId": scene.client }))
        .await;
    go_lite(&scene).await.ok();
}

#[tokio::test]
async fn pages_and_regions_have_to_go_first() {
    let ready = json!({
        "IssuerConfiguration": { "Type": "UPDATED" },
        "KeyConfiguration": { "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-1234" },
    });
    let scene = Scene::with(ready, json!({})).await;
    let domain = json!({ "Domain": "tiers", "ManagedLoginVersion": 2 });
    scene.admin("CreateUserPoolDomain", domain).await.ok();
    let second = json!({ "RegionName": "eu-west-1" });
    scene.admin("CreateUserPoolReplica", second.clone()).await.ok();
    must_disable(
        &go_lite(&scene).await,
        "Multi-Region Replication, Managed Login Version 2",
    );
    scene.admin("DeleteUserPoolReplica", second).await.ok();
    scene
        .admin("DeleteUserPoolDomain", json!({ "Domain": "tiers" }))
        .await
        .ok();
    go_lite(&scene).await.ok();
}

#[tokio::test]
async fn a_lite_pool_has_none_of_it() {
    let scene = Scene::with(json!({ "UserPoolTier": "LITE" }), json!({})).await;
    let missing = |feature: &str| {
        format!("The following feature is not available for the LITE pricing tier configured: {feature}")
    };
    let rotation = json!({ "Feature": "ENABLED" });
    let cases: [(&str, Value, &str); 4] = [
        (
            "CreateUserPoolClient",
            json!({ "ClientName": "a", "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] }),
            "Passwordless Sign-In",
        ),
        (
            "UpdateUserPoolClient",
            json!({ "ClientId": scene.client, "RefreshTokenRotation": rotation }),
            "Refresh Token Rotation",
        ),
        (
            "CreateUserPoolDomain",
            json!({ "Domain": "lite-pages", "ManagedLoginVersion": 2 }),
            "Managed Login Version 2",
        ),
        (
            "SetUserPoolMfaConfig",
            json!({ "EmailMfaConfiguration": {}, "MfaConfiguration": "OPTIONAL" }),
            "Email MFA",
        ),
    ];
    for (operation, body, feature) in cases {
        let reply = scene.admin(operation, body).await;
        assert_eq!(reply.fault(), (UNAVAILABLE, missing(feature).as_str()), "{operation}");
    }
    let body = json!({ "ClientId": scene.client, "AuthFlow": "USER_AUTH", "AuthParameters": { "USERNAME": "a" } });
    for operation in ["InitiateAuth", "AdminInitiateAuth"] {
        let mut body = body.clone();
        if operation == "AdminInitiateAuth" {
            body["UserPoolId"] = json!(scene.pool);
        }
        let reply = scene.server.call(operation, body).await;
        let sentence = "USER_AUTH is not available in the LITE tier of the user pool.";
        assert_eq!(reply.fault(), (UNAVAILABLE, sentence), "{operation}");
    }
}

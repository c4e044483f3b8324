//! PreTokenGeneration in its three versions (triggers.md §6.7).

use super::*;
use crate::scene::{PASSWORD, Scene, claims};

const ROLE: &str = "arn:aws:iam::123456789012:role/admins";

async fn scene(version: &str) -> Scene {
    scene_with(version, json!({})).await
}

async fn scene_with(version: &str, client: Value) -> Scene {
    let arn = function_arn("PreTokenGeneration");
    let config = json!({ "PreTokenGenerationConfig": { "LambdaArn": arn, "LambdaVersion": version } });
    let scene = Scene::with(json!({ "LambdaConfig": config }), client).await;
    echo(scene.server.functions(), &["PreTokenGeneration"]);
    scene
}

async fn jane(scene: &Scene) {
    scene
        .user_with("jane", json!([{ "Name": "email", "Value": "jane@example.com" }]))
        .await;
}

/// The claims of both tokens of a sign-in.
async fn both(scene: &Scene) -> (Value, Value) {
    let tokens = scene.tokens("jane").await;
    (claims(&tokens["IdToken"]), claims(&tokens["AccessToken"]))
}

#[tokio::test]
async fn the_three_events() {
    for (version, number, in_request, in_response) in [
        ("V1_0", "1", json!({}), "claimsOverrideDetails"),
        (
            "V2_0",
            "2",
            json!({ "scopes": ["aws.cognito.signin.user.admin"] }),
            "claimsAndScopeOverrideDetails",
        ),
        (
            "V3_0",
            "3",
            json!({ "scopes": ["aws.cognito.signin.user.admin"] }),
            "claimsAndScopeOverrideDetails",
        ),
    ] {
        let scene = scene(version).await;
        jane(&scene).await;
        let group = json!({ "GroupName": "admins", "RoleArn": ROLE, "Precedence": 1 });
        scene.admin("CreateGroup", group).await.ok();
        let member = json!({ "GroupName": "admins", "Username": "jane" });
        scene.admin("AdminAddUserToGroup", member).await.ok();
        let (id, _) = both(&scene).await;
        let mut request = json!({
            "userAttributes": { "sub": id["sub"], "email": "jane@example.com", "cognito:user_status": "CONFIRMED" },
            "groupConfiguration": {
                "groupsToOverride": ["admins"], "iamRolesToOverride": [ROLE], "preferredRole": ROLE,
            },
        });
        let members = request.as_object_mut().unwrap();
        members.extend(in_request.as_object().unwrap().clone());
        assert_eq!(
            only_event(scene.server.functions()),
            json!({
                "version": number, "region": "us-east-1", "userPoolId": scene.pool, "userName": "jane",
                "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": scene.client },
                "triggerSource": "TokenGeneration_Authentication", "request": request,
                "response": { in_response: null },
            })
        );
        assert_eq!(id["cognito:groups"], json!(["admins"]));
    }
}

#[tokio::test]
async fn the_first_version_changes_the_id_token() {
    let scene = scene("V1_0").await;
    jane(&scene).await;
    scene.server.functions().respond("PreTokenGeneration", |_| {
        json!({ "claimsOverrideDetails": {
            "claimsToAddOrOverride": { "plan": "gold", "sub": "x", "cognito:username": "x", "exp": "1", "both": "x", "aud": "x" },
            "claimsToSuppress": ["email", "iss", "both"],
            "groupOverrideDetails": { "groupsToOverride": ["a"], "iamRolesToOverride": [ROLE], "preferredRole": ROLE },
        } })
    });
    let (id, access) = both(&scene).await;
    assert_eq!(id["plan"], "gold");
    assert!(id.get("email").is_none() && id.get("both").is_none());
    assert_eq!(id["cognito:username"], "jane");
    assert_eq!(id["aud"], json!(scene.client));
    assert!(id["exp"].is_i64() && id["iss"].is_string() && id["sub"] != "x");
    assert_eq!(
        (
            &id["cognito:groups"],
            &id["cognito:roles"],
            &id["cognito:preferred_role"]
        ),
        (&json!(["a"]), &json!([ROLE]), &json!(ROLE))
    );
    assert_eq!(access["cognito:groups"], json!(["a"]));
    assert!(access.get("plan").is_none());
}

#[tokio::test]
async fn later_versions_change_both() {
    let scene = scene("V2_0").await;
    jane(&scene).await;
    scene.server.functions().respond("PreTokenGeneration", |event| {
        json!({ "claimsAndScopeOverrideDetails": {
            "idTokenGeneration": {
                "claimsToAddOrOverride": { "plan": { "name": "gold", "seats": 3 }, "address": { "x": 1 } },
                "claimsToSuppress": ["email"],
            },
            "accessTokenGeneration": {
                "claimsToAddOrOverride": {
                    "tenants": ["a", "b"], "aud": event["callerContext"]["clientId"], "client_id": "x", "scope": "x",
                },
                "scopesToAdd": ["orders/read", "openid"],
                "scopesToSuppress": ["aws.cognito.signin.user.admin"],
            },
        } })
    });
    let tokens = scene.tokens("jane").await;
    let (id, access) = (claims(&tokens["IdToken"]), claims(&tokens["AccessToken"]));
    assert_eq!(id["plan"], json!({ "name": "gold", "seats": 3 }));
    assert!(id.get("email").is_none() && id.get("address").is_none());
    assert_eq!(access["tenants"], json!(["a", "b"]));
    assert_eq!(access["aud"], json!(scene.client));
    assert_eq!(access["client_id"], json!(scene.client));
    assert_eq!(access["scope"], "orders/read openid");
    // Without its scope the token is none for the user's own affairs.
    scene
        .whoami(&tokens["AccessToken"])
        .await
        .refused("NotAuthorizedException", "Access Token does not have required scopes");
}

#[tokio::test]
async fn groups_go_when_they_are_overridden_by_nothing() {
    let scene = scene("V2_0").await;
    jane(&scene).await;
    scene.admin("CreateGroup", json!({ "GroupName": "admins" })).await.ok();
    let member = json!({ "GroupName": "admins", "Username": "jane" });
    scene.admin("AdminAddUserToGroup", member).await.ok();
    let functions = scene.server.functions();
    for (details, groups) in [
        (json!({}), json!(["admins"])),
        (json!({ "groupOverrideDetails": null }), Value::Null),
        (json!({ "groupOverrideDetails": {} }), Value::Null),
        (
            json!({ "groupOverrideDetails": { "groupsToOverride": ["b"] } }),
            json!(["b"]),
        ),
    ] {
        functions.respond(
            "PreTokenGeneration",
            move |_| json!({ "claimsAndScopeOverrideDetails": details }),
        );
        let (id, access) = both(&scene).await;
        assert_eq!((&id["cognito:groups"], &access["cognito:groups"]), (&groups, &groups));
    }
}

#[tokio::test]
async fn answers_that_cannot_be_meant() {
    let scene = scene("V1_0").await;
    jane(&scene).await;
    let functions = scene.server.functions();
    for details in [
        json!({ "claimsToAddOrOverride": { "n": 1 } }),
        json!({ "claimsToAddOrOverride": [] }),
        json!({ "claimsToSuppress": "email" }),
        json!({ "groupOverrideDetails": [] }),
        json!({ "claimsToAddOrOverride": { "long": "x".repeat(5_001) } }),
    ] {
        functions.respond(
            "PreTokenGeneration",
            move |_| json!({ "claimsOverrideDetails": details }),
        );
        scene
            .sign_in("jane", PASSWORD)
            .await
            .refused("InvalidLambdaResponseException", "Unrecognizable lambda output");
    }
    functions.write("PreTokenGeneration", |_| Err(error("no")));
    scene.sign_in("jane", PASSWORD).await.refused(
        "UserLambdaValidationException",
        "PreTokenGeneration failed with error no.",
    );
    functions.respond("PreTokenGeneration", |_| json!({ "claimsOverrideDetails": null }));
    both(&scene).await;
}

#[tokio::test]
async fn each_occasion_has_its_source() {
    let scene = scene("V1_0").await;
    scene.invited_user("jane", "Temp0rary!", json!([])).await;
    let functions = scene.server.functions();
    let asked = scene.sign_in("jane", "Temp0rary!").await.ok();
    let responses = json!({ "USERNAME": "jane", "NEW_PASSWORD": PASSWORD });
    let done = scene
        .respond("NEW_PASSWORD_REQUIRED", &asked["Session"], responses)
        .await
        .ok();
    assert_eq!(sources(functions), ["TokenGeneration_NewPasswordChallenge"]);
    let refresh = &done["AuthenticationResult"]["RefreshToken"];
    let body = json!({ "ClientId": scene.client, "RefreshToken": refresh, "ClientMetadata": { "k": "v" } });
    scene.server.call("GetTokensFromRefreshToken", body).await.ok();
    let event = only_event(functions);
    assert_eq!(event["triggerSource"], "TokenGeneration_RefreshTokens");
    assert_eq!(event["request"]["clientMetadata"], json!({ "k": "v" }));
    let body = json!({
        "ClientId": scene.client, "AuthFlow": "REFRESH_TOKEN_AUTH", "ClientMetadata": { "k": "v" },
        "AuthParameters": { "REFRESH_TOKEN": refresh },
    });
    scene.server.call("InitiateAuth", body).await.ok();
    let event = only_event(functions);
    assert_eq!(event["triggerSource"], "TokenGeneration_RefreshTokens");
    assert!(event["request"].get("clientMetadata").is_none());
}

#[tokio::test]
async fn a_refused_refresh_leaves_the_token() {
    let scene = scene("V1_0").await;
    jane(&scene).await;
    let tokens = scene.tokens("jane").await;
    let functions = scene.server.functions();
    functions.write("PreTokenGeneration", |_| Err(error("no")));
    scene.exchange(&tokens["RefreshToken"]).await.refused(
        "UserLambdaValidationException",
        "PreTokenGeneration failed with error no.",
    );
    let form = crate::hosted::browser::query(&[
        ("grant_type", "refresh_token"),
        ("client_id", &scene.client),
        ("refresh_token", tokens["RefreshToken"].as_str().unwrap()),
    ]);
    let refused = crate::hosted::browser::post(&scene.server, "/oauth2/token", &form, &[]).await;
    let told = json!({
        "error": "invalid_request", "error_description": "PreTokenGeneration failed with error no.",
    });
    assert_eq!(
        (refused.status, refused.body),
        (400, told),
        "the token endpoint says so as well"
    );
    functions.write("PreTokenGeneration", |event| Ok(event.clone()));
    scene.exchange(&tokens["RefreshToken"]).await.ok();
}

#[tokio::test]
async fn machines_are_for_the_third_version() {
    for (version, asked) in [("V2_0", 0), ("V3_0", 1)] {
        let scene = scene(version).await;
        let server = json!({
            "Identifier": "orders", "Name": "orders", "Scopes": [{ "ScopeName": "read", "ScopeDescription": "-" }],
        });
        scene.admin("CreateResourceServer", server).await.ok();
        let machine = scene
            .another_client(json!({
                "GenerateSecret": true, "ExplicitAuthFlows": ["ALLOW_CLIENT_TOKEN_AUTH"],
                "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["orders/read"],
                "AllowedOAuthFlowsUserPoolClient": true,
            }))
            .await;
        scene.server.functions().respond("PreTokenGeneration", |_| {
            json!({ "claimsAndScopeOverrideDetails": { "accessTokenGeneration": {
                "claimsToAddOrOverride": { "tenant": "t1" }, "scopesToAdd": ["extra"],
            } } })
        });
        let body = json!({
            "ClientId": machine["ClientId"], "Secret": machine["ClientSecret"], "ClientMetadata": { "tenant": "t1" },
        });
        let reply = scene.server.call("GetClientToken", body).await.ok();
        let token = claims(&reply["ClientAuthenticationResult"]["AccessToken"]);
        let events = scene.server.functions().take_events();
        assert_eq!(events.len(), asked);
        if asked == 0 {
            assert_eq!((&token["scope"], token.get("tenant")), (&json!("orders/read"), None));
            continue;
        }
        assert_eq!(
            (&token["scope"], &token["tenant"]),
            (&json!("orders/read extra"), &json!("t1"))
        );
        assert_eq!(
            events[0],
            json!({
                "version": "3", "region": "us-east-1", "userPoolId": scene.pool, "userName": "ClientCredentials",
                "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": machine["ClientId"] },
                "triggerSource": "TokenGeneration_ClientCredentials",
                "request": {
                    "userAttributes": {}, "groupConfiguration": null, "scopes": ["orders/read"],
                    "clientMetadata": { "tenant": "t1" },
                },
                "response": { "claimsAndScopeOverrideDetails": null },
            })
        );
    }
}

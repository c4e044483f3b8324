//! The settings of a client that do not go together.

use serde_json::json;

use crate::clients::Home;

#[tokio::test]
async fn settings_that_do_not_go_together_are_refused() {
    let home = Home::new().await;
    let provider = format!("The provider Google does not exist for User Pool {}.", home.pool);
    for (members, sentence) in [
        (
            json!({ "RefreshTokenValidity": 3651 }),
            "Invalid range for token validity.",
        ),
        (
            json!({ "RefreshTokenValidity": 315_360_000 }),
            "Invalid range for token validity.",
        ),
        (
            json!({ "RefreshTokenValidity": 1, "AccessTokenValidity": 2, "TokenValidityUnits": { "RefreshToken": "hours" } }),
            "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
        ),
        (
            json!({ "ReadAttributes": ["custom:none"] }),
            "Invalid read attributes specified while creating a client",
        ),
        (
            json!({ "WriteAttributes": ["sub"] }),
            "Invalid write attributes specified while creating a client",
        ),
        (
            json!({ "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"] }),
            "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.",
        ),
        (
            json!({
                "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
                "RefreshTokenRotation": { "Feature": "ENABLED" },
            }),
            "ALLOW_REFRESH_TOKEN_AUTH cannot be used when refresh token rotation is enabled.",
        ),
        (
            json!({ "SupportedIdentityProviders": ["COGNITO", "Google"] }),
            provider.as_str(),
        ),
        (
            json!({ "CallbackURLs": ["http://a.com"] }),
            "http://a.com cannot use the HTTP protocol.",
        ),
        (
            json!({ "LogoutURLs": ["https://a.com/#b"] }),
            "https://a.com/#b cannot use fragment",
        ),
        (json!({ "LogoutURLs": ["a.com"] }), "a.com must be an absolute URI"),
        (
            json!({ "CallbackURLs": ["https://a.com"], "DefaultRedirectURI": "https://b.com" }),
            "The default redirect URI https://b.com is not in the callback URIs list.",
        ),
        (
            json!({ "AnalyticsConfiguration": { "ApplicationId": "ab" } }),
            "Invalid analytics configuration given, either <application arn> or \
             <application id, role arn, external id> are valid",
        ),
        (
            json!({ "AnalyticsConfiguration": {
                "ApplicationArn": "arn:aws:mobiletargeting:eu-west-1:123456789012:apps/a" } }),
            "The integration with Pinpoint is not supported for the requested eu-west-1 region.",
        ),
        (
            json!({ "EnablePropagateAdditionalUserContextData": true }),
            "Client Secret is required to set EnablePropagateAdditionalUserContextData as true",
        ),
        (
            json!({ "AllowedOAuthFlows": ["code", "token"], "AuthSessionValidity": 2 }),
            "2 validation errors detected: \
             Value '[code, token]' at 'allowedOAuthFlows' failed to satisfy constraint: \
             Member must satisfy constraint: [Member must satisfy enum value set: \
             [implicit, client_credentials, code]]; \
             Value '2' at 'authSessionValidity' failed to satisfy constraint: \
             Member must have value greater than or equal to 3",
        ),
    ] {
        assert_eq!(
            home.refused(members).await,
            ("InvalidParameterException".into(), sentence.into())
        );
    }
}

#[tokio::test]
async fn oauth_settings_are_complete_and_consistent() {
    let home = Home::new().await;
    for (members, sentence) in [
        (
            json!({ "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"] }),
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
        ),
        (
            json!({ "AllowedOAuthFlows": ["code", "client_credentials"] }),
            "client_credentials flow can not be selected along with code flow or implicit flow.",
        ),
        (
            json!({ "AllowedOAuthFlows": ["client_credentials"] }),
            "client_credentials flow can not be selected if client does not have a client secret.",
        ),
        (
            json!({
                "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["openid"],
                "GenerateSecret": true,
            }),
            "openid is not supported with client_credentials flow",
        ),
        (
            json!({ "AllowedOAuthFlows": ["implicit"], "AllowedOAuthScopes": ["openid"] }),
            "CallbackUrls can not be empty when code flow or implicit flow is selected",
        ),
    ] {
        assert_eq!(
            home.refused(members).await,
            ("InvalidOAuthFlowException".into(), sentence.into())
        );
    }
    let unknown = home.refused(json!({ "AllowedOAuthScopes": ["api/read"] })).await;
    let sentence = "Invalid scope requested: api/read";
    assert_eq!(unknown, ("ScopeDoesNotExistException".into(), sentence.into()));
}

#[tokio::test]
async fn an_update_is_judged_like_a_new_client() {
    let home = Home::new().await;
    let client = home.created(json!({})).await;
    let before = home.described(&client).await;
    for (members, code, sentence) in [
        (
            json!({ "AllowedOAuthFlows": ["client_credentials"] }),
            "InvalidOAuthFlowException",
            "client_credentials flow can not be selected if client does not have a client secret.",
        ),
        (
            json!({ "AllowedOAuthScopes": ["api/read"] }),
            "ScopeDoesNotExistException",
            "Invalid scope requested: api/read",
        ),
        (
            json!({ "WriteAttributes": ["custom:none"] }),
            "InvalidParameterException",
            "Invalid write attributes specified while updating a client",
        ),
    ] {
        let mut body = members;
        body["UserPoolId"] = json!(home.pool);
        body["ClientId"] = client["ClientId"].clone();
        let reply = home.server.call("UpdateUserPoolClient", body).await;
        assert_eq!(reply.fault(), (code, sentence));
    }
    assert_eq!(home.described(&client).await, before);
}

#[tokio::test]
async fn a_lite_pool_has_no_choice_and_no_rotation() {
    let home = Home::with(json!({ "UserPoolTier": "LITE" })).await;
    for (members, feature) in [
        (
            json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH"] }),
            "Passwordless Sign-In",
        ),
        (
            json!({ "RefreshTokenRotation": { "Feature": "ENABLED" } }),
            "Refresh Token Rotation",
        ),
    ] {
        let sentence =
            format!("The following feature is not available for the LITE pricing tier configured: {feature}");
        assert_eq!(
            home.refused(members).await,
            ("FeatureUnavailableInTierException".into(), sentence)
        );
    }
}

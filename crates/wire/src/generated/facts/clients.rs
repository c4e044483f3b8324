// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: clients.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADD_USER_POOL_CLIENT_SECRET_REQUEST: Shape = Shape::new(
    "AddUserPoolClientSecretRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ClientSecret", "clientSecret", &CLIENT_SECRET_TYPE),
    ]),
);

pub static ADD_USER_POOL_CLIENT_SECRET_RESPONSE: Shape = Shape::new(
    "AddUserPoolClientSecretResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "ClientSecretDescriptor",
        "clientSecretDescriptor",
        &CLIENT_SECRET_DESCRIPTOR_TYPE,
    )]),
);

pub static ANALYTICS_CONFIGURATION_TYPE: Shape = Shape::new(
    "AnalyticsConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ApplicationId", "applicationId", &HEX_STRING_TYPE),
        Member::optional("ApplicationArn", "applicationArn", &ARN_TYPE),
        Member::optional("RoleArn", "roleArn", &ARN_TYPE),
        Member::optional("ExternalId", "externalId", &STRING_TYPE),
        Member::optional("UserDataShared", "userDataShared", &BOOLEAN_TYPE),
    ]),
);

pub static CLIENT_SECRET_DESCRIPTOR_TYPE: Shape = Shape::new(
    "ClientSecretDescriptorType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ClientSecretId", "clientSecretId", &CLIENT_SECRET_ID_TYPE),
        Member::optional("ClientSecretValue", "clientSecretValue", &CLIENT_SECRET_TYPE),
        Member::optional("ClientSecretCreateDate", "clientSecretCreateDate", &DATE_TYPE),
    ]),
);

pub static CREATE_USER_POOL_CLIENT_REQUEST: Shape = Shape::new(
    "CreateUserPoolClientRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientName", "clientName", &CLIENT_NAME_TYPE),
        Member::optional("GenerateSecret", "generateSecret", &GENERATE_SECRET),
        Member::optional("ClientSecret", "clientSecret", &CLIENT_SECRET_TYPE),
        Member::optional(
            "RefreshTokenValidity",
            "refreshTokenValidity",
            &REFRESH_TOKEN_VALIDITY_TYPE,
        ),
        Member::optional(
            "AccessTokenValidity",
            "accessTokenValidity",
            &ACCESS_TOKEN_VALIDITY_TYPE,
        ),
        Member::optional("IdTokenValidity", "idTokenValidity", &ID_TOKEN_VALIDITY_TYPE),
        Member::optional("TokenValidityUnits", "tokenValidityUnits", &TOKEN_VALIDITY_UNITS_TYPE),
        Member::optional("ReadAttributes", "readAttributes", &CLIENT_PERMISSION_LIST_TYPE),
        Member::optional("WriteAttributes", "writeAttributes", &CLIENT_PERMISSION_LIST_TYPE),
        Member::optional("ExplicitAuthFlows", "explicitAuthFlows", &EXPLICIT_AUTH_FLOWS_LIST_TYPE),
        Member::optional(
            "SupportedIdentityProviders",
            "supportedIdentityProviders",
            &SUPPORTED_IDENTITY_PROVIDERS_LIST_TYPE,
        ),
        Member::optional("CallbackURLs", "callbackURLs", &CALLBACK_URLS_LIST_TYPE),
        Member::optional("LogoutURLs", "logoutURLs", &LOGOUT_URLS_LIST_TYPE),
        Member::optional("DefaultRedirectURI", "defaultRedirectURI", &REDIRECT_URL_TYPE),
        Member::optional("AllowedOAuthFlows", "allowedOAuthFlows", &OAUTH_FLOWS_TYPE),
        Member::optional("AllowedOAuthScopes", "allowedOAuthScopes", &SCOPE_LIST_TYPE),
        Member::optional(
            "AllowedOAuthFlowsUserPoolClient",
            "allowedOAuthFlowsUserPoolClient",
            &BOOLEAN_TYPE,
        ),
        Member::optional(
            "AnalyticsConfiguration",
            "analyticsConfiguration",
            &ANALYTICS_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "PreventUserExistenceErrors",
            "preventUserExistenceErrors",
            &PREVENT_USER_EXISTENCE_ERROR_TYPES,
        ),
        Member::optional("EnableTokenRevocation", "enableTokenRevocation", &WRAPPED_BOOLEAN_TYPE),
        Member::optional(
            "EnablePropagateAdditionalUserContextData",
            "enablePropagateAdditionalUserContextData",
            &WRAPPED_BOOLEAN_TYPE,
        ),
        Member::optional(
            "AuthSessionValidity",
            "authSessionValidity",
            &AUTH_SESSION_VALIDITY_TYPE,
        ),
        Member::optional(
            "RefreshTokenRotation",
            "refreshTokenRotation",
            &REFRESH_TOKEN_ROTATION_TYPE,
        ),
    ]),
);

pub static CREATE_USER_POOL_CLIENT_RESPONSE: Shape = Shape::new(
    "CreateUserPoolClientResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserPoolClient",
        "userPoolClient",
        &USER_POOL_CLIENT_TYPE,
    )]),
);

pub static DELETE_USER_POOL_CLIENT_REQUEST: Shape = Shape::new(
    "DeleteUserPoolClientRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
    ]),
);

pub static DELETE_USER_POOL_CLIENT_SECRET_REQUEST: Shape = Shape::new(
    "DeleteUserPoolClientSecretRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("ClientSecretId", "clientSecretId", &CLIENT_SECRET_ID_TYPE),
    ]),
);

pub static DELETE_USER_POOL_CLIENT_SECRET_RESPONSE: Shape = Shape::new(
    "DeleteUserPoolClientSecretResponse",
    Secrecy::Open,
    Kind::Structure(&[]),
);

pub static DESCRIBE_USER_POOL_CLIENT_REQUEST: Shape = Shape::new(
    "DescribeUserPoolClientRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
    ]),
);

pub static DESCRIBE_USER_POOL_CLIENT_RESPONSE: Shape = Shape::new(
    "DescribeUserPoolClientResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserPoolClient",
        "userPoolClient",
        &USER_POOL_CLIENT_TYPE,
    )]),
);

pub static LIST_USER_POOL_CLIENT_SECRETS_REQUEST: Shape = Shape::new(
    "ListUserPoolClientSecretsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static LIST_USER_POOL_CLIENT_SECRETS_RESPONSE: Shape = Shape::new(
    "ListUserPoolClientSecretsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ClientSecrets", "clientSecrets", &CLIENT_SECRET_DESCRIPTOR_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static LIST_USER_POOL_CLIENTS_REQUEST: Shape = Shape::new(
    "ListUserPoolClientsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("MaxResults", "maxResults", &QUERY_LIMIT),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
        Member::optional("ClientType", "clientType", &CLIENT_TYPE_TYPE),
    ]),
);

pub static LIST_USER_POOL_CLIENTS_RESPONSE: Shape = Shape::new(
    "ListUserPoolClientsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolClients", "userPoolClients", &USER_POOL_CLIENT_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static REFRESH_TOKEN_ROTATION_TYPE: Shape = Shape::new(
    "RefreshTokenRotationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Feature", "feature", &FEATURE_TYPE),
        Member::optional(
            "RetryGracePeriodSeconds",
            "retryGracePeriodSeconds",
            &RETRY_GRACE_PERIOD_SECONDS_TYPE,
        ),
    ]),
);

pub static TOKEN_VALIDITY_UNITS_TYPE: Shape = Shape::new(
    "TokenValidityUnitsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AccessToken", "accessToken", &TIME_UNITS_TYPE),
        Member::optional("IdToken", "idToken", &TIME_UNITS_TYPE),
        Member::optional("RefreshToken", "refreshToken", &TIME_UNITS_TYPE),
    ]),
);

pub static UPDATE_USER_POOL_CLIENT_REQUEST: Shape = Shape::new(
    "UpdateUserPoolClientRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ClientName", "clientName", &CLIENT_NAME_TYPE),
        Member::optional(
            "RefreshTokenValidity",
            "refreshTokenValidity",
            &REFRESH_TOKEN_VALIDITY_TYPE,
        ),
        Member::optional(
            "AccessTokenValidity",
            "accessTokenValidity",
            &ACCESS_TOKEN_VALIDITY_TYPE,
        ),
        Member::optional("IdTokenValidity", "idTokenValidity", &ID_TOKEN_VALIDITY_TYPE),
        Member::optional("TokenValidityUnits", "tokenValidityUnits", &TOKEN_VALIDITY_UNITS_TYPE),
        Member::optional("ReadAttributes", "readAttributes", &CLIENT_PERMISSION_LIST_TYPE),
        Member::optional("WriteAttributes", "writeAttributes", &CLIENT_PERMISSION_LIST_TYPE),
        Member::optional("ExplicitAuthFlows", "explicitAuthFlows", &EXPLICIT_AUTH_FLOWS_LIST_TYPE),
        Member::optional(
            "SupportedIdentityProviders",
            "supportedIdentityProviders",
            &SUPPORTED_IDENTITY_PROVIDERS_LIST_TYPE,
        ),
        Member::optional("CallbackURLs", "callbackURLs", &CALLBACK_URLS_LIST_TYPE),
        Member::optional("LogoutURLs", "logoutURLs", &LOGOUT_URLS_LIST_TYPE),
        Member::optional("DefaultRedirectURI", "defaultRedirectURI", &REDIRECT_URL_TYPE),
        Member::optional("AllowedOAuthFlows", "allowedOAuthFlows", &OAUTH_FLOWS_TYPE),
        Member::optional("AllowedOAuthScopes", "allowedOAuthScopes", &SCOPE_LIST_TYPE),
        Member::optional(
            "AllowedOAuthFlowsUserPoolClient",
            "allowedOAuthFlowsUserPoolClient",
            &BOOLEAN_TYPE,
        ),
        Member::optional(
            "AnalyticsConfiguration",
            "analyticsConfiguration",
            &ANALYTICS_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "PreventUserExistenceErrors",
            "preventUserExistenceErrors",
            &PREVENT_USER_EXISTENCE_ERROR_TYPES,
        ),
        Member::optional("EnableTokenRevocation", "enableTokenRevocation", &WRAPPED_BOOLEAN_TYPE),
        Member::optional(
            "EnablePropagateAdditionalUserContextData",
            "enablePropagateAdditionalUserContextData",
            &WRAPPED_BOOLEAN_TYPE,
        ),
        Member::optional(
            "AuthSessionValidity",
            "authSessionValidity",
            &AUTH_SESSION_VALIDITY_TYPE,
        ),
        Member::optional(
            "RefreshTokenRotation",
            "refreshTokenRotation",
            &REFRESH_TOKEN_ROTATION_TYPE,
        ),
    ]),
);

pub static UPDATE_USER_POOL_CLIENT_RESPONSE: Shape = Shape::new(
    "UpdateUserPoolClientResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserPoolClient",
        "userPoolClient",
        &USER_POOL_CLIENT_TYPE,
    )]),
);

pub static USER_POOL_CLIENT_DESCRIPTION: Shape = Shape::new(
    "UserPoolClientDescription",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientName", "clientName", &CLIENT_NAME_TYPE),
    ]),
);

pub static USER_POOL_CLIENT_TYPE: Shape = Shape::new(
    "UserPoolClientType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientName", "clientName", &CLIENT_NAME_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ClientSecret", "clientSecret", &CLIENT_SECRET_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
        Member::optional(
            "RefreshTokenValidity",
            "refreshTokenValidity",
            &REFRESH_TOKEN_VALIDITY_TYPE,
        ),
        Member::optional(
            "AccessTokenValidity",
            "accessTokenValidity",
            &ACCESS_TOKEN_VALIDITY_TYPE,
        ),
        Member::optional("IdTokenValidity", "idTokenValidity", &ID_TOKEN_VALIDITY_TYPE),
        Member::optional("TokenValidityUnits", "tokenValidityUnits", &TOKEN_VALIDITY_UNITS_TYPE),
        Member::optional("ReadAttributes", "readAttributes", &CLIENT_PERMISSION_LIST_TYPE),
        Member::optional("WriteAttributes", "writeAttributes", &CLIENT_PERMISSION_LIST_TYPE),
        Member::optional("ExplicitAuthFlows", "explicitAuthFlows", &EXPLICIT_AUTH_FLOWS_LIST_TYPE),
        Member::optional(
            "SupportedIdentityProviders",
            "supportedIdentityProviders",
            &SUPPORTED_IDENTITY_PROVIDERS_LIST_TYPE,
        ),
        Member::optional("CallbackURLs", "callbackURLs", &CALLBACK_URLS_LIST_TYPE),
        Member::optional("LogoutURLs", "logoutURLs", &LOGOUT_URLS_LIST_TYPE),
        Member::optional("DefaultRedirectURI", "defaultRedirectURI", &REDIRECT_URL_TYPE),
        Member::optional("AllowedOAuthFlows", "allowedOAuthFlows", &OAUTH_FLOWS_TYPE),
        Member::optional("AllowedOAuthScopes", "allowedOAuthScopes", &SCOPE_LIST_TYPE),
        Member::optional(
            "AllowedOAuthFlowsUserPoolClient",
            "allowedOAuthFlowsUserPoolClient",
            &BOOLEAN_TYPE,
        ),
        Member::optional(
            "AnalyticsConfiguration",
            "analyticsConfiguration",
            &ANALYTICS_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "PreventUserExistenceErrors",
            "preventUserExistenceErrors",
            &PREVENT_USER_EXISTENCE_ERROR_TYPES,
        ),
        Member::optional("EnableTokenRevocation", "enableTokenRevocation", &WRAPPED_BOOLEAN_TYPE),
        Member::optional(
            "EnablePropagateAdditionalUserContextData",
            "enablePropagateAdditionalUserContextData",
            &WRAPPED_BOOLEAN_TYPE,
        ),
        Member::optional(
            "AuthSessionValidity",
            "authSessionValidity",
            &AUTH_SESSION_VALIDITY_TYPE,
        ),
        Member::optional(
            "RefreshTokenRotation",
            "refreshTokenRotation",
            &REFRESH_TOKEN_ROTATION_TYPE,
        ),
        Member::optional("ClientType", "clientType", &CLIENT_TYPE_TYPE),
    ]),
);

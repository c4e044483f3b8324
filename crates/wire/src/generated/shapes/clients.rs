// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: clients.

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use crate::Timestamp;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AddUserPoolClientSecretRequest {
    pub client_id: String,
    pub client_secret: Option<String>,
    pub user_pool_id: String,
}

discreet!(AddUserPoolClientSecretRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AddUserPoolClientSecretResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_descriptor: Option<ClientSecretDescriptorType>,
}

discreet!(AddUserPoolClientSecretResponse);

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AnalyticsConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_data_shared: Option<bool>,
}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ClientSecretDescriptorType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_create_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_value: Option<String>,
}

discreet!(ClientSecretDescriptorType);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserPoolClientRequest {
    pub access_token_validity: Option<i32>,
    #[serde(rename = "AllowedOAuthFlows")]
    pub allowed_oauth_flows: Option<Vec<OAuthFlowType>>,
    #[serde(rename = "AllowedOAuthFlowsUserPoolClient")]
    pub allowed_oauth_flows_user_pool_client: Option<bool>,
    #[serde(rename = "AllowedOAuthScopes")]
    pub allowed_oauth_scopes: Option<Vec<String>>,
    pub analytics_configuration: Option<AnalyticsConfigurationType>,
    pub auth_session_validity: Option<i32>,
    #[serde(rename = "CallbackURLs")]
    pub callback_urls: Option<Vec<String>>,
    pub client_name: String,
    pub client_secret: Option<String>,
    #[serde(rename = "DefaultRedirectURI")]
    pub default_redirect_uri: Option<String>,
    pub enable_propagate_additional_user_context_data: Option<bool>,
    pub enable_token_revocation: Option<bool>,
    pub explicit_auth_flows: Option<Vec<ExplicitAuthFlowsType>>,
    pub generate_secret: Option<bool>,
    pub id_token_validity: Option<i32>,
    #[serde(rename = "LogoutURLs")]
    pub logout_urls: Option<Vec<String>>,
    pub prevent_user_existence_errors: Option<PreventUserExistenceErrorTypes>,
    pub read_attributes: Option<Vec<String>>,
    pub refresh_token_rotation: Option<RefreshTokenRotationType>,
    pub refresh_token_validity: Option<i32>,
    pub supported_identity_providers: Option<Vec<String>>,
    pub token_validity_units: Option<TokenValidityUnitsType>,
    pub user_pool_id: String,
    pub write_attributes: Option<Vec<String>>,
}

discreet!(CreateUserPoolClientRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserPoolClientResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_client: Option<UserPoolClientType>,
}

discreet!(CreateUserPoolClientResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPoolClientRequest {
    pub client_id: String,
    pub user_pool_id: String,
}

discreet!(DeleteUserPoolClientRequest);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPoolClientSecretRequest {
    pub client_id: String,
    pub client_secret_id: String,
    pub user_pool_id: String,
}

discreet!(DeleteUserPoolClientSecretRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPoolClientSecretResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeUserPoolClientRequest {
    pub client_id: String,
    pub user_pool_id: String,
}

discreet!(DescribeUserPoolClientRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeUserPoolClientResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_client: Option<UserPoolClientType>,
}

discreet!(DescribeUserPoolClientResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolClientSecretsRequest {
    pub client_id: String,
    pub next_token: Option<String>,
    pub user_pool_id: String,
}

discreet!(ListUserPoolClientSecretsRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolClientSecretsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secrets: Option<Vec<ClientSecretDescriptorType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

discreet!(ListUserPoolClientSecretsResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolClientsRequest {
    pub client_type: Option<ClientTypeType>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub user_pool_id: String,
}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolClientsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_clients: Option<Vec<UserPoolClientDescription>>,
}

discreet!(ListUserPoolClientsResponse);

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RefreshTokenRotationType {
    pub feature: FeatureType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_grace_period_seconds: Option<i32>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TokenValidityUnitsType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<TimeUnitsType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<TimeUnitsType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<TimeUnitsType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateUserPoolClientRequest {
    pub access_token_validity: Option<i32>,
    #[serde(rename = "AllowedOAuthFlows")]
    pub allowed_oauth_flows: Option<Vec<OAuthFlowType>>,
    #[serde(rename = "AllowedOAuthFlowsUserPoolClient")]
    pub allowed_oauth_flows_user_pool_client: Option<bool>,
    #[serde(rename = "AllowedOAuthScopes")]
    pub allowed_oauth_scopes: Option<Vec<String>>,
    pub analytics_configuration: Option<AnalyticsConfigurationType>,
    pub auth_session_validity: Option<i32>,
    #[serde(rename = "CallbackURLs")]
    pub callback_urls: Option<Vec<String>>,
    pub client_id: String,
    pub client_name: Option<String>,
    #[serde(rename = "DefaultRedirectURI")]
    pub default_redirect_uri: Option<String>,
    pub enable_propagate_additional_user_context_data: Option<bool>,
    pub enable_token_revocation: Option<bool>,
    pub explicit_auth_flows: Option<Vec<ExplicitAuthFlowsType>>,
    pub id_token_validity: Option<i32>,
    #[serde(rename = "LogoutURLs")]
    pub logout_urls: Option<Vec<String>>,
    pub prevent_user_existence_errors: Option<PreventUserExistenceErrorTypes>,
    pub read_attributes: Option<Vec<String>>,
    pub refresh_token_rotation: Option<RefreshTokenRotationType>,
    pub refresh_token_validity: Option<i32>,
    pub supported_identity_providers: Option<Vec<String>>,
    pub token_validity_units: Option<TokenValidityUnitsType>,
    pub user_pool_id: String,
    pub write_attributes: Option<Vec<String>>,
}

discreet!(UpdateUserPoolClientRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateUserPoolClientResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_client: Option<UserPoolClientType>,
}

discreet!(UpdateUserPoolClientResponse);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserPoolClientDescription {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

discreet!(UserPoolClientDescription);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserPoolClientType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token_validity: Option<i32>,
    #[serde(rename = "AllowedOAuthFlows", skip_serializing_if = "Option::is_none")]
    pub allowed_oauth_flows: Option<Vec<OAuthFlowType>>,
    #[serde(rename = "AllowedOAuthFlowsUserPoolClient", skip_serializing_if = "Option::is_none")]
    pub allowed_oauth_flows_user_pool_client: Option<bool>,
    #[serde(rename = "AllowedOAuthScopes", skip_serializing_if = "Option::is_none")]
    pub allowed_oauth_scopes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub analytics_configuration: Option<AnalyticsConfigurationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_session_validity: Option<i32>,
    #[serde(rename = "CallbackURLs", skip_serializing_if = "Option::is_none")]
    pub callback_urls: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_type: Option<ClientTypeType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<Timestamp>,
    #[serde(rename = "DefaultRedirectURI", skip_serializing_if = "Option::is_none")]
    pub default_redirect_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_propagate_additional_user_context_data: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_token_revocation: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explicit_auth_flows: Option<Vec<ExplicitAuthFlowsType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_validity: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<Timestamp>,
    #[serde(rename = "LogoutURLs", skip_serializing_if = "Option::is_none")]
    pub logout_urls: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prevent_user_existence_errors: Option<PreventUserExistenceErrorTypes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_attributes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_rotation: Option<RefreshTokenRotationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_validity: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported_identity_providers: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_validity_units: Option<TokenValidityUnitsType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub write_attributes: Option<Vec<String>>,
}

discreet!(UserPoolClientType);

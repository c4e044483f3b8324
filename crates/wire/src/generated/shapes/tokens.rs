// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: tokens.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use super::*;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminUserGlobalSignOutRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminUserGlobalSignOutRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminUserGlobalSignOutResponse {}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ClientAuthenticationResultType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
}

discreet!(ClientAuthenticationResultType);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetClientTokenRequest {
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub scopes: Option<Vec<String>>,
    pub secret: String,
}

discreet!(GetClientTokenRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetClientTokenResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_authentication_result: Option<ClientAuthenticationResultType>,
}

discreet!(GetClientTokenResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetDerivedTokenRequest {
    pub actor_token: Option<String>,
    pub actor_token_provider_name: Option<String>,
    pub actor_token_type: Option<TokenTypeIdentifierType>,
    pub audiences: Option<Vec<String>>,
    pub client_id: String,
    pub client_secret: Option<String>,
    pub requested_token_type: Option<IssuedTokenTypeIdentifierType>,
    pub resources: Option<Vec<String>>,
    pub scopes: Option<Vec<String>>,
    pub subject_token: String,
    pub subject_token_provider_name: Option<String>,
    pub subject_token_type: TokenTypeIdentifierType,
}

discreet!(GetDerivedTokenRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetDerivedTokenResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i32>,
    pub issued_token: String,
    pub issued_token_type: IssuedTokenTypeIdentifierType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    pub token_type: OAuthTokenTypeType,
}

discreet!(GetDerivedTokenResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetSigningCertificateRequest {
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetSigningCertificateResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetTokensFromRefreshTokenRequest {
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub client_secret: Option<String>,
    pub device_key: Option<String>,
    pub refresh_token: String,
}

discreet!(GetTokensFromRefreshTokenRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetTokensFromRefreshTokenResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_result: Option<AuthenticationResultType>,
}

discreet!(GetTokensFromRefreshTokenResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GlobalSignOutRequest {
    pub access_token: String,
}

discreet!(GlobalSignOutRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GlobalSignOutResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct RevokeTokenRequest {
    pub client_id: String,
    pub client_secret: Option<String>,
    pub revoke_associated_sessions: Option<RevokeAssociatedSessionsType>,
    pub token: String,
}

discreet!(RevokeTokenRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RevokeTokenResponse {}

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: sign in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use super::*;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminGetUserAuthFactorsRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminGetUserAuthFactorsRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminGetUserAuthFactorsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configured_user_auth_factors: Option<Vec<AuthFactorType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_mfa_setting: Option<String>,
    #[serde(rename = "UserMFASettingList", skip_serializing_if = "Option::is_none")]
    pub user_mfa_setting_list: Option<Vec<String>>,
    pub username: String,
}

discreet!(AdminGetUserAuthFactorsResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminInitiateAuthRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub auth_flow: AuthFlowType,
    pub auth_parameters: Option<BTreeMap<String, String>>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub context_data: Option<ContextDataType>,
    pub session: Option<String>,
    pub user_pool_id: String,
}

discreet!(AdminInitiateAuthRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminInitiateAuthResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_result: Option<AuthenticationResultType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_challenges: Option<Vec<ChallengeNameType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_name: Option<ChallengeNameType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_parameters: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

discreet!(AdminInitiateAuthResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminRespondToAuthChallengeRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub challenge_name: ChallengeNameType,
    pub challenge_responses: Option<BTreeMap<String, String>>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub context_data: Option<ContextDataType>,
    pub session: Option<String>,
    pub user_pool_id: String,
}

discreet!(AdminRespondToAuthChallengeRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminRespondToAuthChallengeResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_result: Option<AuthenticationResultType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_challenges: Option<Vec<ChallengeNameType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_name: Option<ChallengeNameType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_parameters: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

discreet!(AdminRespondToAuthChallengeResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ContextDataType {
    pub encoded_data: Option<String>,
    pub http_headers: Vec<HttpHeader>,
    pub ip_address: String,
    pub server_name: String,
    pub server_path: String,
}

discreet!(ContextDataType);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserAuthFactorsRequest {
    pub access_token: String,
}

discreet!(GetUserAuthFactorsRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserAuthFactorsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configured_user_auth_factors: Option<Vec<AuthFactorType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_mfa_setting: Option<String>,
    #[serde(rename = "UserMFASettingList", skip_serializing_if = "Option::is_none")]
    pub user_mfa_setting_list: Option<Vec<String>>,
    pub username: String,
}

discreet!(GetUserAuthFactorsResponse);

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct HttpHeader {
    #[serde(rename = "headerName")]
    pub header_name: Option<String>,
    #[serde(rename = "headerValue")]
    pub header_value: Option<String>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct InitiateAuthRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub auth_flow: AuthFlowType,
    pub auth_parameters: Option<BTreeMap<String, String>>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub session: Option<String>,
    pub user_context_data: Option<UserContextDataType>,
}

discreet!(InitiateAuthRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InitiateAuthResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_result: Option<AuthenticationResultType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_challenges: Option<Vec<ChallengeNameType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_name: Option<ChallengeNameType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_parameters: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

discreet!(InitiateAuthResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct RespondToAuthChallengeRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub challenge_name: ChallengeNameType,
    pub challenge_responses: Option<BTreeMap<String, String>>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub session: Option<String>,
    pub user_context_data: Option<UserContextDataType>,
}

discreet!(RespondToAuthChallengeRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RespondToAuthChallengeResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_result: Option<AuthenticationResultType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_challenges: Option<Vec<ChallengeNameType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_name: Option<ChallengeNameType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_parameters: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

discreet!(RespondToAuthChallengeResponse);

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: sign up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::*;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminConfirmSignUpRequest {
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminConfirmSignUpRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminConfirmSignUpResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmSignUpRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub confirmation_code: String,
    pub force_alias_creation: Option<bool>,
    pub secret_hash: Option<String>,
    pub session: Option<String>,
    pub user_context_data: Option<UserContextDataType>,
    pub username: String,
}

discreet!(ConfirmSignUpRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmSignUpResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

discreet!(ConfirmSignUpResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ResendConfirmationCodeRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub secret_hash: Option<String>,
    pub user_context_data: Option<UserContextDataType>,
    pub username: String,
}

discreet!(ResendConfirmationCodeRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResendConfirmationCodeResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_delivery_details: Option<CodeDeliveryDetailsType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SignUpRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub password: Option<String>,
    pub secret_hash: Option<String>,
    pub user_attributes: Option<Vec<AttributeType>>,
    pub user_context_data: Option<UserContextDataType>,
    pub username: String,
    pub validation_data: Option<Vec<AttributeType>>,
}

discreet!(SignUpRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignUpResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_delivery_details: Option<CodeDeliveryDetailsType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    pub user_confirmed: bool,
    pub user_sub: String,
}

discreet!(SignUpResponse);

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: passwords.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::*;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminResetUserPasswordRequest {
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminResetUserPasswordRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminResetUserPasswordResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminSetUserPasswordRequest {
    pub password: String,
    pub permanent: Option<bool>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminSetUserPasswordRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminSetUserPasswordResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ChangePasswordRequest {
    pub access_token: String,
    pub previous_password: Option<String>,
    pub proposed_password: String,
}

discreet!(ChangePasswordRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ChangePasswordResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmForgotPasswordRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub confirmation_code: String,
    pub password: String,
    pub secret_hash: Option<String>,
    pub user_context_data: Option<UserContextDataType>,
    pub username: String,
}

discreet!(ConfirmForgotPasswordRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmForgotPasswordResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ForgotPasswordRequest {
    pub analytics_metadata: Option<AnalyticsMetadataType>,
    pub client_id: String,
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub secret_hash: Option<String>,
    pub user_context_data: Option<UserContextDataType>,
    pub username: String,
}

discreet!(ForgotPasswordRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ForgotPasswordResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_delivery_details: Option<CodeDeliveryDetailsType>,
}

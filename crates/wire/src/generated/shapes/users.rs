// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: users.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use super::*;
use crate::Timestamp;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminCreateUserRequest {
    pub client_metadata: Option<BTreeMap<String, String>>,
    pub desired_delivery_mediums: Option<Vec<DeliveryMediumType>>,
    pub force_alias_creation: Option<bool>,
    pub message_action: Option<MessageActionType>,
    pub temporary_password: Option<String>,
    pub user_attributes: Option<Vec<AttributeType>>,
    pub user_pool_id: String,
    pub username: String,
    pub validation_data: Option<Vec<AttributeType>>,
}

discreet!(AdminCreateUserRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminCreateUserResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<UserType>,
}

discreet!(AdminCreateUserResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminDeleteUserRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminDeleteUserRequest);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminDisableUserRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminDisableUserRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminDisableUserResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminEnableUserRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminEnableUserRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminEnableUserResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminGetUserRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminGetUserRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminGetUserResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(rename = "MFAOptions", skip_serializing_if = "Option::is_none")]
    pub mfa_options: Option<Vec<MFAOptionType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_mfa_setting: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_attributes: Option<Vec<AttributeType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_create_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_last_modified_date: Option<Timestamp>,
    #[serde(rename = "UserMFASettingList", skip_serializing_if = "Option::is_none")]
    pub user_mfa_setting_list: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_status: Option<UserStatusType>,
    pub username: String,
}

discreet!(AdminGetUserResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserRequest {
    pub access_token: String,
}

discreet!(DeleteUserRequest);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserRequest {
    pub access_token: String,
}

discreet!(GetUserRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserResponse {
    #[serde(rename = "MFAOptions", skip_serializing_if = "Option::is_none")]
    pub mfa_options: Option<Vec<MFAOptionType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_mfa_setting: Option<String>,
    pub user_attributes: Vec<AttributeType>,
    #[serde(rename = "UserMFASettingList", skip_serializing_if = "Option::is_none")]
    pub user_mfa_setting_list: Option<Vec<String>>,
    pub username: String,
}

discreet!(GetUserResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListUsersRequest {
    pub attributes_to_get: Option<Vec<String>>,
    pub filter: Option<String>,
    pub limit: Option<i32>,
    pub pagination_token: Option<String>,
    pub user_pool_id: String,
}

discreet!(ListUsersRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUsersResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<UserType>>,
}

discreet!(ListUsersResponse);

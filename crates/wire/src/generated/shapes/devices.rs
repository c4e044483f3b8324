// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: devices.

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use super::*;
use crate::Timestamp;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminForgetDeviceRequest {
    pub device_key: String,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminForgetDeviceRequest);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminGetDeviceRequest {
    pub device_key: String,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminGetDeviceRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminGetDeviceResponse {
    pub device: DeviceType,
}

discreet!(AdminGetDeviceResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminListDevicesRequest {
    pub limit: Option<i32>,
    pub pagination_token: Option<String>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminListDevicesRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminListDevicesResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub devices: Option<Vec<DeviceType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

discreet!(AdminListDevicesResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminUpdateDeviceStatusRequest {
    pub device_key: String,
    pub device_remembered_status: Option<DeviceRememberedStatusType>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminUpdateDeviceStatusRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminUpdateDeviceStatusResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmDeviceRequest {
    pub access_token: String,
    pub device_key: String,
    pub device_name: Option<String>,
    pub device_secret_verifier_config: Option<DeviceSecretVerifierConfigType>,
}

discreet!(ConfirmDeviceRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfirmDeviceResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_confirmation_necessary: Option<bool>,
}

#[derive(Clone, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeviceSecretVerifierConfigType {
    pub password_verifier: Option<String>,
    pub salt: Option<String>,
}

discreet!(DeviceSecretVerifierConfigType);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeviceType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_attributes: Option<Vec<AttributeType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_create_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_last_authenticated_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_last_modified_date: Option<Timestamp>,
}

discreet!(DeviceType);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ForgetDeviceRequest {
    pub access_token: Option<String>,
    pub device_key: String,
}

discreet!(ForgetDeviceRequest);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetDeviceRequest {
    pub access_token: Option<String>,
    pub device_key: String,
}

discreet!(GetDeviceRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetDeviceResponse {
    pub device: DeviceType,
}

discreet!(GetDeviceResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListDevicesRequest {
    pub access_token: String,
    pub limit: Option<i32>,
    pub pagination_token: Option<String>,
}

discreet!(ListDevicesRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListDevicesResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub devices: Option<Vec<DeviceType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination_token: Option<String>,
}

discreet!(ListDevicesResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateDeviceStatusRequest {
    pub access_token: String,
    pub device_key: String,
    pub device_remembered_status: Option<DeviceRememberedStatusType>,
}

discreet!(UpdateDeviceStatusRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateDeviceStatusResponse {}

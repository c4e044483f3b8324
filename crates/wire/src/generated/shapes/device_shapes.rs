// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: device shapes.

use serde::Serialize;

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NewDeviceMetadataType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_group_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_key: Option<String>,
}

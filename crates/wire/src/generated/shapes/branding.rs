// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: branding.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::enums::*;
use crate::named::discreet;
use crate::{Blob, Timestamp};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssetType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Blob>,
    pub category: AssetCategoryType,
    pub color_mode: ColorSchemeModeType,
    pub extension: AssetExtensionType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CreateManagedLoginBrandingRequest {
    pub assets: Option<Vec<AssetType>>,
    pub client_id: String,
    pub settings: Option<Value>,
    pub use_cognito_provided_values: Option<bool>,
    pub user_pool_id: String,
}

discreet!(CreateManagedLoginBrandingRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateManagedLoginBrandingResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_login_branding: Option<ManagedLoginBrandingType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteManagedLoginBrandingRequest {
    pub managed_login_branding_id: String,
    pub user_pool_id: String,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeManagedLoginBrandingByClientRequest {
    pub client_id: String,
    pub return_merged_resources: Option<bool>,
    pub user_pool_id: String,
}

discreet!(DescribeManagedLoginBrandingByClientRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeManagedLoginBrandingByClientResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_login_branding: Option<ManagedLoginBrandingType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeManagedLoginBrandingRequest {
    pub managed_login_branding_id: String,
    pub return_merged_resources: Option<bool>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeManagedLoginBrandingResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_login_branding: Option<ManagedLoginBrandingType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetUICustomizationRequest {
    pub client_id: Option<String>,
    pub user_pool_id: String,
}

discreet!(GetUICustomizationRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUICustomizationResponse {
    #[serde(rename = "UICustomization")]
    pub ui_customization: UICustomizationType,
}

discreet!(GetUICustomizationResponse);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ManagedLoginBrandingType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assets: Option<Vec<AssetType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_login_branding_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_cognito_provided_values: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetUICustomizationRequest {
    #[serde(rename = "CSS")]
    pub css: Option<String>,
    pub client_id: Option<String>,
    pub image_file: Option<Blob>,
    pub user_pool_id: String,
}

discreet!(SetUICustomizationRequest);

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetUICustomizationResponse {
    #[serde(rename = "UICustomization")]
    pub ui_customization: UICustomizationType,
}

discreet!(SetUICustomizationResponse);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UICustomizationType {
    #[serde(rename = "CSS", skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    #[serde(rename = "CSSVersion", skip_serializing_if = "Option::is_none")]
    pub css_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

discreet!(UICustomizationType);

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateManagedLoginBrandingRequest {
    pub assets: Option<Vec<AssetType>>,
    pub managed_login_branding_id: Option<String>,
    pub settings: Option<Value>,
    pub use_cognito_provided_values: Option<bool>,
    pub user_pool_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateManagedLoginBrandingResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_login_branding: Option<ManagedLoginBrandingType>,
}

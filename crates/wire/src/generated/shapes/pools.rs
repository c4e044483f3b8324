// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: pools.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use super::*;

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserPoolRequest {
    pub account_recovery_setting: Option<AccountRecoverySettingType>,
    pub acr_configuration: Option<BTreeMap<String, AcrLevelConfigType>>,
    pub admin_create_user_config: Option<AdminCreateUserConfigType>,
    pub alias_attributes: Option<Vec<AliasAttributeType>>,
    pub auto_verified_attributes: Option<Vec<VerifiedAttributeType>>,
    pub dcr_configuration: Option<DcrConfigurationType>,
    pub deletion_protection: Option<DeletionProtectionType>,
    pub device_configuration: Option<DeviceConfigurationType>,
    pub email_configuration: Option<EmailConfigurationType>,
    pub email_verification_message: Option<String>,
    pub email_verification_subject: Option<String>,
    pub issuer_configuration: Option<IssuerConfigurationType>,
    pub key_configuration: Option<KeyConfigurationType>,
    pub lambda_config: Option<LambdaConfigType>,
    pub mfa_configuration: Option<UserPoolMfaType>,
    pub policies: Option<UserPoolPolicyType>,
    pub pool_name: String,
    pub schema: Option<Vec<SchemaAttributeType>>,
    pub sms_authentication_message: Option<String>,
    pub sms_configuration: Option<SmsConfigurationType>,
    pub sms_verification_message: Option<String>,
    pub user_attribute_update_settings: Option<UserAttributeUpdateSettingsType>,
    pub user_pool_add_ons: Option<UserPoolAddOnsType>,
    pub user_pool_tags: Option<BTreeMap<String, String>>,
    pub user_pool_tier: Option<UserPoolTierType>,
    pub username_attributes: Option<Vec<UsernameAttributeType>>,
    pub username_configuration: Option<UsernameConfigurationType>,
    pub verification_message_template: Option<VerificationMessageTemplateType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserPoolResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool: Option<UserPoolType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPoolRequest {
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeUserPoolRequest {
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeUserPoolResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool: Option<UserPoolType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetProvisionedLimitRequest {
    pub limit_definition: LimitDefinitionType,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetProvisionedLimitResponse {
    pub limit: LimitType,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListTagsForResourceRequest {
    pub resource_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListTagsForResourceResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolsRequest {
    pub max_results: i32,
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pools: Option<Vec<UserPoolDescriptionType>>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct TagResourceRequest {
    pub resource_arn: String,
    pub tags: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagResourceResponse {}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UntagResourceRequest {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UntagResourceResponse {}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateProvisionedLimitRequest {
    pub limit_definition: LimitDefinitionType,
    pub requested_limit_value: i32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateProvisionedLimitResponse {
    pub limit: LimitType,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateUserPoolRequest {
    pub account_recovery_setting: Option<AccountRecoverySettingType>,
    pub acr_configuration: Option<BTreeMap<String, AcrLevelConfigType>>,
    pub admin_create_user_config: Option<AdminCreateUserConfigType>,
    pub auto_verified_attributes: Option<Vec<VerifiedAttributeType>>,
    pub dcr_configuration: Option<DcrConfigurationType>,
    pub deletion_protection: Option<DeletionProtectionType>,
    pub device_configuration: Option<DeviceConfigurationType>,
    pub email_configuration: Option<EmailConfigurationType>,
    pub email_verification_message: Option<String>,
    pub email_verification_subject: Option<String>,
    pub issuer_configuration: Option<IssuerConfigurationType>,
    pub key_configuration: Option<KeyConfigurationType>,
    pub lambda_config: Option<LambdaConfigType>,
    pub mfa_configuration: Option<UserPoolMfaType>,
    pub policies: Option<UserPoolPolicyType>,
    pub pool_name: Option<String>,
    pub sms_authentication_message: Option<String>,
    pub sms_configuration: Option<SmsConfigurationType>,
    pub sms_verification_message: Option<String>,
    pub user_attribute_update_settings: Option<UserAttributeUpdateSettingsType>,
    pub user_pool_add_ons: Option<UserPoolAddOnsType>,
    pub user_pool_id: String,
    pub user_pool_tags: Option<BTreeMap<String, String>>,
    pub user_pool_tier: Option<UserPoolTierType>,
    pub verification_message_template: Option<VerificationMessageTemplateType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateUserPoolResponse {}

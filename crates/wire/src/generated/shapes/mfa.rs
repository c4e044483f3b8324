// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: mfa.

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use super::*;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminDeleteSoftwareTokenRequest {
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminDeleteSoftwareTokenRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminDeleteSoftwareTokenResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminSetUserMFAPreferenceRequest {
    pub email_mfa_settings: Option<EmailMfaSettingsType>,
    #[serde(rename = "SMSMfaSettings")]
    pub sms_mfa_settings: Option<SMSMfaSettingsType>,
    pub software_token_mfa_settings: Option<SoftwareTokenMfaSettingsType>,
    pub user_pool_id: String,
    pub username: String,
    pub web_authn_mfa_settings: Option<WebAuthnMfaSettingsType>,
}

discreet!(AdminSetUserMFAPreferenceRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminSetUserMFAPreferenceResponse {}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminSetUserSettingsRequest {
    #[serde(rename = "MFAOptions")]
    pub mfa_options: Vec<MFAOptionType>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminSetUserSettingsRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminSetUserSettingsResponse {}

#[derive(Clone, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AssociateSoftwareTokenRequest {
    pub access_token: Option<String>,
    pub session: Option<String>,
}

discreet!(AssociateSoftwareTokenRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AssociateSoftwareTokenResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

discreet!(AssociateSoftwareTokenResponse);

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EmailMfaConfigType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct EmailMfaSettingsType {
    pub enabled: Option<bool>,
    pub preferred_mfa: Option<bool>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPoolMfaConfigRequest {
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPoolMfaConfigResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_mfa_configuration: Option<EmailMfaConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfa_configuration: Option<UserPoolMfaType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms_mfa_configuration: Option<SmsMfaConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub software_token_mfa_configuration: Option<SoftwareTokenMfaConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_authn_configuration: Option<WebAuthnConfigurationType>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SMSMfaSettingsType {
    pub enabled: Option<bool>,
    pub preferred_mfa: Option<bool>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserMFAPreferenceRequest {
    pub access_token: String,
    pub email_mfa_settings: Option<EmailMfaSettingsType>,
    #[serde(rename = "SMSMfaSettings")]
    pub sms_mfa_settings: Option<SMSMfaSettingsType>,
    pub software_token_mfa_settings: Option<SoftwareTokenMfaSettingsType>,
    pub web_authn_mfa_settings: Option<WebAuthnMfaSettingsType>,
}

discreet!(SetUserMFAPreferenceRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserMFAPreferenceResponse {}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserPoolMfaConfigRequest {
    pub email_mfa_configuration: Option<EmailMfaConfigType>,
    pub mfa_configuration: Option<UserPoolMfaType>,
    pub sms_mfa_configuration: Option<SmsMfaConfigType>,
    pub software_token_mfa_configuration: Option<SoftwareTokenMfaConfigType>,
    pub user_pool_id: String,
    pub web_authn_configuration: Option<WebAuthnConfigurationType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserPoolMfaConfigResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_mfa_configuration: Option<EmailMfaConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfa_configuration: Option<UserPoolMfaType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms_mfa_configuration: Option<SmsMfaConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub software_token_mfa_configuration: Option<SoftwareTokenMfaConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_authn_configuration: Option<WebAuthnConfigurationType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserSettingsRequest {
    pub access_token: String,
    #[serde(rename = "MFAOptions")]
    pub mfa_options: Vec<MFAOptionType>,
}

discreet!(SetUserSettingsRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserSettingsResponse {}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SmsMfaConfigType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms_authentication_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms_configuration: Option<SmsConfigurationType>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SoftwareTokenMfaConfigType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SoftwareTokenMfaSettingsType {
    pub enabled: Option<bool>,
    pub preferred_mfa: Option<bool>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct VerifySoftwareTokenRequest {
    pub access_token: Option<String>,
    pub friendly_device_name: Option<String>,
    pub session: Option<String>,
    pub user_code: String,
}

discreet!(VerifySoftwareTokenRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VerifySoftwareTokenResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<VerifySoftwareTokenResponseType>,
}

discreet!(VerifySoftwareTokenResponse);

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WebAuthnConfigurationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factor_configuration: Option<WebAuthnFactorConfigurationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relying_party_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_verification: Option<UserVerificationType>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct WebAuthnMfaSettingsType {
    pub enabled: Option<bool>,
}

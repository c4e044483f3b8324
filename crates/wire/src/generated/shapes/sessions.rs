// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: sessions.

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use crate::Timestamp;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminListUserSessionsRequest {
    pub next_token: Option<String>,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminListUserSessionsRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminListUserSessionsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<SessionDescriptionType>>,
}

discreet!(AdminListUserSessionsResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AdminRevokeUserSessionRequest {
    pub revoke_associated_sessions: Option<RevokeAssociatedSessionsType>,
    pub session_id: String,
    pub user_pool_id: String,
    pub username: String,
}

discreet!(AdminRevokeUserSessionRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AdminRevokeUserSessionResponse {}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ClientSSOSessionConfigType {
    pub max_validity_minutes: i32,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPoolClientSessionConfigurationRequest {
    pub client_id: String,
    pub user_pool_id: String,
}

discreet!(GetUserPoolClientSessionConfigurationRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPoolClientSessionConfigurationResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(rename = "SSOSession", skip_serializing_if = "Option::is_none")]
    pub sso_session: Option<ClientSSOSessionConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

discreet!(GetUserPoolClientSessionConfigurationResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPoolSessionConfigurationRequest {
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetUserPoolSessionConfigurationResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_session: Option<UserPoolTokenSessionConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_session_tracking: Option<UserSessionTrackingType>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserSessionsRequest {
    pub access_token: String,
    pub next_token: Option<String>,
}

discreet!(ListUserSessionsRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserSessionsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Vec<SessionDescriptionType>>,
}

discreet!(ListUserSessionsResponse);

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct RevokeUserSessionRequest {
    pub access_token: String,
    pub revoke_associated_sessions: Option<RevokeAssociatedSessionsType>,
    pub session_id: String,
}

discreet!(RevokeUserSessionRequest);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RevokeUserSessionResponse {}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SessionDescriptionType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_current_session: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_active_date: Option<Timestamp>,
    #[serde(rename = "LastIPAddress", skip_serializing_if = "Option::is_none")]
    pub last_ip_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_location: Option<SessionLocationType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_session_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_type: Option<SessionTypeType>,
}

discreet!(SessionDescriptionType);

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SessionLocationType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserPoolClientSessionConfigurationRequest {
    pub client_id: String,
    #[serde(rename = "SSOSession")]
    pub sso_session: ClientSSOSessionConfigType,
    pub user_pool_id: String,
}

discreet!(SetUserPoolClientSessionConfigurationRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserPoolClientSessionConfigurationResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    #[serde(rename = "SSOSession", skip_serializing_if = "Option::is_none")]
    pub sso_session: Option<ClientSSOSessionConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

discreet!(SetUserPoolClientSessionConfigurationResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserPoolSessionConfigurationRequest {
    pub token_session: UserPoolTokenSessionConfigType,
    pub user_pool_id: String,
    pub user_session_tracking: UserSessionTrackingType,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SetUserPoolSessionConfigurationResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_session: Option<UserPoolTokenSessionConfigType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_session_tracking: Option<UserSessionTrackingType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserPoolTokenSessionConfigType {
    pub max_per_user: i32,
}

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: replicas.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::enums::*;

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserPoolReplicaRequest {
    pub region_name: String,
    pub user_pool_id: String,
    pub user_pool_tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUserPoolReplicaResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_replica: Option<UserPoolReplicaType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPoolReplicaRequest {
    pub region_name: String,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteUserPoolReplicaResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_replica: Option<UserPoolReplicaType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolReplicasRequest {
    pub next_token: Option<String>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListUserPoolReplicasResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_replicas: Option<Vec<UserPoolReplicaType>>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateUserPoolReplicaRequest {
    pub region_name: String,
    pub status: UpdateReplicaStatusType,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateUserPoolReplicaResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_replica: Option<UserPoolReplicaType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UserPoolReplicaType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<ReplicaRoleType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ReplicaStatusType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_arn: Option<String>,
}

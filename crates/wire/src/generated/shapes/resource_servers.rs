// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: resource servers.

use serde::{Deserialize, Serialize};

use super::super::enums::*;

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CreateResourceServerRequest {
    pub identifier: String,
    pub name: String,
    pub scopes: Option<Vec<ResourceServerScopeType>>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateResourceServerResponse {
    pub resource_server: ResourceServerType,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteResourceServerRequest {
    pub identifier: String,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeResourceServerRequest {
    pub identifier: String,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeResourceServerResponse {
    pub resource_server: ResourceServerType,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListResourceServersRequest {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListResourceServersResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    pub resource_servers: Vec<ResourceServerType>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourceServerScopeType {
    pub scope_description: String,
    pub scope_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourceServerType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub managed_by: Option<ResourceServerManagedByType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<ResourceServerScopeType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_pool_id: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateResourceServerRequest {
    pub identifier: String,
    pub name: String,
    pub scopes: Option<Vec<ResourceServerScopeType>>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateResourceServerResponse {
    pub resource_server: ResourceServerType,
}

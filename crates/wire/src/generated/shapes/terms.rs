// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: terms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::enums::*;
use crate::Timestamp;
use crate::named::discreet;

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct CreateTermsRequest {
    pub client_id: String,
    pub enforcement: TermsEnforcementType,
    pub links: Option<BTreeMap<String, String>>,
    pub terms_name: String,
    pub terms_source: TermsSourceType,
    pub user_pool_id: String,
}

discreet!(CreateTermsRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateTermsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsType>,
}

discreet!(CreateTermsResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteTermsRequest {
    pub terms_id: String,
    pub user_pool_id: String,
}

#[derive(Clone, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeTermsByClientRequest {
    pub client_id: String,
    pub terms_name: String,
    pub user_pool_id: String,
}

discreet!(DescribeTermsByClientRequest);

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeTermsByClientResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsType>,
}

discreet!(DescribeTermsByClientResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeTermsRequest {
    pub terms_id: String,
    pub user_pool_id: String,
}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeTermsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsType>,
}

discreet!(DescribeTermsResponse);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct ListTermsRequest {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub user_pool_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListTermsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    pub terms: Vec<TermsDescriptionType>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TermsDescriptionType {
    pub creation_date: Timestamp,
    pub enforcement: TermsEnforcementType,
    pub last_modified_date: Timestamp,
    pub terms_id: String,
    pub terms_name: String,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TermsType {
    pub client_id: String,
    pub creation_date: Timestamp,
    pub enforcement: TermsEnforcementType,
    pub last_modified_date: Timestamp,
    pub links: BTreeMap<String, String>,
    pub terms_id: String,
    pub terms_name: String,
    pub terms_source: TermsSourceType,
    pub user_pool_id: String,
}

discreet!(TermsType);

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateTermsRequest {
    pub enforcement: Option<TermsEnforcementType>,
    pub links: Option<BTreeMap<String, String>>,
    pub terms_id: String,
    pub terms_name: Option<String>,
    pub terms_source: Option<TermsSourceType>,
    pub user_pool_id: String,
}

#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateTermsResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsType>,
}

discreet!(UpdateTermsResponse);

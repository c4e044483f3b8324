// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: client shapes.

use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct AnalyticsMetadataType {
    pub analytics_endpoint_id: Option<String>,
}

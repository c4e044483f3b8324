// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Structures of the API: mfa shapes.

use serde::{Deserialize, Serialize};

use super::super::enums::*;

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MFAOptionType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_medium: Option<DeliveryMediumType>,
}

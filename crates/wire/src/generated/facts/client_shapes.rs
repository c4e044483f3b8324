// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: client shapes.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ANALYTICS_METADATA_TYPE: Shape = Shape::new(
    "AnalyticsMetadataType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "AnalyticsEndpointId",
        "analyticsEndpointId",
        &STRING_TYPE,
    )]),
);

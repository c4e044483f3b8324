// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: device shapes.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static NEW_DEVICE_METADATA_TYPE: Shape = Shape::new(
    "NewDeviceMetadataType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional("DeviceGroupKey", "deviceGroupKey", &STRING_TYPE),
    ]),
);

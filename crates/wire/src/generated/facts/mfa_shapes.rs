// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: mfa shapes.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static MFA_OPTION_TYPE: Shape = Shape::new(
    "MFAOptionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("DeliveryMedium", "deliveryMedium", &DELIVERY_MEDIUM_TYPE),
        Member::optional("AttributeName", "attributeName", &ATTRIBUTE_NAME_TYPE),
    ]),
);

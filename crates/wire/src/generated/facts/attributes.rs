// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: attributes.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADD_CUSTOM_ATTRIBUTES_REQUEST: Shape = Shape::new(
    "AddCustomAttributesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("CustomAttributes", "customAttributes", &CUSTOM_ATTRIBUTES_LIST_TYPE),
    ]),
);

pub static ADD_CUSTOM_ATTRIBUTES_RESPONSE: Shape =
    Shape::new("AddCustomAttributesResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_DELETE_USER_ATTRIBUTES_REQUEST: Shape = Shape::new(
    "AdminDeleteUserAttributesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("UserAttributeNames", "userAttributeNames", &ATTRIBUTE_NAME_LIST_TYPE),
    ]),
);

pub static ADMIN_DELETE_USER_ATTRIBUTES_RESPONSE: Shape =
    Shape::new("AdminDeleteUserAttributesResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_UPDATE_USER_ATTRIBUTES_REQUEST: Shape = Shape::new(
    "AdminUpdateUserAttributesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("UserAttributes", "userAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static ADMIN_UPDATE_USER_ATTRIBUTES_RESPONSE: Shape =
    Shape::new("AdminUpdateUserAttributesResponse", Secrecy::Open, Kind::Structure(&[]));

pub static DELETE_USER_ATTRIBUTES_REQUEST: Shape = Shape::new(
    "DeleteUserAttributesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserAttributeNames", "userAttributeNames", &ATTRIBUTE_NAME_LIST_TYPE),
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
    ]),
);

pub static DELETE_USER_ATTRIBUTES_RESPONSE: Shape =
    Shape::new("DeleteUserAttributesResponse", Secrecy::Open, Kind::Structure(&[]));

pub static GET_USER_ATTRIBUTE_VERIFICATION_CODE_REQUEST: Shape = Shape::new(
    "GetUserAttributeVerificationCodeRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("AttributeName", "attributeName", &ATTRIBUTE_NAME_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static GET_USER_ATTRIBUTE_VERIFICATION_CODE_RESPONSE: Shape = Shape::new(
    "GetUserAttributeVerificationCodeResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "CodeDeliveryDetails",
        "codeDeliveryDetails",
        &CODE_DELIVERY_DETAILS_TYPE,
    )]),
);

pub static UPDATE_USER_ATTRIBUTES_REQUEST: Shape = Shape::new(
    "UpdateUserAttributesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserAttributes", "userAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static UPDATE_USER_ATTRIBUTES_RESPONSE: Shape = Shape::new(
    "UpdateUserAttributesResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "CodeDeliveryDetailsList",
        "codeDeliveryDetailsList",
        &CODE_DELIVERY_DETAILS_LIST_TYPE,
    )]),
);

pub static VERIFY_USER_ATTRIBUTE_REQUEST: Shape = Shape::new(
    "VerifyUserAttributeRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("AttributeName", "attributeName", &ATTRIBUTE_NAME_TYPE),
        Member::required("Code", "code", &CONFIRMATION_CODE_TYPE),
    ]),
);

pub static VERIFY_USER_ATTRIBUTE_RESPONSE: Shape =
    Shape::new("VerifyUserAttributeResponse", Secrecy::Open, Kind::Structure(&[]));

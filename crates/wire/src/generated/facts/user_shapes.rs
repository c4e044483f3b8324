// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: user shapes.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ATTRIBUTE_TYPE: Shape = Shape::new(
    "AttributeType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Name", "name", &ATTRIBUTE_NAME_TYPE),
        Member::optional("Value", "value", &ATTRIBUTE_VALUE_TYPE),
    ]),
);

pub static AUTHENTICATION_RESULT_TYPE: Shape = Shape::new(
    "AuthenticationResultType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("ExpiresIn", "expiresIn", &INTEGER_TYPE),
        Member::optional("TokenType", "tokenType", &STRING_TYPE),
        Member::optional("RefreshToken", "refreshToken", &TOKEN_MODEL_TYPE),
        Member::optional("IdToken", "idToken", &TOKEN_MODEL_TYPE),
        Member::optional("NewDeviceMetadata", "newDeviceMetadata", &NEW_DEVICE_METADATA_TYPE),
    ]),
);

pub static CODE_DELIVERY_DETAILS_TYPE: Shape = Shape::new(
    "CodeDeliveryDetailsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Destination", "destination", &STRING_TYPE),
        Member::optional("DeliveryMedium", "deliveryMedium", &DELIVERY_MEDIUM_TYPE),
        Member::optional("AttributeName", "attributeName", &ATTRIBUTE_NAME_TYPE),
    ]),
);

pub static SCHEMA_ATTRIBUTE_TYPE: Shape = Shape::new(
    "SchemaAttributeType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Name", "name", &CUSTOM_ATTRIBUTE_NAME_TYPE),
        Member::optional("AttributeDataType", "attributeDataType", &ATTRIBUTE_DATA_TYPE),
        Member::optional("DeveloperOnlyAttribute", "developerOnlyAttribute", &BOOLEAN_TYPE),
        Member::optional("Mutable", "mutable", &BOOLEAN_TYPE),
        Member::optional("Required", "required", &BOOLEAN_TYPE),
        Member::optional(
            "NumberAttributeConstraints",
            "numberAttributeConstraints",
            &NUMBER_ATTRIBUTE_CONSTRAINTS_TYPE,
        ),
        Member::optional(
            "StringAttributeConstraints",
            "stringAttributeConstraints",
            &STRING_ATTRIBUTE_CONSTRAINTS_TYPE,
        ),
    ]),
);

pub static USER_CONTEXT_DATA_TYPE: Shape = Shape::new(
    "UserContextDataType",
    Secrecy::Withheld,
    Kind::Structure(&[
        Member::optional("IpAddress", "ipAddress", &STRING_TYPE),
        Member::optional("EncodedData", "encodedData", &STRING_TYPE),
    ]),
);

pub static USER_TYPE: Shape = Shape::new(
    "UserType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Username", "username", &USERNAME_TYPE),
        Member::optional("Attributes", "attributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("UserCreateDate", "userCreateDate", &DATE_TYPE),
        Member::optional("UserLastModifiedDate", "userLastModifiedDate", &DATE_TYPE),
        Member::optional("Enabled", "enabled", &BOOLEAN_TYPE),
        Member::optional("UserStatus", "userStatus", &USER_STATUS_TYPE),
        Member::optional("MFAOptions", "mFAOptions", &MFA_OPTION_LIST_TYPE),
    ]),
);

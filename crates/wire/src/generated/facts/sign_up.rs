// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: sign up.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_CONFIRM_SIGN_UP_REQUEST: Shape = Shape::new(
    "AdminConfirmSignUpRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static ADMIN_CONFIRM_SIGN_UP_RESPONSE: Shape =
    Shape::new("AdminConfirmSignUpResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CONFIRM_SIGN_UP_REQUEST: Shape = Shape::new(
    "ConfirmSignUpRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("SecretHash", "secretHash", &SECRET_HASH_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("ConfirmationCode", "confirmationCode", &CONFIRMATION_CODE_TYPE),
        Member::optional("ForceAliasCreation", "forceAliasCreation", &FORCE_ALIAS_CREATION),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("UserContextData", "userContextData", &USER_CONTEXT_DATA_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

pub static CONFIRM_SIGN_UP_RESPONSE: Shape = Shape::new(
    "ConfirmSignUpResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Session", "session", &SESSION_TYPE)]),
);

pub static RESEND_CONFIRMATION_CODE_REQUEST: Shape = Shape::new(
    "ResendConfirmationCodeRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("SecretHash", "secretHash", &SECRET_HASH_TYPE),
        Member::optional("UserContextData", "userContextData", &USER_CONTEXT_DATA_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static RESEND_CONFIRMATION_CODE_RESPONSE: Shape = Shape::new(
    "ResendConfirmationCodeResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "CodeDeliveryDetails",
        "codeDeliveryDetails",
        &CODE_DELIVERY_DETAILS_TYPE,
    )]),
);

pub static SIGN_UP_REQUEST: Shape = Shape::new(
    "SignUpRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("SecretHash", "secretHash", &SECRET_HASH_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("Password", "password", &PASSWORD_TYPE),
        Member::optional("UserAttributes", "userAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("ValidationData", "validationData", &ATTRIBUTE_LIST_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("UserContextData", "userContextData", &USER_CONTEXT_DATA_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static SIGN_UP_RESPONSE: Shape = Shape::new(
    "SignUpResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserConfirmed", "userConfirmed", &BOOLEAN_TYPE),
        Member::optional(
            "CodeDeliveryDetails",
            "codeDeliveryDetails",
            &CODE_DELIVERY_DETAILS_TYPE,
        ),
        Member::required("UserSub", "userSub", &STRING_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

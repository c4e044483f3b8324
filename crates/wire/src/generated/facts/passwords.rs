// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: passwords.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_RESET_USER_PASSWORD_REQUEST: Shape = Shape::new(
    "AdminResetUserPasswordRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static ADMIN_RESET_USER_PASSWORD_RESPONSE: Shape =
    Shape::new("AdminResetUserPasswordResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_SET_USER_PASSWORD_REQUEST: Shape = Shape::new(
    "AdminSetUserPasswordRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("Password", "password", &PASSWORD_TYPE),
        Member::optional("Permanent", "permanent", &BOOLEAN_TYPE),
    ]),
);

pub static ADMIN_SET_USER_PASSWORD_RESPONSE: Shape =
    Shape::new("AdminSetUserPasswordResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CHANGE_PASSWORD_REQUEST: Shape = Shape::new(
    "ChangePasswordRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("PreviousPassword", "previousPassword", &PASSWORD_TYPE),
        Member::required("ProposedPassword", "proposedPassword", &PASSWORD_TYPE),
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
    ]),
);

pub static CHANGE_PASSWORD_RESPONSE: Shape = Shape::new("ChangePasswordResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CONFIRM_FORGOT_PASSWORD_REQUEST: Shape = Shape::new(
    "ConfirmForgotPasswordRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("SecretHash", "secretHash", &SECRET_HASH_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("ConfirmationCode", "confirmationCode", &CONFIRMATION_CODE_TYPE),
        Member::required("Password", "password", &PASSWORD_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("UserContextData", "userContextData", &USER_CONTEXT_DATA_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static CONFIRM_FORGOT_PASSWORD_RESPONSE: Shape =
    Shape::new("ConfirmForgotPasswordResponse", Secrecy::Open, Kind::Structure(&[]));

pub static FORGOT_PASSWORD_REQUEST: Shape = Shape::new(
    "ForgotPasswordRequest",
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

pub static FORGOT_PASSWORD_RESPONSE: Shape = Shape::new(
    "ForgotPasswordResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "CodeDeliveryDetails",
        "codeDeliveryDetails",
        &CODE_DELIVERY_DETAILS_TYPE,
    )]),
);

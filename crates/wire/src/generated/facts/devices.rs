// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: devices.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_FORGET_DEVICE_REQUEST: Shape = Shape::new(
    "AdminForgetDeviceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
    ]),
);

pub static ADMIN_GET_DEVICE_REQUEST: Shape = Shape::new(
    "AdminGetDeviceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_GET_DEVICE_RESPONSE: Shape = Shape::new(
    "AdminGetDeviceResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required("Device", "device", &DEVICE_TYPE)]),
);

pub static ADMIN_LIST_DEVICES_REQUEST: Shape = Shape::new(
    "AdminListDevicesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("Limit", "limit", &QUERY_LIMIT_TYPE),
        Member::optional("PaginationToken", "paginationToken", &SEARCH_PAGINATION_TOKEN_TYPE),
    ]),
);

pub static ADMIN_LIST_DEVICES_RESPONSE: Shape = Shape::new(
    "AdminListDevicesResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Devices", "devices", &DEVICE_LIST_TYPE),
        Member::optional("PaginationToken", "paginationToken", &SEARCH_PAGINATION_TOKEN_TYPE),
    ]),
);

pub static ADMIN_UPDATE_DEVICE_STATUS_REQUEST: Shape = Shape::new(
    "AdminUpdateDeviceStatusRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional(
            "DeviceRememberedStatus",
            "deviceRememberedStatus",
            &DEVICE_REMEMBERED_STATUS_TYPE,
        ),
    ]),
);

pub static ADMIN_UPDATE_DEVICE_STATUS_RESPONSE: Shape =
    Shape::new("AdminUpdateDeviceStatusResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CONFIRM_DEVICE_REQUEST: Shape = Shape::new(
    "ConfirmDeviceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional(
            "DeviceSecretVerifierConfig",
            "deviceSecretVerifierConfig",
            &DEVICE_SECRET_VERIFIER_CONFIG_TYPE,
        ),
        Member::optional("DeviceName", "deviceName", &DEVICE_NAME_TYPE),
    ]),
);

pub static CONFIRM_DEVICE_RESPONSE: Shape = Shape::new(
    "ConfirmDeviceResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserConfirmationNecessary",
        "userConfirmationNecessary",
        &BOOLEAN_TYPE,
    )]),
);

pub static DEVICE_SECRET_VERIFIER_CONFIG_TYPE: Shape = Shape::new(
    "DeviceSecretVerifierConfigType",
    Secrecy::NotLogged,
    Kind::Structure(&[
        Member::optional("PasswordVerifier", "passwordVerifier", &STRING_TYPE),
        Member::optional("Salt", "salt", &STRING_TYPE),
    ]),
);

pub static DEVICE_TYPE: Shape = Shape::new(
    "DeviceType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional("DeviceAttributes", "deviceAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("DeviceCreateDate", "deviceCreateDate", &DATE_TYPE),
        Member::optional("DeviceLastModifiedDate", "deviceLastModifiedDate", &DATE_TYPE),
        Member::optional("DeviceLastAuthenticatedDate", "deviceLastAuthenticatedDate", &DATE_TYPE),
    ]),
);

pub static FORGET_DEVICE_REQUEST: Shape = Shape::new(
    "ForgetDeviceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
    ]),
);

pub static GET_DEVICE_REQUEST: Shape = Shape::new(
    "GetDeviceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
    ]),
);

pub static GET_DEVICE_RESPONSE: Shape = Shape::new(
    "GetDeviceResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required("Device", "device", &DEVICE_TYPE)]),
);

pub static LIST_DEVICES_REQUEST: Shape = Shape::new(
    "ListDevicesRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("Limit", "limit", &QUERY_LIMIT_TYPE),
        Member::optional("PaginationToken", "paginationToken", &SEARCH_PAGINATION_TOKEN_TYPE),
    ]),
);

pub static LIST_DEVICES_RESPONSE: Shape = Shape::new(
    "ListDevicesResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Devices", "devices", &DEVICE_LIST_TYPE),
        Member::optional("PaginationToken", "paginationToken", &SEARCH_PAGINATION_TOKEN_TYPE),
    ]),
);

pub static UPDATE_DEVICE_STATUS_REQUEST: Shape = Shape::new(
    "UpdateDeviceStatusRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional(
            "DeviceRememberedStatus",
            "deviceRememberedStatus",
            &DEVICE_REMEMBERED_STATUS_TYPE,
        ),
    ]),
);

pub static UPDATE_DEVICE_STATUS_RESPONSE: Shape =
    Shape::new("UpdateDeviceStatusResponse", Secrecy::Open, Kind::Structure(&[]));

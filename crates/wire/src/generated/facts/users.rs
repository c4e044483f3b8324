// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: users.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_CREATE_USER_REQUEST: Shape = Shape::new(
    "AdminCreateUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("UserAttributes", "userAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("ValidationData", "validationData", &ATTRIBUTE_LIST_TYPE),
        Member::optional("TemporaryPassword", "temporaryPassword", &PASSWORD_TYPE),
        Member::optional("ForceAliasCreation", "forceAliasCreation", &FORCE_ALIAS_CREATION),
        Member::optional("MessageAction", "messageAction", &MESSAGE_ACTION_TYPE),
        Member::optional(
            "DesiredDeliveryMediums",
            "desiredDeliveryMediums",
            &DELIVERY_MEDIUM_LIST_TYPE,
        ),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static ADMIN_CREATE_USER_RESPONSE: Shape = Shape::new(
    "AdminCreateUserResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("User", "user", &USER_TYPE)]),
);

pub static ADMIN_DELETE_USER_REQUEST: Shape = Shape::new(
    "AdminDeleteUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_DISABLE_USER_REQUEST: Shape = Shape::new(
    "AdminDisableUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_DISABLE_USER_RESPONSE: Shape =
    Shape::new("AdminDisableUserResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_ENABLE_USER_REQUEST: Shape = Shape::new(
    "AdminEnableUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_ENABLE_USER_RESPONSE: Shape =
    Shape::new("AdminEnableUserResponse", Secrecy::Open, Kind::Structure(&[]));

pub static ADMIN_GET_USER_REQUEST: Shape = Shape::new(
    "AdminGetUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_GET_USER_RESPONSE: Shape = Shape::new(
    "AdminGetUserResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("UserAttributes", "userAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("UserCreateDate", "userCreateDate", &DATE_TYPE),
        Member::optional("UserLastModifiedDate", "userLastModifiedDate", &DATE_TYPE),
        Member::optional("Enabled", "enabled", &BOOLEAN_TYPE),
        Member::optional("UserStatus", "userStatus", &USER_STATUS_TYPE),
        Member::optional("MFAOptions", "mFAOptions", &MFA_OPTION_LIST_TYPE),
        Member::optional("PreferredMfaSetting", "preferredMfaSetting", &STRING_TYPE),
        Member::optional("UserMFASettingList", "userMFASettingList", &USER_MFA_SETTING_LIST_TYPE),
    ]),
);

pub static DELETE_USER_REQUEST: Shape = Shape::new(
    "DeleteUserRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE)]),
);

pub static GET_USER_REQUEST: Shape = Shape::new(
    "GetUserRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE)]),
);

pub static GET_USER_RESPONSE: Shape = Shape::new(
    "GetUserResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("UserAttributes", "userAttributes", &ATTRIBUTE_LIST_TYPE),
        Member::optional("MFAOptions", "mFAOptions", &MFA_OPTION_LIST_TYPE),
        Member::optional("PreferredMfaSetting", "preferredMfaSetting", &STRING_TYPE),
        Member::optional("UserMFASettingList", "userMFASettingList", &USER_MFA_SETTING_LIST_TYPE),
    ]),
);

pub static LIST_USERS_REQUEST: Shape = Shape::new(
    "ListUsersRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional(
            "AttributesToGet",
            "attributesToGet",
            &SEARCHED_ATTRIBUTE_NAMES_LIST_TYPE,
        ),
        Member::optional("Limit", "limit", &QUERY_LIMIT_TYPE),
        Member::optional("PaginationToken", "paginationToken", &SEARCH_PAGINATION_TOKEN_TYPE),
        Member::optional("Filter", "filter", &USER_FILTER_TYPE),
    ]),
);

pub static LIST_USERS_RESPONSE: Shape = Shape::new(
    "ListUsersResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Users", "users", &USERS_LIST_TYPE),
        Member::optional("PaginationToken", "paginationToken", &SEARCH_PAGINATION_TOKEN_TYPE),
    ]),
);

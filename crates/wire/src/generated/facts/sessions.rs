// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: sessions.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_LIST_USER_SESSIONS_REQUEST: Shape = Shape::new(
    "AdminListUserSessionsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static ADMIN_LIST_USER_SESSIONS_RESPONSE: Shape = Shape::new(
    "AdminListUserSessionsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Sessions", "sessions", &SESSIONS_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static ADMIN_REVOKE_USER_SESSION_REQUEST: Shape = Shape::new(
    "AdminRevokeUserSessionRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("SessionId", "sessionId", &SESSION_ID_TYPE),
        Member::optional(
            "RevokeAssociatedSessions",
            "revokeAssociatedSessions",
            &REVOKE_ASSOCIATED_SESSIONS_TYPE,
        ),
    ]),
);

pub static ADMIN_REVOKE_USER_SESSION_RESPONSE: Shape =
    Shape::new("AdminRevokeUserSessionResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CLIENT_SSO_SESSION_CONFIG_TYPE: Shape = Shape::new(
    "ClientSSOSessionConfigType",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "MaxValidityMinutes",
        "maxValidityMinutes",
        &SSO_SESSION_MAX_VALIDITY_MINUTES_TYPE,
    )]),
);

pub static GET_USER_POOL_CLIENT_SESSION_CONFIGURATION_REQUEST: Shape = Shape::new(
    "GetUserPoolClientSessionConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
    ]),
);

pub static GET_USER_POOL_CLIENT_SESSION_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "GetUserPoolClientSessionConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("SSOSession", "sSOSession", &CLIENT_SSO_SESSION_CONFIG_TYPE),
    ]),
);

pub static GET_USER_POOL_SESSION_CONFIGURATION_REQUEST: Shape = Shape::new(
    "GetUserPoolSessionConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static GET_USER_POOL_SESSION_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "GetUserPoolSessionConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional(
            "UserSessionTracking",
            "userSessionTracking",
            &USER_SESSION_TRACKING_TYPE,
        ),
        Member::optional("TokenSession", "tokenSession", &USER_POOL_TOKEN_SESSION_CONFIG_TYPE),
    ]),
);

pub static LIST_USER_SESSIONS_REQUEST: Shape = Shape::new(
    "ListUserSessionsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static LIST_USER_SESSIONS_RESPONSE: Shape = Shape::new(
    "ListUserSessionsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Sessions", "sessions", &SESSIONS_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static REVOKE_USER_SESSION_REQUEST: Shape = Shape::new(
    "RevokeUserSessionRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("SessionId", "sessionId", &SESSION_ID_TYPE),
        Member::optional(
            "RevokeAssociatedSessions",
            "revokeAssociatedSessions",
            &REVOKE_ASSOCIATED_SESSIONS_TYPE,
        ),
    ]),
);

pub static REVOKE_USER_SESSION_RESPONSE: Shape =
    Shape::new("RevokeUserSessionResponse", Secrecy::Open, Kind::Structure(&[]));

pub static SESSION_DESCRIPTION_TYPE: Shape = Shape::new(
    "SessionDescriptionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SessionId", "sessionId", &SESSION_ID_TYPE),
        Member::optional("SessionType", "sessionType", &SESSION_TYPE_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("CreateDate", "createDate", &DATE_TYPE),
        Member::optional("LastActiveDate", "lastActiveDate", &DATE_TYPE),
        Member::optional("DeviceType", "deviceType", &SESSION_DEVICE_TYPE),
        Member::optional("LastIPAddress", "lastIPAddress", &SESSION_IP_ADDRESS_TYPE),
        Member::optional("LastLocation", "lastLocation", &SESSION_LOCATION_TYPE),
        Member::optional("OriginSessionId", "originSessionId", &SESSION_ID_TYPE),
        Member::optional("IsCurrentSession", "isCurrentSession", &WRAPPED_BOOLEAN_TYPE),
    ]),
);

pub static SESSION_LOCATION_TYPE: Shape = Shape::new(
    "SessionLocationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("City", "city", &SESSION_LOCATION_CITY_TYPE),
        Member::optional("Country", "country", &SESSION_LOCATION_COUNTRY_TYPE),
    ]),
);

pub static SET_USER_POOL_CLIENT_SESSION_CONFIGURATION_REQUEST: Shape = Shape::new(
    "SetUserPoolClientSessionConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("SSOSession", "sSOSession", &CLIENT_SSO_SESSION_CONFIG_TYPE),
    ]),
);

pub static SET_USER_POOL_CLIENT_SESSION_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "SetUserPoolClientSessionConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("SSOSession", "sSOSession", &CLIENT_SSO_SESSION_CONFIG_TYPE),
    ]),
);

pub static SET_USER_POOL_SESSION_CONFIGURATION_REQUEST: Shape = Shape::new(
    "SetUserPoolSessionConfigurationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required(
            "UserSessionTracking",
            "userSessionTracking",
            &USER_SESSION_TRACKING_TYPE,
        ),
        Member::required("TokenSession", "tokenSession", &USER_POOL_TOKEN_SESSION_CONFIG_TYPE),
    ]),
);

pub static SET_USER_POOL_SESSION_CONFIGURATION_RESPONSE: Shape = Shape::new(
    "SetUserPoolSessionConfigurationResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional(
            "UserSessionTracking",
            "userSessionTracking",
            &USER_SESSION_TRACKING_TYPE,
        ),
        Member::optional("TokenSession", "tokenSession", &USER_POOL_TOKEN_SESSION_CONFIG_TYPE),
    ]),
);

pub static USER_POOL_TOKEN_SESSION_CONFIG_TYPE: Shape = Shape::new(
    "UserPoolTokenSessionConfigType",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "MaxPerUser",
        "maxPerUser",
        &MAX_SESSIONS_PER_USER_TYPE,
    )]),
);

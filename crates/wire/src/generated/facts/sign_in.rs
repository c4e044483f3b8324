// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: sign in.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_GET_USER_AUTH_FACTORS_REQUEST: Shape = Shape::new(
    "AdminGetUserAuthFactorsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_GET_USER_AUTH_FACTORS_RESPONSE: Shape = Shape::new(
    "AdminGetUserAuthFactorsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("PreferredMfaSetting", "preferredMfaSetting", &STRING_TYPE),
        Member::optional("UserMFASettingList", "userMFASettingList", &USER_MFA_SETTING_LIST_TYPE),
        Member::optional(
            "ConfiguredUserAuthFactors",
            "configuredUserAuthFactors",
            &CONFIGURED_USER_AUTH_FACTORS_LIST_TYPE,
        ),
    ]),
);

pub static ADMIN_INITIATE_AUTH_REQUEST: Shape = Shape::new(
    "AdminInitiateAuthRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("AuthFlow", "authFlow", &AUTH_FLOW_TYPE),
        Member::optional("AuthParameters", "authParameters", &AUTH_PARAMETERS_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("ContextData", "contextData", &CONTEXT_DATA_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

pub static ADMIN_INITIATE_AUTH_RESPONSE: Shape = Shape::new(
    "AdminInitiateAuthResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ChallengeName", "challengeName", &CHALLENGE_NAME_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::optional("ChallengeParameters", "challengeParameters", &CHALLENGE_PARAMETERS_TYPE),
        Member::optional(
            "AuthenticationResult",
            "authenticationResult",
            &AUTHENTICATION_RESULT_TYPE,
        ),
        Member::optional(
            "AvailableChallenges",
            "availableChallenges",
            &AVAILABLE_CHALLENGE_LIST_TYPE,
        ),
    ]),
);

pub static ADMIN_RESPOND_TO_AUTH_CHALLENGE_REQUEST: Shape = Shape::new(
    "AdminRespondToAuthChallengeRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("ChallengeName", "challengeName", &CHALLENGE_NAME_TYPE),
        Member::optional("ChallengeResponses", "challengeResponses", &CHALLENGE_RESPONSES_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("ContextData", "contextData", &CONTEXT_DATA_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static ADMIN_RESPOND_TO_AUTH_CHALLENGE_RESPONSE: Shape = Shape::new(
    "AdminRespondToAuthChallengeResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ChallengeName", "challengeName", &CHALLENGE_NAME_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::optional("ChallengeParameters", "challengeParameters", &CHALLENGE_PARAMETERS_TYPE),
        Member::optional(
            "AuthenticationResult",
            "authenticationResult",
            &AUTHENTICATION_RESULT_TYPE,
        ),
        Member::optional(
            "AvailableChallenges",
            "availableChallenges",
            &AVAILABLE_CHALLENGE_LIST_TYPE,
        ),
    ]),
);

pub static CONTEXT_DATA_TYPE: Shape = Shape::new(
    "ContextDataType",
    Secrecy::NotLogged,
    Kind::Structure(&[
        Member::required("IpAddress", "ipAddress", &STRING_TYPE),
        Member::required("ServerName", "serverName", &STRING_TYPE),
        Member::required("ServerPath", "serverPath", &STRING_TYPE),
        Member::required("HttpHeaders", "httpHeaders", &HTTP_HEADER_LIST),
        Member::optional("EncodedData", "encodedData", &STRING_TYPE),
    ]),
);

pub static GET_USER_AUTH_FACTORS_REQUEST: Shape = Shape::new(
    "GetUserAuthFactorsRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE)]),
);

pub static GET_USER_AUTH_FACTORS_RESPONSE: Shape = Shape::new(
    "GetUserAuthFactorsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::optional("PreferredMfaSetting", "preferredMfaSetting", &STRING_TYPE),
        Member::optional("UserMFASettingList", "userMFASettingList", &USER_MFA_SETTING_LIST_TYPE),
        Member::optional(
            "ConfiguredUserAuthFactors",
            "configuredUserAuthFactors",
            &CONFIGURED_USER_AUTH_FACTORS_LIST_TYPE,
        ),
    ]),
);

pub static HTTP_HEADER: Shape = Shape::new(
    "HttpHeader",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("headerName", "headerName", &STRING_TYPE),
        Member::optional("headerValue", "headerValue", &STRING_TYPE),
    ]),
);

pub static INITIATE_AUTH_REQUEST: Shape = Shape::new(
    "InitiateAuthRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AuthFlow", "authFlow", &AUTH_FLOW_TYPE),
        Member::optional("AuthParameters", "authParameters", &AUTH_PARAMETERS_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("UserContextData", "userContextData", &USER_CONTEXT_DATA_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
    ]),
);

pub static INITIATE_AUTH_RESPONSE: Shape = Shape::new(
    "InitiateAuthResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ChallengeName", "challengeName", &CHALLENGE_NAME_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::optional("ChallengeParameters", "challengeParameters", &CHALLENGE_PARAMETERS_TYPE),
        Member::optional(
            "AuthenticationResult",
            "authenticationResult",
            &AUTHENTICATION_RESULT_TYPE,
        ),
        Member::optional(
            "AvailableChallenges",
            "availableChallenges",
            &AVAILABLE_CHALLENGE_LIST_TYPE,
        ),
    ]),
);

pub static RESPOND_TO_AUTH_CHALLENGE_REQUEST: Shape = Shape::new(
    "RespondToAuthChallengeRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("ChallengeName", "challengeName", &CHALLENGE_NAME_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::optional("ChallengeResponses", "challengeResponses", &CHALLENGE_RESPONSES_TYPE),
        Member::optional("AnalyticsMetadata", "analyticsMetadata", &ANALYTICS_METADATA_TYPE),
        Member::optional("UserContextData", "userContextData", &USER_CONTEXT_DATA_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static RESPOND_TO_AUTH_CHALLENGE_RESPONSE: Shape = Shape::new(
    "RespondToAuthChallengeResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ChallengeName", "challengeName", &CHALLENGE_NAME_TYPE),
        Member::optional("Session", "session", &SESSION_TYPE),
        Member::optional("ChallengeParameters", "challengeParameters", &CHALLENGE_PARAMETERS_TYPE),
        Member::optional(
            "AuthenticationResult",
            "authenticationResult",
            &AUTHENTICATION_RESULT_TYPE,
        ),
        Member::optional(
            "AvailableChallenges",
            "availableChallenges",
            &AVAILABLE_CHALLENGE_LIST_TYPE,
        ),
    ]),
);

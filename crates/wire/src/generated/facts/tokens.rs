// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: tokens.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_USER_GLOBAL_SIGN_OUT_REQUEST: Shape = Shape::new(
    "AdminUserGlobalSignOutRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
    ]),
);

pub static ADMIN_USER_GLOBAL_SIGN_OUT_RESPONSE: Shape =
    Shape::new("AdminUserGlobalSignOutResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CLIENT_AUTHENTICATION_RESULT_TYPE: Shape = Shape::new(
    "ClientAuthenticationResultType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("ExpiresIn", "expiresIn", &INTEGER_TYPE),
        Member::optional("TokenType", "tokenType", &STRING_TYPE),
    ]),
);

pub static GET_CLIENT_TOKEN_REQUEST: Shape = Shape::new(
    "GetClientTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("Secret", "secret", &CLIENT_SECRET_TYPE),
        Member::optional("Scopes", "scopes", &SCOPE_LIST_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static GET_CLIENT_TOKEN_RESPONSE: Shape = Shape::new(
    "GetClientTokenResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "ClientAuthenticationResult",
        "clientAuthenticationResult",
        &CLIENT_AUTHENTICATION_RESULT_TYPE,
    )]),
);

pub static GET_DERIVED_TOKEN_REQUEST: Shape = Shape::new(
    "GetDerivedTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ClientSecret", "clientSecret", &CLIENT_SECRET_TYPE),
        Member::required("SubjectToken", "subjectToken", &GET_DERIVED_TOKEN_TOKEN_MODEL_TYPE),
        Member::required("SubjectTokenType", "subjectTokenType", &TOKEN_TYPE_IDENTIFIER_TYPE),
        Member::optional(
            "SubjectTokenProviderName",
            "subjectTokenProviderName",
            &PROVIDER_NAME_TYPE,
        ),
        Member::optional("ActorToken", "actorToken", &GET_DERIVED_TOKEN_TOKEN_MODEL_TYPE),
        Member::optional("ActorTokenType", "actorTokenType", &TOKEN_TYPE_IDENTIFIER_TYPE),
        Member::optional("ActorTokenProviderName", "actorTokenProviderName", &PROVIDER_NAME_TYPE),
        Member::optional("Scopes", "scopes", &SCOPE_LIST_TYPE),
        Member::optional("Audiences", "audiences", &AUDIENCE_LIST_TYPE),
        Member::optional("Resources", "resources", &RESOURCE_LIST_TYPE),
        Member::optional(
            "RequestedTokenType",
            "requestedTokenType",
            &ISSUED_TOKEN_TYPE_IDENTIFIER_TYPE,
        ),
    ]),
);

pub static GET_DERIVED_TOKEN_RESPONSE: Shape = Shape::new(
    "GetDerivedTokenResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("IssuedToken", "issuedToken", &TOKEN_MODEL_TYPE),
        Member::required("IssuedTokenType", "issuedTokenType", &ISSUED_TOKEN_TYPE_IDENTIFIER_TYPE),
        Member::required("TokenType", "tokenType", &OAUTH_TOKEN_TYPE_TYPE),
        Member::optional("ExpiresIn", "expiresIn", &INTEGER_TYPE),
        Member::optional("Scopes", "scopes", &SCOPE_LIST_TYPE),
    ]),
);

pub static GET_SIGNING_CERTIFICATE_REQUEST: Shape = Shape::new(
    "GetSigningCertificateRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static GET_SIGNING_CERTIFICATE_RESPONSE: Shape = Shape::new(
    "GetSigningCertificateResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Certificate", "certificate", &STRING_TYPE)]),
);

pub static GET_TOKENS_FROM_REFRESH_TOKEN_REQUEST: Shape = Shape::new(
    "GetTokensFromRefreshTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("RefreshToken", "refreshToken", &TOKEN_MODEL_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ClientSecret", "clientSecret", &CLIENT_SECRET_TYPE),
        Member::optional("DeviceKey", "deviceKey", &DEVICE_KEY_TYPE),
        Member::optional("ClientMetadata", "clientMetadata", &CLIENT_METADATA_TYPE),
    ]),
);

pub static GET_TOKENS_FROM_REFRESH_TOKEN_RESPONSE: Shape = Shape::new(
    "GetTokensFromRefreshTokenResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "AuthenticationResult",
        "authenticationResult",
        &AUTHENTICATION_RESULT_TYPE,
    )]),
);

pub static GLOBAL_SIGN_OUT_REQUEST: Shape = Shape::new(
    "GlobalSignOutRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE)]),
);

pub static GLOBAL_SIGN_OUT_RESPONSE: Shape = Shape::new("GlobalSignOutResponse", Secrecy::Open, Kind::Structure(&[]));

pub static REVOKE_TOKEN_REQUEST: Shape = Shape::new(
    "RevokeTokenRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Token", "token", &TOKEN_MODEL_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::optional("ClientSecret", "clientSecret", &CLIENT_SECRET_TYPE),
        Member::optional(
            "RevokeAssociatedSessions",
            "revokeAssociatedSessions",
            &REVOKE_ASSOCIATED_SESSIONS_TYPE,
        ),
    ]),
);

pub static REVOKE_TOKEN_RESPONSE: Shape = Shape::new("RevokeTokenResponse", Secrecy::Open, Kind::Structure(&[]));

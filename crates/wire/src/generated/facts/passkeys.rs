// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: passkeys.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static COMPLETE_WEB_AUTHN_REGISTRATION_REQUEST: Shape = Shape::new(
    "CompleteWebAuthnRegistrationRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("Credential", "credential", &DOCUMENT),
    ]),
);

pub static COMPLETE_WEB_AUTHN_REGISTRATION_RESPONSE: Shape = Shape::new(
    "CompleteWebAuthnRegistrationResponse",
    Secrecy::Open,
    Kind::Structure(&[]),
);

pub static DELETE_WEB_AUTHN_CREDENTIAL_REQUEST: Shape = Shape::new(
    "DeleteWebAuthnCredentialRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::required("CredentialId", "credentialId", &STRING_TYPE),
    ]),
);

pub static DELETE_WEB_AUTHN_CREDENTIAL_RESPONSE: Shape =
    Shape::new("DeleteWebAuthnCredentialResponse", Secrecy::Open, Kind::Structure(&[]));

pub static LIST_WEB_AUTHN_CREDENTIALS_REQUEST: Shape = Shape::new(
    "ListWebAuthnCredentialsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
        Member::optional("MaxResults", "maxResults", &WEB_AUTHN_CREDENTIALS_QUERY_LIMIT_TYPE),
    ]),
);

pub static LIST_WEB_AUTHN_CREDENTIALS_RESPONSE: Shape = Shape::new(
    "ListWebAuthnCredentialsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required(
            "Credentials",
            "credentials",
            &WEB_AUTHN_CREDENTIAL_DESCRIPTION_LIST_TYPE,
        ),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static START_WEB_AUTHN_REGISTRATION_REQUEST: Shape = Shape::new(
    "StartWebAuthnRegistrationRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("AccessToken", "accessToken", &TOKEN_MODEL_TYPE)]),
);

pub static START_WEB_AUTHN_REGISTRATION_RESPONSE: Shape = Shape::new(
    "StartWebAuthnRegistrationResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "CredentialCreationOptions",
        "credentialCreationOptions",
        &DOCUMENT,
    )]),
);

pub static WEB_AUTHN_CREDENTIAL_DESCRIPTION: Shape = Shape::new(
    "WebAuthnCredentialDescription",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("CredentialId", "credentialId", &STRING_TYPE),
        Member::required("FriendlyCredentialName", "friendlyCredentialName", &STRING_TYPE),
        Member::required("RelyingPartyId", "relyingPartyId", &STRING_TYPE),
        Member::optional(
            "AuthenticatorAttachment",
            "authenticatorAttachment",
            &WEB_AUTHN_AUTHENTICATOR_ATTACHMENT_TYPE,
        ),
        Member::required(
            "AuthenticatorTransports",
            "authenticatorTransports",
            &WEB_AUTHN_AUTHENTICATOR_TRANSPORTS_LIST,
        ),
        Member::required("CreatedAt", "createdAt", &DATE_TYPE),
    ]),
);

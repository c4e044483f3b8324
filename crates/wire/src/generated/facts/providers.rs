// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: providers.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_DISABLE_PROVIDER_FOR_USER_REQUEST: Shape = Shape::new(
    "AdminDisableProviderForUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &STRING_TYPE),
        Member::required("User", "user", &PROVIDER_USER_IDENTIFIER_TYPE),
    ]),
);

pub static ADMIN_DISABLE_PROVIDER_FOR_USER_RESPONSE: Shape = Shape::new(
    "AdminDisableProviderForUserResponse",
    Secrecy::Open,
    Kind::Structure(&[]),
);

pub static ADMIN_LINK_PROVIDER_FOR_USER_REQUEST: Shape = Shape::new(
    "AdminLinkProviderForUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &STRING_TYPE),
        Member::required("DestinationUser", "destinationUser", &PROVIDER_USER_IDENTIFIER_TYPE),
        Member::required("SourceUser", "sourceUser", &PROVIDER_USER_IDENTIFIER_TYPE),
    ]),
);

pub static ADMIN_LINK_PROVIDER_FOR_USER_RESPONSE: Shape =
    Shape::new("AdminLinkProviderForUserResponse", Secrecy::Open, Kind::Structure(&[]));

pub static CREATE_IDENTITY_PROVIDER_REQUEST: Shape = Shape::new(
    "CreateIdentityProviderRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ProviderName", "providerName", &PROVIDER_NAME_TYPE_V2),
        Member::required("ProviderType", "providerType", &IDENTITY_PROVIDER_TYPE_TYPE),
        Member::required("ProviderDetails", "providerDetails", &PROVIDER_DETAILS_TYPE),
        Member::optional("AttributeMapping", "attributeMapping", &ATTRIBUTE_MAPPING_TYPE),
        Member::optional("IdpIdentifiers", "idpIdentifiers", &IDP_IDENTIFIERS_LIST_TYPE),
        Member::optional("AcrMapping", "acrMapping", &ACR_MAPPING_TYPE),
    ]),
);

pub static CREATE_IDENTITY_PROVIDER_RESPONSE: Shape = Shape::new(
    "CreateIdentityProviderResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "IdentityProvider",
        "identityProvider",
        &IDENTITY_PROVIDER_TYPE,
    )]),
);

pub static DELETE_IDENTITY_PROVIDER_REQUEST: Shape = Shape::new(
    "DeleteIdentityProviderRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ProviderName", "providerName", &PROVIDER_NAME_TYPE),
    ]),
);

pub static DESCRIBE_IDENTITY_PROVIDER_REQUEST: Shape = Shape::new(
    "DescribeIdentityProviderRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ProviderName", "providerName", &PROVIDER_NAME_TYPE),
    ]),
);

pub static DESCRIBE_IDENTITY_PROVIDER_RESPONSE: Shape = Shape::new(
    "DescribeIdentityProviderResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "IdentityProvider",
        "identityProvider",
        &IDENTITY_PROVIDER_TYPE,
    )]),
);

pub static GET_IDENTITY_PROVIDER_BY_IDENTIFIER_REQUEST: Shape = Shape::new(
    "GetIdentityProviderByIdentifierRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("IdpIdentifier", "idpIdentifier", &IDP_IDENTIFIER_TYPE),
    ]),
);

pub static GET_IDENTITY_PROVIDER_BY_IDENTIFIER_RESPONSE: Shape = Shape::new(
    "GetIdentityProviderByIdentifierResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "IdentityProvider",
        "identityProvider",
        &IDENTITY_PROVIDER_TYPE,
    )]),
);

pub static IDENTITY_PROVIDER_TYPE: Shape = Shape::new(
    "IdentityProviderType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ProviderName", "providerName", &PROVIDER_NAME_TYPE),
        Member::optional("ProviderType", "providerType", &IDENTITY_PROVIDER_TYPE_TYPE),
        Member::optional("ProviderDetails", "providerDetails", &PROVIDER_DETAILS_TYPE),
        Member::optional("AttributeMapping", "attributeMapping", &ATTRIBUTE_MAPPING_TYPE),
        Member::optional("IdpIdentifiers", "idpIdentifiers", &IDP_IDENTIFIERS_LIST_TYPE),
        Member::optional("AcrMapping", "acrMapping", &ACR_MAPPING_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
    ]),
);

pub static LIST_IDENTITY_PROVIDERS_REQUEST: Shape = Shape::new(
    "ListIdentityProvidersRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("MaxResults", "maxResults", &LIST_PROVIDERS_LIMIT_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static LIST_IDENTITY_PROVIDERS_RESPONSE: Shape = Shape::new(
    "ListIdentityProvidersResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Providers", "providers", &PROVIDERS_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static PROVIDER_DESCRIPTION: Shape = Shape::new(
    "ProviderDescription",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ProviderName", "providerName", &PROVIDER_NAME_TYPE),
        Member::optional("ProviderType", "providerType", &IDENTITY_PROVIDER_TYPE_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
    ]),
);

pub static PROVIDER_USER_IDENTIFIER_TYPE: Shape = Shape::new(
    "ProviderUserIdentifierType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ProviderName", "providerName", &PROVIDER_NAME_TYPE),
        Member::optional("ProviderAttributeName", "providerAttributeName", &STRING_TYPE),
        Member::optional("ProviderAttributeValue", "providerAttributeValue", &STRING_TYPE),
    ]),
);

pub static UPDATE_IDENTITY_PROVIDER_REQUEST: Shape = Shape::new(
    "UpdateIdentityProviderRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ProviderName", "providerName", &PROVIDER_NAME_TYPE),
        Member::optional("ProviderDetails", "providerDetails", &PROVIDER_DETAILS_TYPE),
        Member::optional("AttributeMapping", "attributeMapping", &ATTRIBUTE_MAPPING_TYPE),
        Member::optional("IdpIdentifiers", "idpIdentifiers", &IDP_IDENTIFIERS_LIST_TYPE),
        Member::optional("AcrMapping", "acrMapping", &ACR_MAPPING_TYPE),
    ]),
);

pub static UPDATE_IDENTITY_PROVIDER_RESPONSE: Shape = Shape::new(
    "UpdateIdentityProviderResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "IdentityProvider",
        "identityProvider",
        &IDENTITY_PROVIDER_TYPE,
    )]),
);

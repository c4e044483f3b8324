// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: terms.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static CREATE_TERMS_REQUEST: Shape = Shape::new(
    "CreateTermsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("TermsName", "termsName", &TERMS_NAME_TYPE),
        Member::required("TermsSource", "termsSource", &TERMS_SOURCE_TYPE),
        Member::required("Enforcement", "enforcement", &TERMS_ENFORCEMENT_TYPE),
        Member::optional("Links", "links", &LINKS_TYPE),
    ]),
);

pub static CREATE_TERMS_RESPONSE: Shape = Shape::new(
    "CreateTermsResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Terms", "terms", &TERMS_TYPE)]),
);

pub static DELETE_TERMS_REQUEST: Shape = Shape::new(
    "DeleteTermsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("TermsId", "termsId", &TERMS_ID_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static DESCRIBE_TERMS_BY_CLIENT_REQUEST: Shape = Shape::new(
    "DescribeTermsByClientRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("TermsName", "termsName", &TERMS_NAME_TYPE),
    ]),
);

pub static DESCRIBE_TERMS_BY_CLIENT_RESPONSE: Shape = Shape::new(
    "DescribeTermsByClientResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Terms", "terms", &TERMS_TYPE)]),
);

pub static DESCRIBE_TERMS_REQUEST: Shape = Shape::new(
    "DescribeTermsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("TermsId", "termsId", &TERMS_ID_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static DESCRIBE_TERMS_RESPONSE: Shape = Shape::new(
    "DescribeTermsResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Terms", "terms", &TERMS_TYPE)]),
);

pub static LIST_TERMS_REQUEST: Shape = Shape::new(
    "ListTermsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("MaxResults", "maxResults", &LIST_TERMS_REQUEST_MAX_RESULTS_INTEGER),
        Member::optional("NextToken", "nextToken", &STRING_TYPE),
    ]),
);

pub static LIST_TERMS_RESPONSE: Shape = Shape::new(
    "ListTermsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Terms", "terms", &TERMS_DESCRIPTION_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &STRING_TYPE),
    ]),
);

pub static TERMS_DESCRIPTION_TYPE: Shape = Shape::new(
    "TermsDescriptionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("TermsId", "termsId", &TERMS_ID_TYPE),
        Member::required("TermsName", "termsName", &TERMS_NAME_TYPE),
        Member::required("Enforcement", "enforcement", &TERMS_ENFORCEMENT_TYPE),
        Member::required("CreationDate", "creationDate", &DATE_TYPE),
        Member::required("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
    ]),
);

pub static TERMS_TYPE: Shape = Shape::new(
    "TermsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("TermsId", "termsId", &TERMS_ID_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("ClientId", "clientId", &CLIENT_ID_TYPE),
        Member::required("TermsName", "termsName", &TERMS_NAME_TYPE),
        Member::required("TermsSource", "termsSource", &TERMS_SOURCE_TYPE),
        Member::required("Enforcement", "enforcement", &TERMS_ENFORCEMENT_TYPE),
        Member::required("Links", "links", &LINKS_TYPE),
        Member::required("CreationDate", "creationDate", &DATE_TYPE),
        Member::required("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
    ]),
);

pub static UPDATE_TERMS_REQUEST: Shape = Shape::new(
    "UpdateTermsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("TermsId", "termsId", &TERMS_ID_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("TermsName", "termsName", &TERMS_NAME_TYPE),
        Member::optional("TermsSource", "termsSource", &TERMS_SOURCE_TYPE),
        Member::optional("Enforcement", "enforcement", &TERMS_ENFORCEMENT_TYPE),
        Member::optional("Links", "links", &LINKS_TYPE),
    ]),
);

pub static UPDATE_TERMS_RESPONSE: Shape = Shape::new(
    "UpdateTermsResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Terms", "terms", &TERMS_TYPE)]),
);

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: resource servers.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static CREATE_RESOURCE_SERVER_REQUEST: Shape = Shape::new(
    "CreateResourceServerRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Identifier", "identifier", &RESOURCE_SERVER_IDENTIFIER_TYPE),
        Member::required("Name", "name", &RESOURCE_SERVER_NAME_TYPE),
        Member::optional("Scopes", "scopes", &RESOURCE_SERVER_SCOPE_LIST_TYPE),
    ]),
);

pub static CREATE_RESOURCE_SERVER_RESPONSE: Shape = Shape::new(
    "CreateResourceServerResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "ResourceServer",
        "resourceServer",
        &RESOURCE_SERVER_TYPE,
    )]),
);

pub static DELETE_RESOURCE_SERVER_REQUEST: Shape = Shape::new(
    "DeleteResourceServerRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Identifier", "identifier", &RESOURCE_SERVER_IDENTIFIER_TYPE),
    ]),
);

pub static DESCRIBE_RESOURCE_SERVER_REQUEST: Shape = Shape::new(
    "DescribeResourceServerRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Identifier", "identifier", &RESOURCE_SERVER_IDENTIFIER_TYPE),
    ]),
);

pub static DESCRIBE_RESOURCE_SERVER_RESPONSE: Shape = Shape::new(
    "DescribeResourceServerResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "ResourceServer",
        "resourceServer",
        &RESOURCE_SERVER_TYPE,
    )]),
);

pub static LIST_RESOURCE_SERVERS_REQUEST: Shape = Shape::new(
    "ListResourceServersRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::counted("MaxResults", "maxResults", &LIST_RESOURCE_SERVERS_LIMIT_TYPE, 0),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static LIST_RESOURCE_SERVERS_RESPONSE: Shape = Shape::new(
    "ListResourceServersResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ResourceServers", "resourceServers", &RESOURCE_SERVERS_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static RESOURCE_SERVER_SCOPE_TYPE: Shape = Shape::new(
    "ResourceServerScopeType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ScopeName", "scopeName", &RESOURCE_SERVER_SCOPE_NAME_TYPE),
        Member::required(
            "ScopeDescription",
            "scopeDescription",
            &RESOURCE_SERVER_SCOPE_DESCRIPTION_TYPE,
        ),
    ]),
);

pub static RESOURCE_SERVER_TYPE: Shape = Shape::new(
    "ResourceServerType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Identifier", "identifier", &RESOURCE_SERVER_IDENTIFIER_TYPE),
        Member::optional("Name", "name", &RESOURCE_SERVER_NAME_TYPE),
        Member::optional("Scopes", "scopes", &RESOURCE_SERVER_SCOPE_LIST_TYPE),
        Member::optional("ManagedBy", "managedBy", &RESOURCE_SERVER_MANAGED_BY_TYPE),
    ]),
);

pub static UPDATE_RESOURCE_SERVER_REQUEST: Shape = Shape::new(
    "UpdateResourceServerRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Identifier", "identifier", &RESOURCE_SERVER_IDENTIFIER_TYPE),
        Member::required("Name", "name", &RESOURCE_SERVER_NAME_TYPE),
        Member::optional("Scopes", "scopes", &RESOURCE_SERVER_SCOPE_LIST_TYPE),
    ]),
);

pub static UPDATE_RESOURCE_SERVER_RESPONSE: Shape = Shape::new(
    "UpdateResourceServerResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "ResourceServer",
        "resourceServer",
        &RESOURCE_SERVER_TYPE,
    )]),
);

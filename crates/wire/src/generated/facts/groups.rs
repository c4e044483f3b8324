// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: groups.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ADMIN_ADD_USER_TO_GROUP_REQUEST: Shape = Shape::new(
    "AdminAddUserToGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
    ]),
);

pub static ADMIN_LIST_GROUPS_FOR_USER_REQUEST: Shape = Shape::new(
    "AdminListGroupsForUserRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Limit", "limit", &QUERY_LIMIT_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static ADMIN_LIST_GROUPS_FOR_USER_RESPONSE: Shape = Shape::new(
    "AdminListGroupsForUserResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Groups", "groups", &GROUP_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static ADMIN_REMOVE_USER_FROM_GROUP_REQUEST: Shape = Shape::new(
    "AdminRemoveUserFromGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("Username", "username", &USERNAME_TYPE),
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
    ]),
);

pub static CREATE_GROUP_REQUEST: Shape = Shape::new(
    "CreateGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Description", "description", &DESCRIPTION_TYPE),
        Member::optional("RoleArn", "roleArn", &ARN_TYPE),
        Member::optional("Precedence", "precedence", &PRECEDENCE_TYPE),
    ]),
);

pub static CREATE_GROUP_RESPONSE: Shape = Shape::new(
    "CreateGroupResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Group", "group", &GROUP_TYPE)]),
);

pub static DELETE_GROUP_REQUEST: Shape = Shape::new(
    "DeleteGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static GET_GROUP_REQUEST: Shape = Shape::new(
    "GetGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static GET_GROUP_RESPONSE: Shape = Shape::new(
    "GetGroupResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Group", "group", &GROUP_TYPE)]),
);

pub static GROUP_TYPE: Shape = Shape::new(
    "GroupType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("GroupName", "groupName", &GROUP_NAME_TYPE),
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Description", "description", &DESCRIPTION_TYPE),
        Member::optional("RoleArn", "roleArn", &ARN_TYPE),
        Member::optional("Precedence", "precedence", &PRECEDENCE_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
    ]),
);

pub static LIST_GROUPS_REQUEST: Shape = Shape::new(
    "ListGroupsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Limit", "limit", &QUERY_LIMIT_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static LIST_GROUPS_RESPONSE: Shape = Shape::new(
    "ListGroupsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Groups", "groups", &GROUP_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static LIST_USERS_IN_GROUP_REQUEST: Shape = Shape::new(
    "ListUsersInGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
        Member::optional("Limit", "limit", &QUERY_LIMIT_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static LIST_USERS_IN_GROUP_RESPONSE: Shape = Shape::new(
    "ListUsersInGroupResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Users", "users", &USERS_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY),
    ]),
);

pub static UPDATE_GROUP_REQUEST: Shape = Shape::new(
    "UpdateGroupRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("GroupName", "groupName", &GROUP_NAME_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Description", "description", &DESCRIPTION_TYPE),
        Member::optional("RoleArn", "roleArn", &ARN_TYPE),
        Member::optional("Precedence", "precedence", &PRECEDENCE_TYPE),
    ]),
);

pub static UPDATE_GROUP_RESPONSE: Shape = Shape::new(
    "UpdateGroupResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Group", "group", &GROUP_TYPE)]),
);

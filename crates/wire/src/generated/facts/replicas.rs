// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: replicas.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static CREATE_USER_POOL_REPLICA_REQUEST: Shape = Shape::new(
    "CreateUserPoolReplicaRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("RegionName", "regionName", &REGION_NAME_TYPE),
        Member::optional("UserPoolTags", "userPoolTags", &USER_POOL_TAGS_TYPE),
    ]),
);

pub static CREATE_USER_POOL_REPLICA_RESPONSE: Shape = Shape::new(
    "CreateUserPoolReplicaResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserPoolReplica",
        "userPoolReplica",
        &USER_POOL_REPLICA_TYPE,
    )]),
);

pub static DELETE_USER_POOL_REPLICA_REQUEST: Shape = Shape::new(
    "DeleteUserPoolReplicaRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("RegionName", "regionName", &REGION_NAME_TYPE),
    ]),
);

pub static DELETE_USER_POOL_REPLICA_RESPONSE: Shape = Shape::new(
    "DeleteUserPoolReplicaResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserPoolReplica",
        "userPoolReplica",
        &USER_POOL_REPLICA_TYPE,
    )]),
);

pub static LIST_USER_POOL_REPLICAS_REQUEST: Shape = Shape::new(
    "ListUserPoolReplicasRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static LIST_USER_POOL_REPLICAS_RESPONSE: Shape = Shape::new(
    "ListUserPoolReplicasResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolReplicas", "userPoolReplicas", &USER_POOL_REPLICA_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static UPDATE_USER_POOL_REPLICA_REQUEST: Shape = Shape::new(
    "UpdateUserPoolReplicaRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::required("RegionName", "regionName", &REGION_NAME_TYPE),
        Member::required("Status", "status", &UPDATE_REPLICA_STATUS_TYPE),
    ]),
);

pub static UPDATE_USER_POOL_REPLICA_RESPONSE: Shape = Shape::new(
    "UpdateUserPoolReplicaResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "UserPoolReplica",
        "userPoolReplica",
        &USER_POOL_REPLICA_TYPE,
    )]),
);

pub static USER_POOL_REPLICA_TYPE: Shape = Shape::new(
    "UserPoolReplicaType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("RegionName", "regionName", &REGION_NAME_TYPE),
        Member::optional("Status", "status", &REPLICA_STATUS_TYPE),
        Member::optional("Role", "role", &REPLICA_ROLE_TYPE),
        Member::optional("UserPoolArn", "userPoolArn", &ARN_TYPE),
    ]),
);

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: pools.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static CREATE_USER_POOL_REQUEST: Shape = Shape::new(
    "CreateUserPoolRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("PoolName", "poolName", &USER_POOL_NAME_TYPE),
        Member::optional("Policies", "policies", &USER_POOL_POLICY_TYPE),
        Member::optional("DeletionProtection", "deletionProtection", &DELETION_PROTECTION_TYPE),
        Member::optional("LambdaConfig", "lambdaConfig", &LAMBDA_CONFIG_TYPE),
        Member::optional(
            "AutoVerifiedAttributes",
            "autoVerifiedAttributes",
            &VERIFIED_ATTRIBUTES_LIST_TYPE,
        ),
        Member::optional("AliasAttributes", "aliasAttributes", &ALIAS_ATTRIBUTES_LIST_TYPE),
        Member::optional(
            "UsernameAttributes",
            "usernameAttributes",
            &USERNAME_ATTRIBUTES_LIST_TYPE,
        ),
        Member::optional(
            "SmsVerificationMessage",
            "smsVerificationMessage",
            &SMS_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional(
            "EmailVerificationMessage",
            "emailVerificationMessage",
            &EMAIL_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional(
            "EmailVerificationSubject",
            "emailVerificationSubject",
            &EMAIL_VERIFICATION_SUBJECT_TYPE,
        ),
        Member::optional(
            "VerificationMessageTemplate",
            "verificationMessageTemplate",
            &VERIFICATION_MESSAGE_TEMPLATE_TYPE,
        ),
        Member::optional(
            "SmsAuthenticationMessage",
            "smsAuthenticationMessage",
            &SMS_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional("MfaConfiguration", "mfaConfiguration", &USER_POOL_MFA_TYPE),
        Member::optional(
            "UserAttributeUpdateSettings",
            "userAttributeUpdateSettings",
            &USER_ATTRIBUTE_UPDATE_SETTINGS_TYPE,
        ),
        Member::optional("DeviceConfiguration", "deviceConfiguration", &DEVICE_CONFIGURATION_TYPE),
        Member::optional("EmailConfiguration", "emailConfiguration", &EMAIL_CONFIGURATION_TYPE),
        Member::optional("SmsConfiguration", "smsConfiguration", &SMS_CONFIGURATION_TYPE),
        Member::optional("UserPoolTags", "userPoolTags", &USER_POOL_TAGS_TYPE),
        Member::optional(
            "AdminCreateUserConfig",
            "adminCreateUserConfig",
            &ADMIN_CREATE_USER_CONFIG_TYPE,
        ),
        Member::optional("Schema", "schema", &SCHEMA_ATTRIBUTES_LIST_TYPE),
        Member::optional("UserPoolAddOns", "userPoolAddOns", &USER_POOL_ADD_ONS_TYPE),
        Member::optional("DcrConfiguration", "dcrConfiguration", &DCR_CONFIGURATION_TYPE),
        Member::optional(
            "UsernameConfiguration",
            "usernameConfiguration",
            &USERNAME_CONFIGURATION_TYPE,
        ),
        Member::optional(
            "AccountRecoverySetting",
            "accountRecoverySetting",
            &ACCOUNT_RECOVERY_SETTING_TYPE,
        ),
        Member::optional("UserPoolTier", "userPoolTier", &USER_POOL_TIER_TYPE),
        Member::optional("KeyConfiguration", "keyConfiguration", &KEY_CONFIGURATION_TYPE),
        Member::optional("IssuerConfiguration", "issuerConfiguration", &ISSUER_CONFIGURATION_TYPE),
        Member::optional("AcrConfiguration", "acrConfiguration", &ACR_CONFIGURATION_TYPE),
    ]),
);

pub static CREATE_USER_POOL_RESPONSE: Shape = Shape::new(
    "CreateUserPoolResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("UserPool", "userPool", &USER_POOL_TYPE)]),
);

pub static DELETE_USER_POOL_REQUEST: Shape = Shape::new(
    "DeleteUserPoolRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static DESCRIBE_USER_POOL_REQUEST: Shape = Shape::new(
    "DescribeUserPoolRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE)]),
);

pub static DESCRIBE_USER_POOL_RESPONSE: Shape = Shape::new(
    "DescribeUserPoolResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("UserPool", "userPool", &USER_POOL_TYPE)]),
);

pub static GET_PROVISIONED_LIMIT_REQUEST: Shape = Shape::new(
    "GetProvisionedLimitRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "LimitDefinition",
        "limitDefinition",
        &LIMIT_DEFINITION_TYPE,
    )]),
);

pub static GET_PROVISIONED_LIMIT_RESPONSE: Shape = Shape::new(
    "GetProvisionedLimitResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required("Limit", "limit", &LIMIT_TYPE)]),
);

pub static LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = Shape::new(
    "ListTagsForResourceRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("ResourceArn", "resourceArn", &ARN_TYPE)]),
);

pub static LIST_TAGS_FOR_RESOURCE_RESPONSE: Shape = Shape::new(
    "ListTagsForResourceResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Tags", "tags", &USER_POOL_TAGS_TYPE)]),
);

pub static LIST_USER_POOLS_REQUEST: Shape = Shape::new(
    "ListUserPoolsRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
        Member::required("MaxResults", "maxResults", &POOL_QUERY_LIMIT_TYPE),
    ]),
);

pub static LIST_USER_POOLS_RESPONSE: Shape = Shape::new(
    "ListUserPoolsResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPools", "userPools", &USER_POOL_LIST_TYPE),
        Member::optional("NextToken", "nextToken", &PAGINATION_KEY_TYPE),
    ]),
);

pub static TAG_RESOURCE_REQUEST: Shape = Shape::new(
    "TagResourceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ResourceArn", "resourceArn", &ARN_TYPE),
        Member::required("Tags", "tags", &USER_POOL_TAGS_TYPE),
    ]),
);

pub static TAG_RESOURCE_RESPONSE: Shape = Shape::new("TagResourceResponse", Secrecy::Open, Kind::Structure(&[]));

pub static UNTAG_RESOURCE_REQUEST: Shape = Shape::new(
    "UntagResourceRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("ResourceArn", "resourceArn", &ARN_TYPE),
        Member::required("TagKeys", "tagKeys", &USER_POOL_TAGS_LIST_TYPE),
    ]),
);

pub static UNTAG_RESOURCE_RESPONSE: Shape = Shape::new("UntagResourceResponse", Secrecy::Open, Kind::Structure(&[]));

pub static UPDATE_PROVISIONED_LIMIT_REQUEST: Shape = Shape::new(
    "UpdateProvisionedLimitRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("LimitDefinition", "limitDefinition", &LIMIT_DEFINITION_TYPE),
        Member::required("RequestedLimitValue", "requestedLimitValue", &INTEGER_TYPE),
    ]),
);

pub static UPDATE_PROVISIONED_LIMIT_RESPONSE: Shape = Shape::new(
    "UpdateProvisionedLimitResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::required("Limit", "limit", &LIMIT_TYPE)]),
);

pub static UPDATE_USER_POOL_REQUEST: Shape = Shape::new(
    "UpdateUserPoolRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("Policies", "policies", &USER_POOL_POLICY_TYPE),
        Member::optional("DeletionProtection", "deletionProtection", &DELETION_PROTECTION_TYPE),
        Member::optional("LambdaConfig", "lambdaConfig", &LAMBDA_CONFIG_TYPE),
        Member::optional(
            "AutoVerifiedAttributes",
            "autoVerifiedAttributes",
            &VERIFIED_ATTRIBUTES_LIST_TYPE,
        ),
        Member::optional(
            "SmsVerificationMessage",
            "smsVerificationMessage",
            &SMS_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional(
            "EmailVerificationMessage",
            "emailVerificationMessage",
            &EMAIL_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional(
            "EmailVerificationSubject",
            "emailVerificationSubject",
            &EMAIL_VERIFICATION_SUBJECT_TYPE,
        ),
        Member::optional(
            "VerificationMessageTemplate",
            "verificationMessageTemplate",
            &VERIFICATION_MESSAGE_TEMPLATE_TYPE,
        ),
        Member::optional(
            "SmsAuthenticationMessage",
            "smsAuthenticationMessage",
            &SMS_VERIFICATION_MESSAGE_TYPE,
        ),
        Member::optional(
            "UserAttributeUpdateSettings",
            "userAttributeUpdateSettings",
            &USER_ATTRIBUTE_UPDATE_SETTINGS_TYPE,
        ),
        Member::optional("MfaConfiguration", "mfaConfiguration", &USER_POOL_MFA_TYPE),
        Member::optional("DeviceConfiguration", "deviceConfiguration", &DEVICE_CONFIGURATION_TYPE),
        Member::optional("EmailConfiguration", "emailConfiguration", &EMAIL_CONFIGURATION_TYPE),
        Member::optional("SmsConfiguration", "smsConfiguration", &SMS_CONFIGURATION_TYPE),
        Member::optional("UserPoolTags", "userPoolTags", &USER_POOL_TAGS_TYPE),
        Member::optional(
            "AdminCreateUserConfig",
            "adminCreateUserConfig",
            &ADMIN_CREATE_USER_CONFIG_TYPE,
        ),
        Member::optional("UserPoolAddOns", "userPoolAddOns", &USER_POOL_ADD_ONS_TYPE),
        Member::optional("DcrConfiguration", "dcrConfiguration", &DCR_CONFIGURATION_TYPE),
        Member::optional(
            "AccountRecoverySetting",
            "accountRecoverySetting",
            &ACCOUNT_RECOVERY_SETTING_TYPE,
        ),
        Member::optional("PoolName", "poolName", &USER_POOL_NAME_TYPE),
        Member::optional("UserPoolTier", "userPoolTier", &USER_POOL_TIER_TYPE),
        Member::optional("KeyConfiguration", "keyConfiguration", &KEY_CONFIGURATION_TYPE),
        Member::optional("IssuerConfiguration", "issuerConfiguration", &ISSUER_CONFIGURATION_TYPE),
        Member::optional("AcrConfiguration", "acrConfiguration", &ACR_CONFIGURATION_TYPE),
    ]),
);

pub static UPDATE_USER_POOL_RESPONSE: Shape = Shape::new("UpdateUserPoolResponse", Secrecy::Open, Kind::Structure(&[]));

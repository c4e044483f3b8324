// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: domains.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static CREATE_USER_POOL_DOMAIN_REQUEST: Shape = Shape::new(
    "CreateUserPoolDomainRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Domain", "domain", &DOMAIN_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ManagedLoginVersion", "managedLoginVersion", &WRAPPED_INTEGER_TYPE),
        Member::optional("CustomDomainConfig", "customDomainConfig", &CUSTOM_DOMAIN_CONFIG_TYPE),
        Member::optional("Routing", "routing", &ROUTING_TYPE),
    ]),
);

pub static CREATE_USER_POOL_DOMAIN_RESPONSE: Shape = Shape::new(
    "CreateUserPoolDomainResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ManagedLoginVersion", "managedLoginVersion", &WRAPPED_INTEGER_TYPE),
        Member::optional("CloudFrontDomain", "cloudFrontDomain", &DOMAIN_TYPE),
        Member::optional("Routing", "routing", &ROUTING_TYPE),
    ]),
);

pub static CUSTOM_DOMAIN_CONFIG_TYPE: Shape = Shape::new(
    "CustomDomainConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("CertificateArn", "certificateArn", &ARN_TYPE),
        Member::optional("SecurityPolicy", "securityPolicy", &SECURITY_POLICY_TYPE),
    ]),
);

pub static DELETE_USER_POOL_DOMAIN_REQUEST: Shape = Shape::new(
    "DeleteUserPoolDomainRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Domain", "domain", &DOMAIN_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
    ]),
);

pub static DELETE_USER_POOL_DOMAIN_RESPONSE: Shape =
    Shape::new("DeleteUserPoolDomainResponse", Secrecy::Open, Kind::Structure(&[]));

pub static DESCRIBE_USER_POOL_DOMAIN_REQUEST: Shape = Shape::new(
    "DescribeUserPoolDomainRequest",
    Secrecy::Open,
    Kind::Structure(&[Member::required("Domain", "domain", &DOMAIN_TYPE)]),
);

pub static DESCRIBE_USER_POOL_DOMAIN_RESPONSE: Shape = Shape::new(
    "DescribeUserPoolDomainResponse",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "DomainDescription",
        "domainDescription",
        &DOMAIN_DESCRIPTION_TYPE,
    )]),
);

pub static DOMAIN_DESCRIPTION_TYPE: Shape = Shape::new(
    "DomainDescriptionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("AWSAccountId", "aWSAccountId", &AWS_ACCOUNT_ID_TYPE),
        Member::optional("Domain", "domain", &DOMAIN_TYPE),
        Member::optional("S3Bucket", "s3Bucket", &S3_BUCKET_TYPE),
        Member::optional("CloudFrontDistribution", "cloudFrontDistribution", &STRING_TYPE),
        Member::optional("Version", "version", &DOMAIN_VERSION_TYPE),
        Member::optional("Status", "status", &DOMAIN_STATUS_TYPE),
        Member::optional("CustomDomainConfig", "customDomainConfig", &CUSTOM_DOMAIN_CONFIG_TYPE),
        Member::optional("ManagedLoginVersion", "managedLoginVersion", &WRAPPED_INTEGER_TYPE),
        Member::optional("Routing", "routing", &ROUTING_TYPE),
    ]),
);

pub static FAILOVER_TYPE: Shape = Shape::new(
    "FailoverType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("SecondaryRegion", "secondaryRegion", &REGION_NAME_TYPE),
        Member::required(
            "PrimaryRoute53HealthCheckId",
            "primaryRoute53HealthCheckId",
            &HEALTH_CHECK_ID_TYPE,
        ),
    ]),
);

pub static ROUTING_TYPE: Shape = Shape::new(
    "RoutingType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Failover", "failover", &FAILOVER_TYPE)]),
);

pub static UPDATE_USER_POOL_DOMAIN_REQUEST: Shape = Shape::new(
    "UpdateUserPoolDomainRequest",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Domain", "domain", &DOMAIN_TYPE),
        Member::required("UserPoolId", "userPoolId", &USER_POOL_ID_TYPE),
        Member::optional("ManagedLoginVersion", "managedLoginVersion", &WRAPPED_INTEGER_TYPE),
        Member::optional("CustomDomainConfig", "customDomainConfig", &CUSTOM_DOMAIN_CONFIG_TYPE),
        Member::optional("Routing", "routing", &ROUTING_TYPE),
    ]),
);

pub static UPDATE_USER_POOL_DOMAIN_RESPONSE: Shape = Shape::new(
    "UpdateUserPoolDomainResponse",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("ManagedLoginVersion", "managedLoginVersion", &WRAPPED_INTEGER_TYPE),
        Member::optional("CloudFrontDomain", "cloudFrontDomain", &DOMAIN_TYPE),
        Member::optional("Routing", "routing", &ROUTING_TYPE),
    ]),
);

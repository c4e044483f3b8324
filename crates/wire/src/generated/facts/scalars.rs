// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: scalars.

use crate::facts::{Kind, Length, Secrecy, Shape};

pub static ACCESS_TOKEN_VALIDITY_TYPE: Shape = Shape::new(
    "AccessTokenValidityType",
    Secrecy::Open,
    Kind::Integer(Length::between(1, 86400)),
);

pub static ACCOUNT_TAKEOVER_ACTION_NOTIFY_TYPE: Shape =
    Shape::new("AccountTakeoverActionNotifyType", Secrecy::Open, Kind::Boolean);

pub static ADMIN_CREATE_USER_UNUSED_ACCOUNT_VALIDITY_DAYS_TYPE: Shape = Shape::new(
    "AdminCreateUserUnusedAccountValidityDaysType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 365)),
);

pub static ASSET_BYTES_TYPE: Shape = Shape::new("AssetBytesType", Secrecy::Open, Kind::Blob(Length::to(1000000)));

pub static AUTH_SESSION_VALIDITY_TYPE: Shape = Shape::new(
    "AuthSessionValidityType",
    Secrecy::Open,
    Kind::Integer(Length::between(3, 15)),
);

pub static BOOLEAN_TYPE: Shape = Shape::new("BooleanType", Secrecy::Open, Kind::Boolean);

pub static DATE_TYPE: Shape = Shape::new("DateType", Secrecy::Open, Kind::Timestamp);

pub static DOCUMENT: Shape = Shape::new("Document", Secrecy::Open, Kind::Document);

pub static FORCE_ALIAS_CREATION: Shape = Shape::new("ForceAliasCreation", Secrecy::Open, Kind::Boolean);

pub static GENERATE_SECRET: Shape = Shape::new("GenerateSecret", Secrecy::Open, Kind::Boolean);

pub static ID_TOKEN_VALIDITY_TYPE: Shape = Shape::new(
    "IdTokenValidityType",
    Secrecy::Open,
    Kind::Integer(Length::between(1, 86400)),
);

pub static IMAGE_FILE_TYPE: Shape = Shape::new("ImageFileType", Secrecy::Open, Kind::Blob(Length::between(0, 131072)));

pub static INTEGER_TYPE: Shape = Shape::new("IntegerType", Secrecy::Open, Kind::Integer(Length::ANY));

pub static LIST_PROVIDERS_LIMIT_TYPE: Shape = Shape::new(
    "ListProvidersLimitType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 60)),
);

pub static LIST_RESOURCE_SERVERS_LIMIT_TYPE: Shape = Shape::new(
    "ListResourceServersLimitType",
    Secrecy::Open,
    Kind::Integer(Length::between(1, 50)),
);

pub static LIST_TERMS_REQUEST_MAX_RESULTS_INTEGER: Shape = Shape::new(
    "ListTermsRequestMaxResultsInteger",
    Secrecy::Open,
    Kind::Integer(Length::between(1, 60)),
);

pub static LONG_TYPE: Shape = Shape::new("LongType", Secrecy::Open, Kind::Long(Length::ANY));

pub static MAX_SESSIONS_PER_USER_TYPE: Shape = Shape::new(
    "MaxSessionsPerUserType",
    Secrecy::Open,
    Kind::Integer(Length::between(1, 100)),
);

pub static PASSWORD_HISTORY_SIZE_TYPE: Shape = Shape::new(
    "PasswordHistorySizeType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 24)),
);

pub static PASSWORD_POLICY_MIN_LENGTH_TYPE: Shape = Shape::new(
    "PasswordPolicyMinLengthType",
    Secrecy::Open,
    Kind::Integer(Length::between(6, 99)),
);

pub static POOL_QUERY_LIMIT_TYPE: Shape = Shape::new(
    "PoolQueryLimitType",
    Secrecy::Open,
    Kind::Integer(Length::between(1, 60)),
);

pub static PRECEDENCE_TYPE: Shape = Shape::new("PrecedenceType", Secrecy::Open, Kind::Integer(Length::from(0)));

pub static PRIORITY_TYPE: Shape = Shape::new("PriorityType", Secrecy::Open, Kind::Integer(Length::between(1, 2)));

pub static QUERY_LIMIT: Shape = Shape::new("QueryLimit", Secrecy::Open, Kind::Integer(Length::between(1, 60)));

pub static QUERY_LIMIT_TYPE: Shape = Shape::new("QueryLimitType", Secrecy::Open, Kind::Integer(Length::between(0, 60)));

pub static REFRESH_TOKEN_VALIDITY_TYPE: Shape = Shape::new(
    "RefreshTokenValidityType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 315360000)),
);

pub static RETRY_GRACE_PERIOD_SECONDS_TYPE: Shape = Shape::new(
    "RetryGracePeriodSecondsType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 60)),
);

pub static SSO_SESSION_MAX_VALIDITY_MINUTES_TYPE: Shape = Shape::new(
    "SSOSessionMaxValidityMinutesType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 129600)),
);

pub static TEMPORARY_PASSWORD_VALIDITY_DAYS_TYPE: Shape = Shape::new(
    "TemporaryPasswordValidityDaysType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 365)),
);

pub static WEB_AUTHN_CREDENTIALS_QUERY_LIMIT_TYPE: Shape = Shape::new(
    "WebAuthnCredentialsQueryLimitType",
    Secrecy::Open,
    Kind::Integer(Length::between(0, 20)),
);

pub static WRAPPED_BOOLEAN_TYPE: Shape = Shape::new("WrappedBooleanType", Secrecy::Open, Kind::Boolean);

pub static WRAPPED_INTEGER_TYPE: Shape = Shape::new("WrappedIntegerType", Secrecy::Open, Kind::Integer(Length::ANY));

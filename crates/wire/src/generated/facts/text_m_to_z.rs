// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: text m to z.

use crate::facts::{Kind, Length, Pattern, Secrecy, Shape};

pub static MANAGED_LOGIN_BRANDING_ID_TYPE: Shape = Shape::new(
    "ManagedLoginBrandingIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(
            r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$",
            r"^(?:^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$)$",
        )),
    },
);

pub static OPTIONAL_ARN_TYPE: Shape = Shape::new(
    "OptionalArnType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 2048),
        pattern: Some(Pattern::new(
            r"(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)?",
            r"^(?:(arn:[0-9A-Za-z_+=/,.@-]+:[0-9A-Za-z_+=/,.@-]+:([0-9A-Za-z_+=/,.@-]*)?:[0-9]+:[0-9A-Za-z_+=/,.@-]+(:[0-9A-Za-z_+=/,.@-]+)?(:[0-9A-Za-z_+=/,.@-]+)?)?)$",
        )),
    },
);

pub static PAGINATION_KEY: Shape = Shape::new(
    "PaginationKey",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 131072),
        pattern: Some(Pattern::new(r"[\S]+", r"^(?:[[^\t\n\x0B\x0C\r ]]+)$")),
    },
);

pub static PAGINATION_KEY_TYPE: Shape = Shape::new(
    "PaginationKeyType",
    Secrecy::Open,
    Kind::Text {
        length: Length::from(1),
        pattern: Some(Pattern::new(r"[\S]+", r"^(?:[[^\t\n\x0B\x0C\r ]]+)$")),
    },
);

pub static PASSWORD_TYPE: Shape = Shape::new(
    "PasswordType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: Some(Pattern::new(
            r"^[\S]+.*[\S]+$",
            r"^(?:^[[^\t\n\x0B\x0C\r ]]+[^\n\r\x{85}\x{2028}\x{2029}]*[[^\t\n\x0B\x0C\r ]]+$)$",
        )),
    },
);

pub static PRE_SIGNED_URL_TYPE: Shape = Shape::new(
    "PreSignedUrlType",
    Secrecy::NotLogged,
    Kind::Text {
        length: Length::between(0, 2048),
        pattern: None,
    },
);

pub static PROVIDER_NAME_TYPE: Shape = Shape::new(
    "ProviderNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 32),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+)$",
        )),
    },
);

pub static PROVIDER_NAME_TYPE_V2: Shape = Shape::new(
    "ProviderNameTypeV2",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 32),
        pattern: Some(Pattern::new(
            r"[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+",
            r"^(?:[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+)$",
        )),
    },
);

pub static REDIRECT_URL_TYPE: Shape = Shape::new(
    "RedirectUrlType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 1024),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$",
        )),
    },
);

pub static REGION_CODE_TYPE: Shape = Shape::new(
    "RegionCodeType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(5, 32),
        pattern: None,
    },
);

pub static REGION_NAME_TYPE: Shape = Shape::new(
    "RegionNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(5, 32),
        pattern: None,
    },
);

pub static RELYING_PARTY_ID_TYPE: Shape = Shape::new(
    "RelyingPartyIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 127),
        pattern: None,
    },
);

pub static RESOURCE_ID_TYPE: Shape = Shape::new(
    "ResourceIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 40),
        pattern: Some(Pattern::new(r"^[\w\- ]+$", r"^(?:^[0-9A-Za-z_\- ]+$)$")),
    },
);

pub static RESOURCE_SERVER_IDENTIFIER_TYPE: Shape = Shape::new(
    "ResourceServerIdentifierType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: Some(Pattern::new(
            r"[\x21\x23-\x5B\x5D-\x7E]+",
            r"^(?:[\x21\x23-\x5B\x5D-\x7E]+)$",
        )),
    },
);

pub static RESOURCE_SERVER_NAME_TYPE: Shape = Shape::new(
    "ResourceServerNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: Some(Pattern::new(
            r"[\w\s+=,.@-]+",
            r"^(?:[0-9A-Za-z_\t\n\x0B\x0C\r +=,.@-]+)$",
        )),
    },
);

pub static RESOURCE_SERVER_SCOPE_DESCRIPTION_TYPE: Shape = Shape::new(
    "ResourceServerScopeDescriptionType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: None,
    },
);

pub static RESOURCE_SERVER_SCOPE_NAME_TYPE: Shape = Shape::new(
    "ResourceServerScopeNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: Some(Pattern::new(
            r"[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+",
            r"^(?:[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+)$",
        )),
    },
);

pub static S3_ARN_TYPE: Shape = Shape::new(
    "S3ArnType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(3, 1024),
        pattern: Some(Pattern::new(
            r"arn:[\w+=/,.@-]+:[\w+=/,.@-]+:::[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?",
            r"^(?:arn:[0-9A-Za-z_+=/,.@-]+:[0-9A-Za-z_+=/,.@-]+:::[0-9A-Za-z_+=/,.@-]+(:[0-9A-Za-z_+=/,.@-]+)?(:[0-9A-Za-z_+=/,.@-]+)?)$",
        )),
    },
);

pub static S3_BUCKET_TYPE: Shape = Shape::new(
    "S3BucketType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(3, 1024),
        pattern: Some(Pattern::new(
            r"^[0-9A-Za-z\.\-_]*(?<!\.)$",
            r"^(?:|[0-9A-Za-z.\-_]*[0-9A-Za-z\-_])$",
        )),
    },
);

pub static SES_CONFIGURATION_SET: Shape = Shape::new(
    "SESConfigurationSet",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 64),
        pattern: Some(Pattern::new(r"^[a-zA-Z0-9_-]+$", r"^(?:^[a-zA-Z0-9_-]+$)$")),
    },
);

pub static SCOPE_TYPE: Shape = Shape::new(
    "ScopeType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: Some(Pattern::new(
            r"[\x21\x23-\x5B\x5D-\x7E]+",
            r"^(?:[\x21\x23-\x5B\x5D-\x7E]+)$",
        )),
    },
);

pub static SEARCH_PAGINATION_TOKEN_TYPE: Shape = Shape::new(
    "SearchPaginationTokenType",
    Secrecy::Open,
    Kind::Text {
        length: Length::from(1),
        pattern: Some(Pattern::new(r"[\S]+", r"^(?:[[^\t\n\x0B\x0C\r ]]+)$")),
    },
);

pub static SECRET_CODE_TYPE: Shape = Shape::new(
    "SecretCodeType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::from(16),
        pattern: Some(Pattern::new(r"[A-Za-z0-9]+", r"^(?:[A-Za-z0-9]+)$")),
    },
);

pub static SECRET_HASH_TYPE: Shape = Shape::new(
    "SecretHashType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(r"[\w+=/]+", r"^(?:[0-9A-Za-z_+=/]+)$")),
    },
);

pub static SESSION_DEVICE_TYPE: Shape = Shape::new(
    "SessionDeviceType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 1024),
        pattern: None,
    },
);

pub static SESSION_ID_TYPE: Shape = Shape::new(
    "SessionIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(28, 28),
        pattern: Some(Pattern::new(
            r"^(tkn|sso)[a-z0-9]{25}$",
            r"^(?:^(tkn|sso)[a-z0-9]{25}$)$",
        )),
    },
);

pub static SESSION_IP_ADDRESS_TYPE: Shape = Shape::new(
    "SessionIpAddressType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(0, 128),
        pattern: None,
    },
);

pub static SESSION_LOCATION_CITY_TYPE: Shape = Shape::new(
    "SessionLocationCityType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 256),
        pattern: None,
    },
);

pub static SESSION_LOCATION_COUNTRY_TYPE: Shape = Shape::new(
    "SessionLocationCountryType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 256),
        pattern: None,
    },
);

pub static SESSION_TYPE: Shape = Shape::new(
    "SessionType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(20, 4096),
        pattern: None,
    },
);

pub static SMS_INVITE_MESSAGE_TYPE: Shape = Shape::new(
    "SmsInviteMessageType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 140),
        pattern: Some(Pattern::new(r".*\{####\}.*", r"(?s)^(?:.*\{####\}.*)$")),
    },
);

pub static SMS_VERIFICATION_MESSAGE_TYPE: Shape = Shape::new(
    "SmsVerificationMessageType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 140),
        pattern: Some(Pattern::new(
            r".*\{####\}.*",
            r"^(?:[^\n\r\x{85}\x{2028}\x{2029}]*\{####\}[^\n\r\x{85}\x{2028}\x{2029}]*)$",
        )),
    },
);

pub static SOFTWARE_TOKEN_MFA_USER_CODE_TYPE: Shape = Shape::new(
    "SoftwareTokenMFAUserCodeType",
    Secrecy::NotLogged,
    Kind::Text {
        length: Length::between(6, 6),
        pattern: Some(Pattern::new(r"[0-9]+", r"^(?:[0-9]+)$")),
    },
);

pub static STRING_TYPE: Shape = Shape::new(
    "StringType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 131072),
        pattern: None,
    },
);

pub static TAG_KEYS_TYPE: Shape = Shape::new(
    "TagKeysType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: None,
    },
);

pub static TAG_VALUE_TYPE: Shape = Shape::new(
    "TagValueType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 256),
        pattern: None,
    },
);

pub static TERMS_ID_TYPE: Shape = Shape::new(
    "TermsIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(
            r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$",
            r"^(?:^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$)$",
        )),
    },
);

pub static TERMS_NAME_TYPE: Shape = Shape::new(
    "TermsNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(
            r"^(terms-of-use|privacy-policy)$",
            r"^(?:^(terms-of-use|privacy-policy)$)$",
        )),
    },
);

pub static TOKEN_MODEL_TYPE: Shape = Shape::new(
    "TokenModelType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(r"[A-Za-z0-9-_=.]+", r"^(?:[A-Za-z0-9-_=.]+)$")),
    },
);

pub static USER_FILTER_TYPE: Shape = Shape::new(
    "UserFilterType",
    Secrecy::NotLogged,
    Kind::Text {
        length: Length::to(256),
        pattern: None,
    },
);

pub static USER_IMPORT_JOB_ID_TYPE: Shape = Shape::new(
    "UserImportJobIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 55),
        pattern: Some(Pattern::new(r"import-[0-9a-zA-Z-]+", r"^(?:import-[0-9a-zA-Z-]+)$")),
    },
);

pub static USER_IMPORT_JOB_NAME_TYPE: Shape = Shape::new(
    "UserImportJobNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(
            r"[\w\s+=,.@-]+",
            r"^(?:[0-9A-Za-z_\t\n\x0B\x0C\r +=,.@-]+)$",
        )),
    },
);

pub static USER_POOL_ID_TYPE: Shape = Shape::new(
    "UserPoolIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 55),
        pattern: Some(Pattern::new(
            r"[\w-]+_[0-9a-zA-Z]+",
            r"^(?:[0-9A-Za-z_-]+_[0-9a-zA-Z]+)$",
        )),
    },
);

pub static USER_POOL_NAME_TYPE: Shape = Shape::new(
    "UserPoolNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(
            r"[\w\s+=,.@-]+",
            r"^(?:[0-9A-Za-z_\t\n\x0B\x0C\r +=,.@-]+)$",
        )),
    },
);

pub static USERNAME_TYPE: Shape = Shape::new(
    "UsernameType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$",
        )),
    },
);

pub static WEB_AUTHN_AUTHENTICATOR_ATTACHMENT_TYPE: Shape = Shape::new(
    "WebAuthnAuthenticatorAttachmentType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: None,
    },
);

pub static WEB_AUTHN_AUTHENTICATOR_TRANSPORT_TYPE: Shape = Shape::new(
    "WebAuthnAuthenticatorTransportType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: None,
    },
);

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: text a to l.

use crate::facts::{Kind, Length, Pattern, Secrecy, Shape};

pub static AWS_ACCOUNT_ID_TYPE: Shape = Shape::new(
    "AWSAccountIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::to(12),
        pattern: Some(Pattern::new(r"[0-9]+", r"^(?:[0-9]+)$")),
    },
);

pub static ACR_LEVEL_KEY_TYPE: Shape = Shape::new(
    "AcrLevelKeyType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(r"Level[1-4]", r"^(?:Level[1-4])$")),
    },
);

pub static ACR_MAPPING_KEY_TYPE: Shape = Shape::new(
    "AcrMappingKeyType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(r"Level[1-4]", r"^(?:Level[1-4])$")),
    },
);

pub static ACR_VALUE_TYPE: Shape = Shape::new(
    "AcrValueType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 64),
        pattern: Some(Pattern::new(
            r"[\x21\x23-\x5B\x5D-\x7E]+",
            r"^(?:[\x21\x23-\x5B\x5D-\x7E]+)$",
        )),
    },
);

pub static ARN_TYPE: Shape = Shape::new(
    "ArnType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(20, 2048),
        pattern: Some(Pattern::new(
            r"arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?",
            r"^(?:arn:[0-9A-Za-z_+=/,.@-]+:[0-9A-Za-z_+=/,.@-]+:([0-9A-Za-z_+=/,.@-]*)?:[0-9]+:[0-9A-Za-z_+=/,.@-]+(:[0-9A-Za-z_+=/,.@-]+)?(:[0-9A-Za-z_+=/,.@-]+)?)$",
        )),
    },
);

pub static ATTRIBUTE_MAPPING_KEY_TYPE: Shape = Shape::new(
    "AttributeMappingKeyType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 32),
        pattern: None,
    },
);

pub static ATTRIBUTE_NAME_TYPE: Shape = Shape::new(
    "AttributeNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 32),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+)$",
        )),
    },
);

pub static ATTRIBUTE_VALUE_TYPE: Shape = Shape::new(
    "AttributeValueType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::to(2048),
        pattern: None,
    },
);

pub static AUDIENCE_TYPE: Shape = Shape::new(
    "AudienceType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 256),
        pattern: Some(Pattern::new(
            r"[\x21\x23-\x5B\x5D-\x7E]+",
            r"^(?:[\x21\x23-\x5B\x5D-\x7E]+)$",
        )),
    },
);

pub static CSS_TYPE: Shape = Shape::new(
    "CSSType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(0, 131072),
        pattern: None,
    },
);

pub static CSS_VERSION_TYPE: Shape = Shape::new(
    "CSSVersionType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: None,
    },
);

pub static CLIENT_ID_TYPE: Shape = Shape::new(
    "ClientIdType",
    Secrecy::NotLogged,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(r"[\w+]+", r"^(?:[0-9A-Za-z_+]+)$")),
    },
);

pub static CLIENT_NAME_TYPE: Shape = Shape::new(
    "ClientNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(
            r"[\w\s+=,.@-]+",
            r"^(?:[0-9A-Za-z_\t\n\x0B\x0C\r +=,.@-]+)$",
        )),
    },
);

pub static CLIENT_PERMISSION_TYPE: Shape = Shape::new(
    "ClientPermissionType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 2048),
        pattern: None,
    },
);

pub static CLIENT_SECRET_ID_TYPE: Shape = Shape::new(
    "ClientSecretIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: None,
    },
);

pub static CLIENT_SECRET_TYPE: Shape = Shape::new(
    "ClientSecretType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(24, 64),
        pattern: Some(Pattern::new(r"[\w+]+", r"^(?:[0-9A-Za-z_+]+)$")),
    },
);

pub static COMPLETION_MESSAGE_TYPE: Shape = Shape::new(
    "CompletionMessageType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(r"[\w]+", r"^(?:[0-9A-Za-z_]+)$")),
    },
);

pub static CONFIRMATION_CODE_TYPE: Shape = Shape::new(
    "ConfirmationCodeType",
    Secrecy::NotLogged,
    Kind::Text {
        length: Length::between(1, 2048),
        pattern: Some(Pattern::new(r"[\S]+", r"^(?:[[^\t\n\x0B\x0C\r ]]+)$")),
    },
);

pub static CUSTOM_ATTRIBUTE_NAME_TYPE: Shape = Shape::new(
    "CustomAttributeNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 20),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$",
        )),
    },
);

pub static DESCRIPTION_TYPE: Shape = Shape::new(
    "DescriptionType",
    Secrecy::Open,
    Kind::Text {
        length: Length::to(2048),
        pattern: None,
    },
);

pub static DEVICE_KEY_TYPE: Shape = Shape::new(
    "DeviceKeyType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 55),
        pattern: Some(Pattern::new(r"[\w-]+_[0-9a-f-]+", r"^(?:[0-9A-Za-z_-]+_[0-9a-f-]+)$")),
    },
);

pub static DEVICE_NAME_TYPE: Shape = Shape::new(
    "DeviceNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 1024),
        pattern: None,
    },
);

pub static DOMAIN_TYPE: Shape = Shape::new(
    "DomainType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 63),
        pattern: None,
    },
);

pub static DOMAIN_VERSION_TYPE: Shape = Shape::new(
    "DomainVersionType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 20),
        pattern: None,
    },
);

pub static EMAIL_ADDRESS_TYPE: Shape = Shape::new(
    "EmailAddressType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$",
        )),
    },
);

pub static EMAIL_INVITE_MESSAGE_TYPE: Shape = Shape::new(
    "EmailInviteMessageType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 20000),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*)$",
        )),
    },
);

pub static EMAIL_MFA_MESSAGE_TYPE: Shape = Shape::new(
    "EmailMfaMessageType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 20000),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*)$",
        )),
    },
);

pub static EMAIL_MFA_SUBJECT_TYPE: Shape = Shape::new(
    "EmailMfaSubjectType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r ]+)$",
        )),
    },
);

pub static EMAIL_NOTIFICATION_BODY_TYPE: Shape = Shape::new(
    "EmailNotificationBodyType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 20000),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]+)$",
        )),
    },
);

pub static EMAIL_NOTIFICATION_SUBJECT_TYPE: Shape = Shape::new(
    "EmailNotificationSubjectType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 140),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r ]+)$",
        )),
    },
);

pub static EMAIL_VERIFICATION_MESSAGE_BY_LINK_TYPE: Shape = Shape::new(
    "EmailVerificationMessageByLinkType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 20000),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*)$",
        )),
    },
);

pub static EMAIL_VERIFICATION_MESSAGE_TYPE: Shape = Shape::new(
    "EmailVerificationMessageType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(6, 20000),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r *]*)$",
        )),
    },
);

pub static EMAIL_VERIFICATION_SUBJECT_BY_LINK_TYPE: Shape = Shape::new(
    "EmailVerificationSubjectByLinkType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 140),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r ]+)$",
        )),
    },
);

pub static EMAIL_VERIFICATION_SUBJECT_TYPE: Shape = Shape::new(
    "EmailVerificationSubjectType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 140),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\x0B\x0C\r ]+)$",
        )),
    },
);

pub static ENCRYPTION_KEY_ARN_TYPE: Shape = Shape::new(
    "EncryptionKeyArnType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(20, 2048),
        pattern: Some(Pattern::new(
            r"arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?",
            r"^(?:arn:[0-9A-Za-z_+=/,.@-]+:[0-9A-Za-z_+=/,.@-]+:([0-9A-Za-z_+=/,.@-]*)?:[0-9]+:[0-9A-Za-z_+=/,.@-]+(:[0-9A-Za-z_+=/,.@-]+)?(:[0-9A-Za-z_+=/,.@-]+)?)$",
        )),
    },
);

pub static EVENT_ID_TYPE: Shape = Shape::new(
    "EventIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 50),
        pattern: Some(Pattern::new(r"[\w+-]+", r"^(?:[0-9A-Za-z_+-]+)$")),
    },
);

pub static GET_DERIVED_TOKEN_TOKEN_MODEL_TYPE: Shape = Shape::new(
    "GetDerivedTokenTokenModelType",
    Secrecy::Withheld,
    Kind::Text {
        length: Length::between(0, 131072),
        pattern: Some(Pattern::new(r"[A-Za-z0-9-_+/=.]+", r"^(?:[A-Za-z0-9-_+/=.]+)$")),
    },
);

pub static GROUP_NAME_TYPE: Shape = Shape::new(
    "GroupNameType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 128),
        pattern: Some(Pattern::new(
            r"[\p{L}\p{M}\p{S}\p{N}\p{P}]+",
            r"^(?:[\p{L}\p{M}\p{S}\p{N}\p{P}]+)$",
        )),
    },
);

pub static HEALTH_CHECK_ID_TYPE: Shape = Shape::new(
    "HealthCheckIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::to(64),
        pattern: None,
    },
);

pub static HEX_STRING_TYPE: Shape = Shape::new(
    "HexStringType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(r"^[0-9a-fA-F]+$", r"^(?:^[0-9a-fA-F]+$)$")),
    },
);

pub static IDP_IDENTIFIER_TYPE: Shape = Shape::new(
    "IdpIdentifierType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 40),
        pattern: Some(Pattern::new(
            r"[\w\s+=.@-]+",
            r"^(?:[0-9A-Za-z_\t\n\x0B\x0C\r +=.@-]+)$",
        )),
    },
);

pub static IMAGE_URL_TYPE: Shape = Shape::new(
    "ImageUrlType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: None,
    },
);

pub static LANGUAGE_ID_TYPE: Shape = Shape::new(
    "LanguageIdType",
    Secrecy::Open,
    Kind::Text {
        length: Length::ANY,
        pattern: Some(Pattern::new(
            r"^cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|portuguese-brazil|chinese-(simplified|traditional))$",
            r"^(?:^cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|portuguese-brazil|chinese-(simplified|traditional))$)$",
        )),
    },
);

pub static LINK_URL_TYPE: Shape = Shape::new(
    "LinkUrlType",
    Secrecy::Open,
    Kind::Text {
        length: Length::between(1, 1024),
        pattern: Some(Pattern::new(
            r"^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$",
            r"^(?:^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$)$",
        )),
    },
);

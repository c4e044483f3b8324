// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: choices.

use crate::facts::{Kind, Secrecy, Shape};

pub static ACCOUNT_TAKEOVER_EVENT_ACTION_TYPE: Shape = Shape::new(
    "AccountTakeoverEventActionType",
    Secrecy::Open,
    Kind::Choice(&["MFA_IF_CONFIGURED", "BLOCK", "NO_ACTION", "MFA_REQUIRED"]),
);

pub static ADVANCED_SECURITY_ENABLED_MODE_TYPE: Shape = Shape::new(
    "AdvancedSecurityEnabledModeType",
    Secrecy::Open,
    Kind::Choice(&["AUDIT", "ENFORCED"]),
);

pub static ADVANCED_SECURITY_MODE_TYPE: Shape = Shape::new(
    "AdvancedSecurityModeType",
    Secrecy::Open,
    Kind::Choice(&["OFF", "AUDIT", "ENFORCED"]),
);

pub static ALIAS_ATTRIBUTE_TYPE: Shape = Shape::new(
    "AliasAttributeType",
    Secrecy::Open,
    Kind::Choice(&["phone_number", "email", "preferred_username"]),
);

pub static ASSET_CATEGORY_TYPE: Shape = Shape::new(
    "AssetCategoryType",
    Secrecy::Open,
    Kind::Choice(&[
        "FAVICON_ICO",
        "FAVICON_SVG",
        "EMAIL_GRAPHIC",
        "SMS_GRAPHIC",
        "AUTH_APP_GRAPHIC",
        "PASSWORD_GRAPHIC",
        "PASSKEY_GRAPHIC",
        "PAGE_HEADER_LOGO",
        "PAGE_HEADER_BACKGROUND",
        "PAGE_FOOTER_LOGO",
        "PAGE_FOOTER_BACKGROUND",
        "PAGE_BACKGROUND",
        "FORM_BACKGROUND",
        "FORM_LOGO",
        "IDP_BUTTON_ICON",
    ]),
);

pub static ASSET_EXTENSION_TYPE: Shape = Shape::new(
    "AssetExtensionType",
    Secrecy::Open,
    Kind::Choice(&["ICO", "JPEG", "PNG", "SVG", "WEBP"]),
);

pub static ATTRIBUTE_DATA_TYPE: Shape = Shape::new(
    "AttributeDataType",
    Secrecy::Open,
    Kind::Choice(&["Boolean", "Number", "String", "DateTime"]),
);

pub static AUTH_FACTOR_TYPE: Shape = Shape::new(
    "AuthFactorType",
    Secrecy::Open,
    Kind::Choice(&["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN"]),
);

pub static AUTH_FLOW_TYPE: Shape = Shape::new(
    "AuthFlowType",
    Secrecy::Open,
    Kind::Choice(&[
        "USER_SRP_AUTH",
        "REFRESH_TOKEN_AUTH",
        "REFRESH_TOKEN",
        "CUSTOM_AUTH",
        "ADMIN_NO_SRP_AUTH",
        "USER_PASSWORD_AUTH",
        "ADMIN_USER_PASSWORD_AUTH",
        "USER_AUTH",
    ]),
);

pub static CHALLENGE_NAME: Shape = Shape::new("ChallengeName", Secrecy::Open, Kind::Choice(&["Password", "Mfa"]));

pub static CHALLENGE_NAME_TYPE: Shape = Shape::new(
    "ChallengeNameType",
    Secrecy::Open,
    Kind::Choice(&[
        "SMS_MFA",
        "EMAIL_OTP",
        "SOFTWARE_TOKEN_MFA",
        "SELECT_MFA_TYPE",
        "MFA_SETUP",
        "PASSWORD_VERIFIER",
        "CUSTOM_CHALLENGE",
        "SELECT_CHALLENGE",
        "DEVICE_SRP_AUTH",
        "DEVICE_PASSWORD_VERIFIER",
        "ADMIN_NO_SRP_AUTH",
        "NEW_PASSWORD_REQUIRED",
        "SMS_OTP",
        "PASSWORD",
        "WEB_AUTHN",
        "PASSWORD_SRP",
    ]),
);

pub static CHALLENGE_RESPONSE: Shape = Shape::new(
    "ChallengeResponse",
    Secrecy::Open,
    Kind::Choice(&["Success", "Failure"]),
);

pub static CLIENT_TYPE_TYPE: Shape = Shape::new("ClientTypeType", Secrecy::Open, Kind::Choice(&["REGULAR", "DCR"]));

pub static COLOR_SCHEME_MODE_TYPE: Shape = Shape::new(
    "ColorSchemeModeType",
    Secrecy::Open,
    Kind::Choice(&["LIGHT", "DARK", "DYNAMIC"]),
);

pub static COMPROMISED_CREDENTIALS_EVENT_ACTION_TYPE: Shape = Shape::new(
    "CompromisedCredentialsEventActionType",
    Secrecy::Open,
    Kind::Choice(&["BLOCK", "NO_ACTION"]),
);

pub static CUSTOM_EMAIL_SENDER_LAMBDA_VERSION_TYPE: Shape = Shape::new(
    "CustomEmailSenderLambdaVersionType",
    Secrecy::Open,
    Kind::Choice(&["V1_0"]),
);

pub static CUSTOM_SMS_SENDER_LAMBDA_VERSION_TYPE: Shape = Shape::new(
    "CustomSMSSenderLambdaVersionType",
    Secrecy::Open,
    Kind::Choice(&["V1_0"]),
);

pub static DEFAULT_EMAIL_OPTION_TYPE: Shape = Shape::new(
    "DefaultEmailOptionType",
    Secrecy::Open,
    Kind::Choice(&["CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE"]),
);

pub static DELETION_PROTECTION_TYPE: Shape = Shape::new(
    "DeletionProtectionType",
    Secrecy::Open,
    Kind::Choice(&["ACTIVE", "INACTIVE"]),
);

pub static DELIVERY_MEDIUM_TYPE: Shape =
    Shape::new("DeliveryMediumType", Secrecy::Open, Kind::Choice(&["SMS", "EMAIL"]));

pub static DEVICE_REMEMBERED_STATUS_TYPE: Shape = Shape::new(
    "DeviceRememberedStatusType",
    Secrecy::Open,
    Kind::Choice(&["remembered", "not_remembered"]),
);

pub static DOMAIN_STATUS_TYPE: Shape = Shape::new(
    "DomainStatusType",
    Secrecy::Open,
    Kind::Choice(&["CREATING", "DELETING", "UPDATING", "ACTIVE", "FAILED"]),
);

pub static EMAIL_SENDING_ACCOUNT_TYPE: Shape = Shape::new(
    "EmailSendingAccountType",
    Secrecy::Open,
    Kind::Choice(&["COGNITO_DEFAULT", "DEVELOPER"]),
);

pub static ENCRYPTION_KEY_TYPE: Shape = Shape::new(
    "EncryptionKeyType",
    Secrecy::Open,
    Kind::Choice(&["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KEY"]),
);

pub static EVENT_FILTER_TYPE: Shape = Shape::new(
    "EventFilterType",
    Secrecy::Open,
    Kind::Choice(&["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"]),
);

pub static EVENT_RESPONSE_TYPE: Shape = Shape::new(
    "EventResponseType",
    Secrecy::Open,
    Kind::Choice(&["Pass", "Fail", "InProgress"]),
);

pub static EVENT_SOURCE_NAME: Shape = Shape::new(
    "EventSourceName",
    Secrecy::Open,
    Kind::Choice(&["userNotification", "userAuthEvents"]),
);

pub static EVENT_TYPE: Shape = Shape::new(
    "EventType",
    Secrecy::Open,
    Kind::Choice(&["SignIn", "SignUp", "ForgotPassword", "PasswordChange", "ResendCode"]),
);

pub static EXPLICIT_AUTH_FLOWS_TYPE: Shape = Shape::new(
    "ExplicitAuthFlowsType",
    Secrecy::Open,
    Kind::Choice(&[
        "ADMIN_NO_SRP_AUTH",
        "CUSTOM_AUTH_FLOW_ONLY",
        "USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_TOKEN_EXCHANGE_DELEGATION",
        "ALLOW_TOKEN_EXCHANGE_IMPERSONATION",
        "ALLOW_CLIENT_TOKEN_AUTH",
    ]),
);

pub static FEATURE_TYPE: Shape = Shape::new("FeatureType", Secrecy::Open, Kind::Choice(&["ENABLED", "DISABLED"]));

pub static FEEDBACK_VALUE_TYPE: Shape =
    Shape::new("FeedbackValueType", Secrecy::Open, Kind::Choice(&["Valid", "Invalid"]));

pub static IDENTITY_PROVIDER_TYPE_TYPE: Shape = Shape::new(
    "IdentityProviderTypeType",
    Secrecy::Open,
    Kind::Choice(&[
        "SAML",
        "Facebook",
        "Google",
        "LoginWithAmazon",
        "SignInWithApple",
        "OIDC",
    ]),
);

pub static INBOUND_FEDERATION_LAMBDA_VERSION_TYPE: Shape = Shape::new(
    "InboundFederationLambdaVersionType",
    Secrecy::Open,
    Kind::Choice(&["V1_0"]),
);

pub static ISSUED_TOKEN_TYPE_IDENTIFIER_TYPE: Shape = Shape::new(
    "IssuedTokenTypeIdentifierType",
    Secrecy::Open,
    Kind::Choice(&["ACCESS_TOKEN", "ID_TOKEN"]),
);

pub static ISSUER_TYPE: Shape = Shape::new("IssuerType", Secrecy::Open, Kind::Choice(&["ORIGINAL", "UPDATED"]));

pub static LIMIT_CLASS: Shape = Shape::new("LimitClass", Secrecy::Open, Kind::Choice(&["API_CATEGORY"]));

pub static LOG_LEVEL: Shape = Shape::new("LogLevel", Secrecy::Open, Kind::Choice(&["ERROR", "INFO"]));

pub static MESSAGE_ACTION_TYPE: Shape = Shape::new(
    "MessageActionType",
    Secrecy::Open,
    Kind::Choice(&["RESEND", "SUPPRESS"]),
);

pub static OAUTH_FLOW_TYPE: Shape = Shape::new(
    "OAuthFlowType",
    Secrecy::Open,
    Kind::Choice(&["implicit", "client_credentials", "code"]),
);

pub static OAUTH_TOKEN_TYPE_TYPE: Shape =
    Shape::new("OAuthTokenTypeType", Secrecy::Open, Kind::Choice(&["Bearer", "N_A"]));

pub static PASSWORD_HASHING_ALGORITHM_TYPE: Shape = Shape::new(
    "PasswordHashingAlgorithmType",
    Secrecy::Open,
    Kind::Choice(&["BCRYPT", "SCRYPT", "ARGON2ID", "PBKDF2_SHA256"]),
);

pub static PRE_TOKEN_GENERATION_LAMBDA_VERSION_TYPE: Shape = Shape::new(
    "PreTokenGenerationLambdaVersionType",
    Secrecy::Open,
    Kind::Choice(&["V1_0", "V2_0", "V3_0"]),
);

pub static PREVENT_USER_EXISTENCE_ERROR_TYPES: Shape = Shape::new(
    "PreventUserExistenceErrorTypes",
    Secrecy::Open,
    Kind::Choice(&["LEGACY", "ENABLED"]),
);

pub static RECOVERY_OPTION_NAME_TYPE: Shape = Shape::new(
    "RecoveryOptionNameType",
    Secrecy::Open,
    Kind::Choice(&["verified_email", "verified_phone_number", "admin_only"]),
);

pub static REPLICA_ROLE_TYPE: Shape = Shape::new(
    "ReplicaRoleType",
    Secrecy::Open,
    Kind::Choice(&["PRIMARY", "SECONDARY"]),
);

pub static REPLICA_STATUS_TYPE: Shape = Shape::new(
    "ReplicaStatusType",
    Secrecy::Open,
    Kind::Choice(&["CREATING", "ACTIVE", "INACTIVE", "DELETING"]),
);

pub static RESOURCE_SERVER_MANAGED_BY_TYPE: Shape =
    Shape::new("ResourceServerManagedByType", Secrecy::Open, Kind::Choice(&["COGNITO"]));

pub static REVOKE_ASSOCIATED_SESSIONS_TYPE: Shape = Shape::new(
    "RevokeAssociatedSessionsType",
    Secrecy::Open,
    Kind::Choice(&["NONE", "LINKED"]),
);

pub static RISK_DECISION_TYPE: Shape = Shape::new(
    "RiskDecisionType",
    Secrecy::Open,
    Kind::Choice(&["NoRisk", "AccountTakeover", "Block"]),
);

pub static RISK_LEVEL_TYPE: Shape =
    Shape::new("RiskLevelType", Secrecy::Open, Kind::Choice(&["Low", "Medium", "High"]));

pub static SECURITY_POLICY_TYPE: Shape = Shape::new(
    "SecurityPolicyType",
    Secrecy::Open,
    Kind::Choice(&["TLS_V1", "TLS_V1_2_2021", "TLS_V1_3_2025"]),
);

pub static SESSION_TYPE_TYPE: Shape = Shape::new("SessionTypeType", Secrecy::Open, Kind::Choice(&["TOKEN", "SSO"]));

pub static STATUS_TYPE: Shape = Shape::new("StatusType", Secrecy::Open, Kind::Choice(&["Enabled", "Disabled"]));

pub static TERMS_ENFORCEMENT_TYPE: Shape = Shape::new("TermsEnforcementType", Secrecy::Open, Kind::Choice(&["NONE"]));

pub static TERMS_SOURCE_TYPE: Shape = Shape::new("TermsSourceType", Secrecy::Open, Kind::Choice(&["LINK"]));

pub static TIME_UNITS_TYPE: Shape = Shape::new(
    "TimeUnitsType",
    Secrecy::Open,
    Kind::Choice(&["seconds", "minutes", "hours", "days"]),
);

pub static TOKEN_TYPE_IDENTIFIER_TYPE: Shape = Shape::new(
    "TokenTypeIdentifierType",
    Secrecy::Open,
    Kind::Choice(&["ACCESS_TOKEN", "ID_TOKEN", "SAML2"]),
);

pub static UPDATE_REPLICA_STATUS_TYPE: Shape = Shape::new(
    "UpdateReplicaStatusType",
    Secrecy::Open,
    Kind::Choice(&["ACTIVE", "INACTIVE"]),
);

pub static USER_IMPORT_JOB_STATUS_TYPE: Shape = Shape::new(
    "UserImportJobStatusType",
    Secrecy::Open,
    Kind::Choice(&[
        "Created",
        "Pending",
        "InProgress",
        "Stopping",
        "Expired",
        "Stopped",
        "Failed",
        "Succeeded",
    ]),
);

pub static USER_POOL_MFA_TYPE: Shape = Shape::new(
    "UserPoolMfaType",
    Secrecy::Open,
    Kind::Choice(&["OPTIONAL", "OFF", "ON"]),
);

pub static USER_POOL_TIER_TYPE: Shape = Shape::new(
    "UserPoolTierType",
    Secrecy::Open,
    Kind::Choice(&["LITE", "ESSENTIALS", "PLUS"]),
);

pub static USER_SESSION_TRACKING_TYPE: Shape = Shape::new(
    "UserSessionTrackingType",
    Secrecy::Open,
    Kind::Choice(&["ENABLED", "DISABLED"]),
);

pub static USER_STATUS_TYPE: Shape = Shape::new(
    "UserStatusType",
    Secrecy::Open,
    Kind::Choice(&[
        "UNCONFIRMED",
        "CONFIRMED",
        "ARCHIVED",
        "COMPROMISED",
        "UNKNOWN",
        "RESET_REQUIRED",
        "FORCE_CHANGE_PASSWORD",
        "EXTERNAL_PROVIDER",
    ]),
);

pub static USER_VERIFICATION_TYPE: Shape = Shape::new(
    "UserVerificationType",
    Secrecy::Open,
    Kind::Choice(&["required", "preferred"]),
);

pub static USERNAME_ATTRIBUTE_TYPE: Shape = Shape::new(
    "UsernameAttributeType",
    Secrecy::Open,
    Kind::Choice(&["phone_number", "email"]),
);

pub static VERIFIED_ATTRIBUTE_TYPE: Shape = Shape::new(
    "VerifiedAttributeType",
    Secrecy::Open,
    Kind::Choice(&["phone_number", "email"]),
);

pub static VERIFY_SOFTWARE_TOKEN_RESPONSE_TYPE: Shape = Shape::new(
    "VerifySoftwareTokenResponseType",
    Secrecy::Open,
    Kind::Choice(&["SUCCESS", "ERROR"]),
);

pub static WEB_AUTHN_FACTOR_CONFIGURATION_TYPE: Shape = Shape::new(
    "WebAuthnFactorConfigurationType",
    Secrecy::Open,
    Kind::Choice(&["SINGLE_FACTOR", "MULTI_FACTOR_WITH_USER_VERIFICATION"]),
);

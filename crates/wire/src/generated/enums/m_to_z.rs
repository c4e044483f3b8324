// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Sets of named values.

use crate::named::string_enum;

string_enum! {
    MessageActionType
    Resend = "RESEND",
    Suppress = "SUPPRESS",
}

string_enum! {
    OAuthFlowType
    Code = "code",
    Implicit = "implicit",
    ClientCredentials = "client_credentials",
}

string_enum! {
    OAuthTokenTypeType
    Bearer = "Bearer",
    NA = "N_A",
}

string_enum! {
    PasswordHashingAlgorithmType
    Bcrypt = "BCRYPT",
    Scrypt = "SCRYPT",
    Argon2id = "ARGON2ID",
    Pbkdf2Sha256 = "PBKDF2_SHA256",
}

string_enum! {
    PreTokenGenerationLambdaVersionType
    V1_0 = "V1_0",
    V2_0 = "V2_0",
    V3_0 = "V3_0",
}

string_enum! {
    PreventUserExistenceErrorTypes
    Legacy = "LEGACY",
    Enabled = "ENABLED",
}

string_enum! {
    RecoveryOptionNameType
    VerifiedEmail = "verified_email",
    VerifiedPhoneNumber = "verified_phone_number",
    AdminOnly = "admin_only",
}

string_enum! {
    ReplicaRoleType
    Primary = "PRIMARY",
    Secondary = "SECONDARY",
}

string_enum! {
    ReplicaStatusType
    Creating = "CREATING",
    Active = "ACTIVE",
    Inactive = "INACTIVE",
    Deleting = "DELETING",
}

string_enum! {
    ResourceServerManagedByType
    Cognito = "COGNITO",
}

string_enum! {
    RevokeAssociatedSessionsType
    None = "NONE",
    Linked = "LINKED",
}

string_enum! {
    RiskDecisionType
    NoRisk = "NoRisk",
    AccountTakeover = "AccountTakeover",
    Block = "Block",
}

string_enum! {
    RiskLevelType
    Low = "Low",
    Medium = "Medium",
    High = "High",
}

string_enum! {
    SecurityPolicyType
    TlsV1 = "TLS_V1",
    TlsV1_2_2021 = "TLS_V1_2_2021",
    TlsV1_3_2025 = "TLS_V1_3_2025",
}

string_enum! {
    SessionTypeType
    Token = "TOKEN",
    Sso = "SSO",
}

string_enum! {
    StatusType
    Enabled = "Enabled",
    Disabled = "Disabled",
}

string_enum! {
    TermsEnforcementType
    None = "NONE",
}

string_enum! {
    TermsSourceType
    Link = "LINK",
}

string_enum! {
    TimeUnitsType
    Seconds = "seconds",
    Minutes = "minutes",
    Hours = "hours",
    Days = "days",
}

string_enum! {
    TokenTypeIdentifierType
    AccessToken = "ACCESS_TOKEN",
    IdToken = "ID_TOKEN",
    Saml2 = "SAML2",
}

string_enum! {
    UpdateReplicaStatusType
    Active = "ACTIVE",
    Inactive = "INACTIVE",
}

string_enum! {
    UserImportJobStatusType
    Created = "Created",
    Pending = "Pending",
    InProgress = "InProgress",
    Stopping = "Stopping",
    Expired = "Expired",
    Stopped = "Stopped",
    Failed = "Failed",
    Succeeded = "Succeeded",
}

string_enum! {
    UserPoolMfaType
    Off = "OFF",
    On = "ON",
    Optional = "OPTIONAL",
}

string_enum! {
    UserPoolTierType
    Lite = "LITE",
    Essentials = "ESSENTIALS",
    Plus = "PLUS",
}

string_enum! {
    UserSessionTrackingType
    Enabled = "ENABLED",
    Disabled = "DISABLED",
}

string_enum! {
    UserStatusType
    Unconfirmed = "UNCONFIRMED",
    Confirmed = "CONFIRMED",
    Archived = "ARCHIVED",
    Compromised = "COMPROMISED",
    Unknown = "UNKNOWN",
    ResetRequired = "RESET_REQUIRED",
    ForceChangePassword = "FORCE_CHANGE_PASSWORD",
    ExternalProvider = "EXTERNAL_PROVIDER",
}

string_enum! {
    UserVerificationType
    Required = "required",
    Preferred = "preferred",
}

string_enum! {
    UsernameAttributeType
    PhoneNumber = "phone_number",
    Email = "email",
}

string_enum! {
    VerifiedAttributeType
    PhoneNumber = "phone_number",
    Email = "email",
}

string_enum! {
    VerifySoftwareTokenResponseType
    Success = "SUCCESS",
    Error = "ERROR",
}

string_enum! {
    WebAuthnFactorConfigurationType
    SingleFactor = "SINGLE_FACTOR",
    MultiFactorWithUserVerification = "MULTI_FACTOR_WITH_USER_VERIFICATION",
}

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Sets of named values.

use crate::named::string_enum;

string_enum! {
    AccountTakeoverEventActionType
    Block = "BLOCK",
    MfaIfConfigured = "MFA_IF_CONFIGURED",
    MfaRequired = "MFA_REQUIRED",
    NoAction = "NO_ACTION",
}

string_enum! {
    AdvancedSecurityEnabledModeType
    Audit = "AUDIT",
    Enforced = "ENFORCED",
}

string_enum! {
    AdvancedSecurityModeType
    Off = "OFF",
    Audit = "AUDIT",
    Enforced = "ENFORCED",
}

string_enum! {
    AliasAttributeType
    PhoneNumber = "phone_number",
    Email = "email",
    PreferredUsername = "preferred_username",
}

string_enum! {
    AssetCategoryType
    FaviconIco = "FAVICON_ICO",
    FaviconSvg = "FAVICON_SVG",
    EmailGraphic = "EMAIL_GRAPHIC",
    SmsGraphic = "SMS_GRAPHIC",
    AuthAppGraphic = "AUTH_APP_GRAPHIC",
    PasswordGraphic = "PASSWORD_GRAPHIC",
    PasskeyGraphic = "PASSKEY_GRAPHIC",
    PageHeaderLogo = "PAGE_HEADER_LOGO",
    PageHeaderBackground = "PAGE_HEADER_BACKGROUND",
    PageFooterLogo = "PAGE_FOOTER_LOGO",
    PageFooterBackground = "PAGE_FOOTER_BACKGROUND",
    PageBackground = "PAGE_BACKGROUND",
    FormBackground = "FORM_BACKGROUND",
    FormLogo = "FORM_LOGO",
    IdpButtonIcon = "IDP_BUTTON_ICON",
}

string_enum! {
    AssetExtensionType
    Ico = "ICO",
    Jpeg = "JPEG",
    Png = "PNG",
    Svg = "SVG",
    Webp = "WEBP",
}

string_enum! {
    AttributeDataType
    String = "String",
    Number = "Number",
    DateTime = "DateTime",
    Boolean = "Boolean",
}

string_enum! {
    AuthFactorType
    Password = "PASSWORD",
    EmailOtp = "EMAIL_OTP",
    SmsOtp = "SMS_OTP",
    WebAuthn = "WEB_AUTHN",
    SoftwareToken = "SOFTWARE_TOKEN",
}

string_enum! {
    AuthFlowType
    UserSrpAuth = "USER_SRP_AUTH",
    RefreshTokenAuth = "REFRESH_TOKEN_AUTH",
    RefreshToken = "REFRESH_TOKEN",
    CustomAuth = "CUSTOM_AUTH",
    AdminNoSrpAuth = "ADMIN_NO_SRP_AUTH",
    UserPasswordAuth = "USER_PASSWORD_AUTH",
    AdminUserPasswordAuth = "ADMIN_USER_PASSWORD_AUTH",
    UserAuth = "USER_AUTH",
}

string_enum! {
    ChallengeName
    Password = "Password",
    Mfa = "Mfa",
}

string_enum! {
    ChallengeNameType
    SmsMfa = "SMS_MFA",
    EmailOtp = "EMAIL_OTP",
    SoftwareTokenMfa = "SOFTWARE_TOKEN_MFA",
    SelectMfaType = "SELECT_MFA_TYPE",
    MfaSetup = "MFA_SETUP",
    PasswordVerifier = "PASSWORD_VERIFIER",
    CustomChallenge = "CUSTOM_CHALLENGE",
    SelectChallenge = "SELECT_CHALLENGE",
    DeviceSrpAuth = "DEVICE_SRP_AUTH",
    DevicePasswordVerifier = "DEVICE_PASSWORD_VERIFIER",
    AdminNoSrpAuth = "ADMIN_NO_SRP_AUTH",
    NewPasswordRequired = "NEW_PASSWORD_REQUIRED",
    SmsOtp = "SMS_OTP",
    Password = "PASSWORD",
    WebAuthn = "WEB_AUTHN",
    PasswordSrp = "PASSWORD_SRP",
}

string_enum! {
    ChallengeResponse
    Success = "Success",
    Failure = "Failure",
}

string_enum! {
    ClientTypeType
    Regular = "REGULAR",
    Dcr = "DCR",
}

string_enum! {
    ColorSchemeModeType
    Light = "LIGHT",
    Dark = "DARK",
    Dynamic = "DYNAMIC",
}

string_enum! {
    CompromisedCredentialsEventActionType
    Block = "BLOCK",
    NoAction = "NO_ACTION",
}

string_enum! {
    CustomEmailSenderLambdaVersionType
    V1_0 = "V1_0",
}

string_enum! {
    CustomSMSSenderLambdaVersionType
    V1_0 = "V1_0",
}

string_enum! {
    DefaultEmailOptionType
    ConfirmWithLink = "CONFIRM_WITH_LINK",
    ConfirmWithCode = "CONFIRM_WITH_CODE",
}

string_enum! {
    DeletionProtectionType
    Active = "ACTIVE",
    Inactive = "INACTIVE",
}

string_enum! {
    DeliveryMediumType
    Sms = "SMS",
    Email = "EMAIL",
}

string_enum! {
    DeviceRememberedStatusType
    Remembered = "remembered",
    NotRemembered = "not_remembered",
}

string_enum! {
    DomainStatusType
    Creating = "CREATING",
    Deleting = "DELETING",
    Updating = "UPDATING",
    Active = "ACTIVE",
    Failed = "FAILED",
}

string_enum! {
    EmailSendingAccountType
    CognitoDefault = "COGNITO_DEFAULT",
    Developer = "DEVELOPER",
}

string_enum! {
    EncryptionKeyType
    AwsOwnedKey = "AWS_OWNED_KEY",
    CustomerManagedKey = "CUSTOMER_MANAGED_KEY",
}

string_enum! {
    EventFilterType
    SignIn = "SIGN_IN",
    PasswordChange = "PASSWORD_CHANGE",
    SignUp = "SIGN_UP",
}

string_enum! {
    EventResponseType
    Pass = "Pass",
    Fail = "Fail",
    InProgress = "InProgress",
}

string_enum! {
    EventSourceName
    UserNotification = "userNotification",
    UserAuthEvents = "userAuthEvents",
}

string_enum! {
    EventType
    SignIn = "SignIn",
    SignUp = "SignUp",
    ForgotPassword = "ForgotPassword",
    PasswordChange = "PasswordChange",
    ResendCode = "ResendCode",
}

string_enum! {
    ExplicitAuthFlowsType
    AdminNoSrpAuth = "ADMIN_NO_SRP_AUTH",
    CustomAuthFlowOnly = "CUSTOM_AUTH_FLOW_ONLY",
    UserPasswordAuth = "USER_PASSWORD_AUTH",
    AllowAdminUserPasswordAuth = "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    AllowCustomAuth = "ALLOW_CUSTOM_AUTH",
    AllowUserPasswordAuth = "ALLOW_USER_PASSWORD_AUTH",
    AllowUserSrpAuth = "ALLOW_USER_SRP_AUTH",
    AllowRefreshTokenAuth = "ALLOW_REFRESH_TOKEN_AUTH",
    AllowUserAuth = "ALLOW_USER_AUTH",
    AllowTokenExchangeDelegation = "ALLOW_TOKEN_EXCHANGE_DELEGATION",
    AllowTokenExchangeImpersonation = "ALLOW_TOKEN_EXCHANGE_IMPERSONATION",
    AllowClientTokenAuth = "ALLOW_CLIENT_TOKEN_AUTH",
}

string_enum! {
    FeatureType
    Enabled = "ENABLED",
    Disabled = "DISABLED",
}

string_enum! {
    FeedbackValueType
    Valid = "Valid",
    Invalid = "Invalid",
}

string_enum! {
    IdentityProviderTypeType
    Saml = "SAML",
    Facebook = "Facebook",
    Google = "Google",
    LoginWithAmazon = "LoginWithAmazon",
    SignInWithApple = "SignInWithApple",
    Oidc = "OIDC",
}

string_enum! {
    InboundFederationLambdaVersionType
    V1_0 = "V1_0",
}

string_enum! {
    IssuedTokenTypeIdentifierType
    AccessToken = "ACCESS_TOKEN",
    IdToken = "ID_TOKEN",
}

string_enum! {
    IssuerType
    Original = "ORIGINAL",
    Updated = "UPDATED",
}

string_enum! {
    LimitClass
    ApiCategory = "API_CATEGORY",
}

string_enum! {
    LogLevel
    Error = "ERROR",
    Info = "INFO",
}

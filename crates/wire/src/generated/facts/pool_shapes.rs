// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! Limits: pool shapes.

use super::*;
use crate::facts::{Kind, Member, Secrecy, Shape};

pub static ACCOUNT_RECOVERY_SETTING_TYPE: Shape = Shape::new(
    "AccountRecoverySettingType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "RecoveryMechanisms",
        "recoveryMechanisms",
        &RECOVERY_MECHANISMS_TYPE,
    )]),
);

pub static ACR_LEVEL_CONFIG_TYPE: Shape = Shape::new(
    "AcrLevelConfigType",
    Secrecy::Open,
    Kind::Structure(&[Member::required("AcrValue", "acrValue", &ACR_VALUE_TYPE)]),
);

pub static ADMIN_CREATE_USER_CONFIG_TYPE: Shape = Shape::new(
    "AdminCreateUserConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("AllowAdminCreateUserOnly", "allowAdminCreateUserOnly", &BOOLEAN_TYPE),
        Member::optional(
            "UnusedAccountValidityDays",
            "unusedAccountValidityDays",
            &ADMIN_CREATE_USER_UNUSED_ACCOUNT_VALIDITY_DAYS_TYPE,
        ),
        Member::optional("InviteMessageTemplate", "inviteMessage", &MESSAGE_TEMPLATE_TYPE),
    ]),
);

pub static ADVANCED_SECURITY_ADDITIONAL_FLOWS_TYPE: Shape = Shape::new(
    "AdvancedSecurityAdditionalFlowsType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "CustomAuthMode",
        "customAuthMode",
        &ADVANCED_SECURITY_ENABLED_MODE_TYPE,
    )]),
);

pub static CUSTOM_EMAIL_LAMBDA_VERSION_CONFIG_TYPE: Shape = Shape::new(
    "CustomEmailLambdaVersionConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required(
            "LambdaVersion",
            "lambdaVersion",
            &CUSTOM_EMAIL_SENDER_LAMBDA_VERSION_TYPE,
        ),
        Member::required("LambdaArn", "lambdaArn", &ARN_TYPE),
    ]),
);

pub static CUSTOM_SMS_LAMBDA_VERSION_CONFIG_TYPE: Shape = Shape::new(
    "CustomSMSLambdaVersionConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("LambdaVersion", "lambdaVersion", &CUSTOM_SMS_SENDER_LAMBDA_VERSION_TYPE),
        Member::required("LambdaArn", "lambdaArn", &ARN_TYPE),
    ]),
);

pub static DCR_CONFIGURATION_TYPE: Shape = Shape::new(
    "DcrConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("EnableStatus", "enableStatus", &STATUS_TYPE),
        Member::optional("OpenDcrEnabled", "openDcrEnabled", &BOOLEAN_TYPE),
        Member::optional("AuthenticatedGrantTypes", "authenticatedGrantTypes", &OAUTH_FLOWS_TYPE),
        Member::optional("OpenDcrGrantTypes", "openDcrGrantTypes", &OAUTH_FLOWS_TYPE),
        Member::optional("AllowedScopes", "allowedScopes", &SCOPE_LIST_TYPE),
    ]),
);

pub static DEVICE_CONFIGURATION_TYPE: Shape = Shape::new(
    "DeviceConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional(
            "ChallengeRequiredOnNewDevice",
            "challengeRequiredOnNewDevice",
            &BOOLEAN_TYPE,
        ),
        Member::optional(
            "DeviceOnlyRememberedOnUserPrompt",
            "deviceOnlyRememberedOnUserPrompt",
            &BOOLEAN_TYPE,
        ),
    ]),
);

pub static EMAIL_CONFIGURATION_TYPE: Shape = Shape::new(
    "EmailConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SourceArn", "sourceArn", &ARN_TYPE),
        Member::optional("ReplyToEmailAddress", "replyToEmailAddress", &EMAIL_ADDRESS_TYPE),
        Member::optional(
            "EmailSendingAccount",
            "emailSendingAccount",
            &EMAIL_SENDING_ACCOUNT_TYPE,
        ),
        Member::optional("From", "from", &STRING_TYPE),
        Member::optional("ConfigurationSet", "configurationSet", &SES_CONFIGURATION_SET),
    ]),
);

pub static EUMS_SMS_CONFIGURATION_TYPE: Shape = Shape::new(
    "EumsSmsConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("CallerArn", "callerArn", &ARN_TYPE),
        Member::optional("ExternalId", "externalId", &STRING_TYPE),
        Member::optional("OriginationIdentity", "originationIdentity", &STRING_TYPE),
        Member::optional("ConfigurationSetName", "configurationSetName", &STRING_TYPE),
        Member::optional("InEntityId", "inEntityId", &STRING_TYPE),
        Member::optional("InTemplateId", "inTemplateId", &STRING_TYPE),
        Member::optional("Region", "region", &REGION_CODE_TYPE),
    ]),
);

pub static INBOUND_FEDERATION_LAMBDA_TYPE: Shape = Shape::new(
    "InboundFederationLambdaType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required(
            "LambdaVersion",
            "lambdaVersion",
            &INBOUND_FEDERATION_LAMBDA_VERSION_TYPE,
        ),
        Member::required("LambdaArn", "lambdaArn", &ARN_TYPE),
    ]),
);

pub static ISSUER_CONFIGURATION_TYPE: Shape = Shape::new(
    "IssuerConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional("Type", "type", &ISSUER_TYPE)]),
);

pub static KEY_CONFIGURATION_TYPE: Shape = Shape::new(
    "KeyConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("KeyType", "keyType", &ENCRYPTION_KEY_TYPE),
        Member::optional("KmsKeyArn", "kmsKeyArn", &ENCRYPTION_KEY_ARN_TYPE),
    ]),
);

pub static LAMBDA_CONFIG_TYPE: Shape = Shape::new(
    "LambdaConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("PreSignUp", "preSignUp", &ARN_TYPE),
        Member::optional("CustomMessage", "customMessage", &ARN_TYPE),
        Member::optional("PostConfirmation", "postConfirmation", &ARN_TYPE),
        Member::optional("PreAuthentication", "preAuthentication", &ARN_TYPE),
        Member::optional("PostAuthentication", "postAuthentication", &ARN_TYPE),
        Member::optional("DefineAuthChallenge", "defineAuthChallenge", &ARN_TYPE),
        Member::optional("CreateAuthChallenge", "createAuthChallenge", &ARN_TYPE),
        Member::optional("VerifyAuthChallengeResponse", "verifyAuthChallengeResponse", &ARN_TYPE),
        Member::optional("PreTokenGeneration", "preTokenGeneration", &ARN_TYPE),
        Member::optional("UserMigration", "userMigration", &ARN_TYPE),
        Member::optional(
            "PreTokenGenerationConfig",
            "preTokenGenerationConfig",
            &PRE_TOKEN_GENERATION_VERSION_CONFIG_TYPE,
        ),
        Member::optional(
            "CustomSMSSender",
            "customSMSSender",
            &CUSTOM_SMS_LAMBDA_VERSION_CONFIG_TYPE,
        ),
        Member::optional(
            "CustomEmailSender",
            "customEmailSender",
            &CUSTOM_EMAIL_LAMBDA_VERSION_CONFIG_TYPE,
        ),
        Member::optional("KMSKeyID", "kMSKeyID", &ARN_TYPE),
        Member::optional(
            "InboundFederation",
            "inboundFederation",
            &INBOUND_FEDERATION_LAMBDA_TYPE,
        ),
    ]),
);

pub static LIMIT_DEFINITION_TYPE: Shape = Shape::new(
    "LimitDefinitionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("LimitClass", "limitClass", &LIMIT_CLASS),
        Member::required("Attributes", "attributes", &STRING_TO_STRING_MAP_TYPE),
    ]),
);

pub static LIMIT_TYPE: Shape = Shape::new(
    "LimitType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("LimitDefinition", "limitDefinition", &LIMIT_DEFINITION_TYPE),
        Member::required("ProvisionedLimitValue", "provisionedLimitValue", &INTEGER_TYPE),
        Member::required("FreeLimitValue", "freeLimitValue", &INTEGER_TYPE),
    ]),
);

pub static MESSAGE_TEMPLATE_TYPE: Shape = Shape::new(
    "MessageTemplateType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SMSMessage", "smsMessage", &SMS_INVITE_MESSAGE_TYPE),
        Member::optional("EmailMessage", "emailMessage", &EMAIL_INVITE_MESSAGE_TYPE),
        Member::optional("EmailSubject", "emailSubject", &EMAIL_VERIFICATION_SUBJECT_TYPE),
    ]),
);

pub static NUMBER_ATTRIBUTE_CONSTRAINTS_TYPE: Shape = Shape::new(
    "NumberAttributeConstraintsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("MinValue", "minValue", &STRING_TYPE),
        Member::optional("MaxValue", "maxValue", &STRING_TYPE),
    ]),
);

pub static PASSWORD_POLICY_TYPE: Shape = Shape::new(
    "PasswordPolicyType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("MinimumLength", "minimumLength", &PASSWORD_POLICY_MIN_LENGTH_TYPE),
        Member::optional("RequireUppercase", "requireUppercase", &BOOLEAN_TYPE),
        Member::optional("RequireLowercase", "requireLowercase", &BOOLEAN_TYPE),
        Member::optional("RequireNumbers", "requireNumbers", &BOOLEAN_TYPE),
        Member::optional("RequireSymbols", "requireSymbols", &BOOLEAN_TYPE),
        Member::optional(
            "PasswordHistorySize",
            "passwordHistorySize",
            &PASSWORD_HISTORY_SIZE_TYPE,
        ),
        Member::optional(
            "TemporaryPasswordValidityDays",
            "temporaryPasswordValidityDays",
            &TEMPORARY_PASSWORD_VALIDITY_DAYS_TYPE,
        ),
    ]),
);

pub static PRE_TOKEN_GENERATION_VERSION_CONFIG_TYPE: Shape = Shape::new(
    "PreTokenGenerationVersionConfigType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required(
            "LambdaVersion",
            "lambdaVersion",
            &PRE_TOKEN_GENERATION_LAMBDA_VERSION_TYPE,
        ),
        Member::required("LambdaArn", "lambdaArn", &ARN_TYPE),
    ]),
);

pub static RECOVERY_OPTION_TYPE: Shape = Shape::new(
    "RecoveryOptionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required("Priority", "priority", &PRIORITY_TYPE),
        Member::required("Name", "name", &RECOVERY_OPTION_NAME_TYPE),
    ]),
);

pub static SIGN_IN_POLICY_TYPE: Shape = Shape::new(
    "SignInPolicyType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "AllowedFirstAuthFactors",
        "allowedFirstAuthFactors",
        &ALLOWED_FIRST_AUTH_FACTORS_LIST_TYPE,
    )]),
);

pub static SMS_CONFIGURATION_TYPE: Shape = Shape::new(
    "SmsConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SnsCallerArn", "snsCallerArn", &OPTIONAL_ARN_TYPE),
        Member::optional("ExternalId", "externalId", &STRING_TYPE),
        Member::optional("SnsRegion", "snsRegion", &REGION_CODE_TYPE),
        Member::optional("EumsSms", "eumsSms", &EUMS_SMS_CONFIGURATION_TYPE),
    ]),
);

pub static STRING_ATTRIBUTE_CONSTRAINTS_TYPE: Shape = Shape::new(
    "StringAttributeConstraintsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("MinLength", "minLength", &STRING_TYPE),
        Member::optional("MaxLength", "maxLength", &STRING_TYPE),
    ]),
);

pub static USER_ATTRIBUTE_UPDATE_SETTINGS_TYPE: Shape = Shape::new(
    "UserAttributeUpdateSettingsType",
    Secrecy::Open,
    Kind::Structure(&[Member::optional(
        "AttributesRequireVerificationBeforeUpdate",
        "attributesRequireVerificationBeforeUpdate",
        &ATTRIBUTES_REQUIRE_VERIFICATION_BEFORE_UPDATE_TYPE,
    )]),
);

pub static USER_POOL_ADD_ONS_TYPE: Shape = Shape::new(
    "UserPoolAddOnsType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::required(
            "AdvancedSecurityMode",
            "advancedSecurityMode",
            &ADVANCED_SECURITY_MODE_TYPE,
        ),
        Member::optional(
            "AdvancedSecurityAdditionalFlows",
            "advancedSecurityAdditionalFlows",
            &ADVANCED_SECURITY_ADDITIONAL_FLOWS_TYPE,
        ),
    ]),
);

pub static USER_POOL_DESCRIPTION_TYPE: Shape = Shape::new(
    "UserPoolDescriptionType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Id", "id", &USER_POOL_ID_TYPE),
        Member::optional("Name", "name", &USER_POOL_NAME_TYPE),
        Member::optional("LambdaConfig", "lambdaConfig", &LAMBDA_CONFIG_TYPE),
        Member::optional("Status", "status", &STATUS_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
        Member::optional("ReplicaRegions", "replicaRegions", &REPLICA_REGIONS_TYPE),
    ]),
);

pub static USER_POOL_POLICY_TYPE: Shape = Shape::new(
    "UserPoolPolicyType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("PasswordPolicy", "passwordPolicy", &PASSWORD_POLICY_TYPE),
        Member::optional("SignInPolicy", "signInPolicy", &SIGN_IN_POLICY_TYPE),
    ]),
);

pub static USER_POOL_TYPE: Shape = Shape::new(
    "UserPoolType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("Id", "id", &USER_POOL_ID_TYPE),
        Member::optional("Name", "name", &USER_POOL_NAME_TYPE),
        Member::optional("Policies", "policies", &USER_POOL_POLICY_TYPE),
        Member::optional("DeletionProtection", "deletionProtection", &DELETION_PROTECTION_TYPE),
        Member::optional("LambdaConfig", "lambdaConfig", &LAMBDA_CONFIG_TYPE),
        Member::optional("Status", "status", &STATUS_TYPE),
        Member::optional("LastModifiedDate", "lastModifiedDate", &DATE_TYPE),
        Member::optional("CreationDate", "creationDate", &DATE_TYPE),
        Member::optional("SchemaAttributes", "schemaAttributes", &SCHEMA_ATTRIBUTES_LIST_TYPE),
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
        Member::optional(
            "UserAttributeUpdateSettings",
            "userAttributeUpdateSettings",
            &USER_ATTRIBUTE_UPDATE_SETTINGS_TYPE,
        ),
        Member::optional("MfaConfiguration", "mfaConfiguration", &USER_POOL_MFA_TYPE),
        Member::optional("DeviceConfiguration", "deviceConfiguration", &DEVICE_CONFIGURATION_TYPE),
        Member::optional("EstimatedNumberOfUsers", "estimatedNumberOfUsers", &INTEGER_TYPE),
        Member::optional("EmailConfiguration", "emailConfiguration", &EMAIL_CONFIGURATION_TYPE),
        Member::optional("SmsConfiguration", "smsConfiguration", &SMS_CONFIGURATION_TYPE),
        Member::optional("UserPoolTags", "userPoolTags", &USER_POOL_TAGS_TYPE),
        Member::optional("SmsConfigurationFailure", "smsConfigurationFailure", &STRING_TYPE),
        Member::optional("EmailConfigurationFailure", "emailConfigurationFailure", &STRING_TYPE),
        Member::optional("Domain", "domain", &DOMAIN_TYPE),
        Member::optional("CustomDomain", "customDomain", &DOMAIN_TYPE),
        Member::optional(
            "AdminCreateUserConfig",
            "adminCreateUserConfig",
            &ADMIN_CREATE_USER_CONFIG_TYPE,
        ),
        Member::optional("UserPoolAddOns", "userPoolAddOns", &USER_POOL_ADD_ONS_TYPE),
        Member::optional("DcrConfiguration", "dcrConfiguration", &DCR_CONFIGURATION_TYPE),
        Member::optional(
            "UsernameConfiguration",
            "usernameConfiguration",
            &USERNAME_CONFIGURATION_TYPE,
        ),
        Member::optional("Arn", "arn", &ARN_TYPE),
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

pub static USERNAME_CONFIGURATION_TYPE: Shape = Shape::new(
    "UsernameConfigurationType",
    Secrecy::Open,
    Kind::Structure(&[Member::required(
        "CaseSensitive",
        "caseSensitive",
        &WRAPPED_BOOLEAN_TYPE,
    )]),
);

pub static VERIFICATION_MESSAGE_TEMPLATE_TYPE: Shape = Shape::new(
    "VerificationMessageTemplateType",
    Secrecy::Open,
    Kind::Structure(&[
        Member::optional("SmsMessage", "smsMessage", &SMS_VERIFICATION_MESSAGE_TYPE),
        Member::optional("EmailMessage", "emailMessage", &EMAIL_VERIFICATION_MESSAGE_TYPE),
        Member::optional("EmailSubject", "emailSubject", &EMAIL_VERIFICATION_SUBJECT_TYPE),
        Member::optional(
            "EmailMessageByLink",
            "emailMessageByLink",
            &EMAIL_VERIFICATION_MESSAGE_BY_LINK_TYPE,
        ),
        Member::optional(
            "EmailSubjectByLink",
            "emailSubjectByLink",
            &EMAIL_VERIFICATION_SUBJECT_BY_LINK_TYPE,
        ),
        Member::optional("DefaultEmailOption", "defaultEmailOption", &DEFAULT_EMAIL_OPTION_TYPE),
    ]),
);

//! What is said about user pools and their settings.

use domain::{
    ids::Region,
    pool::{
        Tier,
        mfa::MfaClash,
        rules::{Clash, SENDING_REGIONS},
        tier::Feature,
    },
};
use wire::{Code, Fault};

/// observed: auth.md §1.1, resources.md §2.9.
pub fn no_such_pool(id: &str) -> Fault {
    Fault::resource_not_found(format!("User pool {id} does not exist."))
}

/// observed: resources.md §2.8, DeleteUserPool while deletion protection is on.
pub fn deletion_protected() -> Fault {
    Fault::invalid_parameter(
        "The user pool cannot be deleted because deletion protection is activated. \
         Deletion protection must be inactivated first.",
    )
}

/// guess: resources.md §16, the pool was changed by somebody else meanwhile.
pub fn changed_meanwhile() -> Fault {
    Fault::new(Code::ConcurrentModificationException, "Concurrent modification")
}

/// The sentence for settings that do not go together.
pub fn clash(clash: Clash) -> Fault {
    match clash {
        Clash::Tier(tier, features) => features_to_disable(tier, &features),
        Clash::TwoKindsOfNames => two_kinds_of_names(),
        Clash::NoPasswordFactor => no_password_factor(),
        Clash::CodeFactorWithMfa => code_factor_with_mfa(),
        Clash::VerifiedPhoneWithoutSms => verified_phone_without_sms(),
        Clash::MfaWithoutSms => mfa_without_sms(),
        Clash::UnverifiedBeforeUpdate => unverified_before_update(),
        Clash::AdminNotAlone => admin_recovery_not_alone(),
        Clash::DoubleRecovery => double_recovery(),
        Clash::ForeignTrigger => foreign_trigger(),
        Clash::SenderWithoutKey => sender_without_key(),
        Clash::ForeignKey(region) => foreign_key(&region),
        Clash::DeveloperWithoutSource => developer_without_source(),
        Clash::UnusableSource => unusable_source(),
        Clash::ForeignSource => foreign_source(),
        Clash::BadFrom => bad_from(),
        Clash::ForeignSms(region) => foreign_sms(&region),
        Clash::ReservedTag => reserved_tag(),
        Clash::TooManyTags => too_many_tags(),
        Clash::DoubleAcr => double_acr(),
    }
}

/// observed: resources.md §2.10, features of a pool that its tier does not have.
pub fn features_to_disable(tier: Tier, features: &[Feature]) -> Fault {
    let names: Vec<_> = features.iter().map(|feature| feature.name()).collect();
    Fault::new(
        Code::FeatureUnavailableInTierException,
        format!(
            "The following features need to be disabled for the {} pricing tier configured: {}",
            tier.as_str(),
            names.join(", ")
        ),
    )
}

/// observed: resources.md §2.10, a feature of something in the pool that the pool's tier does not have.
pub fn feature_not_in_tier(tier: Tier, feature: Feature) -> Fault {
    Fault::new(
        Code::FeatureUnavailableInTierException,
        format!(
            "The following feature is not available for the {} pricing tier configured: {}",
            tier.as_str(),
            feature.name()
        ),
    )
}

/// observed: resources.md §2.4, AliasAttributes.
pub fn two_kinds_of_names() -> Fault {
    Fault::invalid_parameter("Only one of the aliasAttributes or usernameAttributes can be set in a User pool.")
}

/// observed: resources.md §2.4, SignInPolicy.
pub fn no_password_factor() -> Fault {
    Fault::invalid_parameter("Password should be configured as one of the allowed first auth factors.")
}

/// guess at the text, documented refusal: auth.md §16.5.
pub fn code_factor_with_mfa() -> Fault {
    Fault::invalid_parameter(
        "EMAIL_OTP and SMS_OTP cannot be configured as allowed first auth factors when MFA is required.",
    )
}

/// observed: resources.md §2.4, AutoVerifiedAttributes.
pub fn verified_phone_without_sms() -> Fault {
    Fault::invalid_parameter("SMS configuration is required when phone_number is selected for auto verification")
}

/// observed: resources.md §2.4, MfaConfiguration.
pub fn mfa_without_sms() -> Fault {
    Fault::invalid_parameter(
        "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    )
}

/// observed: resources.md §2.4, UserAttributeUpdateSettings.
pub fn unverified_before_update() -> Fault {
    Fault::invalid_parameter(
        "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    )
}

/// observed: resources.md §2.4, UnusedAccountValidityDays on a pool that has TemporaryPasswordValidityDays.
pub fn unused_account_days() -> Fault {
    Fault::invalid_parameter(
        "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    )
}

/// observed: resources.md §2.4, AccountRecoverySetting.
pub fn admin_recovery_not_alone() -> Fault {
    Fault::invalid_parameter(
        "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    )
}

/// observed: resources.md §2.4, AccountRecoverySetting.
pub fn double_recovery() -> Fault {
    Fault::invalid_parameter("Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.")
}

/// observed: resources.md §2.4, an invitation without its placeholder. `member` is `emailMessage` or `smsMessage`.
pub fn invitation_without_code(member: &str, text: &str) -> Fault {
    let pattern = match member {
        "smsMessage" => r".*\{####\}.*",
        _ => r"[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*",
    };
    Fault::invalid_parameter(format!(
        "1 validation error detected: Value '{text}' at 'adminCreateUserConfig.inviteMessage.{member}' \
         failed to satisfy constraint: Member must satisfy regular expression pattern: {pattern}"
    ))
}

/// observed: resources.md §2.5.
pub fn two_pre_token_functions() -> Fault {
    Fault::invalid_parameter(
        "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    )
}

/// observed: resources.md §2.5.
pub fn foreign_trigger() -> Fault {
    Fault::invalid_parameter("Cross-region lambda functions are not supported")
}

/// observed: resources.md §2.5.
pub fn sender_without_key() -> Fault {
    Fault::invalid_parameter("KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.")
}

/// observed: resources.md §2.5; that the region is the key's is a guess.
pub fn foreign_key(region: &Region) -> Fault {
    Fault::invalid_parameter(format!("Invalid arn {region}"))
}

/// observed: resources.md §2.6.
pub fn developer_without_source() -> Fault {
    Fault::invalid_parameter("Source ARN is required to use DEVELOPER email sending owner")
}

/// observed: resources.md §2.6.
pub fn unusable_source() -> Fault {
    Fault::new(
        Code::InvalidEmailRoleAccessPolicyException,
        "Cognito is not allowed to use your email identity",
    )
}

/// observed: resources.md §2.6; the list is that of one region.
pub fn foreign_source() -> Fault {
    Fault::invalid_parameter(format!(
        "Provided SourceArn must be in one of the following SES regions: {}.",
        SENDING_REGIONS.join(", ")
    ))
}

/// observed: resources.md §2.6.
pub fn bad_from() -> Fault {
    Fault::invalid_parameter("Provided From email address is invalid")
}

/// observed: resources.md §2.6.
pub fn foreign_sms(region: &Region) -> Fault {
    Fault::invalid_parameter(format!(
        "Invalid snsRegion. Allowed SNS region for {region} is {region}"
    ))
}

/// guess: resources.md §§2.4, 13; the sentence of other AWS services.
pub fn reserved_tag() -> Fault {
    Fault::new(
        Code::UserPoolTaggingException,
        "aws: prefixed tag key names are not allowed for external use.",
    )
}

/// guess: resources.md §§2.4, 13.
pub fn too_many_tags() -> Fault {
    Fault::new(Code::UserPoolTaggingException, "A user pool can have at most 50 tags.")
}

/// guess at the text, documented refusal: resources.md §2.4, AcrConfiguration.
pub fn double_acr() -> Fault {
    Fault::invalid_parameter("ACR values must be unique across all levels.")
}

/// guess: resources.md §2.4, KeyConfiguration.
pub fn customer_key_absent() -> Fault {
    Fault::invalid_parameter("KmsKeyArn is required when KeyType is CUSTOMER_MANAGED_KEY.")
}

/// guess: resources.md §2.4, SignInPolicy: an authenticator app is no first factor.
pub fn totp_as_first_factor() -> Fault {
    Fault::invalid_parameter("SOFTWARE_TOKEN cannot be configured as one of the allowed first auth factors.")
}

/// The sentence for a refused change of the second factors.
pub fn mfa_clash(clash: MfaClash, tier: Tier) -> Fault {
    match clash {
        MfaClash::Nothing => mfa_nothing_given(),
        MfaClash::OffWithMethod => mfa_off_with_method(),
        MfaClash::OnWithoutMethod => mfa_on_without_method(),
        MfaClash::SmsWithoutSender => mfa_without_sms(),
        MfaClash::EmailByCognito => email_mfa_by_cognito(),
        MfaClash::EmailIsRecovery => email_mfa_is_recovery(),
        MfaClash::BadRelyingParty => bad_relying_party(),
        MfaClash::Tier(feature) => feature_not_in_tier(tier, feature),
    }
}

/// peer: auth.md §16.5.
pub fn mfa_nothing_given() -> Fault {
    Fault::invalid_parameter(
        "At least one of [SmsMfaConfiguration] or [SoftwareTokenMfaConfiguration] must be provided.",
    )
}

/// observed: resources.md §2.7.
pub fn mfa_off_with_method() -> Fault {
    Fault::invalid_parameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.")
}

/// guess: resources.md §2.7, by analogy.
pub fn mfa_on_without_method() -> Fault {
    Fault::invalid_parameter("Invalid MFA configuration given, can't turn on MFA without configuring an MFA.")
}

/// observed: resources.md §2.7.
pub fn email_mfa_by_cognito() -> Fault {
    Fault::invalid_parameter(
        "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an \
         EmailSendingAccount of COGNITO_DEFAULT.",
    )
}

/// guess at the text, documented refusal: auth.md §16.5.
pub fn email_mfa_is_recovery() -> Fault {
    Fault::invalid_parameter(
        "Cannot set EmailMfaConfiguration when verified_email is the only account recovery mechanism.",
    )
}

/// observed: resources.md §2.7.
pub fn bad_relying_party() -> Fault {
    Fault::invalid_parameter("RelyingPartyId contains invalid characters")
}

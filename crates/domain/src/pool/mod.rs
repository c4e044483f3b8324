//! A user pool and its settings. Defaults are those of resources.md §§2.1–2.4.
//!
//! Every settings type here is also the JSON text that the store keeps, so a new member needs a serde default.

pub mod mfa;
pub mod rules;
pub mod tier;

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    attributes::Schema,
    ids::{PoolId, Region},
    log_delivery::LogDelivery,
    moment::Moment,
    password::policy::PasswordPolicy,
    ports::Channel,
};

/// A user pool.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Its id.
    pub id: PoolId,
    /// Its name; not unique.
    pub name: String,
    /// When it was made.
    pub created: Moment,
    /// When its settings last changed.
    pub modified: Moment,
    /// Counts changes, for compare-and-set and caches.
    pub version: i64,
    /// Everything else. Shared, so that a copy of the whole costs little: most requests want one and none changes it.
    pub settings: Arc<PoolSettings>,
}

impl Pool {
    /// The settings, to be changed in this copy of the pool.
    pub fn settings_mut(&mut self) -> &mut PoolSettings {
        Arc::make_mut(&mut self.settings)
    }

    /// The region that the pool lives in.
    pub fn region(&self) -> Region {
        self.id.region()
    }
}

/// What CreateUserPool, UpdateUserPool and SetUserPoolMfaConfig say about a pool.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PoolSettings {
    /// Rules for passwords.
    pub password_policy: PasswordPolicy,
    /// `SignInPolicy.AllowedFirstAuthFactors`; never empty, PASSWORD always among them.
    pub first_factors: FirstFactors,
    /// Whether DeleteUserPool is refused.
    pub deletion_protected: bool,
    /// `LambdaConfig`.
    pub triggers: TriggerSettings,
    /// Standard and custom attributes.
    pub schema: Schema,
    /// `AutoVerifiedAttributes`: addresses that get a code at sign-up and on change.
    pub auto_verified: Vec<Channel>,
    /// `AliasAttributes`: attributes that may stand for the username once verified.
    pub aliases: Vec<AliasAttribute>,
    /// `UsernameAttributes`: addresses that are the username; excludes `aliases`.
    pub username_attributes: Vec<Channel>,
    /// `UsernameConfiguration.CaseSensitive` as given; absent means case-sensitive.
    pub case_sensitive: Option<bool>,
    /// Message templates.
    pub messages: MessageTemplates,
    /// `MfaConfiguration`.
    pub mfa: MfaRequirement,
    /// The second factors that the pool offers.
    pub mfa_methods: MfaMethods,
    /// `WebAuthnConfiguration`.
    pub passkeys: Option<PasskeySettings>,
    /// `AttributesRequireVerificationBeforeUpdate`.
    pub verify_before_update: Vec<Channel>,
    /// `DeviceConfiguration`; present means that devices are tracked.
    pub devices: Option<DeviceSettings>,
    /// `EmailConfiguration`.
    pub email: EmailSettings,
    /// `SmsConfiguration`; present means that text messages can be sent.
    pub sms: Option<SmsSettings>,
    /// `UserPoolTags`.
    pub tags: BTreeMap<String, String>,
    /// `AllowAdminCreateUserOnly`: SignUp is refused.
    pub admin_create_only: bool,
    /// `UserPoolAddOns`.
    pub add_ons: Option<AddOns>,
    /// `AccountRecoverySetting`, by ascending priority.
    pub recovery: Recovery,
    /// `UserPoolTier`.
    pub tier: Tier,
    /// `DcrConfiguration`.
    pub dynamic_registration: Option<DynamicRegistration>,
    /// `KeyConfiguration.KmsKeyArn`; absent means an AWS-owned key.
    pub kms_key: Option<String>,
    /// `IssuerConfiguration.Type` is UPDATED.
    pub updated_issuer: bool,
    /// `AcrConfiguration`: the names given for levels 1 to 4; an absent one has its default.
    pub acr_names: [Option<String>; 4],
    /// What SetUserPoolSessionConfiguration says; UpdateUserPool never touches it.
    pub sessions: SessionSettings,
    /// What SetLogDeliveryConfiguration says; UpdateUserPool never touches it.
    pub log_delivery: Vec<LogDelivery>,
}

/// How the sessions of users are tracked (auth.md §17.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionSettings {
    /// `UserSessionTracking` is ENABLED.
    pub tracked: bool,
    /// `TokenSession.MaxPerUser`: a sign-in beyond it ends the least recently used session.
    pub max_per_user: u32,
}

impl Default for SessionSettings {
    /// Not tracked; twenty (auth.md §17.4, documented).
    fn default() -> Self {
        Self {
            tracked: false,
            max_per_user: 20,
        }
    }
}

/// An attribute that may stand for the username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AliasAttribute {
    /// `email`, once verified.
    Email,
    /// `phone_number`, once verified.
    PhoneNumber,
    /// `preferred_username`, once the user is confirmed.
    PreferredUsername,
}

/// What may prove a user first in choice-based sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FirstFactor {
    /// A password, plain or by SRP.
    Password,
    /// A code by e-mail.
    EmailOtp,
    /// A code by text message.
    SmsOtp,
    /// A passkey.
    WebAuthn,
}

/// `AllowedFirstAuthFactors`, in the order given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FirstFactors(pub Vec<FirstFactor>);

impl Default for FirstFactors {
    fn default() -> Self {
        Self(vec![FirstFactor::Password])
    }
}

/// `MfaConfiguration`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MfaRequirement {
    /// Nobody is asked.
    #[default]
    Off,
    /// Everybody is asked.
    On,
    /// Users who set a method up are asked.
    Optional,
}

/// The second factors of a pool (SetUserPoolMfaConfig).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MfaMethods {
    /// `SmsMfaConfiguration` is present; its message is `messages.sms_authentication`.
    pub sms: bool,
    /// `SoftwareTokenMfaConfiguration.Enabled` as given.
    pub totp: Option<bool>,
    /// `EmailMfaConfiguration`.
    pub email: Option<EmailMfaTemplate>,
}

/// `EmailMfaConfiguration`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailMfaTemplate {
    /// `Message`.
    pub message: Option<String>,
    /// `Subject`.
    pub subject: Option<String>,
}

/// `WebAuthnConfiguration`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasskeySettings {
    /// `RelyingPartyId`.
    pub relying_party: Option<String>,
    /// `UserVerification` is `required` (true), `preferred` (false) or absent.
    pub verification_required: Option<bool>,
    /// `FactorConfiguration` is MULTI_FACTOR_WITH_USER_VERIFICATION (true), SINGLE_FACTOR (false) or absent.
    pub multi_factor: Option<bool>,
}

/// `DeviceConfiguration`; an absent member counts as false (auth.md §15.1).
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceSettings {
    /// `ChallengeRequiredOnNewDevice`: a remembered device replaces the second factor.
    pub challenge_new: Option<bool>,
    /// `DeviceOnlyRememberedOnUserPrompt`.
    pub remember_on_prompt: Option<bool>,
}

/// Texts of messages; absent ones have Cognito's defaults (triggers.md §10).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageTemplates {
    /// `SmsVerificationMessage`, which `VerificationMessageTemplate.SmsMessage` mirrors.
    pub sms_verification: Option<String>,
    /// `EmailVerificationMessage`, which `VerificationMessageTemplate.EmailMessage` mirrors.
    pub email_verification: Option<String>,
    /// `EmailVerificationSubject`, which `VerificationMessageTemplate.EmailSubject` mirrors.
    pub email_verification_subject: Option<String>,
    /// `VerificationMessageTemplate.EmailMessageByLink`.
    pub email_link: Option<String>,
    /// `VerificationMessageTemplate.EmailSubjectByLink`.
    pub email_link_subject: Option<String>,
    /// `VerificationMessageTemplate.DefaultEmailOption` is CONFIRM_WITH_LINK.
    pub confirm_with_link: bool,
    /// `SmsAuthenticationMessage`.
    pub sms_authentication: Option<String>,
    /// `AdminCreateUserConfig.InviteMessageTemplate.SMSMessage`.
    pub invite_sms: Option<String>,
    /// `AdminCreateUserConfig.InviteMessageTemplate.EmailMessage`.
    pub invite_email: Option<String>,
    /// `AdminCreateUserConfig.InviteMessageTemplate.EmailSubject`.
    pub invite_email_subject: Option<String>,
}

/// `EmailConfiguration`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailSettings {
    /// `SourceArn`.
    pub source_arn: Option<String>,
    /// `ReplyToEmailAddress`.
    pub reply_to: Option<String>,
    /// `EmailSendingAccount` is DEVELOPER; otherwise COGNITO_DEFAULT.
    pub developer: bool,
    /// `From`.
    pub from: Option<String>,
    /// `ConfigurationSet`.
    pub configuration_set: Option<String>,
}

/// `SmsConfiguration`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SmsSettings {
    /// `SnsCallerArn`.
    pub sns_caller_arn: Option<String>,
    /// `ExternalId`.
    pub external_id: Option<String>,
    /// `SnsRegion`.
    pub sns_region: Option<String>,
    /// `EumsSms`, as given: a document that nothing here reads.
    pub eums: Option<serde_json::Value>,
}

/// `LambdaConfig`: ARNs by trigger.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TriggerSettings {
    /// ARNs by the member name of `LambdaConfig` (`PreSignUp`, `DefineAuthChallenge`, …).
    pub arns: BTreeMap<String, String>,
    /// `PreTokenGenerationConfig.LambdaVersion`; its ARN stands in `arns` as `PreTokenGeneration`.
    pub pre_token_version: Option<String>,
    /// `CustomSMSSender` as ARN and version.
    pub sms_sender: Option<VersionedArn>,
    /// `CustomEmailSender` as ARN and version.
    pub email_sender: Option<VersionedArn>,
    /// `InboundFederation` as ARN and version.
    pub inbound_federation: Option<VersionedArn>,
    /// `KMSKeyID`.
    pub kms_key: Option<String>,
}

/// A function with the version of the event that it takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VersionedArn {
    /// `LambdaArn`.
    pub arn: String,
    /// `LambdaVersion`.
    pub version: String,
}

/// `UserPoolAddOns`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddOns {
    /// `AdvancedSecurityMode`.
    pub security_mode: SecurityMode,
    /// `AdvancedSecurityAdditionalFlows.CustomAuthMode`; never `Off`.
    pub custom_auth_mode: Option<SecurityMode>,
}

/// How far threat protection goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SecurityMode {
    /// Nothing is watched.
    #[default]
    Off,
    /// Risks are noted.
    Audit,
    /// Risks are acted on.
    Enforced,
}

/// One way to get back into an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryMechanism {
    /// A code to the verified e-mail address.
    VerifiedEmail,
    /// A code to the verified phone number.
    VerifiedPhoneNumber,
    /// Only an administrator can help.
    AdminOnly,
}

/// `AccountRecoverySetting`: mechanisms with their priorities, in the order given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Recovery(pub Vec<(u8, RecoveryMechanism)>);

impl Default for Recovery {
    /// resources.md §2.1: e-mail first, then phone (medium sure; §17 no. 1).
    fn default() -> Self {
        Self(vec![
            (1, RecoveryMechanism::VerifiedEmail),
            (2, RecoveryMechanism::VerifiedPhoneNumber),
        ])
    }
}

/// `UserPoolTier`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tier {
    /// The plain features.
    Lite,
    /// With choice-based sign-in, e-mail MFA, managed login and more (resources.md §2.10).
    #[default]
    Essentials,
    /// With threat protection.
    Plus,
}

/// `DcrConfiguration`: dynamic registration of clients.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DynamicRegistration {
    /// `EnableStatus` is `Enabled`.
    pub enabled: bool,
    /// `OpenDcrEnabled` as given.
    pub open: Option<bool>,
    /// `AuthenticatedGrantTypes` by wire name, as given.
    pub authenticated_grants: Option<Vec<String>>,
    /// `OpenDcrGrantTypes` by wire name, as given.
    pub open_grants: Option<Vec<String>>,
    /// `AllowedScopes` as given.
    pub scopes: Option<Vec<String>>,
}

/// The name that a level of authentication has unless the pool names it (resources.md §2.1, documented).
/// `level` counts from 1.
pub fn default_acr(level: usize) -> String {
    format!("urn:cognito:loa:{level}")
}

impl PoolSettings {
    /// The names of the four levels of authentication that are in effect.
    pub fn acr_in_effect(&self) -> [String; 4] {
        let mut level = 0;
        self.acr_names.clone().map(|given| {
            level += 1;
            given.unwrap_or_else(|| default_acr(level))
        })
    }
}

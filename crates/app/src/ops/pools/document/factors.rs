//! Passwords, first and second factors, devices, recovery and threat protection.

use domain::{
    password::policy::PasswordPolicy,
    pool::{
        AddOns, DeviceSettings, FirstFactor, FirstFactors, MfaRequirement, PoolSettings, Recovery, RecoveryMechanism,
        SecurityMode,
    },
};
use wire::{Fault, shapes};

use super::schema::distinct;
use crate::say;

/// How long a temporary password is good for unless the pool says so; 0 means this too (resources.md §2.4).
const TEMPORARY_DAYS: i64 = 7;

/// The least length of a password where a policy leaves it out (GUESS: that of a pool without a policy).
const MINIMUM_LENGTH: usize = 8;

/// A policy that is given in part leaves what it does not name switched off; no policy at all means the default one
/// (resources.md §2.4, documented). `unused_days` stands in for `TemporaryPasswordValidityDays`.
pub(super) fn password_policy_from(
    given: Option<shapes::PasswordPolicyType>,
    unused_days: Option<i32>,
) -> PasswordPolicy {
    let positive = |days: Option<i32>| days.filter(|days| *days > 0).map(i64::from);
    let size = |number: Option<i32>| number.and_then(|n| usize::try_from(n).ok());
    let Some(given) = given else {
        return PasswordPolicy {
            temporary_days: positive(unused_days).unwrap_or(TEMPORARY_DAYS),
            ..PasswordPolicy::default()
        };
    };
    PasswordPolicy {
        minimum_length: size(given.minimum_length).unwrap_or(MINIMUM_LENGTH),
        uppercase: given.require_uppercase.unwrap_or(false),
        lowercase: given.require_lowercase.unwrap_or(false),
        numbers: given.require_numbers.unwrap_or(false),
        symbols: given.require_symbols.unwrap_or(false),
        history_size: size(given.password_history_size),
        temporary_days: positive(given.temporary_password_validity_days)
            .or(positive(unused_days))
            .unwrap_or(TEMPORARY_DAYS),
    }
}

/// `Policies` as Describe shows it.
pub(super) fn policies_to(settings: &PoolSettings) -> shapes::UserPoolPolicyType {
    let policy = &settings.password_policy;
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    shapes::UserPoolPolicyType {
        password_policy: Some(shapes::PasswordPolicyType {
            minimum_length: Some(number(policy.minimum_length)),
            require_uppercase: Some(policy.uppercase),
            require_lowercase: Some(policy.lowercase),
            require_numbers: Some(policy.numbers),
            require_symbols: Some(policy.symbols),
            password_history_size: policy.history_size.map(number),
            temporary_password_validity_days: Some(temporary_days(policy)),
        }),
        sign_in_policy: Some(shapes::SignInPolicyType {
            allowed_first_auth_factors: Some(settings.first_factors.0.iter().copied().map(factor_to).collect()),
        }),
    }
}

/// `TemporaryPasswordValidityDays`, which `UnusedAccountValidityDays` mirrors.
pub(super) fn temporary_days(policy: &PasswordPolicy) -> i32 {
    i32::try_from(policy.temporary_days).unwrap_or(i32::MAX)
}

/// `SignInPolicy`; the model also lists SOFTWARE_TOKEN, which is never a first factor (resources.md §2.4).
pub(super) fn first_factors_from(given: Option<shapes::SignInPolicyType>) -> Result<FirstFactors, Fault> {
    let Some(given) = given.and_then(|policy| policy.allowed_first_auth_factors) else {
        return Ok(FirstFactors::default());
    };
    let factor = |factor| match factor {
        shapes::AuthFactorType::Password => Ok(FirstFactor::Password),
        shapes::AuthFactorType::EmailOtp => Ok(FirstFactor::EmailOtp),
        shapes::AuthFactorType::SmsOtp => Ok(FirstFactor::SmsOtp),
        shapes::AuthFactorType::WebAuthn => Ok(FirstFactor::WebAuthn),
        shapes::AuthFactorType::SoftwareToken => Err(say::pools::totp_as_first_factor()),
    };
    let factors = given.into_iter().map(factor).collect::<Result<Vec<_>, _>>()?;
    Ok(FirstFactors(distinct(factors)))
}

fn factor_to(factor: FirstFactor) -> shapes::AuthFactorType {
    match factor {
        FirstFactor::Password => shapes::AuthFactorType::Password,
        FirstFactor::EmailOtp => shapes::AuthFactorType::EmailOtp,
        FirstFactor::SmsOtp => shapes::AuthFactorType::SmsOtp,
        FirstFactor::WebAuthn => shapes::AuthFactorType::WebAuthn,
    }
}

/// `MfaConfiguration` from the wire.
pub(crate) fn requirement_from(given: shapes::UserPoolMfaType) -> MfaRequirement {
    match given {
        shapes::UserPoolMfaType::Off => MfaRequirement::Off,
        shapes::UserPoolMfaType::On => MfaRequirement::On,
        shapes::UserPoolMfaType::Optional => MfaRequirement::Optional,
    }
}

/// `MfaConfiguration` to the wire.
pub(crate) fn requirement_to(kept: MfaRequirement) -> shapes::UserPoolMfaType {
    match kept {
        MfaRequirement::Off => shapes::UserPoolMfaType::Off,
        MfaRequirement::On => shapes::UserPoolMfaType::On,
        MfaRequirement::Optional => shapes::UserPoolMfaType::Optional,
    }
}

pub(super) fn devices_from(given: shapes::DeviceConfigurationType) -> DeviceSettings {
    DeviceSettings {
        challenge_new: given.challenge_required_on_new_device,
        remember_on_prompt: given.device_only_remembered_on_user_prompt,
    }
}

pub(super) fn devices_to(kept: DeviceSettings) -> shapes::DeviceConfigurationType {
    shapes::DeviceConfigurationType {
        challenge_required_on_new_device: kept.challenge_new,
        device_only_remembered_on_user_prompt: kept.remember_on_prompt,
    }
}

pub(super) fn recovery_from(given: Option<shapes::AccountRecoverySettingType>) -> Recovery {
    let Some(given) = given.and_then(|setting| setting.recovery_mechanisms) else {
        return Recovery::default();
    };
    let way = |option: shapes::RecoveryOptionType| {
        let mechanism = match option.name {
            shapes::RecoveryOptionNameType::VerifiedEmail => RecoveryMechanism::VerifiedEmail,
            shapes::RecoveryOptionNameType::VerifiedPhoneNumber => RecoveryMechanism::VerifiedPhoneNumber,
            shapes::RecoveryOptionNameType::AdminOnly => RecoveryMechanism::AdminOnly,
        };
        (u8::try_from(option.priority).unwrap_or(u8::MAX), mechanism)
    };
    let mut ways: Vec<_> = given.into_iter().map(way).collect();
    ways.sort_by_key(|(priority, _)| *priority);
    Recovery(ways)
}

pub(super) fn recovery_to(kept: &Recovery) -> shapes::AccountRecoverySettingType {
    let option = |(priority, mechanism): &(u8, RecoveryMechanism)| shapes::RecoveryOptionType {
        priority: i32::from(*priority),
        name: match mechanism {
            RecoveryMechanism::VerifiedEmail => shapes::RecoveryOptionNameType::VerifiedEmail,
            RecoveryMechanism::VerifiedPhoneNumber => shapes::RecoveryOptionNameType::VerifiedPhoneNumber,
            RecoveryMechanism::AdminOnly => shapes::RecoveryOptionNameType::AdminOnly,
        },
    };
    shapes::AccountRecoverySettingType {
        recovery_mechanisms: Some(kept.0.iter().map(option).collect()),
    }
}

pub(super) fn add_ons_from(given: shapes::UserPoolAddOnsType) -> AddOns {
    let flows = given.advanced_security_additional_flows;
    AddOns {
        security_mode: match given.advanced_security_mode {
            shapes::AdvancedSecurityModeType::Off => SecurityMode::Off,
            shapes::AdvancedSecurityModeType::Audit => SecurityMode::Audit,
            shapes::AdvancedSecurityModeType::Enforced => SecurityMode::Enforced,
        },
        custom_auth_mode: flows.and_then(|flows| flows.custom_auth_mode).map(|mode| match mode {
            shapes::AdvancedSecurityEnabledModeType::Audit => SecurityMode::Audit,
            shapes::AdvancedSecurityEnabledModeType::Enforced => SecurityMode::Enforced,
        }),
    }
}

/// `AdvancedSecurityAdditionalFlows` is there, if empty, whenever add-ons are (resources.md §2.4).
pub(super) fn add_ons_to(kept: &AddOns) -> shapes::UserPoolAddOnsType {
    shapes::UserPoolAddOnsType {
        advanced_security_mode: match kept.security_mode {
            SecurityMode::Off => shapes::AdvancedSecurityModeType::Off,
            SecurityMode::Audit => shapes::AdvancedSecurityModeType::Audit,
            SecurityMode::Enforced => shapes::AdvancedSecurityModeType::Enforced,
        },
        advanced_security_additional_flows: Some(shapes::AdvancedSecurityAdditionalFlowsType {
            custom_auth_mode: kept.custom_auth_mode.and_then(|mode| match mode {
                SecurityMode::Off => None,
                SecurityMode::Audit => Some(shapes::AdvancedSecurityEnabledModeType::Audit),
                SecurityMode::Enforced => Some(shapes::AdvancedSecurityEnabledModeType::Enforced),
            }),
        }),
    }
}

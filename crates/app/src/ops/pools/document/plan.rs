//! Tier, keys, levels of authentication, and dynamic registration of clients.

use std::collections::BTreeMap;

use domain::pool::{DynamicRegistration, PoolSettings, Tier, default_acr};
use wire::{Fault, shapes};

use crate::say;

pub(super) fn tier_from(tier: shapes::UserPoolTierType) -> Tier {
    match tier {
        shapes::UserPoolTierType::Lite => Tier::Lite,
        shapes::UserPoolTierType::Essentials => Tier::Essentials,
        shapes::UserPoolTierType::Plus => Tier::Plus,
    }
}

pub(super) fn tier_to(tier: Tier) -> shapes::UserPoolTierType {
    match tier {
        Tier::Lite => shapes::UserPoolTierType::Lite,
        Tier::Essentials => shapes::UserPoolTierType::Essentials,
        Tier::Plus => shapes::UserPoolTierType::Plus,
    }
}

/// `KeyConfiguration`: a key of one's own needs its ARN; without a `KeyType`, an ARN alone means one (GUESS).
pub(super) fn key_from(given: shapes::KeyConfigurationType) -> Result<Option<String>, Fault> {
    match given.key_type {
        Some(shapes::EncryptionKeyType::AwsOwnedKey) => Ok(None),
        None => Ok(given.kms_key_arn),
        Some(shapes::EncryptionKeyType::CustomerManagedKey) => match given.kms_key_arn {
            Some(arn) => Ok(Some(arn)),
            None => Err(say::pools::customer_key_absent()),
        },
    }
}

pub(super) fn key_to(arn: Option<&str>) -> shapes::KeyConfigurationType {
    shapes::KeyConfigurationType {
        key_type: Some(match arn {
            Some(_) => shapes::EncryptionKeyType::CustomerManagedKey,
            None => shapes::EncryptionKeyType::AwsOwnedKey,
        }),
        kms_key_arn: arn.map(str::to_owned),
    }
}

/// `DcrConfiguration` is replaced as a whole; `EnableStatus` left out means Enabled (resources.md §2.4, documented).
pub(super) fn registration_from(given: shapes::DcrConfigurationType) -> DynamicRegistration {
    let names = |flows: Vec<shapes::OAuthFlowType>| flows.into_iter().map(|flow| flow.as_str().to_owned()).collect();
    DynamicRegistration {
        enabled: given.enable_status != Some(shapes::StatusType::Disabled),
        open: given.open_dcr_enabled,
        authenticated_grants: given.authenticated_grant_types.map(names),
        open_grants: given.open_dcr_grant_types.map(names),
        scopes: given.allowed_scopes,
    }
}

pub(super) fn registration_to(kept: &DynamicRegistration) -> shapes::DcrConfigurationType {
    let flows = |names: &Vec<String>| {
        names
            .iter()
            .filter_map(|name| shapes::OAuthFlowType::parse(name))
            .collect()
    };
    shapes::DcrConfigurationType {
        enable_status: Some(match kept.enabled {
            true => shapes::StatusType::Enabled,
            false => shapes::StatusType::Disabled,
        }),
        open_dcr_enabled: kept.open,
        authenticated_grant_types: kept.authenticated_grants.as_ref().map(flows),
        open_dcr_grant_types: kept.open_grants.as_ref().map(flows),
        allowed_scopes: kept.scopes.clone(),
    }
}

const LEVELS: [&str; 4] = ["Level1", "Level2", "Level3", "Level4"];

/// `AcrConfiguration`: a name that is the default is none of the pool's own.
pub(super) fn levels_from(mut given: BTreeMap<String, shapes::AcrLevelConfigType>) -> [Option<String>; 4] {
    let mut level = 0;
    LEVELS.map(|key| {
        level += 1;
        let name = given.remove(key)?.acr_value;
        (name != default_acr(level)).then_some(name)
    })
}

/// Always all four levels (resources.md §2.1, documented).
pub(super) fn levels_to(settings: &PoolSettings) -> BTreeMap<String, shapes::AcrLevelConfigType> {
    let names = settings.acr_in_effect();
    let shown = |acr_value| shapes::AcrLevelConfigType { acr_value };
    LEVELS
        .into_iter()
        .map(str::to_owned)
        .zip(names.into_iter().map(shown))
        .collect()
}

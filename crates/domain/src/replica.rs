//! A pool's second region (resources.md §14; the developer guide on replication between regions, documented).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{PoolId, Region},
    moment::Moment,
    pool::{EmailSettings, Pool, PoolSettings, SmsSettings, Tier, TriggerSettings},
};

/// The secondary of a pool. There is one at most.
#[derive(Clone, Debug)]
pub struct Replica {
    /// The pool.
    pub pool: PoolId,
    /// The region that it is in.
    pub region: Region,
    /// What it is ready for.
    pub status: ReplicaStatus,
    /// When it was made.
    pub created: Moment,
    /// What is set for its region alone.
    pub settings: RegionalSettings,
}

/// What a secondary is ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplicaStatus {
    /// For administrators only.
    Inactive,
    /// For users too.
    Active,
}

/// What is set for one region alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RegionalSettings {
    /// `UserPoolTags` of the secondary.
    pub tags: BTreeMap<String, String>,
    /// Its ways to send messages and its functions, once they were set there. Until then they are those of the primary
    /// (GUESS: the guide asks to review them before activation).
    pub own: Option<OwnSettings>,
}

/// Settings that a secondary has of its own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnSettings {
    /// `EmailConfiguration`.
    pub email: EmailSettings,
    /// `SmsConfiguration`.
    pub sms: Option<SmsSettings>,
    /// `LambdaConfig`.
    pub triggers: TriggerSettings,
}

/// Why a pool cannot have a replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unready {
    /// Its tier has none.
    Tier,
    /// It has no key of its own that exists in several regions, or its issuer belongs to one region.
    Configuration,
}

/// Whether a pool may have a replica: a tier above LITE, a multi-region key and the issuer of several regions (documented).
///
/// # Errors
/// Says what it lacks.
pub fn readiness(settings: &PoolSettings) -> Result<(), Unready> {
    if settings.tier == Tier::Lite {
        return Err(Unready::Tier);
    }
    // The ids of multi-region keys begin with "mrk-" (documented).
    let key_of_regions = settings.kms_key.as_deref().is_some_and(|arn| arn.contains(":key/mrk-"));
    match key_of_regions && settings.updated_issuer {
        true => Ok(()),
        false => Err(Unready::Configuration),
    }
}

impl Replica {
    /// The pool as its secondary shows it and works with it.
    #[must_use]
    pub fn seen(&self, mut pool: Pool) -> Pool {
        let settings = pool.settings_mut();
        settings.tags = self.settings.tags.clone();
        if let Some(own) = self.settings.own.clone() {
            settings.email = own.email;
            settings.sms = own.sms;
            settings.triggers = own.triggers;
        }
        pool
    }
}

impl Replica {
    /// This secondary with what `next` says for its region, where `before` is the pool as [`Replica::seen`] from there. `None`
    /// when `next` changes what is the same in all regions.
    #[must_use]
    pub fn with(self, before: &PoolSettings, next: &PoolSettings) -> Option<Self> {
        let shared = PoolSettings {
            tags: before.tags.clone(),
            email: before.email.clone(),
            sms: before.sms.clone(),
            triggers: before.triggers.clone(),
            ..next.clone()
        };
        let json = |settings: &PoolSettings| serde_json::to_value(settings).ok();
        (json(&shared) == json(before)).then(|| Self {
            settings: RegionalSettings {
                tags: next.tags.clone(),
                own: Some(OwnSettings::of(next)),
            },
            ..self
        })
    }
}

impl OwnSettings {
    /// What `settings` say that may differ between regions.
    pub fn of(settings: &PoolSettings) -> Self {
        Self {
            email: settings.email.clone(),
            sms: settings.sms.clone(),
            triggers: settings.triggers.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_needs_three_things_for_a_replica() {
        let mut settings = PoolSettings {
            tier: Tier::Lite,
            ..PoolSettings::default()
        };
        assert_eq!(readiness(&settings), Err(Unready::Tier));
        settings.tier = Tier::Essentials;
        assert_eq!(readiness(&settings), Err(Unready::Configuration));
        settings.updated_issuer = true;
        settings.kms_key = Some("arn:aws:kms:us-east-1:1:key/1234".into());
        assert_eq!(readiness(&settings), Err(Unready::Configuration));
        settings.kms_key = Some("arn:aws:kms:us-east-1:1:key/mrk-1234".into());
        assert_eq!(readiness(&settings), Ok(()));
    }
}

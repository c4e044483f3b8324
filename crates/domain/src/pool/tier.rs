//! Feature plans: what a pool's settings use that its tier does not have (resources.md §2.10).

use super::{FirstFactor, PoolSettings, SecurityMode, Tier};

/// A feature that not every tier has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// First factors other than the password, ALLOW_USER_AUTH, passkeys.
    Passwordless,
    /// A pre token generation trigger of version V2_0.
    TokenCustomizationV2,
    /// A pre token generation trigger of version V3_0.
    TokenCustomizationV3,
    /// Second factors by e-mail.
    EmailMfa,
    /// Remembering old passwords.
    PasswordHistory,
    /// Names for levels of authentication.
    CustomAcr,
    /// Dynamic registration of clients.
    DynamicRegistration,
    /// Refresh tokens that rotate.
    RefreshTokenRotation,
    /// Tracking the sessions of users.
    SessionTracking,
    /// A second region.
    Replication,
    /// Pages of version 2, and styles for them.
    ManagedLogin,
    /// Threat protection.
    ThreatProtection,
    /// Logs of what users try.
    LogStreaming,
}

impl Feature {
    /// The lowest tier that has it (resources.md §2.10; rotation: auth.md §13.5, observed).
    pub const fn needs(self) -> Tier {
        match self {
            Self::ThreatProtection | Self::LogStreaming => Tier::Plus,
            _ => Tier::Essentials,
        }
    }

    /// How the service calls it. Observed for the first three and managed login, reported for threat protection; the rest is GUESS
    /// (resources.md §2.10).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passwordless => "Passwordless Sign-In",
            Self::TokenCustomizationV2 => "Token Customization with Pre-Token Generation Lambda V2_0",
            Self::TokenCustomizationV3 => "Token Customization with Pre-Token Generation Lambda V3_0",
            Self::EmailMfa => "Email MFA",
            Self::PasswordHistory => "Password History",
            Self::CustomAcr => "Custom ACR",
            Self::DynamicRegistration => "Dynamic Client Registration",
            Self::RefreshTokenRotation => "Refresh Token Rotation",
            Self::SessionTracking => "Session Tracking",
            Self::Replication => "Multi-Region Replication",
            Self::ManagedLogin => "Managed Login Version 2",
            Self::ThreatProtection => "Threat Protection",
            Self::LogStreaming => "Log Streaming",
        }
    }
}

impl Tier {
    /// This tier has `feature`.
    pub fn has(self, feature: Feature) -> bool {
        self >= feature.needs()
    }

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lite => "LITE",
            Self::Essentials => "ESSENTIALS",
            Self::Plus => "PLUS",
        }
    }
}

/// The features that `settings` use and their tier does not have, in the order of [`Feature`].
pub fn missing(settings: &PoolSettings) -> Vec<Feature> {
    let passwordless = settings
        .first_factors
        .0
        .iter()
        .any(|factor| *factor != FirstFactor::Password)
        || settings.passkeys.is_some();
    let version = settings.triggers.pre_token_version.as_deref();
    let watched = settings
        .add_ons
        .as_ref()
        .is_some_and(|add_ons| add_ons.security_mode != SecurityMode::Off || add_ons.custom_auth_mode.is_some());
    [
        (passwordless, Feature::Passwordless),
        (version == Some("V2_0"), Feature::TokenCustomizationV2),
        (version == Some("V3_0"), Feature::TokenCustomizationV3),
        (settings.mfa_methods.email.is_some(), Feature::EmailMfa),
        (
            settings.password_policy.history_size.is_some_and(|n| n > 0),
            Feature::PasswordHistory,
        ),
        (
            settings.acr_in_effect() != PoolSettings::default().acr_in_effect(),
            Feature::CustomAcr,
        ),
        (
            settings.dynamic_registration.as_ref().is_some_and(|dcr| dcr.enabled),
            Feature::DynamicRegistration,
        ),
        (settings.sessions.tracked, Feature::SessionTracking),
        (watched, Feature::ThreatProtection),
    ]
    .into_iter()
    .filter(|(used, feature)| *used && !settings.tier.has(*feature))
    .map(|(_, feature)| feature)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::{AddOns, FirstFactors};

    #[test]
    fn a_plain_pool_fits_every_tier() {
        for tier in [Tier::Lite, Tier::Essentials, Tier::Plus] {
            let settings = PoolSettings {
                tier,
                ..PoolSettings::default()
            };
            assert_eq!(missing(&settings), []);
        }
    }

    #[test]
    fn every_feature_in_use_that_the_tier_lacks_is_named() {
        let mut settings = PoolSettings {
            tier: Tier::Lite,
            first_factors: FirstFactors(vec![FirstFactor::Password, FirstFactor::EmailOtp]),
            add_ons: Some(AddOns {
                security_mode: SecurityMode::Audit,
                custom_auth_mode: None,
            }),
            ..PoolSettings::default()
        };
        settings.password_policy.history_size = Some(3);
        settings.acr_names[2] = Some("high".into());
        settings.triggers.pre_token_version = Some("V2_0".into());
        assert_eq!(
            missing(&settings),
            [
                Feature::Passwordless,
                Feature::TokenCustomizationV2,
                Feature::PasswordHistory,
                Feature::CustomAcr,
                Feature::ThreatProtection
            ]
        );
        settings.tier = Tier::Essentials;
        assert_eq!(missing(&settings), [Feature::ThreatProtection]);
        settings.tier = Tier::Plus;
        assert_eq!(missing(&settings), []);
    }
}

//! SetUserPoolMfaConfig: how its parts change a pool (resources.md §2.7, auth.md §16.5).

use super::{
    EmailMfaTemplate, MfaRequirement, PasskeySettings, PoolSettings, RecoveryMechanism, SmsSettings, tier::Feature,
};

/// What SetUserPoolMfaConfig was given; absent parts are `None`.
#[derive(Clone, Debug, Default)]
pub struct MfaChange {
    /// `MfaConfiguration`.
    pub requirement: Option<MfaRequirement>,
    /// `SmsMfaConfiguration`.
    pub sms: Option<SmsMfa>,
    /// `SoftwareTokenMfaConfiguration.Enabled`; present without it counts as off.
    pub totp: Option<bool>,
    /// `EmailMfaConfiguration`.
    pub email: Option<EmailMfaTemplate>,
    /// `WebAuthnConfiguration`.
    pub passkeys: Option<PasskeySettings>,
}

/// `SmsMfaConfiguration`.
#[derive(Clone, Debug, Default)]
pub struct SmsMfa {
    /// `SmsAuthenticationMessage`.
    pub message: Option<String>,
    /// `SmsConfiguration`, which replaces the pool's.
    pub sender: Option<SmsSettings>,
}

/// Why a change of the second factors is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MfaClash {
    /// Nothing was given.
    Nothing,
    /// Second factors are off, and one was configured.
    OffWithMethod,
    /// Second factors are on, and none is configured.
    OnWithoutMethod,
    /// Text messages without the means to send them.
    SmsWithoutSender,
    /// E-mail through Cognito's own sending.
    EmailByCognito,
    /// E-mail as second factor and as the only way of recovery.
    EmailIsRecovery,
    /// A relying party that is no host name.
    BadRelyingParty,
    /// The tier lacks this.
    Tier(Feature),
}

impl PoolSettings {
    /// There is a method that a user could use as second factor.
    pub fn offers_a_second_factor(&self) -> bool {
        let methods = &self.mfa_methods;
        (methods.sms && self.sms.is_some()) || methods.totp == Some(true) || methods.email.is_some()
    }

    /// The settings after `change`.
    ///
    /// GUESS (resources.md §§2.7, 17 no. 6): where `MfaConfiguration` is given, the methods that are left out are
    /// switched off; where it is not, they stay. Passkeys stay unless given.
    pub fn with_mfa(&self, change: MfaChange) -> Result<Self, MfaClash> {
        let mut next = self.clone();
        let replaces = change.requirement.is_some();
        refuse_early(self, &change)?;
        next.mfa = change.requirement.unwrap_or(self.mfa);
        match change.sms {
            Some(given) => {
                next.mfa_methods.sms = true;
                next.sms = given.sender.or(next.sms);
                next.messages.sms_authentication = given.message.or(next.messages.sms_authentication);
            }
            None if replaces => next.mfa_methods.sms = false,
            None => {}
        }
        match change.totp {
            Some(enabled) => next.mfa_methods.totp = Some(enabled),
            None if replaces => next.mfa_methods.totp = None,
            None => {}
        }
        match change.email {
            Some(template) => next.mfa_methods.email = Some(template),
            None if replaces => next.mfa_methods.email = None,
            None => {}
        }
        next.passkeys = change.passkeys.or(next.passkeys);
        refuse_result(&next)?;
        Ok(next)
    }
}

fn refuse_early(settings: &PoolSettings, change: &MfaChange) -> Result<(), MfaClash> {
    let a_method = change.sms.is_some() || change.totp == Some(true) || change.email.is_some();
    let mentions_one = a_method || change.totp.is_some();
    if change.requirement.is_none() && !mentions_one && change.passkeys.is_none() {
        return Err(MfaClash::Nothing);
    }
    let tier = settings.tier;
    if change.email.is_some() && !tier.has(Feature::EmailMfa) {
        return Err(MfaClash::Tier(Feature::EmailMfa));
    }
    if change.passkeys.is_some() && !tier.has(Feature::Passwordless) {
        return Err(MfaClash::Tier(Feature::Passwordless));
    }
    if change.requirement.unwrap_or(settings.mfa) == MfaRequirement::Off && a_method {
        return Err(MfaClash::OffWithMethod);
    }
    let party = change
        .passkeys
        .as_ref()
        .and_then(|passkeys| passkeys.relying_party.as_deref());
    if party.is_some_and(|party| !is_host(party)) {
        return Err(MfaClash::BadRelyingParty);
    }
    Ok(())
}

fn refuse_result(next: &PoolSettings) -> Result<(), MfaClash> {
    if next.mfa_methods.sms && next.sms.is_none() {
        return Err(MfaClash::SmsWithoutSender);
    }
    if next.mfa_methods.email.is_some() {
        if !next.email.developer {
            return Err(MfaClash::EmailByCognito);
        }
        let only_email = |(_, way): &(u8, RecoveryMechanism)| *way == RecoveryMechanism::VerifiedEmail;
        if next.recovery.0.iter().all(only_email) {
            return Err(MfaClash::EmailIsRecovery);
        }
    }
    if next.mfa != MfaRequirement::Off && !next.offers_a_second_factor() {
        return Err(MfaClash::OnWithoutMethod);
    }
    Ok(())
}

/// Letters, digits, hyphens and dots: no scheme, port or path.
fn is_host(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::Tier;

    fn totp() -> MfaChange {
        MfaChange {
            requirement: Some(MfaRequirement::Optional),
            totp: Some(true),
            ..MfaChange::default()
        }
    }

    fn sms() -> SmsMfa {
        SmsMfa {
            sender: Some(SmsSettings::default()),
            message: Some("{####}".into()),
        }
    }

    #[test]
    fn a_requirement_switches_off_what_is_left_out_and_its_absence_keeps_it() {
        let pool = PoolSettings::default().with_mfa(totp()).unwrap();
        assert_eq!(pool.mfa_methods.totp, Some(true));
        let added = MfaChange {
            sms: Some(sms()),
            ..MfaChange::default()
        };
        let both = pool.with_mfa(added.clone()).unwrap();
        assert!(both.mfa_methods.sms && both.mfa_methods.totp == Some(true));
        assert_eq!(both.mfa, MfaRequirement::Optional);
        let replaced = pool
            .with_mfa(MfaChange {
                requirement: Some(MfaRequirement::On),
                ..added
            })
            .unwrap();
        assert!(replaced.mfa_methods.sms && replaced.mfa_methods.totp.is_none());
        let off = both
            .with_mfa(MfaChange {
                requirement: Some(MfaRequirement::Off),
                ..MfaChange::default()
            })
            .unwrap();
        assert!(!off.offers_a_second_factor());
    }

    #[test]
    fn each_clash_is_found() {
        let clash = |change| PoolSettings::default().with_mfa(change).err();
        assert_eq!(clash(MfaChange::default()), Some(MfaClash::Nothing));
        let off = MfaChange {
            requirement: Some(MfaRequirement::Off),
            ..totp()
        };
        assert_eq!(clash(off), Some(MfaClash::OffWithMethod));
        let unsaid = MfaChange {
            requirement: None,
            ..totp()
        };
        assert_eq!(clash(unsaid), Some(MfaClash::OffWithMethod));
        let none = MfaChange {
            totp: Some(false),
            ..totp()
        };
        assert_eq!(clash(none), Some(MfaClash::OnWithoutMethod));
        let voiceless = MfaChange {
            sms: Some(SmsMfa::default()),
            ..totp()
        };
        assert_eq!(clash(voiceless), Some(MfaClash::SmsWithoutSender));
        let email = MfaChange {
            email: Some(EmailMfaTemplate::default()),
            ..totp()
        };
        assert_eq!(clash(email.clone()), Some(MfaClash::EmailByCognito));
        let lite = PoolSettings {
            tier: Tier::Lite,
            ..PoolSettings::default()
        };
        assert_eq!(lite.with_mfa(email).err(), Some(MfaClash::Tier(Feature::EmailMfa)));
        for party in ["https://example.com", "example.com/path", "example.com:443"] {
            let change = MfaChange {
                passkeys: Some(PasskeySettings {
                    relying_party: Some(party.into()),
                    ..PasskeySettings::default()
                }),
                ..MfaChange::default()
            };
            assert_eq!(clash(change), Some(MfaClash::BadRelyingParty));
        }
    }
}

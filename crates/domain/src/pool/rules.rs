//! Which settings of a pool go together (resources.md §§2.4–2.6). The first rule that is broken speaks.

use std::collections::BTreeMap;

use super::{
    FirstFactor, MfaRequirement, PoolSettings, RecoveryMechanism, Tier,
    tier::{self, Feature},
};
use crate::{ids::Region, ports::Channel};

/// The most tags that a pool may have (resources.md §2.4, documented).
const MOST_TAGS: usize = 50;

/// The regions whose SES identities can send for pools everywhere (resources.md §2.6, observed in one region; that
/// a pool's own region can too is GUESS).
pub const SENDING_REGIONS: [&str; 3] = ["eu-west-1", "us-east-1", "us-west-2"];

/// Why settings do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The tier lacks features that are in use.
    Tier(Tier, Vec<Feature>),
    /// `AliasAttributes` beside `UsernameAttributes`.
    TwoKindsOfNames,
    /// PASSWORD is not among the first factors.
    NoPasswordFactor,
    /// A code as first factor while everybody needs a second one.
    CodeFactorWithMfa,
    /// Phone numbers are verified, but no text message can be sent.
    VerifiedPhoneWithoutSms,
    /// Second factors are on, and there is none to use.
    MfaWithoutSms,
    /// An attribute that waits for verification is not one that gets a code.
    UnverifiedBeforeUpdate,
    /// `admin_only` beside another way of recovery.
    AdminNotAlone,
    /// One priority or one way of recovery twice.
    DoubleRecovery,
    /// A function of another region.
    ForeignTrigger,
    /// A custom sender without the key that its codes are encrypted under.
    SenderWithoutKey,
    /// The key of custom senders is of this other region.
    ForeignKey(Region),
    /// DEVELOPER sending without an identity.
    DeveloperWithoutSource,
    /// An identity that Cognito's own sending cannot use.
    UnusableSource,
    /// The identity is of a region outside [`SENDING_REGIONS`] and the pool's own.
    ForeignSource,
    /// `From` is no address.
    BadFrom,
    /// Text messages by another region than the pool's, which comes along.
    ForeignSms(Region),
    /// A tag key that begins with `aws:`.
    ReservedTag,
    /// More than 50 tags.
    TooManyTags,
    /// Two levels of authentication of one name.
    DoubleAcr,
}

/// Checks settings as they would stand after a creation or an update. Tier first, then IPEs in the order of the
/// member table (the order is GUESS; resources.md §1.7 puts the tier before everything particular).
pub fn check(settings: &PoolSettings, region: &Region) -> Result<(), Clash> {
    let missing = tier::missing(settings);
    if !missing.is_empty() {
        return Err(Clash::Tier(settings.tier, missing));
    }
    names_and_factors(settings)?;
    verification_and_mfa(settings)?;
    recovery(settings)?;
    triggers(settings, region)?;
    email(settings, region)?;
    sms(settings, region)?;
    tags_and_levels(settings)
}

fn names_and_factors(settings: &PoolSettings) -> Result<(), Clash> {
    if !settings.aliases.is_empty() && !settings.username_attributes.is_empty() {
        return Err(Clash::TwoKindsOfNames);
    }
    let factors = &settings.first_factors.0;
    if !factors.contains(&FirstFactor::Password) {
        return Err(Clash::NoPasswordFactor);
    }
    let by_code = [FirstFactor::EmailOtp, FirstFactor::SmsOtp];
    if settings.mfa == MfaRequirement::On && factors.iter().any(|factor| by_code.contains(factor)) {
        return Err(Clash::CodeFactorWithMfa);
    }
    Ok(())
}

fn verification_and_mfa(settings: &PoolSettings) -> Result<(), Clash> {
    if settings.auto_verified.contains(&Channel::Sms) && settings.sms.is_none() {
        return Err(Clash::VerifiedPhoneWithoutSms);
    }
    if settings.mfa != MfaRequirement::Off && !settings.offers_a_second_factor() {
        return Err(Clash::MfaWithoutSms);
    }
    let verified = |channel| settings.auto_verified.contains(channel);
    if !settings.verify_before_update.iter().all(verified) {
        return Err(Clash::UnverifiedBeforeUpdate);
    }
    Ok(())
}

fn recovery(settings: &PoolSettings) -> Result<(), Clash> {
    let ways = &settings.recovery.0;
    if ways.len() > 1 && ways.iter().any(|(_, way)| *way == RecoveryMechanism::AdminOnly) {
        return Err(Clash::AdminNotAlone);
    }
    let repeats = |(n, (priority, way)): (usize, &(u8, RecoveryMechanism))| {
        ways.iter()
            .take(n)
            .any(|(other, same)| other == priority || same == way)
    };
    if ways.iter().enumerate().any(repeats) {
        return Err(Clash::DoubleRecovery);
    }
    Ok(())
}

fn triggers(settings: &PoolSettings, region: &Region) -> Result<(), Clash> {
    let triggers = &settings.triggers;
    let senders = [&triggers.sms_sender, &triggers.email_sender];
    let versioned = senders
        .into_iter()
        .chain([&triggers.inbound_federation])
        .flatten()
        .map(|function| &function.arn);
    let foreign = |arn: &String| region_of(arn).is_some_and(|there| there != region.as_str());
    if triggers.arns.values().chain(versioned).any(foreign) {
        return Err(Clash::ForeignTrigger);
    }
    if senders.iter().any(|sender| sender.is_some()) && triggers.kms_key.is_none() {
        return Err(Clash::SenderWithoutKey);
    }
    match triggers.kms_key.as_deref().and_then(region_of) {
        Some(there) if there != region.as_str() => Err(Clash::ForeignKey(Region::new(there))),
        _ => Ok(()),
    }
}

fn email(settings: &PoolSettings, region: &Region) -> Result<(), Clash> {
    let email = &settings.email;
    if let Some(source) = &email.source_arn {
        let near = |there| there == region.as_str() || SENDING_REGIONS.contains(&there);
        if !region_of(source).is_none_or(near) {
            return Err(Clash::ForeignSource);
        }
        if !email.developer {
            return Err(Clash::UnusableSource);
        }
    } else if email.developer {
        return Err(Clash::DeveloperWithoutSource);
    }
    match &email.from {
        Some(from) if !is_sender(from) => Err(Clash::BadFrom),
        _ => Ok(()),
    }
}

/// `local@host` or `Name <local@host>`; GUESS at what counts as an address.
fn is_sender(from: &str) -> bool {
    let address = match (from.rfind('<'), from.strip_suffix('>')) {
        (Some(open), Some(inside)) => inside.get(open + 1..).unwrap_or_default(),
        _ => from,
    };
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', '<', '>']);
    address
        .split_once('@')
        .is_some_and(|(local, host)| plain(local) && plain(host) && host.contains('.'))
}

fn sms(settings: &PoolSettings, region: &Region) -> Result<(), Clash> {
    let chosen = settings.sms.as_ref().and_then(|sms| sms.sns_region.as_deref());
    match chosen {
        Some(there) if there != region.as_str() => Err(Clash::ForeignSms(region.clone())),
        _ => Ok(()),
    }
}

/// Checks all the tags that a pool would have.
///
/// # Errors
/// [`Clash::ReservedTag`], [`Clash::TooManyTags`].
pub fn tags(tags: &BTreeMap<String, String>) -> Result<(), Clash> {
    if tags.keys().any(|key| key.starts_with("aws:")) {
        return Err(Clash::ReservedTag);
    }
    match tags.len() > MOST_TAGS {
        true => Err(Clash::TooManyTags),
        false => Ok(()),
    }
}

fn tags_and_levels(settings: &PoolSettings) -> Result<(), Clash> {
    tags(&settings.tags)?;
    let levels = settings.acr_in_effect();
    let repeats = |(n, name): (usize, &String)| levels.iter().take(n).any(|other| other == name);
    if levels.iter().enumerate().any(repeats) {
        return Err(Clash::DoubleAcr);
    }
    Ok(())
}

/// The region inside an ARN, when it names one.
pub(crate) fn region_of(arn: &str) -> Option<&str> {
    arn.split(':').nth(3).filter(|region| !region.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::{AliasAttribute, FirstFactors, Recovery, SmsSettings, VersionedArn};

    /// The clash of the default settings after `change`, in us-east-1.
    fn clash(change: fn(&mut PoolSettings)) -> Option<Clash> {
        let mut settings = PoolSettings::default();
        change(&mut settings);
        check(&settings, &Region::new("us-east-1")).err()
    }

    fn function(region: &str) -> String {
        format!("arn:aws:lambda:{region}:123456789012:function:f")
    }

    #[test]
    fn a_new_pool_is_in_order() {
        assert_eq!(clash(|_| ()), None);
    }

    #[test]
    fn names_and_factors_clash() {
        let both = clash(|s| {
            s.aliases = vec![AliasAttribute::Email];
            s.username_attributes = vec![Channel::Email];
        });
        assert_eq!(both, Some(Clash::TwoKindsOfNames));
        let passwordless = clash(|s| s.first_factors = FirstFactors(vec![FirstFactor::EmailOtp]));
        assert_eq!(passwordless, Some(Clash::NoPasswordFactor));
        let coded = clash(|s| {
            s.first_factors.0.push(FirstFactor::SmsOtp);
            s.mfa = MfaRequirement::On;
        });
        assert_eq!(coded, Some(Clash::CodeFactorWithMfa));
        let tier = clash(|s| {
            s.tier = Tier::Lite;
            s.first_factors.0.push(FirstFactor::WebAuthn);
        });
        assert_eq!(tier, Some(Clash::Tier(Tier::Lite, vec![Feature::Passwordless])));
    }

    #[test]
    fn verification_and_mfa_need_their_means() {
        let phone = clash(|s| s.auto_verified = vec![Channel::Sms]);
        assert_eq!(phone, Some(Clash::VerifiedPhoneWithoutSms));
        assert_eq!(clash(|s| s.mfa = MfaRequirement::Optional), Some(Clash::MfaWithoutSms));
        let equipped = clash(|s| {
            s.mfa = MfaRequirement::On;
            s.mfa_methods.sms = true;
            s.sms = Some(SmsSettings::default());
        });
        assert_eq!(equipped, None);
        let pending = clash(|s| s.verify_before_update = vec![Channel::Email]);
        assert_eq!(pending, Some(Clash::UnverifiedBeforeUpdate));
    }

    #[test]
    fn recovery_is_not_doubled() {
        use RecoveryMechanism::{AdminOnly, VerifiedEmail, VerifiedPhoneNumber};
        assert_eq!(
            clash(|s| s.recovery = Recovery(vec![(1, AdminOnly), (2, VerifiedEmail)])),
            Some(Clash::AdminNotAlone)
        );
        assert_eq!(clash(|s| s.recovery = Recovery(vec![(1, AdminOnly)])), None);
        for double in [
            |s: &mut PoolSettings| {
                s.recovery = Recovery(vec![(1, VerifiedEmail), (1, VerifiedPhoneNumber)]);
            },
            |s: &mut PoolSettings| {
                s.recovery = Recovery(vec![(1, VerifiedEmail), (2, VerifiedEmail)]);
            },
        ] {
            assert_eq!(clash(double), Some(Clash::DoubleRecovery));
        }
    }

    #[test]
    fn functions_and_keys_are_of_the_region() {
        let put = |region| {
            move |s: &mut PoolSettings| {
                s.triggers.arns.insert("PreSignUp".into(), function(region));
            }
        };
        let mut settings = PoolSettings::default();
        put("us-east-1")(&mut settings);
        assert_eq!(check(&settings, &Region::new("us-east-1")), Ok(()));
        assert_eq!(check(&settings, &Region::new("eu-west-1")), Err(Clash::ForeignTrigger));
        let sender = |s: &mut PoolSettings| {
            s.triggers.sms_sender = Some(VersionedArn {
                arn: function("us-east-1"),
                version: "V1_0".into(),
            });
        };
        assert_eq!(clash(sender), Some(Clash::SenderWithoutKey));
        let key = clash(|s| s.triggers.kms_key = Some("arn:aws:kms:eu-west-1:1:key/k".into()));
        assert_eq!(key, Some(Clash::ForeignKey(Region::new("eu-west-1"))));
    }

    #[test]
    fn sending_needs_a_usable_identity() {
        assert_eq!(clash(|s| s.email.developer = true), Some(Clash::DeveloperWithoutSource));
        let source = |region: &str| Some(format!("arn:aws:ses:{region}:1:identity/a@example.com"));
        let unusable = clash(|s| {
            s.email.source_arn = Some("arn:aws:ses:us-east-1:1:identity/a@example.com".into());
        });
        assert_eq!(unusable, Some(Clash::UnusableSource));
        let mut settings = PoolSettings::default();
        settings.email.developer = true;
        for (region, expected) in [
            ("us-west-2", Ok(())),
            ("sa-east-1", Ok(())),
            ("eu-west-3", Err(Clash::ForeignSource)),
        ] {
            settings.email.source_arn = source(region);
            assert_eq!(check(&settings, &Region::new("sa-east-1")), expected);
        }
        for (from, good) in [
            ("a@example.com", true),
            ("Team <a@example.com>", true),
            ("nobody", false),
            ("a@b@example.com", false),
            ("Team <a@example.com", false),
        ] {
            assert_eq!(is_sender(from), good, "{from}");
        }
        let elsewhere = clash(|s| {
            s.sms = Some(SmsSettings {
                sns_region: Some("eu-west-1".into()),
                ..SmsSettings::default()
            });
        });
        assert_eq!(elsewhere, Some(Clash::ForeignSms(Region::new("us-east-1"))));
    }

    #[test]
    fn tags_and_levels_are_checked() {
        let reserved = clash(|s| {
            s.tags.insert("aws:x".into(), String::new());
        });
        assert_eq!(reserved, Some(Clash::ReservedTag));
        let many = clash(|s| s.tags.extend((0..51).map(|n| (n.to_string(), String::new()))));
        assert_eq!(many, Some(Clash::TooManyTags));
        let double = clash(|s| s.acr_names[0] = Some("urn:cognito:loa:2".into()));
        assert_eq!(double, Some(Clash::DoubleAcr));
    }
}

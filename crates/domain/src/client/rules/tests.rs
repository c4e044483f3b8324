//! Each clash of a client's settings, provoked.

use super::*;
use crate::client::{Analytics, Rotation, ValidityUnits};

/// The clash of a public client's default settings after `change`, in an ESSENTIALS pool of us-east-1.
fn clash(change: impl Fn(&mut ClientSettings)) -> Option<Clash> {
    judge(change, Secrecy::Public, Tier::Essentials)
}

fn judge(change: impl Fn(&mut ClientSettings), secrecy: Secrecy, tier: Tier) -> Option<Clash> {
    let mut settings = ClientSettings::default();
    change(&mut settings);
    let around = Surroundings {
        schema: &Schema::default(),
        tier,
        region: &Region::new("us-east-1"),
        providers: &["Google".into()],
        scopes: &["api/read".into()],
    };
    check(&settings, secrecy, around).err()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.into()).collect()
}

#[test]
fn lifetimes_have_ranges_and_an_order() {
    let seconds = ValidityUnits {
        access: ValidityUnit::Seconds,
        id: ValidityUnit::Seconds,
        refresh: ValidityUnit::Seconds,
    };
    let lives = |access, refresh| {
        clash(|s| {
            s.units = Some(seconds);
            s.access_validity = Some(access);
            s.refresh_validity = Some(refresh);
        })
    };
    assert_eq!(lives(300, 3_600), None);
    assert_eq!(lives(299, 3_600), Some(Clash::Lifetime));
    assert_eq!(lives(86_400, 86_400), None);
    assert_eq!(lives(86_401, 90_000), Some(Clash::Lifetime));
    assert_eq!(lives(300, 3_599), Some(Clash::Lifetime));
    assert_eq!(lives(3_601, 3_600), Some(Clash::OutlivesRefresh));
    assert_eq!(lives(300, 0), None);
    assert_eq!(clash(|s| s.refresh_validity = Some(3_650)), None);
    assert_eq!(clash(|s| s.refresh_validity = Some(3_651)), Some(Clash::Lifetime));
    assert_eq!(clash(|s| s.refresh_validity = Some(315_360_000)), Some(Clash::Lifetime));
}

#[test]
fn permissions_follow_the_schema() {
    let reads = |names: &[&str]| clash(|s| s.read_attributes = Some(texts(names)));
    assert_eq!(reads(&["sub", "email", "email_verified"]), None);
    assert_eq!(reads(&["custom:none"]), Some(Clash::UnknownRead));
    let writes = |names: &[&str]| clash(|s| s.write_attributes = Some(texts(names)));
    assert_eq!(writes(&["email", "name"]), None);
    for name in ["sub", "email_verified", "custom:none", "identities"] {
        assert_eq!(writes(&[name]), Some(Clash::Unwritable), "{name}");
    }
}

#[test]
fn a_required_attribute_stays_writable() {
    let mut schema = Schema::default();
    for attribute in &mut schema.0 {
        attribute.required |= attribute.name == "email";
    }
    let judged = |names: &[&str]| {
        let settings = ClientSettings {
            write_attributes: Some(texts(names)),
            ..ClientSettings::default()
        };
        permissions(&settings, &schema)
    };
    assert_eq!(judged(&["name"]), Err(Clash::Unwritable));
    assert_eq!(judged(&["name", "email"]), Ok(()));
}

#[test]
fn flow_names_are_of_one_generation() {
    let flows = |names: &[&str]| clash(|s| s.auth_flows = Some(texts(names)));
    assert_eq!(flows(&["USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"]), None);
    assert_eq!(flows(&["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"]), None);
    assert_eq!(
        flows(&["ALLOW_USER_SRP_AUTH", "ADMIN_NO_SRP_AUTH"]),
        Some(Clash::MixedFlows)
    );
    let by_choice = |s: &mut ClientSettings| s.auth_flows = Some(texts(&["ALLOW_USER_AUTH"]));
    assert_eq!(
        judge(by_choice, Secrecy::Public, Tier::Lite),
        Some(Clash::Tier(Tier::Lite, Feature::Passwordless))
    );
}

#[test]
fn rotation_excludes_the_refresh_flow() {
    let rotating = |s: &mut ClientSettings| {
        s.rotation = Some(Rotation {
            enabled: true,
            grace_seconds: 0,
        });
    };
    assert_eq!(clash(rotating), None);
    assert_eq!(
        clash(|s| {
            rotating(s);
            s.auth_flows = Some(texts(&["ALLOW_REFRESH_TOKEN_AUTH"]));
        }),
        Some(Clash::RotationWithRefreshFlow)
    );
    assert_eq!(
        judge(rotating, Secrecy::Public, Tier::Lite),
        Some(Clash::Tier(Tier::Lite, Feature::RefreshTokenRotation))
    );
}

#[test]
fn providers_and_urls_exist_and_are_well_formed() {
    let providers = |names: &[&str]| clash(|s| s.identity_providers = texts(names));
    assert_eq!(providers(&["COGNITO", "Google"]), None);
    assert_eq!(
        providers(&["Facebook"]),
        Some(Clash::UnknownProvider("Facebook".into()))
    );
    let logout = clash(|s| s.logout_urls = texts(&["http://example.com"]));
    assert_eq!(logout, Some(Clash::HttpUrl("http://example.com".into())));
    let default = clash(|s| {
        s.callback_urls = texts(&["https://a"]);
        s.default_redirect = Some("https://b".into());
    });
    assert_eq!(default, Some(Clash::DefaultNotListed("https://b".into())));
}

#[test]
fn analytics_has_two_forms() {
    let analytics = |analytics: Analytics| clash(|s| s.analytics = Some(analytics.clone()));
    let arn = |region: &str| Some(format!("arn:aws:mobiletargeting:{region}:1:apps/a"));
    let by_arn = |region| Analytics {
        application_arn: arn(region),
        ..Analytics::default()
    };
    assert_eq!(analytics(by_arn("us-east-1")), None);
    assert_eq!(
        analytics(by_arn("eu-west-1")),
        Some(Clash::AnalyticsRegion(Region::new("eu-west-1")))
    );
    assert_eq!(analytics(Analytics::default()), Some(Clash::AnalyticsForm));
    let both = Analytics {
        application_id: Some("ab".into()),
        ..by_arn("us-east-1")
    };
    assert_eq!(analytics(both), Some(Clash::AnalyticsForm));
}

#[test]
fn oauth_settings_are_complete_and_consistent() {
    let oauth = |secrecy, flows: &[&str], scopes: &[&str]| {
        let change = |s: &mut ClientSettings| {
            s.oauth_enabled = true;
            s.oauth_flows = texts(flows);
            s.oauth_scopes = texts(scopes);
        };
        judge(change, secrecy, Tier::Essentials)
    };
    use Secrecy::{Confidential, Public};
    assert_eq!(oauth(Public, &[], &["openid"]), Some(Clash::OAuthIncomplete));
    assert_eq!(oauth(Public, &["code"], &[]), Some(Clash::OAuthIncomplete));
    assert_eq!(oauth(Public, &["code"], &["openid"]), Some(Clash::NoCallback));
    assert_eq!(
        oauth(Confidential, &["code", "client_credentials"], &["api/read"]),
        Some(Clash::MachineWithPeople)
    );
    assert_eq!(
        oauth(Public, &["client_credentials"], &["api/read"]),
        Some(Clash::MachineWithoutSecret)
    );
    assert_eq!(
        oauth(Confidential, &["client_credentials"], &["openid"]),
        Some(Clash::MachineWithScope("openid".into()))
    );
    assert_eq!(oauth(Confidential, &["client_credentials"], &["api/read"]), None);
    assert_eq!(
        oauth(Confidential, &["client_credentials"], &["api/write"]),
        Some(Clash::UnknownScope("api/write".into()))
    );
    let context = |s: &mut ClientSettings| s.propagate_context = true;
    assert_eq!(clash(context), Some(Clash::ContextWithoutSecret));
    assert_eq!(judge(context, Confidential, Tier::Essentials), None);
}

//! Which settings of an app client go together (resources.md §§3.2–3.3). The first rule that is broken speaks.

use super::{ClientSettings, ValidityUnit, url};
use crate::{
    attributes::{Schema, permissions::NEVER_WRITTEN},
    ids::Region,
    pool::{Tier, rules::region_of, tier::Feature},
};

/// Access and ID tokens live from five minutes to one day (resources.md §3.2, documented).
const SHORT_LIFE: std::ops::RangeInclusive<i64> = 5 * 60..=86_400;

/// Refresh tokens live from an hour to ten years (resources.md §3.2, documented).
const LONG_LIFE: std::ops::RangeInclusive<i64> = 3_600..=3_650 * 86_400;

/// The names of ExplicitAuthFlows from before the ones with `ALLOW_`.
const LEGACY_FLOWS: [&str; 3] = ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"];

/// Scopes that every pool knows (resources.md §3.2, documented).
const OWN_SCOPES: [&str; 5] = ["phone", "email", "openid", "profile", "aws.cognito.signin.user.admin"];

/// Whether a client proves itself with a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// It has no secret.
    Public,
    /// It has at least one.
    Confidential,
}

/// What a client's settings refer to in its pool.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The pool's attributes.
    pub schema: &'a Schema,
    /// The pool's tier.
    pub tier: Tier,
    /// The pool's region.
    pub region: &'a Region,
    /// The names of the pool's identity providers.
    pub providers: &'a [String],
    /// The scopes of the pool's resource servers, as `<identifier>/<name>`.
    pub scopes: &'a [String],
}

/// Why settings do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The tier lacks a feature.
    Tier(Tier, Feature),
    /// `ReadAttributes` names what is not in the schema.
    UnknownRead,
    /// `WriteAttributes` names what is not in the schema or not writable, or leaves out what is required.
    Unwritable,
    /// Flow names of both generations.
    MixedFlows,
    /// Rotation beside ALLOW_REFRESH_TOKEN_AUTH.
    RotationWithRefreshFlow,
    /// A token lives too short or too long.
    Lifetime,
    /// An access or ID token outlives the refresh token.
    OutlivesRefresh,
    /// An identity provider that the pool does not have.
    UnknownProvider(String),
    /// A URL that is not absolute.
    RelativeUrl(String),
    /// A URL with plain HTTP to another host than this one.
    HttpUrl(String),
    /// A URL with a fragment.
    FragmentUrl(String),
    /// The default redirect is not among the callback URLs.
    DefaultNotListed(String),
    /// Neither of the two forms of `AnalyticsConfiguration`.
    AnalyticsForm,
    /// Analytics of another region.
    AnalyticsRegion(Region),
    /// User context without a secret.
    ContextWithoutSecret,
    /// OAuth is on without flows or scopes.
    OAuthIncomplete,
    /// `client_credentials` beside another flow.
    MachineWithPeople,
    /// `client_credentials` without a secret.
    MachineWithoutSecret,
    /// `client_credentials` with a scope that is about people.
    MachineWithScope(String),
    /// `code` or `implicit` without callback URLs.
    NoCallback,
    /// A scope that the pool does not know.
    UnknownScope(String),
}

/// Checks settings as they would stand. Tier first, then in the order of the member table (GUESS).
pub fn check(settings: &ClientSettings, secrecy: Secrecy, around: Surroundings<'_>) -> Result<(), Clash> {
    tier(settings, around.tier)?;
    lifetimes(settings)?;
    permissions(settings, around.schema)?;
    flows(settings)?;
    providers_and_urls(settings, around.providers)?;
    analytics(settings, around.region)?;
    if settings.propagate_context && secrecy == Secrecy::Public {
        return Err(Clash::ContextWithoutSecret);
    }
    oauth(settings, secrecy, around.scopes)
}

fn tier(settings: &ClientSettings, tier: Tier) -> Result<(), Clash> {
    match features(settings).into_iter().find(|feature| !tier.has(*feature)) {
        Some(feature) => Err(Clash::Tier(tier, feature)),
        None => Ok(()),
    }
}

/// The features that a client uses and that not every tier has.
pub fn features(settings: &ClientSettings) -> Vec<Feature> {
    let by_choice = settings
        .auth_flows
        .iter()
        .flatten()
        .any(|flow| flow == "ALLOW_USER_AUTH");
    [
        (by_choice, Feature::Passwordless),
        (settings.rotates(), Feature::RefreshTokenRotation),
    ]
    .into_iter()
    .filter_map(|(used, feature)| used.then_some(feature))
    .collect()
}

fn lifetimes(settings: &ClientSettings) -> Result<(), Clash> {
    let units = settings.units.unwrap_or_default();
    let seconds = |amount: Option<i64>, unit: ValidityUnit, unset: i64| {
        amount.map_or(unset, |n| n.saturating_mul(unit.seconds()))
    };
    let access = seconds(settings.access_validity, units.access, 3_600);
    let id = seconds(settings.id_validity, units.id, 3_600);
    let refresh = match settings.refresh_validity {
        None | Some(0) => 30 * 86_400,
        given => seconds(given, units.refresh, 0),
    };
    if !SHORT_LIFE.contains(&access) || !SHORT_LIFE.contains(&id) || !LONG_LIFE.contains(&refresh) {
        return Err(Clash::Lifetime);
    }
    if access.max(id) > refresh {
        return Err(Clash::OutlivesRefresh);
    }
    Ok(())
}

fn permissions(settings: &ClientSettings, schema: &Schema) -> Result<(), Clash> {
    let known = |name: &String| schema.0.iter().any(|attribute| attribute.name == *name);
    if !settings.read_attributes.iter().flatten().all(known) {
        return Err(Clash::UnknownRead);
    }
    let Some(written) = &settings.write_attributes else {
        return Ok(());
    };
    let writable = |name: &String| known(name) && !NEVER_WRITTEN.contains(&name.as_str()) && !name.starts_with("dev:");
    // GUESS: a list that leaves out a required attribute is refused (resources.md §3.2).
    let complete = schema
        .0
        .iter()
        .filter(|attribute| attribute.required && attribute.name != "sub")
        .all(|attribute| written.contains(&attribute.name));
    if !complete || !written.iter().all(writable) {
        return Err(Clash::Unwritable);
    }
    Ok(())
}

fn flows(settings: &ClientSettings) -> Result<(), Clash> {
    let flows = settings.auth_flows.as_deref().unwrap_or_default();
    let legacy = |flow: &String| LEGACY_FLOWS.contains(&flow.as_str());
    if flows.iter().any(legacy) && !flows.iter().all(legacy) {
        return Err(Clash::MixedFlows);
    }
    if settings.rotates() && flows.iter().any(|flow| flow == "ALLOW_REFRESH_TOKEN_AUTH") {
        return Err(Clash::RotationWithRefreshFlow);
    }
    Ok(())
}

fn providers_and_urls(settings: &ClientSettings, providers: &[String]) -> Result<(), Clash> {
    for name in &settings.identity_providers {
        if name != "COGNITO" && !providers.contains(name) {
            return Err(Clash::UnknownProvider(name.clone()));
        }
    }
    for text in settings.callback_urls.iter().chain(&settings.logout_urls) {
        url::check(text).map_err(|fault| match fault {
            url::Fault::Relative => Clash::RelativeUrl(text.clone()),
            url::Fault::Http => Clash::HttpUrl(text.clone()),
            url::Fault::Fragment => Clash::FragmentUrl(text.clone()),
        })?;
    }
    match &settings.default_redirect {
        Some(uri) if !settings.callback_urls.contains(uri) => Err(Clash::DefaultNotListed(uri.clone())),
        _ => Ok(()),
    }
}

fn analytics(settings: &ClientSettings, region: &Region) -> Result<(), Clash> {
    let Some(analytics) = &settings.analytics else {
        return Ok(());
    };
    let by_parts = [&analytics.application_id, &analytics.role_arn, &analytics.external_id];
    match &analytics.application_arn {
        // Describe adds a role to an application ARN, so a role beside it comes back on an update.
        Some(arn) if analytics.application_id.is_none() && analytics.external_id.is_none() => {
            // GUESS: the application has to be in the pool's region, or in us-east-1, which serves others.
            match region_of(arn) {
                Some(there) if there != region.as_str() && there != "us-east-1" => {
                    Err(Clash::AnalyticsRegion(Region::new(there)))
                }
                _ => Ok(()),
            }
        }
        None if by_parts.iter().all(|part| part.is_some()) => Ok(()),
        _ => Err(Clash::AnalyticsForm),
    }
}

fn oauth(settings: &ClientSettings, secrecy: Secrecy, scopes: &[String]) -> Result<(), Clash> {
    let flows = &settings.oauth_flows;
    if settings.oauth_enabled && (flows.is_empty() || settings.oauth_scopes.is_empty()) {
        return Err(Clash::OAuthIncomplete);
    }
    let machine = flows.iter().any(|flow| flow == "client_credentials");
    let people = flows.iter().any(|flow| flow != "client_credentials");
    if machine && people {
        return Err(Clash::MachineWithPeople);
    }
    if machine && secrecy == Secrecy::Public {
        return Err(Clash::MachineWithoutSecret);
    }
    let own = |scope: &str| OWN_SCOPES.contains(&scope);
    for scope in &settings.oauth_scopes {
        if !own(scope) && !scopes.contains(scope) {
            return Err(Clash::UnknownScope(scope.clone()));
        }
        if machine && own(scope) {
            return Err(Clash::MachineWithScope(scope.clone()));
        }
    }
    // GUESS: also while OAuth is switched off (resources.md §3.3).
    if people && settings.callback_urls.is_empty() {
        return Err(Clash::NoCallback);
    }
    Ok(())
}

#[cfg(test)]
mod tests;

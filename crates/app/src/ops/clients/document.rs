//! A client's settings between the wire and the domain.

use domain::{
    client::{
        Analytics, Client, ClientSettings, Rotation, SsoSettings, ValidityUnit, ValidityUnits,
        rules::{self, Secrecy, Surroundings},
    },
    pool::Pool,
};
use wire::{Fault, Timestamp, shapes};

use crate::{
    cx::Cx,
    flow::scopes,
    operation::Failed,
    say::{self, clients::Occasion},
};

/// The days that a refresh token lives unless the client says so (resources.md §3.1, observed).
const REFRESH_DAYS: i64 = 30;

/// The members that CreateUserPoolClient and UpdateUserPoolClient share. What is left out has its default, also on an
/// update: that replaces everything (resources.md §3.4, documented).
pub(super) struct Given {
    pub refresh_token_validity: Option<i32>,
    pub access_token_validity: Option<i32>,
    pub id_token_validity: Option<i32>,
    pub token_validity_units: Option<shapes::TokenValidityUnitsType>,
    pub read_attributes: Option<Vec<String>>,
    pub write_attributes: Option<Vec<String>>,
    pub explicit_auth_flows: Option<Vec<shapes::ExplicitAuthFlowsType>>,
    pub supported_identity_providers: Option<Vec<String>>,
    pub callback_urls: Option<Vec<String>>,
    pub logout_urls: Option<Vec<String>>,
    pub default_redirect_uri: Option<String>,
    pub allowed_oauth_flows: Option<Vec<shapes::OAuthFlowType>>,
    pub allowed_oauth_scopes: Option<Vec<String>>,
    pub allowed_oauth_flows_user_pool_client: Option<bool>,
    pub analytics_configuration: Option<shapes::AnalyticsConfigurationType>,
    pub prevent_user_existence_errors: Option<shapes::PreventUserExistenceErrorTypes>,
    pub enable_token_revocation: Option<bool>,
    pub enable_propagate_additional_user_context_data: Option<bool>,
    pub auth_session_validity: Option<i32>,
    pub refresh_token_rotation: Option<shapes::RefreshTokenRotationType>,
}

/// The two requests have these members under the same names, and are different types.
macro_rules! given_from {
    ($input:ident) => {
        Self {
            refresh_token_validity: $input.refresh_token_validity,
            access_token_validity: $input.access_token_validity,
            id_token_validity: $input.id_token_validity,
            token_validity_units: $input.token_validity_units,
            read_attributes: $input.read_attributes,
            write_attributes: $input.write_attributes,
            explicit_auth_flows: $input.explicit_auth_flows,
            supported_identity_providers: $input.supported_identity_providers,
            callback_urls: $input.callback_urls,
            logout_urls: $input.logout_urls,
            default_redirect_uri: $input.default_redirect_uri,
            allowed_oauth_flows: $input.allowed_oauth_flows,
            allowed_oauth_scopes: $input.allowed_oauth_scopes,
            allowed_oauth_flows_user_pool_client: $input.allowed_oauth_flows_user_pool_client,
            analytics_configuration: $input.analytics_configuration,
            prevent_user_existence_errors: $input.prevent_user_existence_errors,
            enable_token_revocation: $input.enable_token_revocation,
            enable_propagate_additional_user_context_data: $input.enable_propagate_additional_user_context_data,
            auth_session_validity: $input.auth_session_validity,
            refresh_token_rotation: $input.refresh_token_rotation,
        }
    };
}

/// What clients of a pool may name.
pub(super) struct Known {
    /// The names of its identity providers.
    providers: Vec<String>,
    /// The scopes of its resource servers.
    scopes: Vec<String>,
}

impl Known {
    /// Reads what clients of this pool may name.
    ///
    /// # Errors
    /// Only the store's.
    pub(super) async fn of(cx: &Cx, pool: &Pool) -> Result<Self, Failed> {
        Ok(Self {
            providers: cx.house.store.provider_names(&pool.id).await?,
            scopes: scopes::of_servers(cx, pool).await?,
        })
    }
}

impl From<shapes::CreateUserPoolClientRequest> for Given {
    fn from(input: shapes::CreateUserPoolClientRequest) -> Self {
        given_from!(input)
    }
}

impl From<shapes::UpdateUserPoolClientRequest> for Given {
    fn from(input: shapes::UpdateUserPoolClientRequest) -> Self {
        given_from!(input)
    }
}

impl Given {
    /// The settings of a client in this pool, where these providers and scopes are known, checked.
    pub(super) fn settings(
        self,
        (pool, known): (&Pool, &Known),
        secrecy: Secrecy,
        occasion: Occasion,
    ) -> Result<ClientSettings, Fault> {
        let settings = self.unchecked();
        let around = Surroundings {
            schema: &pool.settings.schema,
            tier: pool.settings.tier,
            region: &pool.region(),
            providers: &known.providers,
            scopes: &known.scopes,
        };
        rules::check(&settings, secrecy, around).map_err(|clash| say::clients::clash(clash, occasion, &pool.id))?;
        Ok(settings)
    }

    fn unchecked(self) -> ClientSettings {
        let flow = |flow: shapes::OAuthFlowType| flow.as_str().to_owned();
        let auth_flow = |flow: shapes::ExplicitAuthFlowsType| flow.as_str().to_owned();
        let auth_flows = self
            .explicit_auth_flows
            .map(|flows| flows.into_iter().map(auth_flow).collect());
        ClientSettings {
            refresh_validity: self.refresh_token_validity.filter(|n| *n > 0).map(i64::from),
            access_validity: self.access_token_validity.map(i64::from),
            id_validity: self.id_token_validity.map(i64::from),
            units: self.token_validity_units.and_then(units_from),
            read_attributes: some_of(self.read_attributes),
            write_attributes: some_of(self.write_attributes),
            auth_flows: some_of(auth_flows),
            identity_providers: distinct(self.supported_identity_providers.unwrap_or_default()),
            callback_urls: distinct(self.callback_urls.unwrap_or_default()),
            logout_urls: distinct(self.logout_urls.unwrap_or_default()),
            default_redirect: self.default_redirect_uri,
            oauth_flows: distinct(self.allowed_oauth_flows.into_iter().flatten().map(flow).collect()),
            oauth_scopes: distinct(self.allowed_oauth_scopes.unwrap_or_default()),
            oauth_enabled: self.allowed_oauth_flows_user_pool_client.unwrap_or(false),
            analytics: self.analytics_configuration.map(analytics_from),
            hide_missing_users: self
                .prevent_user_existence_errors
                .map(|it| it == shapes::PreventUserExistenceErrorTypes::Enabled),
            revocation: self.enable_token_revocation,
            propagate_context: self.enable_propagate_additional_user_context_data.unwrap_or(false),
            session_minutes: self.auth_session_validity.map(i64::from),
            sso: SsoSettings::default(),
            rotation: self.refresh_token_rotation.map(|rotation| Rotation {
                enabled: rotation.feature == shapes::FeatureType::Enabled,
                grace_seconds: rotation.retry_grace_period_seconds.map_or(0, i64::from),
            }),
        }
    }
}

/// Which secret a document shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The oldest one (GUESS: resources.md §3.5).
    Secret,
    /// None: the caller chose it and knows it (GUESS: resources.md §3.2).
    Nothing,
}

/// The document of a client (resources.md §3.1).
pub(super) fn describe(client: &Client, account: &str, shown: Shown) -> shapes::UserPoolClientType {
    let settings = &client.settings;
    let secret = client.secrets.first().filter(|_| shown == Shown::Secret);
    shapes::UserPoolClientType {
        user_pool_id: Some(client.pool.to_string()),
        client_name: Some(client.name.clone()),
        client_id: Some(client.id.to_string()),
        client_secret: secret.map(|secret| secret.value.clone()),
        last_modified_date: Some(Timestamp::from_micros(client.modified.micros())),
        creation_date: Some(Timestamp::from_micros(client.created.micros())),
        refresh_token_validity: Some(refresh_shown(settings)),
        access_token_validity: settings.access_validity.map(number),
        id_token_validity: settings.id_validity.map(number),
        token_validity_units: Some(settings.units.map(units_to).unwrap_or_default()),
        read_attributes: settings.read_attributes.clone(),
        write_attributes: settings.write_attributes.clone(),
        explicit_auth_flows: settings.auth_flows.as_ref().map(|names| {
            names
                .iter()
                .filter_map(|name| shapes::ExplicitAuthFlowsType::parse(name))
                .collect()
        }),
        supported_identity_providers: some_list(&settings.identity_providers),
        callback_urls: some_list(&settings.callback_urls),
        logout_urls: some_list(&settings.logout_urls),
        default_redirect_uri: settings.default_redirect.clone(),
        allowed_oauth_flows: some_list(&settings.oauth_flows).map(|names| {
            names
                .iter()
                .filter_map(|name| shapes::OAuthFlowType::parse(name))
                .collect()
        }),
        allowed_oauth_scopes: some_list(&settings.oauth_scopes),
        allowed_oauth_flows_user_pool_client: Some(settings.oauth_enabled),
        analytics_configuration: settings.analytics.as_ref().map(|it| analytics_to(it, account)),
        prevent_user_existence_errors: settings.hide_missing_users.map(|hidden| match hidden {
            true => shapes::PreventUserExistenceErrorTypes::Enabled,
            false => shapes::PreventUserExistenceErrorTypes::Legacy,
        }),
        enable_token_revocation: Some(settings.revocable()),
        enable_propagate_additional_user_context_data: Some(settings.propagate_context),
        auth_session_validity: Some(number(settings.session_lifetime().whole_seconds() / 60)),
        refresh_token_rotation: settings.rotation.map(|rotation| shapes::RefreshTokenRotationType {
            feature: match rotation.enabled {
                true => shapes::FeatureType::Enabled,
                false => shapes::FeatureType::Disabled,
            },
            retry_grace_period_seconds: Some(number(rotation.grace_seconds)),
        }),
        client_type: Some(shapes::ClientTypeType::Regular),
    }
}

/// `RefreshTokenValidity`: the default is shown in the client's own unit (GUESS), so that an update with what
/// Describe showed changes nothing.
fn refresh_shown(settings: &ClientSettings) -> i32 {
    let unit = settings.units.unwrap_or_default().refresh;
    let default = REFRESH_DAYS * ValidityUnit::Days.seconds() / unit.seconds();
    number(settings.refresh_validity.unwrap_or(default))
}

fn number(n: i64) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Without repetitions, in the order given (resources.md §1.3).
fn distinct(list: Vec<String>) -> Vec<String> {
    let mut kept = Vec::with_capacity(list.len());
    for item in list {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

/// An empty list counts as none (resources.md §3.1).
fn some_of(list: Option<Vec<String>>) -> Option<Vec<String>> {
    list.map(distinct).filter(|list| !list.is_empty())
}

fn some_list(list: &[String]) -> Option<Vec<String>> {
    Some(list.to_vec()).filter(|list| !list.is_empty())
}

/// Once any unit is given, the others have their defaults; none at all is as if nothing was given
/// (resources.md §3.1, observed).
fn units_from(given: shapes::TokenValidityUnitsType) -> Option<ValidityUnits> {
    if given == shapes::TokenValidityUnitsType::default() {
        return None;
    }
    let default = ValidityUnits::default();
    Some(ValidityUnits {
        access: given.access_token.map_or(default.access, unit_from),
        id: given.id_token.map_or(default.id, unit_from),
        refresh: given.refresh_token.map_or(default.refresh, unit_from),
    })
}

fn units_to(kept: ValidityUnits) -> shapes::TokenValidityUnitsType {
    shapes::TokenValidityUnitsType {
        access_token: Some(unit_to(kept.access)),
        id_token: Some(unit_to(kept.id)),
        refresh_token: Some(unit_to(kept.refresh)),
    }
}

fn unit_from(given: shapes::TimeUnitsType) -> ValidityUnit {
    match given {
        shapes::TimeUnitsType::Seconds => ValidityUnit::Seconds,
        shapes::TimeUnitsType::Minutes => ValidityUnit::Minutes,
        shapes::TimeUnitsType::Hours => ValidityUnit::Hours,
        shapes::TimeUnitsType::Days => ValidityUnit::Days,
    }
}

fn unit_to(kept: ValidityUnit) -> shapes::TimeUnitsType {
    match kept {
        ValidityUnit::Seconds => shapes::TimeUnitsType::Seconds,
        ValidityUnit::Minutes => shapes::TimeUnitsType::Minutes,
        ValidityUnit::Hours => shapes::TimeUnitsType::Hours,
        ValidityUnit::Days => shapes::TimeUnitsType::Days,
    }
}

fn analytics_from(given: shapes::AnalyticsConfigurationType) -> Analytics {
    Analytics {
        application_id: given.application_id,
        application_arn: given.application_arn,
        role_arn: given.role_arn,
        external_id: given.external_id,
        user_data_shared: given.user_data_shared,
    }
}

/// With an application ARN, the role of the service is shown (resources.md §3.2, observed).
fn analytics_to(kept: &Analytics, account: &str) -> shapes::AnalyticsConfigurationType {
    let service_role = kept.application_arn.as_ref().map(|_| {
        format!(
            "arn:aws:iam::{account}:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp"
        )
    });
    shapes::AnalyticsConfigurationType {
        application_id: kept.application_id.clone(),
        application_arn: kept.application_arn.clone(),
        role_arn: kept.role_arn.clone().or(service_role),
        external_id: kept.external_id.clone(),
        user_data_shared: kept.user_data_shared,
    }
}

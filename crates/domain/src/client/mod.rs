//! An app client and its settings. Defaults are those of resources.md §3.1.

pub mod rules;
mod url;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ClientId, PoolId},
    moment::{Moment, Span},
};

/// Whether a client may list this as a callback URL (resources.md §3.2).
pub fn is_redirect(uri: &str) -> bool {
    url::check(uri).is_ok()
}

/// An app client.
#[derive(Clone)]
pub struct Client {
    /// Its id, unique over all pools.
    pub id: ClientId,
    /// The pool that it belongs to.
    pub pool: PoolId,
    /// Its name; not unique.
    pub name: String,
    /// When it was made.
    pub created: Moment,
    /// When its settings last changed.
    pub modified: Moment,
    /// Counts changes, for compare-and-set and caches.
    pub version: i64,
    /// Its active secrets, oldest first: none for a public client, at most two.
    pub secrets: Vec<ClientSecret>,
    /// Everything else. Shared, so that a copy of the whole costs little: most requests want one and none changes it.
    pub settings: Arc<ClientSettings>,
}

impl Client {
    /// The settings, to be changed in this copy of the client.
    pub fn settings_mut(&mut self) -> &mut ClientSettings {
        Arc::make_mut(&mut self.settings)
    }
}

/// One secret of a client. Kept sealed in the store; the type has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub struct ClientSecret {
    /// `<client id>--<epoch second of creation>`.
    pub id: String,
    /// The secret itself.
    pub value: String,
    /// When it was made.
    pub created: Moment,
}

/// What CreateUserPoolClient and UpdateUserPoolClient say about a client.
/// `None` and empty mean "not given"; the methods tell what is in effect.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientSettings {
    /// `RefreshTokenValidity`, in its unit.
    pub refresh_validity: Option<i64>,
    /// `AccessTokenValidity`, in its unit.
    pub access_validity: Option<i64>,
    /// `IdTokenValidity`, in its unit.
    pub id_validity: Option<i64>,
    /// `TokenValidityUnits`; absent when none of the three was given.
    pub units: Option<ValidityUnits>,
    /// `ReadAttributes`; `None` when not given.
    pub read_attributes: Option<Vec<String>>,
    /// `WriteAttributes`; `None` when not given.
    pub write_attributes: Option<Vec<String>>,
    /// `ExplicitAuthFlows` by wire name; `None` when not given.
    pub auth_flows: Option<Vec<String>>,
    /// `SupportedIdentityProviders`.
    pub identity_providers: Vec<String>,
    /// `CallbackURLs`.
    pub callback_urls: Vec<String>,
    /// `LogoutURLs`.
    pub logout_urls: Vec<String>,
    /// `DefaultRedirectURI`.
    pub default_redirect: Option<String>,
    /// `AllowedOAuthFlows` by wire name.
    pub oauth_flows: Vec<String>,
    /// `AllowedOAuthScopes`.
    pub oauth_scopes: Vec<String>,
    /// `AllowedOAuthFlowsUserPoolClient`.
    pub oauth_enabled: bool,
    /// `AnalyticsConfiguration`, as given.
    pub analytics: Option<Analytics>,
    /// `PreventUserExistenceErrors` as given: `true` for ENABLED, `false` for LEGACY.
    pub hide_missing_users: Option<bool>,
    /// `EnableTokenRevocation` as given; `None` means true.
    pub revocation: Option<bool>,
    /// `EnablePropagateAdditionalUserContextData`.
    pub propagate_context: bool,
    /// `AuthSessionValidity` in minutes as given; `None` means 3.
    pub session_minutes: Option<i64>,
    /// `RefreshTokenRotation`.
    pub rotation: Option<Rotation>,
    /// What SetUserPoolClientSessionConfiguration says; UpdateUserPoolClient never touches it.
    pub sso: SsoSettings,
}

/// `SSOSession` of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SsoSettings {
    /// `MaxValidityMinutes`: how long this client reuses a sign-in on the hosted pages; 0 for never.
    pub max_validity_minutes: i32,
}

impl Default for SsoSettings {
    /// An hour (auth.md §17.4, documented).
    fn default() -> Self {
        Self {
            max_validity_minutes: 60,
        }
    }
}

/// `AnalyticsConfiguration`: kept and shown, without effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Analytics {
    /// `ApplicationId`.
    pub application_id: Option<String>,
    /// `ApplicationArn`.
    pub application_arn: Option<String>,
    /// `RoleArn`.
    pub role_arn: Option<String>,
    /// `ExternalId`.
    pub external_id: Option<String>,
    /// `UserDataShared`.
    pub user_data_shared: Option<bool>,
}

/// A unit of token validity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValidityUnit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
}

impl ValidityUnit {
    /// How many seconds one of it has.
    pub const fn seconds(self) -> i64 {
        match self {
            Self::Seconds => 1,
            Self::Minutes => 60,
            Self::Hours => 3_600,
            Self::Days => 86_400,
        }
    }

    /// `amount` of this unit.
    pub const fn of(self, amount: i64) -> Span {
        match self {
            Self::Seconds => Span::seconds(amount),
            Self::Minutes => Span::minutes(amount),
            Self::Hours => Span::hours(amount),
            Self::Days => Span::days(amount),
        }
    }
}

/// `TokenValidityUnits`, filled with defaults once any was given (resources.md §3.1, observed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidityUnits {
    /// Unit of `access_validity`; default hours.
    pub access: ValidityUnit,
    /// Unit of `id_validity`; default hours.
    pub id: ValidityUnit,
    /// Unit of `refresh_validity`; default days.
    pub refresh: ValidityUnit,
}

impl Default for ValidityUnits {
    fn default() -> Self {
        Self {
            access: ValidityUnit::Hours,
            id: ValidityUnit::Hours,
            refresh: ValidityUnit::Days,
        }
    }
}

/// `RefreshTokenRotation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// `Feature` is ENABLED.
    pub enabled: bool,
    /// `RetryGracePeriodSeconds`, 0 to 60.
    pub grace_seconds: i64,
}

impl ClientSettings {
    /// How long an access token lives: one hour unless set (auth.md §13.1).
    pub fn access_lifetime(&self) -> Span {
        let unit = self.units.unwrap_or_default().access;
        self.access_validity.map_or(Span::hours(1), |n| unit.of(n))
    }

    /// How long an ID token lives: one hour unless set (auth.md §13.1).
    pub fn id_lifetime(&self) -> Span {
        let unit = self.units.unwrap_or_default().id;
        self.id_validity.map_or(Span::hours(1), |n| unit.of(n))
    }

    /// How long a token family lives: 30 days unless set; 0 means the default (auth.md §13.1).
    pub fn refresh_lifetime(&self) -> Span {
        let unit = self.units.unwrap_or_default().refresh;
        match self.refresh_validity {
            None | Some(0) => Span::days(30),
            Some(n) => unit.of(n),
        }
    }

    /// How long a `Session` lives: 3 minutes unless set (auth.md §9).
    pub fn session_lifetime(&self) -> Span {
        Span::minutes(self.session_minutes.unwrap_or(3))
    }

    /// `PreventUserExistenceErrors` is ENABLED; not given means LEGACY (auth.md §5.3, documented).
    pub fn hides_missing_users(&self) -> bool {
        self.hide_missing_users.unwrap_or(false)
    }

    /// Tokens can be revoked; not given means yes (auth.md §2, observed).
    pub fn revocable(&self) -> bool {
        self.revocation.unwrap_or(true)
    }

    /// Refresh tokens rotate.
    pub fn rotates(&self) -> bool {
        self.rotation.is_some_and(|r| r.enabled)
    }
}

//! Events of users: what they tried, from where, and how it went (triggers.md §13.4, documented unless said otherwise).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{ClientId, PoolId, Sub},
    moment::{Moment, Span},
    pool::{PoolSettings, SecurityMode, Tier},
    threat::{self, Risk},
    token::family::Factor,
};

/// How long events are kept: two years.
pub const KEPT: Span = Span::days(730);

/// Something that a user tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthEvent {
    /// The pool.
    pub pool: PoolId,
    /// The user.
    pub sub: Sub,
    /// Its id; for a sign-in the `event_id` of the tokens.
    pub id: Uuid,
    /// When it began.
    pub at: Moment,
    /// What happened.
    pub details: Details,
    /// What somebody thinks of it.
    pub feedback: Option<Feedback>,
}

/// What happened. Kept as JSON, so a new member needs a serde default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// `EventType`.
    pub kind: Kind,
    /// `EventResponse`.
    pub response: Response,
    /// The client.
    #[serde(default)]
    pub client: Option<ClientId>,
    /// `ChallengeResponses`.
    #[serde(default)]
    pub challenges: Vec<(Challenge, Outcome)>,
    /// The address of the person.
    #[serde(default)]
    pub ip: Option<String>,
    /// The browser and the system of the person.
    #[serde(default)]
    pub device: Option<String>,
    /// The same without versions, as it is compared with those of other sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// How risky it looked.
    #[serde(default, skip_serializing_if = "Risk::is_none")]
    pub risk: Risk,
    /// Whether others know the password.
    #[serde(default)]
    pub compromised: bool,
    /// Whether the caller told about the person, in `ContextData` or `UserContextData`.
    #[serde(default)]
    pub has_context: bool,
}

/// Something about a person that is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An address, as it is compared.
    Address(String),
    /// A device, by its user agent.
    Device(String),
}

impl Details {
    /// From where it happened.
    pub fn places(&self) -> Vec<Place> {
        let address = self.ip.as_deref().and_then(|ip| ip.parse().ok()).map(threat::place_of);
        let device = self.agent.clone().map(Place::Device);
        address.map(Place::Address).into_iter().chain(device).collect()
    }
}

/// `EventType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A sign-in.
    SignIn,
    /// A sign-up.
    SignUp,
    /// The resetting of a password.
    ForgotPassword,
    /// The changing of a password.
    PasswordChange,
    /// One more code for the sign-up.
    ResendCode,
}

/// `EventResponse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Response {
    /// It went well.
    Pass,
    /// It did not.
    Fail,
    /// It is not at its end.
    InProgress,
}

/// `ChallengeName`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Challenge {
    /// The first factor.
    Password,
    /// The second.
    Mfa,
}

/// `ChallengeResponse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Right.
    Success,
    /// Wrong.
    Failure,
}

/// `EventFeedback`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Whether it really was the user.
    pub value: FeedbackValue,
    /// Who says so: `Admin` or `User`.
    pub provider: String,
    /// When.
    pub at: Moment,
}

/// `FeedbackValue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedbackValue {
    /// It was the user.
    Valid,
    /// It was somebody else.
    Invalid,
}

/// The sign-in that later calls belong to. Travels with its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The id of its event.
    pub id: Uuid,
    /// When it began.
    pub at: Moment,
}

/// Whether a pool keeps events: it has the tier, and threat protection is not off.
pub fn are_kept(pool: &PoolSettings) -> bool {
    let mode = pool.add_ons.as_ref().map(|add_ons| add_ons.security_mode);
    pool.tier == Tier::Plus && mode.is_some_and(|mode| mode != SecurityMode::Off)
}

/// As [`are_kept`], of sign-ins by the functions of the pool, which are watched only where the pool says so apart.
pub fn are_kept_of_custom(pool: &PoolSettings) -> bool {
    let apart = pool.add_ons.as_ref().and_then(|add_ons| add_ons.custom_auth_mode);
    are_kept(pool) && apart.is_some_and(|mode| mode != SecurityMode::Off)
}

/// Whether the pool watches or acts.
pub fn mode(pool: &PoolSettings) -> SecurityMode {
    match &pool.add_ons {
        Some(add_ons) if pool.tier == Tier::Plus => add_ons.security_mode,
        _ => SecurityMode::Off,
    }
}

/// As [`mode`], of sign-ins by the functions of the pool.
pub fn mode_of_custom(pool: &PoolSettings) -> SecurityMode {
    let apart = pool.add_ons.as_ref().and_then(|add_ons| add_ons.custom_auth_mode);
    apart.filter(|_| are_kept_of_custom(pool)).unwrap_or_default()
}

/// What a sign-in has proven, in the two words that there are for it. Whatever comes first counts as the password (guess).
pub fn challenges(proven: &[Factor]) -> Vec<(Challenge, Outcome)> {
    let first = proven.first().map(|_| (Challenge::Password, Outcome::Success));
    let second = proven.get(1).map(|_| (Challenge::Mfa, Outcome::Success));
    first.into_iter().chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::AddOns;

    #[test]
    fn events_are_kept_where_the_pool_is_watched() {
        let pool = |tier, security_mode, custom_auth_mode| PoolSettings {
            tier,
            add_ons: Some(AddOns {
                security_mode,
                custom_auth_mode,
            }),
            ..PoolSettings::default()
        };
        let both = |pool: &PoolSettings| (are_kept(pool), are_kept_of_custom(pool));
        assert_eq!(both(&PoolSettings::default()), (false, false));
        assert_eq!(both(&pool(Tier::Plus, SecurityMode::Off, None)), (false, false));
        assert_eq!(both(&pool(Tier::Essentials, SecurityMode::Audit, None)), (false, false));
        assert_eq!(both(&pool(Tier::Plus, SecurityMode::Audit, None)), (true, false));
        let custom = pool(Tier::Plus, SecurityMode::Enforced, Some(SecurityMode::Audit));
        assert_eq!(both(&custom), (true, true));
    }
}

//! Single sign-on: a browser that is signed in, and for whom (oauth.md §§5.4, 7, 20.1).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::authorize::{Asked, Prompt};
use crate::{
    client::ClientSettings,
    ids::{ClientId, PoolId, Sub},
    moment::{Moment, Span},
    pool::Pool,
    token::{assurance::Level, family::Factor},
};

/// How long a browser stays signed in where nothing else is set (documented). Use does not prolong it.
pub const AN_HOUR: Span = Span::hours(1);

/// The name of the cookie (documented).
pub const COOKIE: &str = "cognito";

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SsoSession {
    /// Its id; not what the cookie says.
    pub id: Uuid,
    /// The pool.
    pub pool: PoolId,
    /// Who is signed in.
    pub sub: Sub,
    /// The client for which the user signed in.
    pub client: ClientId,
    /// When the user proved itself last.
    pub auth_time: Moment,
    /// When it ends by itself.
    pub expires: Moment,
    /// The rest, kept as one document.
    pub details: SsoDetails,
}

/// What a session remembers beside its keys. A new member needs a serde default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SsoDetails {
    /// What was proven at sign-in.
    pub factors: Vec<Factor>,
    /// Who asked the user.
    pub provider: Provider,
    /// The user agent's kind of device, where sessions are tracked.
    pub device_type: Option<String>,
}

/// Who asked the user for proof.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// The pool itself: `COGNITO`.
    #[default]
    Pool,
    /// An identity provider, by its name.
    External(String),
}

/// What becomes of a request, as far as the browser's session can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The session answers it: no page is shown.
    Silent,
    /// The user signs in.
    SignIn,
    /// Nobody is signed in, and no page may be shown.
    LoginRequired,
}

/// How long this client goes on with a session after its user's last proof. What is set for the client counts only while the
/// pool tracks sessions (documented); 0 is never.
pub fn reuse(pool: &Pool, client: &ClientSettings) -> Span {
    match pool.settings.sessions.tracked {
        true => Span::minutes(client.sso.max_validity_minutes.into()),
        false => AN_HOUR,
    }
}

/// Whether what was proven once is enough for a request with these `acr_values`: for the easiest of those that the pool knows.
/// Values that it does not know ask for nothing (OpenID Connect Core §3.1.2.1: they are wishes).
pub fn is_sure_enough(pool: &Pool, factors: &[Factor], acr_values: &[String]) -> bool {
    let names = pool.settings.acr_in_effect();
    let wanted = acr_values.iter().filter_map(|name| Level::named(&names, name)).min();
    wanted.is_none_or(|wanted| Level::reached(factors).is_some_and(|reached| reached >= wanted))
}

/// Which way a request goes. `wanted` is the provider that it names, if it names one.
pub fn way(
    session: Option<&SsoSession>,
    asked: &Asked,
    wanted: Option<&Provider>,
    (reuse, now): (Span, Moment),
) -> Way {
    let fits = |session: &&SsoSession| {
        let age = now.since(session.auth_time);
        now < session.expires
            && age < reuse
            && asked.max_age.is_none_or(|most| age <= Span::seconds(most) && most > 0)
            && wanted.is_none_or(|wanted| *wanted == session.details.provider)
    };
    match (asked.prompt.clone(), session.filter(fits)) {
        (Prompt::Unsaid | Prompt::None, Some(_)) => Way::Silent,
        (Prompt::None, None) => Way::LoginRequired,
        (Prompt::Login, _) | (Prompt::Unsaid, None) => Way::SignIn,
    }
}

#[cfg(test)]
mod tests;

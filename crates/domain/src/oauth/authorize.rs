//! What an authorization request asks for (oauth.md §5).

use serde::{Deserialize, Serialize};

use super::{
    params::Params,
    pkce::Challenge,
    redirect::{self, NotUsed, Part, Registered},
    scope,
};
use crate::client::ClientSettings;

/// The longest `state` that is carried (our choice: the real service documents none).
const LONGEST_STATE: usize = 2_048;

/// The longest `nonce`, `login_hint` and `resource` (our choice).
const LONGEST_TEXT: usize = 1_024;

/// Parameters that mean something; none may stand twice (RFC 6749 §3.1).
const ONCE: [&str; 18] = [
    "response_type",
    "state",
    "scope",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "login_hint",
    "lang",
    "ui_locales",
    "identity_provider",
    "idp_identifier",
    "acr_values",
    "resource",
    "response_mode",
    "request",
    "request_uri",
];

/// What is given to the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseType {
    /// A code, to be redeemed.
    Code,
    /// Tokens at once: the implicit grant.
    Token,
}

impl ResponseType {
    const fn flow(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Token => "implicit",
        }
    }

    /// Where the answer stands in the redirect URI.
    pub const fn part(self) -> Part {
        match self {
            Self::Code => Part::Query,
            Self::Token => Part::Fragment,
        }
    }
}

/// `prompt`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Prompt {
    /// Whatever is needed.
    #[default]
    Unsaid,
    /// No page may be shown.
    None,
    /// The user signs in anew, whoever is signed in.
    Login,
}

/// An authorization request that has met every rule. What cannot be trusted is not in here.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where the answer goes.
    pub redirect: Registered,
    /// Whether `redirect_uri` was given; if so, the exchange of the code must repeat it.
    pub redirect_was_given: bool,
    /// What the answer is.
    pub response: ResponseType,
    /// The scopes that are granted.
    pub scopes: Vec<String>,
    /// `state`, to be given back as it came.
    pub state: Option<String>,
    /// `nonce`, for the ID token.
    pub nonce: Option<String>,
    /// `code_challenge`.
    pub challenge: Option<Challenge>,
    /// `resource`: the audience of the access token.
    pub resource: Option<String>,
    /// `prompt`. Values that only mean something to other providers are left out.
    pub prompt: Prompt,
    /// `prompt` as other providers are told it: every value but `none` (documented).
    pub prompt_for_others: Option<String>,
    /// `max_age` in seconds: who signed in longer ago does so again. Undocumented at the real service; ours to honour.
    pub max_age: Option<i64>,
    /// `login_hint`: what the username field begins with.
    pub login_hint: Option<String>,
    /// `lang`, or else the first of `ui_locales`.
    pub lang: Option<String>,
    /// Which provider is to ask the user.
    pub provider: Option<ProviderHint>,
    /// `acr_values`, most wanted first.
    pub acr_values: Vec<String>,
}

/// How a request names a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProviderHint {
    /// `identity_provider`: by its name.
    Name(String),
    /// `idp_identifier`: by one of its identifiers.
    Identifier(String),
}

/// Why nothing at all is sent to the application: the error is shown on a page (oauth.md §5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswerable {
    /// The query cannot be read, or names client or redirect URI twice.
    Malformed,
    /// No client was named.
    NoClient,
    /// There is no such client, or not in this pool.
    UnknownClient,
    /// There is no redirect URI.
    NoRedirect,
    /// The redirect URI is not registered.
    RedirectMismatch,
}

/// What is sent to the application instead of an answer (oauth.md §5.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// `error`.
    pub error: Error,
    /// `error_description`, where there is one.
    pub description: Option<String>,
}

/// `error` of an authorization response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Error {
    /// Something is missing, doubled or wrong, or a function of the pool refused.
    InvalidRequest,
    /// The client may not ask for this.
    UnauthorizedClient,
    /// A scope is unknown or not the client's.
    InvalidScope,
    /// Nobody is signed in, and no page may be shown.
    LoginRequired,
    /// The user, or the identity provider, said no.
    AccessDenied,
    /// `request` is not understood.
    RequestNotSupported,
    /// `request_uri` is not understood.
    RequestUriNotSupported,
    /// A failure of the house.
    ServerError,
}

impl Error {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::InvalidScope => "invalid_scope",
            Self::LoginRequired => "login_required",
            Self::AccessDenied => "access_denied",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::ServerError => "server_error",
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self {
            error,
            description: None,
        }
    }
}

/// A refusal on its way to the application.
#[derive(Clone, Debug)]
pub struct Return {
    /// Where it goes.
    pub redirect: Registered,
    /// `state`, to be given back as it came.
    pub state: Option<String>,
}

/// Where errors stand in the redirect URI, whatever the response type: documents show the query (oauth.md §22.2; a GUESS for
/// the implicit grant, whose errors the standard puts into the fragment).
const ERRORS_IN: Part = Part::Query;

impl Return {
    /// The redirect URI with an error in it: description, error, state (observed order).
    pub fn refusing(&self, refusal: &Refusal) -> String {
        self.passing_on(refusal.error.as_str(), refusal.description.as_deref())
    }

    /// The same with an error in the words of somebody else: an identity provider (observed).
    pub fn passing_on(&self, error: &str, description: Option<&str>) -> String {
        let mut answer = Vec::new();
        if let Some(description) = description {
            answer.push(("error_description", description));
        }
        answer.push(("error", error));
        if let Some(state) = &self.state {
            answer.push(("state", state.as_str()));
        }
        self.redirect.with(ERRORS_IN, &answer)
    }
}

impl Asked {
    /// Where a refusal of this request goes.
    pub fn returning(&self) -> Return {
        Return {
            redirect: self.redirect.clone(),
            state: self.state.clone(),
        }
    }
}

/// Where answers to a request go. Until this is known, nothing may be sent anywhere.
///
/// # Errors
/// [`Unanswerable`].
pub fn returns(settings: &ClientSettings, params: &Params) -> Result<Return, Unanswerable> {
    if params.is_doubled("client_id") || params.is_doubled("redirect_uri") {
        return Err(Unanswerable::Malformed);
    }
    let redirect = redirect::callback(settings, params.get("redirect_uri")).map_err(|not| match not {
        NotUsed::Absent => Unanswerable::NoRedirect,
        NotUsed::Mismatch => Unanswerable::RedirectMismatch,
    })?;
    let state = params.get("state").filter(|state| state.len() <= LONGEST_STATE);
    Ok(Return {
        redirect,
        state: state.map(str::to_owned),
    })
}

/// What a request asks for, in the order of oauth.md §5.2: response type and flow, PKCE, scopes, the rest. `known` are the
/// scopes of the pool's resource servers.
///
/// # Errors
/// [`Refusal`], to be sent to [`Return`].
pub fn check(settings: &ClientSettings, known: &[String], params: &Params, to: &Return) -> Result<Asked, Refusal> {
    let response = response_type(settings, params)?;
    unreadable(params)?;
    let challenge = Challenge::read(params.get("code_challenge"), params.get("code_challenge_method"))
        .map_err(|_| Error::InvalidRequest)?;
    let scopes = scope::granted(settings, known, params.get("scope")).map_err(|_| Error::InvalidScope)?;
    let first = |list: Option<&str>| list?.split(' ').find(|word| !word.is_empty()).map(str::to_owned);
    let text = |name: &str| params.get(name).map(str::to_owned);
    let provider = text("identity_provider")
        .map(ProviderHint::Name)
        .or_else(|| text("idp_identifier").map(ProviderHint::Identifier));
    let acr_values = params.get("acr_values").unwrap_or_default();
    Ok(Asked {
        redirect: to.redirect.clone(),
        redirect_was_given: params.get("redirect_uri").is_some(),
        response,
        scopes,
        state: to.state.clone(),
        nonce: text("nonce"),
        challenge,
        resource: resource(params)?,
        prompt: prompt(params)?,
        prompt_for_others: text("prompt").filter(|prompt| prompt.trim() != "none"),
        max_age: max_age(params)?,
        login_hint: text("login_hint"),
        lang: text("lang").or_else(|| first(params.get("ui_locales"))),
        provider,
        acr_values: acr_values.split_ascii_whitespace().map(str::to_owned).collect(),
    })
}

/// A missing response type is `invalid_request` (documented); so is an unknown one (GUESS: the standard has a word of its own).
fn response_type(settings: &ClientSettings, params: &Params) -> Result<ResponseType, Refusal> {
    if params.is_doubled("response_type") {
        return Err(Error::InvalidRequest.into());
    }
    let response = match params.get("response_type") {
        Some("code") => Some(ResponseType::Code),
        Some("token") => Some(ResponseType::Token),
        _ => None,
    };
    if !settings.oauth_enabled {
        return Err(Error::UnauthorizedClient.into());
    }
    let response = response.ok_or(Error::InvalidRequest)?;
    match settings.oauth_flows.iter().any(|flow| flow == response.flow()) {
        true => Ok(response),
        false => Err(Error::UnauthorizedClient.into()),
    }
}

/// What is doubled, too long or of a kind that is not spoken here. A client that asks for another response mode than the one
/// that it gets would not find the answer.
fn unreadable(params: &Params) -> Result<(), Refusal> {
    if ONCE.iter().any(|name| params.is_doubled(name)) {
        return Err(Error::InvalidRequest.into());
    }
    if params.get("request").is_some() {
        return Err(Error::RequestNotSupported.into());
    }
    if params.get("request_uri").is_some() {
        return Err(Error::RequestUriNotSupported.into());
    }
    let own_mode = match params.get("response_type") {
        Some("token") => "fragment",
        _ => "query",
    };
    let long = |name: &str, most: usize| params.get(name).is_some_and(|text| text.len() > most);
    let too_long = long("state", LONGEST_STATE)
        || [
            "nonce",
            "login_hint",
            "resource",
            "acr_values",
            "lang",
            "identity_provider",
        ]
        .iter()
        .any(|name| long(name, LONGEST_TEXT));
    match too_long || params.get("response_mode").is_some_and(|mode| mode != own_mode) {
        true => Err(Error::InvalidRequest.into()),
        false => Ok(()),
    }
}

/// `none` beside another value contradicts itself (standard). `select_account` and `consent` mean nothing to a sign-in here
/// (documented).
fn prompt(params: &Params) -> Result<Prompt, Refusal> {
    let values: Vec<&str> = params
        .get("prompt")
        .unwrap_or_default()
        .split_ascii_whitespace()
        .collect();
    match values.as_slice() {
        ["none"] => Ok(Prompt::None),
        values if values.contains(&"none") => Err(Error::InvalidRequest.into()),
        values if values.contains(&"login") => Ok(Prompt::Login),
        _ => Ok(Prompt::Unsaid),
    }
}

fn max_age(params: &Params) -> Result<Option<i64>, Refusal> {
    let Some(text) = params.get("max_age") else {
        return Ok(None);
    };
    match text.parse::<i64>() {
        Ok(seconds) if (0..=i64::from(i32::MAX)).contains(&seconds) => Ok(Some(seconds)),
        _ => Err(Error::InvalidRequest.into()),
    }
}

/// One absolute URI (documented): `https`, `http` on this machine, or a scheme of its own.
fn resource(params: &Params) -> Result<Option<String>, Refusal> {
    let Some(resource) = params.get("resource") else {
        return Ok(None);
    };
    match redirect::is_absolute(resource) {
        true => Ok(Some(resource.to_owned())),
        false => Err(Error::InvalidRequest.into()),
    }
}

#[cfg(test)]
mod tests;

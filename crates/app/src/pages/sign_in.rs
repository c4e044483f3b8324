//! Signing in at the pages: by password, or by a first factor of one's choice.

use std::collections::BTreeMap;

use domain::{
    pool::FirstFactor,
    sign_in::admission::{self, Opening},
    token::assurance::Level,
};
use wire::shapes::{AuthFlowType, ChallengeNameType};

use super::{
    At, Next,
    carried::{Asked, Step},
};
use crate::{
    flow::sign_in::{Answer, Through, initiate, respond},
    operation::{Broken, Failed},
    say::sign_in as say,
};

/// How the first page of a sign-in asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// For name and password at once.
    Password,
    /// For the name first, and then for one of several first factors.
    Choice,
}

/// The levels of assurance among these that the pool knows, as TARGET_ACR_VALUES has them.
pub fn levels(through: &Through, acr_values: &[String]) -> Option<String> {
    let names = through.pool.settings.acr_in_effect();
    let known: Vec<&str> = acr_values
        .iter()
        .map(String::as_str)
        .filter(|name| Level::named(&names, name).is_some())
        .collect();
    (!known.is_empty()).then(|| known.join(" "))
}

/// How the first page asks: for the name alone where the client has USER_AUTH, and the pool more than passwords
/// (oauth.md §6.3) or the application a level of assurance in mind.
pub fn way(through: &Through, levels: Option<&str>) -> Way {
    let settings = &through.pool.settings;
    let admitted = admission::admit(Opening::Choice, through.door, &through.client.settings, settings.tier);
    let has_choice = settings
        .first_factors
        .0
        .iter()
        .any(|factor| *factor != FirstFactor::Password);
    match admitted.is_ok() && (has_choice || levels.is_some()) {
        true => Way::Choice,
        false => Way::Password,
    }
}

/// Signs in by name and password.
///
/// # Errors
/// As USER_PASSWORD_AUTH.
pub async fn by_password(at: At<'_>, username: &str, password: &str) -> Result<Next, Failed> {
    let parameters = [("USERNAME", username), ("PASSWORD", password)];
    begin(at, AuthFlowType::UserPasswordAuth, &parameters).await
}

/// Begins the sign-in of this user; what it can prove itself by comes next.
///
/// # Errors
/// As USER_AUTH.
pub async fn by_choice(at: At<'_>, username: &str, levels: Option<&str>) -> Result<Next, Failed> {
    reaching(at, vec![("USERNAME", username)], levels).await
}

/// Begins it with this first factor.
///
/// # Errors
/// As USER_AUTH with PREFERRED_CHALLENGE.
pub async fn by_preference(
    at: At<'_>,
    username: &str,
    preferred: ChallengeNameType,
    levels: Option<&str>,
) -> Result<Next, Failed> {
    let parameters = vec![("USERNAME", username), ("PREFERRED_CHALLENGE", preferred.as_str())];
    reaching(at, parameters, levels).await
}

/// Begins a sign-in that is to reach one of these levels. `acr_values` are wishes (OpenID Connect Core §3.1.2.1): whoever can reach
/// none of them signs in as always, and the token says how sure that was.
async fn reaching(at: At<'_>, mut parameters: Vec<(&str, &str)>, levels: Option<&str>) -> Result<Next, Failed> {
    let plain = parameters.clone();
    parameters.extend(levels.map(|levels| ("TARGET_ACR_VALUES", levels)));
    match begin(at, AuthFlowType::UserAuth, &parameters).await {
        Err(Failed::Fault(fault)) if levels.is_some() && fault == say::no_level() => {
            begin(at, AuthFlowType::UserAuth, &plain).await
        }
        begun => begun,
    }
}

async fn begin(at: At<'_>, flow: AuthFlowType, parameters: &[(&str, &str)]) -> Result<Next, Failed> {
    let username = parameters.first().map_or("", |(_, name)| name);
    let request = initiate::Request {
        flow,
        parameters: Some(texts(parameters)),
        session: None,
        metadata: None,
    };
    let answer = initiate::initiate(at.cx, at.through, request).await?;
    next(answer, username)
}

/// Answers a challenge.
///
/// # Errors
/// As RespondToAuthChallenge.
pub async fn answer(at: At<'_>, asked: &Asked, responses: &[(&str, &str)]) -> Result<Next, Failed> {
    let mut responses = texts(responses);
    responses.insert("USERNAME".into(), asked.username.clone());
    let request = respond::Request {
        challenge: asked.challenge,
        session: Some(asked.session.clone()),
        responses: Some(responses),
        metadata: None,
    };
    let answer = respond::respond(at.cx, at.through, request).await?;
    next(answer, &asked.username)
}

/// Sends the code of a challenge once more.
///
/// # Errors
/// As RespondToAuthChallenge.
pub async fn again(at: At<'_>, asked: &Asked) -> Result<Next, Failed> {
    answer(at, asked, &[(respond::AGAIN, "code")]).await
}

/// What an answer of the machine means to a browser.
pub(super) fn next(answer: Answer, username: &str) -> Result<Next, Failed> {
    if let Some(signed_in) = answer.signed_in {
        return Ok(Next::SignedIn(Box::new(signed_in)));
    }
    match (answer.challenge, answer.session) {
        // The pages know no custom challenges (oauth.md §6.1, documented).
        (Some(ChallengeNameType::CustomChallenge), _) => Err(say::challenge_not_supported("CUSTOM_CHALLENGE").into()),
        (Some(challenge), Some(session)) => Ok(Next::Step(Step::Asked(Asked {
            challenge,
            session,
            username: username.to_owned(),
            parameters: answer.parameters,
            available: answer.available,
            setting_up: None,
        }))),
        _ => Err(Broken {
            doing: "signing in at the pages".into(),
            cause: "an answer without a Session".into(),
        }
        .into()),
    }
}

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

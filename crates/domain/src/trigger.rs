//! The functions of a pool: the documents that they are given, and how what they return is read (triggers.md §§2, 5, 6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    ids::ClientId,
    pool::{AliasAttribute, Pool, PoolSettings},
    ports::Channel,
    user::User,
};

/// A kind of function, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// Says what comes next in a custom sign-in.
    DefineAuthChallenge,
    /// Makes a custom challenge.
    CreateAuthChallenge,
    /// Judges the answer to a custom challenge.
    VerifyAuthChallengeResponse,
}

impl Trigger {
    /// Its name in `LambdaConfig` and in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DefineAuthChallenge => "DefineAuthChallenge",
            Self::CreateAuthChallenge => "CreateAuthChallenge",
            Self::VerifyAuthChallengeResponse => "VerifyAuthChallengeResponse",
        }
    }

    /// The function that the pool has for it: an ARN.
    pub fn function(self, pool: &PoolSettings) -> Option<&str> {
        pool.triggers.arns.get(self.as_str()).map(String::as_str)
    }
}

/// On whose account, for whom and through which client a function is called.
pub struct Occasion<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The client.
    pub client: &'a ClientId,
    /// The user, or the name that nobody has.
    pub person: Person<'a>,
    /// `ClientMetadata` of the call, where it reaches this function (triggers.md §4).
    pub metadata: Option<&'a BTreeMap<String, String>>,
}

/// About whom a function is called.
#[derive(Clone, Copy)]
pub enum Person<'a> {
    /// A user.
    Known(&'a User),
    /// Nobody has this name, and the client may not know.
    Missing(&'a str),
}

/// What a function is asked.
pub enum Question<'a> {
    /// What comes next, after these rounds?
    Define(&'a [Round]),
    /// Which challenge, after these rounds?
    Create(&'a [Round]),
    /// Is this the answer?
    Verify {
        /// What [`Question::Create`] gave for the server alone.
        private: &'a BTreeMap<String, String>,
        /// `ANSWER` of the client.
        answer: &'a str,
    },
}

impl Question<'_> {
    /// Who is asked.
    pub const fn trigger(&self) -> Trigger {
        match self {
            Self::Define(_) => Trigger::DefineAuthChallenge,
            Self::Create(_) => Trigger::CreateAuthChallenge,
            Self::Verify { .. } => Trigger::VerifyAuthChallengeResponse,
        }
    }

    /// The members of `request` that only this function has, and an empty `response` to be filled (triggers.md §6.6).
    fn members(&self) -> (Value, Value) {
        match self {
            Self::Define(rounds) => (
                json!({ "session": rounds }),
                json!({ "challengeName": null, "issueTokens": null, "failAuthentication": null }),
            ),
            Self::Create(rounds) => (
                json!({ "challengeName": CUSTOM_CHALLENGE, "session": rounds }),
                json!({ "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null }),
            ),
            Self::Verify { private, answer } => (
                json!({ "privateChallengeParameters": private, "challengeAnswer": answer }),
                json!({ "answerCorrect": null }),
            ),
        }
    }
}

const CUSTOM_CHALLENGE: &str = "CUSTOM_CHALLENGE";

/// The document that a function is called with (triggers.md §2, observed).
///
/// `userNotFound` is always there and `clientMetadata` only if there is any (triggers.md §2.2).
pub fn event(occasion: &Occasion<'_>, question: &Question<'_>) -> Value {
    let (mut request, response) = question.members();
    let (name, missing) = match occasion.person {
        Person::Known(user) => (user.username.as_str(), false),
        Person::Missing(name) => (name, true),
    };
    request["userAttributes"] = attributes(&occasion.pool.settings, occasion.person);
    request["userNotFound"] = missing.into();
    if let Some(metadata) = occasion.metadata.filter(|metadata| !metadata.is_empty()) {
        request["clientMetadata"] = json!(metadata);
    }
    json!({
        "version": "1",
        "triggerSource": format!("{}_Authentication", question.trigger().as_str()),
        "region": occasion.pool.region().as_str(),
        "userPoolId": occasion.pool.id.as_str(),
        "userName": name,
        "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": occasion.client.as_str() },
        "request": request,
        "response": response,
    })
}

/// `userAttributes`: text only; `sub`, every attribute, the status, and the addresses by which the user may sign in
/// (triggers.md §2.1, observed).
fn attributes(pool: &PoolSettings, person: Person<'_>) -> Value {
    let Person::Known(user) = person else {
        return json!({});
    };
    let mut all: Map<String, Value> = user
        .attributes
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    all.insert("sub".into(), user.sub.as_str().into());
    all.insert("cognito:user_status".into(), user.status.as_str().into());
    for (channel, alias, member) in [
        (Channel::Email, AliasAttribute::Email, "cognito:email_alias"),
        (Channel::Sms, AliasAttribute::PhoneNumber, "cognito:phone_number_alias"),
    ] {
        let leads = pool.username_attributes.contains(&channel)
            || (pool.aliases.contains(&alias)
                && user
                    .attributes
                    .get(channel.verified_flag())
                    .is_some_and(|flag| flag == "true"));
        if let Some(address) = user.attributes.get(channel.attribute()).filter(|_| leads) {
            all.insert(member.into(), address.as_str().into());
        }
    }
    Value::Object(all)
}

/// One completed step of a custom sign-in, as the functions see it: an entry of `session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// The challenge.
    pub challenge_name: String,
    /// Whether it was passed.
    pub challenge_result: bool,
    /// What CreateAuthChallenge noted about it.
    pub challenge_metadata: Option<String>,
}

/// A function returned something that cannot be what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrecognizable;

/// What DefineAuthChallenge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Definition {
    /// The sign-in has failed.
    Fail,
    /// The sign-in is done.
    Issue,
    /// A custom challenge follows.
    Custom,
    /// The password follows, by SRP.
    Password,
}

/// Reads what DefineAuthChallenge returned. To fail beats to issue (triggers.md §6.6, guess); another challenge, or nothing
/// at all, is no answer.
///
/// # Errors
/// [`Unrecognizable`].
pub fn definition(returned: &Value) -> Result<Definition, Unrecognizable> {
    let response = response(returned)?;
    let fails = flag(response, "failAuthentication")?;
    let issues = flag(response, "issueTokens")?;
    let challenge = text(response.get("challengeName"))?;
    match challenge.as_deref() {
        _ if fails => Ok(Definition::Fail),
        _ if issues => Ok(Definition::Issue),
        Some(CUSTOM_CHALLENGE) => Ok(Definition::Custom),
        Some("PASSWORD_VERIFIER") => Ok(Definition::Password),
        _ => Err(Unrecognizable),
    }
}

/// What CreateAuthChallenge made.
pub struct Creation {
    /// For the client.
    pub public: BTreeMap<String, String>,
    /// For the server alone.
    pub private: BTreeMap<String, String>,
    /// For the functions that come later.
    pub metadata: Option<String>,
}

/// Reads what CreateAuthChallenge returned. Each member may be left out.
///
/// # Errors
/// [`Unrecognizable`].
pub fn creation(returned: &Value) -> Result<Creation, Unrecognizable> {
    let response = response(returned)?;
    Ok(Creation {
        public: texts(response.get("publicChallengeParameters"))?,
        private: texts(response.get("privateChallengeParameters"))?,
        metadata: text(response.get("challengeMetadata"))?,
    })
}

/// Reads what VerifyAuthChallengeResponse returned: whether the answer is right. No word about it means that it is not
/// (guess).
///
/// # Errors
/// [`Unrecognizable`].
pub fn is_correct(returned: &Value) -> Result<bool, Unrecognizable> {
    flag(response(returned)?, "answerCorrect")
}

fn response(returned: &Value) -> Result<&Map<String, Value>, Unrecognizable> {
    returned
        .get("response")
        .and_then(Value::as_object)
        .ok_or(Unrecognizable)
}

fn flag(response: &Map<String, Value>, name: &str) -> Result<bool, Unrecognizable> {
    match response.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(Unrecognizable),
    }
}

/// Numbers and truth values count as their text, as the service's reader of JSON has it (guess).
fn text(value: Option<&Value>) -> Result<Option<String>, Unrecognizable> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(Value::Bool(flag)) => Ok(Some(flag.to_string())),
        Some(Value::Array(_) | Value::Object(_)) => Err(Unrecognizable),
    }
}

/// A member without a value counts as absent (guess).
fn texts(value: Option<&Value>) -> Result<BTreeMap<String, String>, Unrecognizable> {
    let members = match value {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(value) => value.as_object().ok_or(Unrecognizable)?,
    };
    members
        .iter()
        .filter_map(|(name, value)| match text(Some(value)) {
            Ok(text) => text.map(|text| Ok((name.clone(), text))),
            Err(unrecognizable) => Some(Err(unrecognizable)),
        })
        .collect()
}

#[cfg(test)]
mod tests;

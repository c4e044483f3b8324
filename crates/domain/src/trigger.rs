//! The functions of a pool: the documents that they are given, and how what they return is read (triggers.md §§2, 5, 6).
//!
//! [`Question`] is what a function is asked, [`event`] the document that asks it. What comes back is read by the function of
//! the module that owns the kind: [`sign_up`], [`challenge`], [`message`], [`tokens`], [`migration`], [`federation`].

mod answer;
pub mod challenge;
pub mod federation;
pub mod message;
pub mod migration;
mod question;
pub mod redact;
pub mod sign_up;
pub mod tokens;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

pub use challenge::{Creation, Definition, Round, creation, definition, is_correct};
pub use question::Question;

use crate::{
    ids::ClientId,
    pool::{AliasAttribute, Pool, PoolSettings},
    ports::Channel,
    user::User,
};

/// A kind of function, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// May refuse a new user, confirm it and verify its addresses.
    PreSignUp,
    /// Is told of a confirmed user.
    PostConfirmation,
    /// May refuse a sign-in before anything is proven.
    PreAuthentication,
    /// Is told of a sign-in before its tokens are made.
    PostAuthentication,
    /// Words a message.
    CustomMessage,
    /// Says what comes next in a custom sign-in.
    DefineAuthChallenge,
    /// Makes a custom challenge.
    CreateAuthChallenge,
    /// Judges the answer to a custom challenge.
    VerifyAuthChallengeResponse,
    /// Changes what tokens claim.
    PreTokenGeneration,
    /// Knows users that the pool does not know yet.
    UserMigration,
    /// Delivers text messages.
    CustomSMSSender,
    /// Delivers e-mail.
    CustomEmailSender,
    /// Changes what an identity provider says of a user.
    InboundFederation,
}

impl Trigger {
    /// Its name in `LambdaConfig` and in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PreSignUp => "PreSignUp",
            Self::PostConfirmation => "PostConfirmation",
            Self::PreAuthentication => "PreAuthentication",
            Self::PostAuthentication => "PostAuthentication",
            Self::CustomMessage => "CustomMessage",
            Self::DefineAuthChallenge => "DefineAuthChallenge",
            Self::CreateAuthChallenge => "CreateAuthChallenge",
            Self::VerifyAuthChallengeResponse => "VerifyAuthChallengeResponse",
            Self::PreTokenGeneration => "PreTokenGeneration",
            Self::UserMigration => "UserMigration",
            Self::CustomSMSSender => "CustomSMSSender",
            Self::CustomEmailSender => "CustomEmailSender",
            Self::InboundFederation => "InboundFederation",
        }
    }

    /// The function that the pool has for it: an ARN.
    pub fn function(self, pool: &PoolSettings) -> Option<&str> {
        let triggers = &pool.triggers;
        let versioned = match self {
            Self::CustomSMSSender => &triggers.sms_sender,
            Self::CustomEmailSender => &triggers.email_sender,
            Self::InboundFederation => &triggers.inbound_federation,
            _ => return triggers.arns.get(self.as_str()).map(String::as_str),
        };
        versioned.as_ref().map(|function| function.arn.as_str())
    }
}

/// On whose account, for whom and through which client a function is called.
pub struct Occasion<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The client; administrators ask through none.
    pub client: Option<&'a ClientId>,
    /// About whom.
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
    /// Somebody who would become a user: the name, and the attributes as they were given.
    Coming(&'a str, &'a BTreeMap<String, String>),
    /// A client that acts for itself.
    Machine,
}

impl Person<'_> {
    /// `userName` (triggers.md §2).
    fn name(&self) -> &str {
        match self {
            Self::Known(user) => &user.username,
            Self::Missing(name) | Self::Coming(name, _) => name,
            Self::Machine => "ClientCredentials",
        }
    }
}

/// Stands in `callerContext` for the client of whoever needs none (observed).
const NO_CLIENT: &str = "CLIENT_ID_NOT_APPLICABLE";

/// The document that a function is called with (triggers.md §2, observed).
///
/// `clientMetadata` is there only if there is any (triggers.md §2.2).
pub fn event(occasion: &Occasion<'_>, question: &Question<'_>) -> Value {
    let (mut request, response) = question.members();
    if question.tells_attributes() {
        request["userAttributes"] = attributes(&occasion.pool.settings, occasion.person);
    }
    if question.tells_missing() {
        request["userNotFound"] = matches!(occasion.person, Person::Missing(_)).into();
    }
    if let Some(metadata) = occasion.metadata.filter(|metadata| !metadata.is_empty()) {
        request["clientMetadata"] = json!(metadata);
    }
    json!({
        "version": question.version(),
        "triggerSource": question.source(),
        "region": occasion.pool.region().as_str(),
        "userPoolId": occasion.pool.id.as_str(),
        "userName": occasion.person.name(),
        "callerContext": {
            "awsSdkVersion": "aws-sdk-unknown-unknown",
            "clientId": occasion.client.map_or(NO_CLIENT, ClientId::as_str),
        },
        "request": request,
        "response": response,
    })
}

/// `userAttributes`: text only. Of a user `sub`, every attribute, the status, and the addresses by which it may sign in; of
/// somebody who is none yet only what was given (triggers.md §2.1, observed).
fn attributes(pool: &PoolSettings, person: Person<'_>) -> Value {
    let user = match person {
        Person::Known(user) => user,
        Person::Coming(_, given) => return json!(given),
        Person::Missing(_) | Person::Machine => return json!({}),
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

/// A function returned something that cannot be what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrecognizable;

/// Reads what a function returned whose answer has no effect. The document must have its form all the same (guess).
///
/// # Errors
/// [`Unrecognizable`].
pub fn nothing(returned: &Value) -> Result<(), Unrecognizable> {
    answer::response(returned).map(drop)
}

#[cfg(test)]
mod tests;

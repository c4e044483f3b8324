//! What functions are asked, and the members of their events that only they have (triggers.md §6).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Trigger,
    challenge::{CUSTOM_CHALLENGE, Round},
    federation::Assertion,
    message,
    migration::{MigrationSource, Password},
    sign_up::{Confirmed, SignUpSource},
    tokens::{self, TokenSource, TokenVersion},
};
use crate::{letter::Source, ports::Channel, token::claims::GroupClaims};

/// Text by name.
type Texts = BTreeMap<String, String>;

/// What a function is asked.
pub enum Question<'a> {
    /// May this person become a user?
    PreSignUp {
        /// By which way.
        source: SignUpSource,
        /// `ValidationData` of the call.
        validation: Option<&'a Texts>,
    },
    /// A user is confirmed.
    PostConfirmation(Confirmed),
    /// May this person sign in?
    PreAuthentication {
        /// `ClientMetadata` of the first call.
        validation: Option<&'a Texts>,
        /// The client hides who is missing, so that the function is told.
        hides_missing: bool,
    },
    /// A user has proven itself.
    PostAuthentication {
        /// By a device that the pool would track and does not know.
        new_device: bool,
    },
    /// What does this message say?
    CustomMessage(Source),
    /// What comes next, after these rounds?
    Define(&'a [Round]),
    /// Which challenge, after these rounds?
    Create(&'a [Round]),
    /// Is this the answer?
    Verify {
        /// What [`Question::Create`] gave for the server alone.
        private: &'a Texts,
        /// `ANSWER` of the client.
        answer: &'a str,
    },
    /// What do the tokens claim?
    Tokens {
        /// Why there are tokens.
        source: TokenSource,
        /// The form of event that the function takes.
        version: TokenVersion,
        /// The user's groups; a machine has none.
        groups: Option<&'a GroupClaims>,
        /// The scopes of the access token.
        scopes: &'a [String],
    },
    /// Who is this?
    Migrate {
        /// When it is asked.
        source: MigrationSource,
        /// What the person typed in.
        password: Option<Password<'a>>,
        /// `ClientMetadata` of the first call of a sign-in.
        validation: Option<&'a Texts>,
    },
    /// Deliver this.
    Send {
        /// How it travels.
        channel: Channel,
        /// What it is.
        source: Source,
        /// The code, encrypted for the function.
        code: Option<&'a str>,
    },
    /// What of this is to be believed?
    Federate(&'a Assertion),
}

impl Question<'_> {
    /// Who is asked.
    pub const fn trigger(&self) -> Trigger {
        match self {
            Self::PreSignUp { .. } => Trigger::PreSignUp,
            Self::PostConfirmation(_) => Trigger::PostConfirmation,
            Self::PreAuthentication { .. } => Trigger::PreAuthentication,
            Self::PostAuthentication { .. } => Trigger::PostAuthentication,
            Self::CustomMessage(_) => Trigger::CustomMessage,
            Self::Define(_) => Trigger::DefineAuthChallenge,
            Self::Create(_) => Trigger::CreateAuthChallenge,
            Self::Verify { .. } => Trigger::VerifyAuthChallengeResponse,
            Self::Tokens { .. } => Trigger::PreTokenGeneration,
            Self::Migrate { .. } => Trigger::UserMigration,
            Self::Send { channel, .. } => match channel {
                Channel::Email => Trigger::CustomEmailSender,
                Channel::Sms => Trigger::CustomSMSSender,
            },
            Self::Federate(_) => Trigger::InboundFederation,
        }
    }

    /// `triggerSource` (triggers.md §3.4, documented).
    pub fn source(&self) -> String {
        let (prefix, suffix) = match self {
            Self::PreSignUp { source, .. } => ("PreSignUp", source.as_str()),
            Self::PostConfirmation(confirmed) => ("PostConfirmation", confirmed.as_str()),
            Self::CustomMessage(source) => ("CustomMessage", source.as_str()),
            Self::Tokens { source, .. } => ("TokenGeneration", source.as_str()),
            Self::Migrate { source, .. } => ("UserMigration", source.as_str()),
            Self::Send { source, .. } => (self.trigger().as_str(), source.as_str()),
            Self::Federate(_) => ("InboundFederation", "ExternalProvider"),
            Self::PreAuthentication { .. }
            | Self::PostAuthentication { .. }
            | Self::Define(_)
            | Self::Create(_)
            | Self::Verify { .. } => (self.trigger().as_str(), "Authentication"),
        };
        format!("{prefix}_{suffix}")
    }

    /// `version` (triggers.md §2, documented and observed).
    pub(super) const fn version(&self) -> &'static str {
        match self {
            Self::Tokens { version, .. } => version.of_event(),
            _ => "1",
        }
    }

    /// Whether `userAttributes` stands in the request.
    pub(super) const fn tells_attributes(&self) -> bool {
        !matches!(self, Self::Migrate { .. } | Self::Federate(_))
    }

    /// Whether `userNotFound` stands in the request: always in custom sign-ins (observed), and before a sign-in only where the
    /// client hides who is missing (triggers.md §6.3, guess).
    pub(super) const fn tells_missing(&self) -> bool {
        match self {
            Self::PreAuthentication { hides_missing, .. } => *hides_missing,
            Self::Define(_) | Self::Create(_) | Self::Verify { .. } => true,
            _ => false,
        }
    }

    /// The members of `request` that only this function has, and a `response` to be filled.
    pub(super) fn members(&self) -> (Value, Value) {
        match self {
            Self::PreSignUp { validation, .. } => (
                json!({ "validationData": validation }),
                json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false }),
            ),
            Self::PostConfirmation(_) => (json!({}), json!({})),
            Self::PreAuthentication { validation, .. } => (json!({ "validationData": validation }), json!({})),
            Self::PostAuthentication { new_device } => (json!({ "newDeviceUsed": new_device }), json!({})),
            Self::CustomMessage(source) => message::members(*source),
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
            Self::Tokens {
                version,
                groups,
                scopes,
                ..
            } => tokens::members(*version, *groups, scopes),
            Self::Migrate {
                password, validation, ..
            } => super::migration::members(password.as_ref(), *validation),
            Self::Send { channel, code, .. } => {
                let form = match channel {
                    Channel::Email => "customEmailSenderRequestV1",
                    Channel::Sms => "customSMSSenderRequestV1",
                };
                (json!({ "type": form, "code": code }), json!({}))
            }
            Self::Federate(assertion) => (assertion.members(), json!({ "userAttributesToMap": {} })),
        }
    }
}

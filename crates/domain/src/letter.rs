//! A message before it is worded: what the outbox keeps until it was delivered.
//!
//! A letter says who is to be told what; the words are found when it is sent, by the pool's settings of that moment or by the
//! pool's own function.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    ids::{ClientId, PoolId, Sub},
    message::escape_html,
    moment::{Moment, Span},
    notice::Notice,
    pool::Pool,
    ports::{Channel, MessageKind},
    trigger::{self, Occasion, Person, Question},
    user::User,
};

/// Why a message is sent: what stands behind the `_` in `triggerSource` (triggers.md §3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// SignUp.
    SignUp,
    /// AdminCreateUser: the invitation.
    AdminCreateUser,
    /// ResendConfirmationCode.
    ResendCode,
    /// ForgotPassword and AdminResetUserPassword.
    ForgotPassword,
    /// A changed address is verified by itself.
    UpdateUserAttribute,
    /// A user asked to verify an address.
    VerifyUserAttribute,
    /// A sign-in: a second factor or a one-time password.
    Authentication,
    /// A sign-in that looked like somebody else's. Functions know it as a source of their senders only.
    AccountTakeOver,
}

impl Source {
    /// Its name in `triggerSource`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "SignUp",
            Self::AdminCreateUser => "AdminCreateUser",
            Self::ResendCode => "ResendCode",
            Self::ForgotPassword => "ForgotPassword",
            Self::UpdateUserAttribute => "UpdateUserAttribute",
            Self::VerifyUserAttribute => "VerifyUserAttribute",
            Self::Authentication => "Authentication",
            Self::AccountTakeOver => "AccountTakeOverNotification",
        }
    }

    /// What the message is about.
    pub const fn kind(self) -> MessageKind {
        match self {
            Self::SignUp | Self::ResendCode => MessageKind::SignUp,
            Self::AdminCreateUser => MessageKind::Invitation,
            Self::ForgotPassword => MessageKind::ForgotPassword,
            Self::UpdateUserAttribute | Self::VerifyUserAttribute => MessageKind::VerifyAttribute,
            Self::Authentication => MessageKind::Authentication,
            Self::AccountTakeOver => MessageKind::AccountTakeover,
        }
    }
}

/// A message to one person that has yet to be worded. `code` is a secret: the type has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    /// A random id; that of the code, where the store keeps the code.
    pub id: String,
    /// The pool that sends.
    pub pool: PoolId,
    /// The user that it is for.
    pub sub: Sub,
    /// Why it is sent.
    pub source: Source,
    /// How it travels.
    pub channel: Channel,
    /// The full address.
    pub to: String,
    /// The code or the temporary password; empty when there is none.
    pub code: String,
    /// The client through which the user came, if it came through one.
    pub client: Option<ClientId>,
    /// `ClientMetadata`, for the functions that word or send it (triggers.md §4).
    pub metadata: Option<BTreeMap<String, String>>,
    /// When it was written.
    pub written: Moment,
    /// When it ceases to be worth sending: with its code.
    pub expires: Moment,
    /// The sign-in that it tells about, if that is what it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
}

/// How long after the `tries`th try has failed the next one is made: 5 seconds, then twice as long each time, at most 10 minutes.
pub fn pause_after(tries: i64) -> Span {
    let doublings = tries.clamp(1, 8) - 1;
    Span::seconds((5 << doublings).min(600))
}

/// The document for the function that sends this message itself; the encrypted code goes into `request.code`, which is null without
/// one (triggers.md §§2, 6.9).
pub fn sender_event(pool: &Pool, user: &User, letter: &Letter) -> Value {
    let occasion = Occasion {
        pool,
        client: letter.client.as_ref(),
        person: Person::Known(user),
        metadata: letter.metadata.as_ref(),
    };
    let question = Question::Send {
        channel: letter.channel,
        source: letter.source,
        code: None,
    };
    trigger::event(&occasion, &question)
}

/// The code as a sender gets to see it: temporary passwords are escaped as in HTML (triggers.md §6.9, documented).
pub fn code_for_sender(letter: &Letter) -> String {
    match letter.source {
        Source::AdminCreateUser => escape_html(&letter.code),
        _ => letter.code.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_ten_minutes() {
        let pauses: Vec<_> = [0, 1, 2, 3, 7, 8, 9, i64::MAX]
            .map(|tries| pause_after(tries).whole_seconds())
            .into();
        assert_eq!(pauses, [5, 5, 10, 20, 320, 600, 600, 600]);
    }
}

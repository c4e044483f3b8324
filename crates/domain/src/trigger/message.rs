//! Messages in the words of the pool's function: CustomMessage (triggers.md §6.5).

use serde_json::{Value, json};

use super::{
    Unrecognizable,
    answer::{response, text},
};
use crate::ports::Channel;

/// What a message is about, as functions are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageSource {
    /// The code after SignUp.
    SignUp,
    /// The invitation of AdminCreateUser.
    AdminCreateUser,
    /// Another code for a sign-up.
    ResendCode,
    /// The code of ForgotPassword and AdminResetUserPassword.
    ForgotPassword,
    /// The code that goes to a new address by itself.
    UpdateUserAttribute,
    /// The code that a user asks for to verify an address.
    VerifyUserAttribute,
    /// A sign-in code.
    Authentication,
}

impl MessageSource {
    /// What stands behind the `_` of `triggerSource`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "SignUp",
            Self::AdminCreateUser => "AdminCreateUser",
            Self::ResendCode => "ResendCode",
            Self::ForgotPassword => "ForgotPassword",
            Self::UpdateUserAttribute => "UpdateUserAttribute",
            Self::VerifyUserAttribute => "VerifyUserAttribute",
            Self::Authentication => "Authentication",
        }
    }
}

/// The placeholders, as events name them: the first observed, the others guess.
const CODE: &str = "{####}";
const LINK: &str = "{##Click Here##}";
const USERNAME: &str = "{username}";

pub(super) fn members(source: MessageSource) -> (Value, Value) {
    let username = (source == MessageSource::AdminCreateUser).then_some(USERNAME);
    (
        json!({ "codeParameter": CODE, "linkParameter": LINK, "usernameParameter": username }),
        json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null }),
    )
}

/// The function's own words. What it leaves out is said by the pool's template (documented). Templates: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// `smsMessage`.
    pub sms: Option<String>,
    /// `emailMessage`.
    pub email: Option<String>,
    /// `emailSubject`.
    pub subject: Option<String>,
}

/// What is wrong with the words of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// The text has no place for the code (or the link, where one is due).
    NoPlaceholder,
    /// It is longer than this many characters.
    TooLong(usize),
}

/// The longest texts, in characters (triggers.md §6.5, documented).
const LONGEST_SMS: usize = 140;
const LONGEST_EMAIL: usize = 20_000;
const LONGEST_SUBJECT: usize = 140;

/// Where the words go that are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `smsMessage`.
    Sms,
    /// `emailMessage`.
    Email,
    /// `emailSubject`.
    Subject,
}

/// What must stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// `{####}`.
    Code,
    /// `{##…##}`, where the pool confirms sign-ups by a link.
    Link,
    /// Nothing: the message brings no code.
    Nothing,
}

impl Edits {
    /// Judges the words that a message by this channel would use; the others stay unread (guess).
    ///
    /// # Errors
    /// The first part that cannot be sent.
    pub fn judge(&self, channel: Channel, holds: Holds) -> Result<(), (Part, Unsendable)> {
        let fits = |text: &Option<String>, part, longest| match text {
            Some(text) if text.chars().count() > longest => Err((part, Unsendable::TooLong(longest))),
            _ => Ok(()),
        };
        let (part, body, longest) = match channel {
            Channel::Sms => (Part::Sms, &self.sms, LONGEST_SMS),
            Channel::Email => (Part::Email, &self.email, LONGEST_EMAIL),
        };
        fits(body, part, longest)?;
        if body.as_deref().is_some_and(|body| !holds.is_met_by(body)) {
            return Err((part, Unsendable::NoPlaceholder));
        }
        match channel {
            Channel::Sms => Ok(()),
            Channel::Email => fits(&self.subject, Part::Subject, LONGEST_SUBJECT),
        }
    }
}

impl Holds {
    fn is_met_by(self, body: &str) -> bool {
        match self {
            Self::Code => body.contains(CODE),
            Self::Link => {
                let inside = body.split_once("{##").map(|(_, rest)| rest);
                inside.is_some_and(|rest| rest.contains("##}"))
            }
            Self::Nothing => true,
        }
    }
}

/// Reads what CustomMessage returned. An empty text counts as left out (guess).
///
/// # Errors
/// [`Unrecognizable`].
pub fn edits(returned: &Value) -> Result<Edits, Unrecognizable> {
    let response = response(returned)?;
    let given = |name: &str| Ok(text(response.get(name))?.filter(|text| !text.is_empty()));
    Ok(Edits {
        sms: given("smsMessage")?,
        email: given("emailMessage")?,
        subject: given("emailSubject")?,
    })
}

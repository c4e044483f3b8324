//! Messages in the words of the pool's function: CustomMessage (triggers.md §6.5).

use serde_json::{Value, json};

use super::{
    Unrecognizable,
    answer::{response, text},
};
use crate::{
    letter::Source,
    message::{OwnWords, has_link},
    ports::Channel,
};

/// The placeholders, as events name them: the first observed, the others guess.
const CODE: &str = "{####}";
const LINK: &str = "{##Click Here##}";
const USERNAME: &str = "{username}";

pub(super) fn members(source: Source) -> (Value, Value) {
    let username = (source == Source::AdminCreateUser).then_some(USERNAME);
    (
        json!({ "codeParameter": CODE, "linkParameter": LINK, "usernameParameter": username }),
        json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null }),
    )
}

/// What is wrong with the words of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// The text has no place for the code.
    NoCode,
    /// The text has no place for the link that is due.
    NoLink,
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

/// Judges the words that a message by this channel would use; the others stay unread (guess).
///
/// # Errors
/// The first part that cannot be sent.
pub fn judge(words: &OwnWords, channel: Channel, holds: Holds) -> Result<(), (Part, Unsendable)> {
    let fits = |text: &Option<String>, part, longest| match text {
        Some(text) if text.chars().count() > longest => Err((part, Unsendable::TooLong(longest))),
        _ => Ok(()),
    };
    let (part, body, longest) = match channel {
        Channel::Sms => (Part::Sms, &words.sms, LONGEST_SMS),
        Channel::Email => (Part::Email, &words.email, LONGEST_EMAIL),
    };
    fits(body, part, longest)?;
    if body.as_deref().is_some_and(|body| !holds.is_met_by(body)) {
        let lacks = match holds {
            Holds::Link => Unsendable::NoLink,
            Holds::Code | Holds::Nothing => Unsendable::NoCode,
        };
        return Err((part, lacks));
    }
    match channel {
        Channel::Sms => Ok(()),
        Channel::Email => fits(&words.subject, Part::Subject, LONGEST_SUBJECT),
    }
}

impl Holds {
    fn is_met_by(self, body: &str) -> bool {
        match self {
            Self::Code => body.contains(CODE),
            Self::Link => has_link(body),
            Self::Nothing => true,
        }
    }
}

/// The words of an invitation that tells a password. A text without a place for both the name and the password is passed over in
/// silence, and the pool's own stands in for it; the subject is heeded (observed: several reports, and a correction of the
/// documentation by one who was bitten).
#[must_use]
pub fn invitation(words: OwnWords) -> OwnWords {
    let is_whole = |text: &String| text.contains(CODE) && text.contains(USERNAME);
    OwnWords {
        sms: words.sms.filter(is_whole),
        email: words.email.filter(is_whole),
        subject: words.subject,
    }
}

/// Reads what CustomMessage returned. An empty text counts as left out (guess).
///
/// # Errors
/// [`Unrecognizable`].
pub fn own_words(returned: &Value) -> Result<OwnWords, Unrecognizable> {
    let response = response(returned)?;
    let given = |name: &str| Ok(text(response.get(name))?.filter(|text| !text.is_empty()));
    Ok(OwnWords {
        sms: given("smsMessage")?,
        email: given("emailMessage")?,
        subject: given("emailSubject")?,
    })
}

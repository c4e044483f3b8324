//! What is handed over for a letter: a message in its final words, or an event for the function that sends messages itself.

use domain::{
    letter::{Letter, Source},
    message::{self, Blanks, OwnWords},
    pool::{Pool, VersionedArn},
    ports::{Channel, Keeping, Message, Undelivered},
    user::User,
};

use super::{custom_sender, own_words, takeover};
use crate::{cx::Cx, flow::pool_pages, operation::Failed};

/// Something ready to be handed over.
pub enum Outgoing {
    /// A message for the messenger.
    Message(Box<Message>),
    /// An event for a function.
    Event(custom_sender::Event),
}

impl Outgoing {
    /// Finds the words, or whoever finds them.
    ///
    /// # Errors
    /// The pool's function for words refuses or does not help.
    pub async fn of(cx: &Cx, (pool, user): (&Pool, &User), letter: &Letter) -> Result<Self, Failed> {
        let trace = &cx.house.trace;
        cx.attempt.about(trace, pool, letter.client.as_ref(), &user.username);
        cx.attempt.is(user);
        if let Some(function) = sender_of(pool, letter.channel) {
            let told = match &letter.notice {
                Some(notice) => Some(takeover::attributes(cx, (pool, user), letter, notice).await?),
                None => None,
            };
            return Ok(Self::Event(custom_sender::event((pool, user), letter, function, told)));
        }
        let own = own_words::ask(cx, pool, user, letter).await?;
        Ok(Self::Message(Box::new(worded(cx, (pool, user), letter, &own).await?)))
    }

    /// Hands it over.
    ///
    /// # Errors
    /// It was not accepted.
    pub async fn hand_over(self, cx: &Cx) -> Result<(), Undelivered> {
        match self {
            Self::Message(message) => cx.house.messenger.send(*message).await,
            Self::Event(event) => event.send(cx).await,
        }
    }
}

/// Whether a message of the pool is kept until it was handed over.
pub fn keeping(cx: &Cx, pool: &Pool, channel: Channel) -> Keeping {
    match sender_of(pool, channel) {
        Some(_) => Keeping::UntilSent,
        None => cx.house.messenger.keeping(channel),
    }
}

/// The pool's function that sends the messages of this channel.
fn sender_of(pool: &Pool, channel: Channel) -> Option<&VersionedArn> {
    let triggers = &pool.settings.triggers;
    match channel {
        Channel::Email => triggers.email_sender.as_ref(),
        Channel::Sms => triggers.sms_sender.as_ref(),
    }
}

async fn worded(cx: &Cx, (pool, user): (&Pool, &User), letter: &Letter, own: &OwnWords) -> Result<Message, Failed> {
    let link = link(cx, pool, user, letter).await?;
    let kind = letter.source.kind();
    let (wording, sender) = match &letter.notice {
        Some(notice) => takeover::worded(cx, (pool, user), letter, notice).await?,
        None => {
            let blanks = Blanks {
                code: &letter.code,
                username: message::shown_name(&pool.settings, user),
                link: link.as_deref(),
            };
            let wording = message::compose(&pool.settings, kind, letter.channel, blanks, own);
            (wording, message::sender(&pool.settings.email))
        }
    };
    Ok(Message {
        id: letter.id.clone(),
        pool: pool.id.clone(),
        user: Some(user.sub.clone()),
        username: user.username.clone(),
        channel: letter.channel,
        to: letter.to.clone(),
        kind,
        subject: wording.subject,
        body: wording.body,
        code: (!letter.code.is_empty()).then(|| letter.code.clone()),
        link,
        sender,
        at: letter.written,
    })
}

/// Where a click confirms a sign-up: only e-mails to sign-ups have a link, and only where the pool says so (triggers.md §§11.1,
/// 11.3).
async fn link(cx: &Cx, pool: &Pool, user: &User, letter: &Letter) -> Result<Option<String>, Failed> {
    let by_link = pool.settings.messages.confirm_with_link && letter.channel == Channel::Email;
    let signs_up = matches!(letter.source, Source::SignUp | Source::ResendCode);
    let Some(client) = letter.client.as_ref().filter(|_| by_link && signs_up) else {
        return Ok(None);
    };
    Ok(Some(format!(
        "{}/confirmUser/?client_id={client}&user_name={}&confirmation_code={}",
        pool_pages::base(cx, pool).await?,
        escaped(&user.username),
        letter.code
    )))
}

/// Text as a value in a query.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

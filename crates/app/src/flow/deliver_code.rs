//! Codes and invitations on their way to people.
//!
//! A code is kept before it is sent: when the message fails, the user can ask for another one and goes on from there.
//! No message is sent inside a transaction, so the steps are apart: make a [`FreshCode`], commit its batch together
//! with the rest of the operation, then send it.

use domain::{
    codes,
    delivery::Destination,
    message::{self, Blanks},
    moment::Span,
    pool::Pool,
    ports::{Channel, Message, MessageKind},
    user::User,
};
use store::{
    codes::{Code, Purpose},
    db::Batch,
};
use wire::shapes::{CodeDeliveryDetailsType, DeliveryMediumType};
use zeroize::Zeroizing;

use crate::{cx::Cx, operation::Failed, say};

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Confirming a sign-up.
    SignUp,
    /// Choosing a new password.
    ForgotPassword,
    /// Verifying the address of this channel.
    VerifyAddress(Channel),
}

impl Errand {
    /// The purpose under which the store keeps the code.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::SignUp => Purpose::SignUp,
            Self::ForgotPassword => Purpose::ForgotPassword,
            Self::VerifyAddress(channel) => Purpose::VerifyAttribute(channel.attribute().to_owned()),
        }
    }

    const fn kind(self) -> MessageKind {
        match self {
            Self::SignUp => MessageKind::SignUp,
            Self::ForgotPassword => MessageKind::ForgotPassword,
            Self::VerifyAddress(_) => MessageKind::VerifyAttribute,
        }
    }

    /// How long the code is good for (resources.md §2.11, documented).
    const fn lifetime(self) -> Span {
        match self {
            Self::SignUp | Self::VerifyAddress(_) => Span::hours(24),
            Self::ForgotPassword => Span::hours(1),
        }
    }
}

/// A code that was made, but neither kept nor sent.
pub struct FreshCode {
    code: Code,
    message: Message,
}

impl FreshCode {
    /// Makes a code for the user, to be sent to `to`.
    pub fn new(cx: &Cx, pool: &Pool, user: &User, errand: Errand, to: &Destination) -> Self {
        let text = cx.house.entropy.digits(codes::DIGITS);
        let code = Code {
            pool: pool.id.clone(),
            sub: user.sub.clone(),
            purpose: errand.purpose(),
            id: cx.house.entropy.uuid().to_string(),
            text: Zeroizing::new(text.clone()),
            channel: to.channel,
            destination: to.address.clone(),
            created: cx.now,
            expires: cx.now + errand.lifetime(),
            tries: 0,
        };
        let message = letter(cx, (pool, user), errand.kind(), to, &text);
        Self { code, message }
    }

    /// Keeps the code; the former one of the same errand is no longer good.
    pub fn batch(&self, cx: &Cx) -> Batch {
        store::codes::put(cx.house.store.sealer(), &self.code)
    }

    /// What the client is told about the message.
    pub fn details(&self) -> CodeDeliveryDetailsType {
        details(self.code.channel, &self.code.destination)
    }

    /// Sends the code, which must have been kept.
    ///
    /// # Errors
    ///
    /// CodeDeliveryFailureException.
    pub async fn send(self, cx: &Cx) -> Result<CodeDeliveryDetailsType, Failed> {
        let details = self.details();
        send(cx, self.message).await?;
        Ok(details)
    }
}

/// An invitation for a user of AdminCreateUser. `password` is empty when the user has none.
pub fn invitation(cx: &Cx, owner: (&Pool, &User), password: &str, to: &Destination) -> Message {
    letter(cx, owner, MessageKind::Invitation, to, password)
}

/// The code of a sign-in on its way to the user. It is kept in the Session and nowhere else.
pub fn sign_in_code(cx: &Cx, owner: (&Pool, &User), code: &str, to: &Destination) -> Message {
    letter(cx, owner, MessageKind::Authentication, to, code)
}

/// Hands a message over. What it tells must have been kept before.
///
/// # Errors
///
/// CodeDeliveryFailureException; the cause goes to the log.
pub async fn send(cx: &Cx, message: Message) -> Result<(), Failed> {
    let kind = message.kind;
    let sent = cx.house.messenger.send(message).await;
    sent.map_err(|failed| {
        tracing::warn!(request_id = %cx.request_id, ?kind, cause = %failed, "a message could not be sent");
        say::users::message_not_delivered().into()
    })
}

/// `CodeDeliveryDetails` for an address, which it shows masked.
pub fn details(channel: Channel, address: &str) -> CodeDeliveryDetailsType {
    CodeDeliveryDetailsType {
        attribute_name: Some(channel.attribute().to_owned()),
        delivery_medium: Some(match channel {
            Channel::Email => DeliveryMediumType::Email,
            Channel::Sms => DeliveryMediumType::Sms,
        }),
        destination: Some(codes::masked(channel, address)),
    }
}

fn letter(cx: &Cx, (pool, user): (&Pool, &User), kind: MessageKind, to: &Destination, code: &str) -> Message {
    let blanks = Blanks {
        code,
        username: message::shown_name(&pool.settings, user),
    };
    let wording = message::compose(&pool.settings, kind, to.channel, blanks);
    Message {
        pool: pool.id.clone(),
        user: Some(user.sub.clone()),
        username: user.username.clone(),
        channel: to.channel,
        to: to.address.clone(),
        kind,
        subject: wording.subject,
        body: wording.body,
        code: (!code.is_empty()).then(|| code.to_owned()),
        at: cx.now,
    }
}

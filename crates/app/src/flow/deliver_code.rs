//! Codes and invitations on their way to people.
//!
//! A code is kept before it is sent: when the message fails, the user can ask for another one and goes on from there.
//! No message is sent inside a transaction, so the steps are apart: make a [`FreshCode`] or a [`Letter`], commit its batch
//! together with the rest of the operation, then send it ([`super::post`]).

use std::collections::BTreeMap;

use domain::{
    client::Client,
    codes,
    delivery::Destination,
    ids::ClientId,
    letter::{Letter, Source},
    moment::{Moment, Span},
    notice::Notice,
    pool::Pool,
    ports::Channel,
    user::User,
};
use store::{
    codes::{Code, Purpose},
    db::Batch,
};
use wire::shapes::{CodeDeliveryDetailsType, DeliveryMediumType};
use zeroize::Zeroizing;

use super::post::{self, Tells};
use crate::{cx::Cx, operation::Failed};

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

    /// How long the code is good for (resources.md §2.11, documented).
    const fn lifetime(self) -> Span {
        match self {
            Self::SignUp | Self::VerifyAddress(_) => Span::hours(24),
            Self::ForgotPassword => Span::hours(1),
        }
    }
}

/// Why somebody is sent a code that the store keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They signed up.
    SignUp,
    /// They signed up, and want another code.
    Resend,
    /// They forgot their password, or shall choose another.
    ForgotPassword,
    /// They have a new address.
    NewAddress,
    /// They want to verify an address.
    VerifyAddress,
}

impl Reason {
    const fn source(self) -> Source {
        match self {
            Self::SignUp => Source::SignUp,
            Self::Resend => Source::ResendCode,
            Self::ForgotPassword => Source::ForgotPassword,
            Self::NewAddress => Source::UpdateUserAttribute,
            Self::VerifyAddress => Source::VerifyUserAttribute,
        }
    }

    const fn errand(self, channel: Channel) -> Errand {
        match self {
            Self::SignUp | Self::Resend => Errand::SignUp,
            Self::ForgotPassword => Errand::ForgotPassword,
            Self::NewAddress | Self::VerifyAddress => Errand::VerifyAddress(channel),
        }
    }
}

/// On whose behalf a message is sent: what the functions of the pool learn of the call.
#[derive(Clone, Copy, Default)]
pub struct Voice<'a> {
    /// The client, unless an administrator calls.
    pub client: Option<&'a ClientId>,
    /// `ClientMetadata`, where it reaches those functions (triggers.md §4).
    pub metadata: Option<&'a BTreeMap<String, String>>,
}

impl<'a> Voice<'a> {
    /// A call through a client.
    pub fn client(client: &'a Client, metadata: &'a Option<BTreeMap<String, String>>) -> Self {
        Self {
            client: Some(&client.id),
            metadata: metadata.as_ref(),
        }
    }

    /// A call of an administrator.
    pub fn administrator(metadata: &'a Option<BTreeMap<String, String>>) -> Self {
        Self {
            client: None,
            metadata: metadata.as_ref(),
        }
    }
}

/// A code that was made, but neither kept nor sent.
pub struct FreshCode {
    code: Code,
    letter: Letter,
}

impl FreshCode {
    /// Makes a code for the user, to be sent to `to`.
    pub fn new(cx: &Cx, user: &User, reason: Reason, to: &Destination, voice: Voice<'_>) -> Self {
        let text = cx.house.entropy.digits(codes::DIGITS);
        let errand = reason.errand(to.channel);
        let mut letter = letter(cx, user, reason.source(), to, voice);
        letter.code = text.clone();
        letter.expires = cx.now + errand.lifetime();
        let code = Code {
            pool: user.pool.clone(),
            sub: user.sub.clone(),
            purpose: errand.purpose(),
            id: letter.id.clone(),
            text: Zeroizing::new(text),
            channel: to.channel,
            destination: to.address.clone(),
            created: cx.now,
            expires: letter.expires,
            tries: 0,
        };
        Self { code, letter }
    }

    /// Keeps the code and its message; the former code of the same errand is no longer good.
    pub fn batch(&self, cx: &Cx, pool: &Pool) -> Batch {
        self.pretended_batch(cx).and(post::keep(cx, pool, &self.letter))
    }

    /// Keeps the code only: nobody is there to get it, and as much work is done as for a code that is sent by a messenger in this
    /// process.
    pub fn pretended_batch(&self, cx: &Cx) -> Batch {
        store::codes::put(cx.house.store.sealer(), &self.code)
    }

    /// What the client is told about the message.
    pub fn details(&self) -> CodeDeliveryDetailsType {
        details(self.code.channel, &self.code.destination)
    }

    /// Sends the code, which must have been kept.
    ///
    /// # Errors
    /// As [`post::send`].
    pub async fn send(self, cx: &Cx, owner: (&Pool, &User), tells: Tells) -> Result<CodeDeliveryDetailsType, Failed> {
        let details = self.details();
        post::send(cx, owner, self.letter, tells).await?;
        Ok(details)
    }
}

/// What a client may learn from a message that fails: nothing, where it may not learn who exists.
pub fn tells(client: &Client) -> Tells {
    match client.settings.hides_missing_users() {
        true => Tells::Nothing,
        false => Tells::Failure,
    }
}

/// An invitation for a user of AdminCreateUser. `password` is empty when the user has none.
pub fn invitation(cx: &Cx, (pool, user): (&Pool, &User), password: &str, to: &Destination, voice: Voice<'_>) -> Letter {
    Letter {
        code: password.to_owned(),
        expires: pool.settings.password_policy.temporary_until(cx.now),
        ..letter(cx, user, Source::AdminCreateUser, to, voice)
    }
}

/// The code of a sign-in on its way to the user. It is kept in the Session and nowhere else, and is good until `expires`.
pub fn sign_in_code(
    cx: &Cx,
    user: &User,
    (code, expires): (&str, Moment),
    to: &Destination,
    voice: Voice<'_>,
) -> Letter {
    Letter {
        code: code.to_owned(),
        expires,
        ..letter(cx, user, Source::Authentication, to, voice)
    }
}

/// How long a notice is worth sending (our choice).
const NOTICE_LIFETIME: Span = Span::hours(24);

/// A notice of a sign-in that looked like somebody else's.
pub fn takeover_notice(cx: &Cx, user: &User, notice: Notice, to: &Destination, voice: Voice<'_>) -> Letter {
    Letter {
        expires: cx.now + NOTICE_LIFETIME,
        notice: Some(notice),
        ..letter(cx, user, Source::AccountTakeOver, to, voice)
    }
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

fn letter(cx: &Cx, user: &User, source: Source, to: &Destination, voice: Voice<'_>) -> Letter {
    Letter {
        id: cx.house.entropy.uuid().to_string(),
        pool: user.pool.clone(),
        sub: user.sub.clone(),
        source,
        channel: to.channel,
        to: to.address.clone(),
        code: String::new(),
        client: voice.client.cloned(),
        metadata: voice.metadata.cloned(),
        written: cx.now,
        expires: cx.now,
        notice: None,
    }
}

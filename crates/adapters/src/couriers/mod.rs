//! Ways by which messages leave the house: SMTP, Amazon SES, Amazon SNS, an HTTP gateway, Twilio.
//!
//! Whatever a way is, it says of a failure whether trying again can help ([`Obstacle`]), and nothing that it says holds a code, a text,
//! an address or a secret.

pub(crate) mod aws;
mod gateway;
mod ses;
mod smtp;
mod sns;
mod twilio;

use std::{sync::Arc, time::Duration};

pub use aws::{AwsAccess, AwsAccessKey};
use domain::ports::{Boxed, Channel, Keeping, Message, Messenger, Obstacle, Undelivered};
pub use gateway::{Gateway, GatewaySettings};
use reqwest::{Client, StatusCode, redirect};
pub use ses::Ses;
pub use smtp::{Smtp, SmtpSecurity, SmtpSettings};
pub use sns::Sns;
pub use twilio::{Twilio, TwilioSettings};

use crate::{MemoryInbox, NoCourier};

/// The longest that one try may take, below `domain::ports::SENDING_LIMIT`.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

/// Carries messages of one channel.
pub trait Courier: Send + Sync {
    /// Hands one message over.
    fn carry<'a>(&'a self, message: &'a Message) -> Boxed<'a, Result<(), Undelivered>>;
}

/// A courier for each channel; a channel without one has the inbox, or else nothing.
#[derive(Default)]
pub struct Couriers {
    /// For e-mail.
    pub email: Option<Arc<dyn Courier>>,
    /// For text messages.
    pub sms: Option<Arc<dyn Courier>>,
    /// Where a developer reads what was sent, in `cognate dev`.
    pub inbox: Option<Arc<MemoryInbox>>,
}

impl Couriers {
    fn of(&self, channel: Channel) -> Option<&Arc<dyn Courier>> {
        match channel {
            Channel::Email => self.email.as_ref(),
            Channel::Sms => self.sms.as_ref(),
        }
    }

    async fn carry(&self, message: Message) -> Result<(), Undelivered> {
        let courier = self.of(message.channel);
        if let Some(courier) = courier {
            courier.carry(&message).await?;
        }
        match &self.inbox {
            Some(inbox) => inbox.send(message).await,
            None if courier.is_some() => Ok(()),
            None => NoCourier.send(message).await,
        }
    }
}

impl Messenger for Couriers {
    fn send(&self, message: Message) -> Boxed<'_, Result<(), Undelivered>> {
        Box::pin(self.carry(message))
    }

    fn keeping(&self, channel: Channel) -> Keeping {
        match self.of(channel) {
            Some(_) => Keeping::UntilSent,
            None => Keeping::Not,
        }
    }
}

/// A client that follows no redirects: a message goes where the settings say.
pub(crate) fn http() -> Result<Client, reqwest::Error> {
    Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(LIMIT)
        .build()
}

/// The other side did not answer. Its address stays out of the log, for it may hold a secret.
pub(crate) fn unreachable(doing: &str, error: reqwest::Error) -> Undelivered {
    Undelivered::passing(format!("{doing}: {}", error.without_url()))
}

/// What an HTTP status says of a message.
pub(crate) fn obstacle(status: StatusCode) -> Obstacle {
    match status.as_u16() {
        401 | 403 => Obstacle::NotPermitted,
        408 | 425 | 429 | 500.. => Obstacle::Passing,
        _ => Obstacle::Lasting,
    }
}

/// Accepts 2xx.
pub(crate) fn judge(doing: &str, status: StatusCode) -> Result<(), Undelivered> {
    match status.is_success() {
        true => Ok(()),
        false => Err(Undelivered::new(
            obstacle(status),
            format!("{doing}: it answered {status}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_whether_to_try_again() {
        for (status, expected) in [
            (400, Obstacle::Lasting),
            (403, Obstacle::NotPermitted),
            (429, Obstacle::Passing),
            (503, Obstacle::Passing),
            (302, Obstacle::Lasting),
        ] {
            assert_eq!(obstacle(StatusCode::from_u16(status).unwrap()), expected, "{status}");
        }
    }
}

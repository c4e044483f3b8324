//! The messenger of a server to which no courier is configured.

use domain::ports::{Boxed, Channel, Keeping, Message, Messenger, Undelivered};

/// Delivers nothing and says so: better an honest CodeDeliveryFailureException than a code that never arrives.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCourier;

impl Messenger for NoCourier {
    fn send(&self, message: Message) -> Boxed<'_, Result<(), Undelivered>> {
        let what = match message.channel {
            Channel::Email => "an e-mail message",
            Channel::Sms => "a text message",
        };
        Box::pin(async move {
            Err(Undelivered::lasting(format!(
                "sending {what}: no way to send it is configured"
            )))
        })
    }

    fn keeping(&self, _: Channel) -> Keeping {
        Keeping::Not
    }
}

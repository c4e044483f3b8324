//! The messenger of a server to which no courier is configured.

use domain::ports::{Boxed, Channel, Message, Messenger, PortFailed};

/// Delivers nothing and says so: better an honest CodeDeliveryFailureException than a code that never arrives.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCourier;

impl Messenger for NoCourier {
    fn send(&self, message: Message) -> Boxed<'_, Result<(), PortFailed>> {
        let what = match message.channel {
            Channel::Email => "an e-mail message",
            Channel::Sms => "a text message",
        };
        Box::pin(async move {
            Err(PortFailed {
                doing: format!("sending {what}: no courier is configured"),
            })
        })
    }
}

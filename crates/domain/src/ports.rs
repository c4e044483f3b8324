//! What the house asks of the world outside: each a small trait, made real in `adapters`, replaced in `testkit`.

use std::{future::Future, pin::Pin};

use serde::Serialize;
use uuid::Uuid;

use crate::{
    ids::{PoolId, Sub},
    moment::Moment,
};

/// A boxed future, so that ports can be trait objects.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Time. The only way to learn what time it is (`clippy.toml` bans the others).
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// Randomness from a cryptographically secure source. Seeded in tests.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A random UUID, version 4.
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// `length` characters drawn evenly from `alphabet` (at most 256 ASCII characters).
    pub fn text(&self, length: usize, alphabet: &[u8]) -> String {
        let evenly = 256 - 256 % alphabet.len();
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let byte = usize::from(self.bytes::<1>()[0]);
            if byte < evenly {
                text.push(char::from(alphabet[byte % alphabet.len()]));
            }
        }
        text
    }

    /// `length` decimal digits, as in a confirmation code.
    pub fn digits(&self, length: usize) -> String {
        self.text(length, b"0123456789")
    }
}

/// Makes RSA key pairs. Slow (about 100 ms each), so the real one keeps a stock.
pub trait Keys: Send + Sync {
    /// A fresh RSA-2048 key pair as PKCS #8 DER. Each is given out once.
    fn rsa_2048(&self) -> Boxed<'_, Result<Vec<u8>, PortFailed>>;
}

/// Sends messages to people.
pub trait Messenger: Send + Sync {
    /// Hands one message over; `Ok` means that it was accepted for delivery.
    fn send(&self, message: Message) -> Boxed<'_, Result<(), PortFailed>>;
}

/// Calls the functions of pools ([`crate::trigger`]).
pub trait Triggers: Send + Sync {
    /// Calls a function, named by its ARN, with this document, and waits for the one that it returns.
    fn call(&self, function: &str, event: serde_json::Value) -> Boxed<'_, Result<serde_json::Value, TriggerFailed>>;

    /// Calls a function, and waits only until it is sure to run: nobody reads what it returns.
    fn tell(&self, function: &str, event: serde_json::Value) -> Boxed<'_, Result<(), TriggerFailed>>;
}

/// Why a function did not return a document (triggers.md §5.1). Nothing but [`Self::Function`] comes from the function itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TriggerFailed {
    /// It reported an error: with this message, if it has one.
    Function(Option<String>),
    /// It could not be called: the name of the error, such as `ResourceNotFoundException`.
    NotCallable(String),
    /// It did not answer in time.
    TimedOut,
    /// What it returned is not JSON.
    NotJson,
}

/// Messages kept for a developer to read instead of being delivered (`cognate dev`).
pub trait Inbox: Send + Sync {
    /// How many messages have ever arrived, and those still kept, newest first.
    fn read(&self) -> (u64, Vec<Message>);

    /// Comes back as soon as more than `count` messages have arrived.
    fn arrival_after(&self, count: u64) -> Boxed<'_, ()>;

    /// Forgets the messages.
    fn clear(&self);
}

/// A message to one person. `body` and `code` are secrets: the type has no `Debug`.
#[derive(Clone, Serialize)]
pub struct Message {
    /// The pool that sends.
    pub pool: PoolId,
    /// The user that it is for; absent when the recipient has no profile.
    pub user: Option<Sub>,
    /// The user's canonical name.
    pub username: String,
    /// How it travels.
    pub channel: Channel,
    /// The full address: an e-mail address or an E.164 phone number.
    pub to: String,
    /// What it is about.
    pub kind: MessageKind,
    /// The subject, for e-mail.
    pub subject: Option<String>,
    /// The text that the person reads, with the code filled in.
    pub body: String,
    /// The code or temporary password in it.
    pub code: Option<String>,
    /// When it was written.
    pub at: Moment,
}

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
pub enum Channel {
    /// E-mail.
    #[serde(rename = "EMAIL")]
    Email,
    /// Text message.
    #[serde(rename = "SMS")]
    Sms,
}

impl Channel {
    /// The attribute that holds the address of this channel.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "phone_number",
        }
    }

    /// The attribute that says whether that address is verified.
    pub const fn verified_flag(self) -> &'static str {
        match self {
            Self::Email => "email_verified",
            Self::Sms => "phone_number_verified",
        }
    }

    /// The channel whose address stands in `attribute`.
    pub fn of_attribute(attribute: &str) -> Option<Self> {
        [Self::Email, Self::Sms]
            .into_iter()
            .find(|channel| channel.attribute() == attribute)
    }
}

/// What a message is about; each kind has a template of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// The code after SignUp or ResendConfirmationCode.
    SignUp,
    /// The temporary password after AdminCreateUser.
    Invitation,
    /// The code of ForgotPassword and AdminResetUserPassword.
    ForgotPassword,
    /// The code after a change of an address, or of GetUserAttributeVerificationCode.
    VerifyAttribute,
    /// A sign-in code: MFA or one-time password.
    Authentication,
}

/// A port could not do its work. `doing` is for the operator and holds no secret.
#[derive(Debug, thiserror::Error)]
#[error("{doing}")]
pub struct PortFailed {
    /// What was tried and how it failed.
    pub doing: String,
}

//! What the house asks of the world outside: each a small trait, made real in `adapters`, replaced in `testkit`.

use std::{future::Future, pin::Pin};

use serde::Serialize;
use uuid::Uuid;

use crate::{
    ids::{PoolId, Sub},
    moment::{Moment, Span},
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
    /// Hands one message over; `Ok` means that it was accepted for delivery. Ends within [`SENDING_LIMIT`].
    fn send(&self, message: Message) -> Boxed<'_, Result<(), Undelivered>>;

    /// Whether messages of this channel are worth keeping until they were handed over.
    fn keeping(&self, channel: Channel) -> Keeping;
}

/// The longest that [`Messenger::send`] may take.
pub const SENDING_LIMIT: Span = Span::seconds(30);

/// What becomes of a message until it is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is kept in the outbox, and tried again when it fails for a passing reason: it goes through a network.
    UntilSent,
    /// It is handed over at once or never: the messenger is in this process.
    Not,
}

/// Why a message was not handed over. `doing` is for the operator and holds no secret.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{doing}")]
pub struct Undelivered {
    /// What it means for the message.
    pub obstacle: Obstacle,
    /// What was tried and how it failed.
    pub doing: String,
}

impl Undelivered {
    /// A failure that may have passed at the next try.
    pub fn passing(doing: impl Into<String>) -> Self {
        Self::new(Obstacle::Passing, doing)
    }

    /// A failure that every further try would meet.
    pub fn lasting(doing: impl Into<String>) -> Self {
        Self::new(Obstacle::Lasting, doing)
    }

    /// A failure of this kind.
    pub fn new(obstacle: Obstacle, doing: impl Into<String>) -> Self {
        let doing = doing.into();
        Self { obstacle, doing }
    }
}

/// What a failed try means for the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The other side is down, slow or busy: try again.
    Passing,
    /// The other side refuses this message for good.
    Lasting,
    /// The other side does not let this server send: a matter of its settings.
    NotPermitted,
}

/// Encrypts codes for the functions that send messages themselves (triggers.md §7).
pub trait CodeSealer: Send + Sync {
    /// The code as the AWS Encryption SDK would encrypt it under the pool's key, in base64. `key` is the ARN in `KMSKeyID`.
    fn seal(&self, pool: &PoolId, key: &str, code: &str) -> Boxed<'_, Result<String, Undelivered>>;
}

/// Asks servers at addresses that customers name: for documents of identity providers, and for what those know of people.
/// Follows no redirect, takes no answer that is too long, waits [`EGRESS_LIMIT`] at most, and goes nowhere that it is not meant
/// to.
pub trait Egress: Send + Sync {
    /// Sends a request.
    fn send(&self, request: Outgoing) -> Boxed<'_, Result<Fetched, EgressFailed>>;

    /// Fetches a document by `GET`.
    fn get(&self, url: &str) -> Boxed<'_, Result<Fetched, EgressFailed>> {
        self.send(Outgoing::get(url))
    }
}

/// The longest that [`Egress::send`] may take.
pub const EGRESS_LIMIT: Span = Span::seconds(5);

/// A request to a server elsewhere. Holds secrets: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The address.
    pub url: String,
    /// The form that is posted; without one the request is a `GET`.
    pub form: Option<String>,
    /// A bearer token.
    pub bearer: Option<String>,
    /// Name and password of Basic credentials.
    pub basic: Option<(String, String)>,
    /// What kind of answer is wanted; any, when it is not said.
    pub accept: Option<&'static str>,
}

impl Outgoing {
    /// A plain `GET`.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            form: None,
            bearer: None,
            basic: None,
            accept: None,
        }
    }

    /// The same, for an answer in JSON.
    #[must_use]
    pub fn for_json(self) -> Self {
        Self {
            accept: Some("application/json"),
            ..self
        }
    }
}

/// What came back, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EgressFailed {
    /// This server does not go there.
    Forbidden,
    /// Nobody is there, or the connection broke.
    Unreachable,
    /// Nobody answered in time.
    TimedOut,
    /// The document was too long.
    TooLong,
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

/// Takes the logs of pools (SetLogDeliveryConfiguration). Never fails and never waits: a log that cannot be written must not stop
/// a sign-in.
pub trait Journal: Send + Sync {
    /// One record for the destination with this ARN.
    fn record(&self, destination: &str, record: &serde_json::Value);
}

/// Passwords that others know.
pub trait Leaks: Send + Sync {
    /// Whether a password is among them.
    fn has(&self, password: &str) -> Boxed<'_, Result<bool, PortFailed>>;
}

/// Messages kept for a developer to read instead of being delivered (`cognate dev`).
pub trait Inbox: Send + Sync {
    /// How often the inbox has changed, and the messages in it, newest first.
    fn read(&self) -> (u64, Vec<Message>);

    /// Comes back as soon as the inbox has changed more often than `count` times.
    fn change_after(&self, count: u64) -> Boxed<'_, ()>;

    /// Forgets the messages.
    fn clear(&self);
}

/// A message to one person. `body` and `code` are secrets: the type has no `Debug`.
#[derive(Clone, Serialize)]
pub struct Message {
    /// A random id, the same at each try: a receiver can tell a message that came twice.
    pub id: String,
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
    /// The text that the person reads, with the code filled in. HTML for e-mail, plain for text messages.
    pub body: String,
    /// The code or temporary password in it.
    pub code: Option<String>,
    /// The link in it, when it asks for a click instead of a code.
    pub link: Option<String>,
    /// As whom the pool wants e-mail to be sent.
    pub sender: Sender,
    /// When it was written.
    pub at: Moment,
}

/// As whom e-mail is sent. What is absent is the server's own choice.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// `a@example.com` or `Name <a@example.com>`.
    pub from: Option<String>,
    /// The address for answers.
    pub reply_to: Option<String>,
    /// The configuration set of Amazon SES.
    pub configuration_set: Option<String>,
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
    /// A sign-in that looked like somebody else's.
    AccountTakeover,
}

/// A port could not do its work. `doing` is for the operator and holds no secret.
#[derive(Debug, thiserror::Error)]
#[error("{doing}")]
pub struct PortFailed {
    /// What was tried and how it failed.
    pub doing: String,
}

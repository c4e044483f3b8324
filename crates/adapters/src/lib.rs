//! The ports of `domain` made real: time, randomness, key pairs, messages, the functions of pools, leaked passwords.

mod clock;
mod codes;
mod courier;
mod couriers;
mod egress;
mod entropy;
mod functions;
mod inbox;
mod journal;
mod keys;
mod leaked;

pub use clock::SystemClock;
pub use codes::{DataKeys, HouseKey, Kms, RAW_PROVIDER, RawKey, SenderCodes};
pub use courier::NoCourier;
pub use couriers::{
    AwsAccess, AwsAccessKey, Courier, Couriers, Gateway, GatewaySettings, Ses, Smtp, SmtpSecurity, SmtpSettings, Sns,
    Twilio, TwilioSettings,
};
pub use egress::{Reach, Web};
pub use entropy::SystemEntropy;
pub use functions::{
    Command, Functions, Lambda, LambdaAccessKey, LambdaSettings, Pattern, TIME_LIMIT, Way, Webhook, WebhookKeys,
    signature as webhook_signature,
};
pub use inbox::MemoryInbox;
pub use journal::LogLines;
pub use keys::KeyStock;
pub use leaked::LeakedPasswords;

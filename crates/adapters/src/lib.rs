//! The ports of `domain` made real: time, randomness, key pairs, messages, the functions of pools.

mod clock;
mod courier;
mod entropy;
mod inbox;
mod keys;
mod lambda;

pub use clock::SystemClock;
pub use courier::NoCourier;
pub use entropy::SystemEntropy;
pub use inbox::MemoryInbox;
pub use keys::KeyStock;
pub use lambda::{Lambda, LambdaAccessKey, LambdaSettings, NoLambda, TIME_LIMIT};

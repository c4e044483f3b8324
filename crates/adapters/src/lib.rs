//! The ports of `domain` made real: time, randomness, key pairs, messages.

mod clock;
mod courier;
mod entropy;
mod inbox;
mod keys;

pub use clock::SystemClock;
pub use courier::NoCourier;
pub use entropy::SystemEntropy;
pub use inbox::MemoryInbox;
pub use keys::KeyStock;

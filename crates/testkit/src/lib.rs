//! The whole server inside a test, with time, randomness and messages held still.
//!
//! ```no_run
//! # async fn example() {
//! let server = testkit::Server::start().await;
//! let reply = server.call("ListUserPools", serde_json::json!({ "MaxResults": 10 })).await;
//! assert_eq!(reply.ok(), serde_json::json!({ "UserPools": [] }));
//! # }
//! ```

#![expect(clippy::expect_used, clippy::panic, reason = "what fails here fails a test")]

mod call;
mod clock;
mod coverage;
mod entropy;
mod functions;
mod journal;
mod keys;
mod mishaps;
mod model;
mod plain_codes;
mod recorder;
mod reply;
mod server;
mod sites;

pub use call::{CallBuilder, Signer};
pub use clock::ManualClock;
pub use entropy::SeededEntropy;
pub use functions::{Functions, function_arn};
pub use journal::Records;
pub use keys::FixtureKeys;
pub use mishaps::Mishaps;
pub use plain_codes::PlainCodes;
pub use recorder::Recorder;
pub use reply::Reply;
pub use scratch_postgres as postgres;
pub use scratch_postgres::fresh_database as fresh_postgres;
pub use server::{ACCESS_KEY, Engine, SECRET_KEY, Server, ServerBuilder};
pub use sites::Sites;

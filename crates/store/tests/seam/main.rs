//! One suite for every engine: what the code above the seam relies on.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod engines;
mod master_keys;
mod migrations;
mod postgres;
mod races;
mod sqlite;
mod statements;
mod tls;
mod values;
mod writes;

//! What the store promises about each thing that it keeps, asked of both engines: the same answers, and races with one winner.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod at_rest;
mod clients;
mod codes;
mod credentials;
mod devices;
mod domains;
mod families;
mod groups;
mod harness;
mod holders;
mod limits;
mod outbox;
mod places;
mod plans;
mod pools;
mod providers;
mod quotas;
mod search;
mod users;

//! The real binary: how it starts, speaks, stops and dies.

#![expect(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod command_line;
mod death;
mod node;
mod secrets;
mod serve;
mod stop;

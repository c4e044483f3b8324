//! The real binary: how it starts, speaks, stops and dies.

#![expect(clippy::panic, clippy::unwrap_used, reason = "what fails here fails a test")]

mod command_line;
mod death;
#[cfg(target_os = "linux")]
mod disk;
mod failover;
mod ground;
mod node;
mod secrets;
mod serve;
mod stop;

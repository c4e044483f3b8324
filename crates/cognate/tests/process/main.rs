//! The real binary: how it starts, speaks, stops and dies.

mod command_line;
mod death;
mod node;
mod secrets;
mod stop;

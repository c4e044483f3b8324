//! What clients see, operation by operation: one module for each room.

mod access;
mod attributes;
mod coverage;
mod garbage;
mod inbox;
mod passwords;
mod protocol;
mod sign_up;
mod sockets;
mod stage;
mod users;

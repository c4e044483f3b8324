//! What clients see, operation by operation: one module for each room.

mod access;
mod coverage;
mod garbage;
mod inbox;
mod protocol;
mod sockets;

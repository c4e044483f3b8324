//! What clients see, operation by operation: one module for each room.

mod access;
mod attributes;
mod client_secrets;
mod clients;
mod coverage;
mod garbage;
mod inbox;
mod passwords;
mod pool_mfa;
mod pool_settings;
mod pools;
mod protocol;
mod sign_up;
mod sockets;
mod stage;
mod users;

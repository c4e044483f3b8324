//! What clients see, operation by operation: one module for each room.

mod coverage;
mod protocol;

//! Passwords: the policy they must meet and what is kept of them.

pub mod foreign;
pub mod kept;
pub mod policy;
pub mod temporary;
pub mod verifier;

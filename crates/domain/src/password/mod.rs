//! Passwords: the policy they must meet and the verifier that is kept of them.

pub mod policy;
pub mod temporary;
pub mod verifier;

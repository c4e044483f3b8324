//! Tokens: the families that they belong to, what they claim, how they are signed, and how refresh tokens turn over.

pub mod assurance;
pub mod certificate;
pub mod claims;
pub mod edits;
pub mod exchange;
pub mod family;
pub mod jwt;
pub mod machine;
pub mod refresh;
pub mod session;

#[cfg(test)]
mod tests;

//! What Cognito *means*: pools, users, attributes, password rules, SRP, codes, the sign-in machine, tokens.
//!
//! Decisions are pure and effects are data: this crate has no async code, no clock, no randomness, no SQL,
//! no HTTP and no wire types. What it needs from outside it names as a port ([`ports`]).

pub mod access_policy;
pub mod aliases;
pub mod attributes;
pub mod auth_event;
pub mod branding;
pub mod client;
pub mod codes;
pub mod decoy;
pub mod delivery;
pub mod device;
pub mod federation;
pub mod filter;
pub mod group;
pub mod hosted_domain;
pub mod ids;
pub mod import;
pub mod letter;
pub mod lockout;
pub mod log_delivery;
pub mod message;
pub mod moment;
pub mod notice;
pub mod oauth;
pub mod passkey;
pub mod password;
pub mod pool;
pub mod ports;
pub mod profile;
pub mod provider;
pub mod quota;
pub mod rates;
pub mod replica;
pub mod resource_server;
pub mod risk;
pub mod secret_hash;
pub mod sign_in;
pub mod srp;
pub mod template;
pub mod terms;
pub mod threat;
pub mod token;
pub mod totp;
pub mod trigger;
pub mod user;

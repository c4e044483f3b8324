//! Refreshing, revoking, signing out, and what access tokens are good for.

mod access;
mod bent;
mod refresh;
mod revoke;
mod rotation;

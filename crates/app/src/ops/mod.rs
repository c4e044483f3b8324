//! The operations, one file each, under the room where they belong (ARCHITECTURE.md, "The rooms").
//!
//! An operation that gets its file here gets its arm in [`crate::dispatch`]:
//! `Operation::CreateGroup => call.run::<ops::groups::CreateGroup>()`.

pub mod branding;
pub mod clients;
pub mod devices;
pub mod domains;
pub mod groups;
pub mod imports;
pub mod mfa;
pub mod pools;

pub mod attributes;
pub mod passkeys;
pub mod passwords;
pub mod providers;
pub mod replicas;
pub mod resource_servers;
pub mod risk;
pub mod sessions;
pub mod sign_in;
pub mod sign_up;
pub mod terms;
pub mod tokens;
pub mod users;

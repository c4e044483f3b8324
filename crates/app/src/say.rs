//! Every sentence that a client can see, one function for each situation, with its evidence above it.
//!
//! Tags: `observed`, `reported`, `documented`, `peer`, `guess` (see the specification files).

pub mod attributes;
pub mod branding;
pub mod clients;
pub mod devices;
pub mod domains;
pub mod federation;
pub mod groups;
pub mod hosted;
pub mod imports;
pub mod mfa;
pub mod paging;
pub mod passkeys;
pub mod passwords;
pub mod pools;
pub mod protocol;
pub mod providers;
pub mod rates;
pub mod replicas;
pub mod resource_servers;
pub mod risk;
pub mod schema;
pub mod sessions;
pub mod sign_in;
pub mod sign_up;
pub mod tags;
pub mod terms;
pub mod tokens;
pub mod trace;
pub mod triggers;
pub mod users;

//! What clients see, operation by operation: one module for each room.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what fails here fails a test"
)]

mod access;
mod attributes;
mod authenticator;
mod branding;
mod certificate;
mod choice;
mod client_secrets;
mod client_settings;
mod client_tokens;
mod clients;
mod custom;
mod devices;
mod domains;
mod garbage;
mod groups;
mod hosted;
mod imports;
mod inbox;
mod matrix;
mod pages;
mod paging;
mod passkeys;
mod passwords;
mod policies;
mod pool_mfa;
mod pool_schema;
mod pool_settings;
mod pools;
mod post;
mod protocol;
mod providers;
mod quotas;
mod race;
mod rates;
mod replicas;
mod resource_servers;
mod risk;
mod round_trip;
mod sample;
mod scene;
mod sessions;
mod sign_in;
mod sign_up;
mod sockets;
mod srp_client;
mod stage;
mod standing;
mod tags;
mod terms;
mod threat;
mod tiers;
mod tokens;
mod transcripts;
mod triggers;
mod users;

// Written by `cargo xtask model render` from model/cognito-idp.json. Not to be edited.

//! The structures.

mod attributes;
mod branding;
mod client_shapes;
mod clients;
mod device_shapes;
mod devices;
mod domains;
mod groups;
mod imports;
mod mfa;
mod mfa_shapes;
mod passkeys;
mod passwords;
mod pool_shapes;
mod pools;
mod providers;
mod replicas;
mod resource_servers;
mod risk;
mod sessions;
mod sign_in;
mod sign_up;
mod terms;
mod tokens;
mod user_shapes;
mod users;

pub use attributes::*;
pub use branding::*;
pub use client_shapes::*;
pub use clients::*;
pub use device_shapes::*;
pub use devices::*;
pub use domains::*;
pub use groups::*;
pub use imports::*;
pub use mfa::*;
pub use mfa_shapes::*;
pub use passkeys::*;
pub use passwords::*;
pub use pool_shapes::*;
pub use pools::*;
pub use providers::*;
pub use replicas::*;
pub use resource_servers::*;
pub use risk::*;
pub use sessions::*;
pub use sign_in::*;
pub use sign_up::*;
pub use terms::*;
pub use tokens::*;
pub use user_shapes::*;
pub use users::*;

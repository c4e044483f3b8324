//! What several operations, and later the hosted pages, do alike.

pub mod accept_attributes;
pub mod auth_factors;
pub mod change_user;
pub mod context;
pub mod decoy;
pub mod deliver_code;
pub mod events;
pub mod find;
pub mod import_file;
pub mod issue_tokens;
pub mod issuer;
pub mod judge_code;
pub mod migrate;
pub mod names;
pub mod new_user;
pub mod pool_pages;
pub mod post;
pub mod refresh;
pub mod relying_party;
pub mod resolve_user;
pub mod scopes;
pub mod sessions;
pub mod set_password;
pub mod sign_in;
pub mod triggers;
pub mod user_document;

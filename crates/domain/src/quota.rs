//! How many of a thing there may be (resources.md §2.11, documented). Exact, also when many ask at once: the store counts
//! while it holds the owner.

/// App clients of a pool.
pub const CLIENTS: i64 = 1_000;
/// Resource servers of a pool.
pub const RESOURCE_SERVERS: i64 = 25;
/// Identity providers of a pool.
pub const PROVIDERS: i64 = 300;
/// Identities that are linked to a user, the one that it came by aside (resources.md §7.1).
pub const LINKED_IDENTITIES: usize = 5;
/// Groups of a pool.
pub const GROUPS: i64 = 10_000;
/// Groups that a user is in.
pub const GROUPS_OF_A_USER: i64 = 100;
/// Styles of managed login of a pool (documented in the guide of 2026, and not raised on request).
pub const STYLES: i64 = 20;
/// Secrets that a client has at once (resources.md §3.5).
pub const CLIENT_SECRETS: usize = 2;

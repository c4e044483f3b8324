//! Groups of users (resources.md §6).

use crate::{ids::PoolId, moment::Moment};

/// A group of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The pool.
    pub pool: PoolId,
    /// `GroupName`: unique in the pool, case-sensitive, never changed.
    pub name: String,
    /// `Description`.
    pub description: Option<String>,
    /// `RoleArn`.
    pub role: Option<String>,
    /// `Precedence`: the lowest wins; none never does.
    pub precedence: Option<i32>,
    /// When it was made.
    pub created: Moment,
    /// When it last changed; who is in it does not count.
    pub modified: Moment,
}

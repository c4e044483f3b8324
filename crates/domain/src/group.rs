//! Groups of users (resources.md §6).

use crate::{ids::PoolId, moment::Moment};

/// The most groups of a user (resources.md §2.11, documented). Two requests at the border may both pass.
pub const MOST_OF_A_USER: usize = 100;

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

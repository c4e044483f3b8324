//! Somebody who watches a database at work: a test that lets the n-th call fail, or something else happen right before it.

use domain::ports::Boxed;

use super::Broken;

/// What the database is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// A query; the name of its statement.
    Reading(&'static str),
    /// A batch; the names of its statements, in order.
    Writing(Vec<&'static str>),
}

/// Asked before every query and every batch.
pub trait Watch: Send + Sync {
    /// Lets it go on, or fail with this instead of being done.
    fn before(&self, doing: Doing) -> Boxed<'_, Result<(), Broken>>;
}

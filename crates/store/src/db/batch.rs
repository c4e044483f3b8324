//! Writes as data: statements in order, done together or not at all.

use super::{Statement, Value};

/// Statements in order, run in one transaction.
///
/// A statement of a batch answers no rows, unless it is a [`Batch::check`]: it must not say `returning`.
#[derive(Clone, Default)]
pub struct Batch {
    pub(crate) writes: Vec<Write>,
}

/// One statement of a batch with its parameters.
#[derive(Clone)]
pub struct Write {
    pub(crate) statement: Statement,
    pub(crate) args: Vec<Value>,
    pub(crate) guard: Option<&'static str>,
}

/// How a batch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Done {
    /// All of it is durable.
    Written,
    /// The guard of this name did not change exactly one row; nothing was written.
    Refused(&'static str),
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a statement that may change any number of rows.
    pub fn then(mut self, statement: Statement, args: Vec<Value>) -> Self {
        self.writes.push(Write {
            statement,
            args,
            guard: None,
        });
        self
    }

    /// Adds a statement that must change exactly one row; otherwise the whole batch is undone and `name` comes back.
    pub fn guard(mut self, name: &'static str, statement: Statement, args: Vec<Value>) -> Self {
        self.writes.push(Write {
            statement,
            args,
            guard: Some(name),
        });
        self
    }

    /// Adds a query that must find exactly one row; otherwise the whole batch is undone and `name` comes back. The row stays
    /// as it was found until the batch ends.
    pub fn check(self, name: &'static str, statement: Statement, args: Vec<Value>) -> Self {
        debug_assert!(statement.is_check(), "{} holds no row", statement.name);
        self.guard(name, statement, args)
    }

    /// Adds everything in `other` after this.
    pub fn and(mut self, other: Batch) -> Self {
        self.writes.extend(other.writes);
        self
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}

impl Write {
    /// The guard's name when so many rows, changed or found, break it.
    pub(crate) fn refusal(&self, changed: u64) -> Option<&'static str> {
        self.guard.filter(|_| changed != 1)
    }
}

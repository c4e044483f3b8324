//! Whose failures and attempts are counted.

use domain::ids::Sub;

use crate::text;

/// A user, or a name that a client that hides missing users was asked about: it is counted like a user (auth.md §5.3, guess),
/// or counting would tell who exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A user.
    User(&'a Sub),
    /// A folded name that belongs to nobody. Only its hash is kept.
    Missing(&'a str),
}

impl Subject<'_> {
    /// The text that stands for it. No sub begins with `?`.
    pub(crate) fn key(self) -> String {
        match self {
            Self::User(sub) => sub.as_str().to_owned(),
            Self::Missing(name) => format!("?{}", text::hash(name)),
        }
    }
}

//! Where in a document a violation is.

use std::fmt;

/// A place, as the way to it. Lives on the stack and is written out only for a violation.
pub(super) enum Path<'a> {
    Root,
    /// A member of a structure.
    Member(&'a Path<'a>, &'a str),
    /// The n-th element of a list, from 1.
    Element(&'a Path<'a>, usize),
    /// An entry of a map. guess: written as the elements of lists are.
    Entry(&'a Path<'a>, &'a str),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Member(Self::Root, name) => f.write_str(name),
            Self::Member(parent, name) => write!(f, "{parent}.{name}"),
            Self::Element(parent, nth) => write!(f, "{parent}.{nth}.member"),
            Self::Entry(parent, key) => write!(f, "{parent}.{key}.member"),
        }
    }
}

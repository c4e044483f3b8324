//! The form in which the generated code states what every shape asks of a value.

use std::sync::OnceLock;

use regex::Regex;

/// A shape of the model.
#[derive(Debug)]
pub struct Shape {
    /// Its name in the model.
    pub name: &'static str,
    /// Where its values may appear.
    pub secrecy: Secrecy,
    /// What it is.
    pub kind: Kind,
}

impl Shape {
    pub(crate) const fn new(name: &'static str, secrecy: Secrecy, kind: Kind) -> Self {
        Self { name, secrecy, kind }
    }
}

/// Where a value may appear besides the store and the answer to its owner.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Secrecy {
    /// In logs and in the messages about violated limits.
    Open,
    /// In the messages to the client who sent it, but in no log.
    NotLogged,
    /// Nowhere.
    Withheld,
}

/// What a shape is, with its limits.
#[derive(Debug)]
pub enum Kind {
    /// An object with known members, in the order of the model.
    Structure(&'static [Member]),
    /// An array.
    List {
        /// What it holds.
        element: &'static Shape,
        /// How many.
        length: Length,
    },
    /// An object with free keys.
    Map {
        /// What a key must be.
        key: &'static Shape,
        /// What it holds.
        value: &'static Shape,
        /// How many entries.
        length: Length,
    },
    /// A string.
    Text {
        /// Its length in characters.
        length: Length,
        /// What the whole of it must match.
        pattern: Option<Pattern>,
    },
    /// One of these strings, in the order in which the service prints them.
    Choice(&'static [&'static str]),
    /// A number of 32 bits, with limits on its value.
    Integer(Length),
    /// A number of 64 bits, with limits on its value.
    Long(Length),
    /// True or false.
    Boolean,
    /// A point in time.
    Timestamp,
    /// Bytes, with limits on their number.
    Blob(Length),
    /// Free JSON.
    Document,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its name in the messages about violated limits.
    pub path: &'static str,
    /// What it means that it is not there.
    pub absent: Absent,
    /// What it must be.
    pub shape: &'static Shape,
}

/// What it means that a member is not there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Absent {
    /// Nothing.
    Allowed,
    /// A violation.
    Refused,
    /// The same as this number, which then has to meet the limits.
    Means(i64),
}

impl Member {
    pub(crate) const fn required(name: &'static str, path: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            path,
            absent: Absent::Refused,
            shape,
        }
    }

    pub(crate) const fn optional(name: &'static str, path: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            path,
            absent: Absent::Allowed,
            shape,
        }
    }

    pub(crate) const fn counted(name: &'static str, path: &'static str, shape: &'static Shape, number: i64) -> Self {
        Self {
            name,
            path,
            absent: Absent::Means(number),
            shape,
        }
    }
}

/// Limits of a length or a value, both inclusive.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// The smallest.
    pub min: Option<i64>,
    /// The greatest.
    pub max: Option<i64>,
}

impl Length {
    pub(crate) const ANY: Self = Self { min: None, max: None };

    pub(crate) const fn from(min: i64) -> Self {
        Self {
            min: Some(min),
            max: None,
        }
    }

    pub(crate) const fn to(max: i64) -> Self {
        Self {
            min: None,
            max: Some(max),
        }
    }

    /// Whether `value` is within, and if not, on which side of which limit.
    #[must_use]
    pub fn place(self, value: i64) -> Place {
        match self {
            Self { min: Some(min), .. } if value < min => Place::Below(min),
            Self { max: Some(max), .. } if value > max => Place::Above(max),
            _ => Place::Within,
        }
    }

    pub(crate) const fn between(min: i64, max: i64) -> Self {
        Self {
            min: Some(min),
            max: Some(max),
        }
    }
}

/// Where a value lies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// Below this smallest one.
    Below(i64),
    /// Within the limits.
    Within,
    /// Above this greatest one.
    Above(i64),
}

/// A pattern that a whole value must match.
#[derive(Debug)]
pub struct Pattern {
    /// As the service prints it.
    pub printed: &'static str,
    /// As the `regex` crate takes it.
    matches: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(crate) const fn new(printed: &'static str, matches: &'static str) -> Self {
        Self {
            printed,
            matches,
            compiled: OnceLock::new(),
        }
    }

    /// Whether `text` matches. Compiled on first use.
    #[must_use]
    pub fn accepts(&self, text: &str) -> bool {
        self.compiled().is_some_and(|regex| regex.is_match(text))
    }

    /// `None` for a pattern that the crate cannot take; a test proves that the model has none.
    fn compiled(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.matches).ok()).as_ref()
    }
}

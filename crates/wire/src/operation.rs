//! What generic code knows about an operation.

use serde::{Serialize, de::DeserializeOwned};

use crate::{Operation, facts::Shape};

/// How an operation knows its caller (resources.md §1.2, documented).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Auth {
    /// Not by a signature: one that is there anyway is ignored.
    None,
    /// By AWS Signature Version 4.
    SigV4,
}

/// An operation's entry in the model. The types in [`crate::call`] implement it.
pub trait Call {
    /// Which operation.
    const OPERATION: Operation;
    /// What comes in.
    type Input: DeserializeOwned + Send;
    /// What goes out.
    type Output: Serialize + Send;
}

/// Declares [`Operation`].
macro_rules! operations {
    ($prefix:literal; $($name:ident: $auth:ident, $input:ident $(-> $output:ident)?;)*) => {
        /// One operation of the API.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Operation {$($name,)*}

        impl Operation {
            /// All of them, by name.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// What stands before the dot in `X-Amz-Target`.
            pub const TARGET_PREFIX: &'static str = $prefix;

            /// The name as the wire has it.
            #[must_use]
            pub fn name(self) -> &'static str { match self {$(Self::$name => stringify!($name),)*} }

            /// The operation of this name, written exactly so.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> { Self::ALL.iter().copied().find(|o| o.name() == name) }

            /// Who may call it.
            #[must_use]
            pub fn auth(self) -> $crate::Auth { match self {$(Self::$name => $crate::Auth::$auth,)*} }

            pub(crate) fn shapes(self) -> $crate::operation::Shapes {
                match self {$(Self::$name => (&facts::$input, None$(.or(Some(&facts::$output)))?),)*}
            }
        }
    };
}
pub(crate) use operations;

/// The shape of an operation's input, and that of its output when it has one.
pub(crate) type Shapes = (&'static Shape, Option<&'static Shape>);

impl Operation {
    /// What its input must be.
    #[must_use]
    pub fn input(self) -> &'static Shape {
        self.shapes().0
    }

    /// What its output looks like; `None` for one that answers with nothing.
    #[must_use]
    pub fn output(self) -> Option<&'static Shape> {
        self.shapes().1
    }
}

/// Declares the types of [`crate::call`].
macro_rules! calls {
    ($($name:ident($input:ident) -> $output:ident;)*) => { $(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Call for $name {
            const OPERATION: Operation = Operation::$name;
            type Input = $input;
            type Output = $output;
        }
    )*

        /// Reads `body` for any operation.
        #[cfg(test)]
        pub(crate) fn try_read(operation: Operation, body: &[u8]) -> Result<(), $crate::Fault> {
            match operation {$(Operation::$name => $crate::read::<$name>(body).map(drop),)*}
        }
    };
}
pub(crate) use calls;

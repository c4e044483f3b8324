//! The seam to the database: rows out, batches in. Nothing above this module knows the engine.

mod batch;
mod value;

pub use batch::{Batch, Done, Write};
pub use value::{Row, Value};

/// One SQL text for both engines. Parameters are `$1`, `$2`, …; made by [`statements!`].
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Its name, unique in its module, for errors and traces.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

/// Declares a module's statements as constants and lists them in `ALL`, which a test prepares on both engines.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::db::Statement =
            $crate::db::Statement { name: stringify!($name), sql: $sql };)*
        /// Every statement of this module.
        pub(crate) const ALL: &[$crate::db::Statement] = &[$($name),*];
    };
}
pub(crate) use statements;

/// The database could not do its work. For the operator; holds no value of a parameter.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {cause}")]
pub struct Broken {
    /// What was tried, such as the name of a statement.
    pub doing: String,
    /// What the engine said.
    pub cause: String,
}

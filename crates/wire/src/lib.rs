//! The wire: AWS JSON 1.1 as Cognito speaks it. Types and limits come from the API model; nothing here knows what an
//! operation means.

pub mod facts;
mod fault;
#[expect(missing_docs, reason = "the names are AWS's and explained in the API reference")]
mod generated;
mod named;
pub mod operation;
mod read;
mod redact;
mod scalars;
pub mod sigv4;
mod validate;

pub use fault::Fault;
pub use generated::code::Code;
pub use generated::operation::Operation;
pub use operation::{Auth, Call};
pub use read::{json, read};
pub use redact::{redact, redact_output};
pub use scalars::{Blob, NoOutput, Timestamp};

/// A type for each operation, by which generic code knows its input and output.
pub mod call {
    pub use crate::generated::call::*;
}

/// The structures and enums of the API under their names in the model.
pub mod shapes {
    pub use crate::generated::enums::*;
    pub use crate::generated::shapes::*;
}

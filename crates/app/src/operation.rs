//! What every operation is, and the two ways in which it can fail.

use std::future::Future;

use wire::{Call, Fault};

use crate::cx::Cx;

/// One operation of the API. Its name is its address: `CreateGroup` lives in `ops/groups/create_group.rs`.
pub trait Operation {
    /// The operation's entry in the model: its name, input and output.
    type Call: Call;

    /// Does it. The input has met every constraint of the model.
    fn run(
        cx: &Cx,
        input: <Self::Call as Call>::Input,
    ) -> impl Future<Output = Result<<Self::Call as Call>::Output, Failed>> + Send;
}

/// Why an operation did not answer.
pub enum Failed {
    /// The client's doing; goes out as it is.
    Fault(Fault),
    /// Ours; goes to the log, and out as InternalErrorException.
    Broken(Broken),
}

/// A failure of the house: what was being done, and what went wrong. Holds no secret.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {cause}")]
pub struct Broken {
    /// What was being done.
    pub doing: String,
    /// What went wrong.
    pub cause: String,
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Broken> for Failed {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<store::db::Broken> for Failed {
    fn from(broken: store::db::Broken) -> Self {
        Self::Broken(Broken {
            doing: broken.doing,
            cause: broken.cause,
        })
    }
}

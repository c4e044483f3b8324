//! The browser side: what comes to the domain of a pool (oauth.md).
//!
//! Applications call [`token`], [`user_info`] and [`revoke`]; browsers come to [`authorize`] and [`logout`], and to the pages
//! between them.
//!
//! * [`visit`]: a request as it came, and its answer. * [`place`]: which pool it is for. * [`request`]: what an application
//!   wants of a user. * [`sso`]: who is signed in. * [`federation`]: who signs in elsewhere. * [`finish`]: what the
//!   application is given.

use domain::ports::Boxed;
use wire::Fault;

use crate::{
    cx::Cx,
    operation::{Broken, Failed},
};
use visit::{Reply, Visit};

pub mod authorize;
pub mod federation;
pub mod finish;
pub mod logout;
pub mod place;
pub mod request;
pub mod revoke;
pub mod sso;
pub mod token;
pub mod user_info;
pub mod visit;

/// Why a request goes no further.
pub enum Stop {
    /// It is answered.
    Answer(Reply),
    /// It failed as operations do.
    Failed(Failed),
}

impl From<Reply> for Stop {
    fn from(reply: Reply) -> Self {
        Self::Answer(reply)
    }
}

impl From<Failed> for Stop {
    fn from(failed: Failed) -> Self {
        Self::Failed(failed)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault.into())
    }
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Failed(broken.into())
    }
}

impl From<store::db::Broken> for Stop {
    fn from(broken: store::db::Broken) -> Self {
        Self::Failed(broken.into())
    }
}

/// What answers a kind of request.
pub type Handler = for<'a> fn(&'a Cx, &'a Visit) -> Boxed<'a, Result<Reply, Stop>>;

//! Sign-in as a value: what comes next, decided without I/O, clock or randomness.
//!
//! A sign-in is a conversation. Each call of the client brings an [`Event`]; [`step`] takes the [`State`] that the
//! conversation is in and the [`Facts`] about pool, client and user, and gives a [`Verdict`]. When it needs something
//! from the world outside (a password compared, a code sent, a trigger run) the verdict is an [`Ask`], and the driver
//! (`app/src/flow/sign_in`) brings the outcome back as the next event of the same call. When the client must answer,
//! the state travels to it sealed ([`envelope`]) and comes back with the answer, to whichever node.
//!
//! * [`gates`] are what every call must pass before anything is judged.
//! * [`advance`] alone knows what follows a proven factor: an ordered list of named checks.
//! * [`first_factor`] is about what may prove a user first in a choice-based sign-in.
//! * [`step_up`] is about levels of assurance that a client asks for.
//! * [`at_risk`] is what threat protection changes. * [`device`] is about remembered devices, [`mfa`] about second factors.
//! * Steps never route to one another; they prove or refuse, and hand over to `advance`.
//!
//! The enumeration in `enumerate` walks every configuration through every event and proves what a sign-in must
//! never do; it also prints `docs/sign-in-states.md`.

pub mod admission;
pub mod advance;
mod at_risk;
mod custom;
pub mod device;
pub mod envelope;
pub mod facts;
pub mod first_factor;
pub mod gates;
pub mod mfa;
mod names;
pub mod state;
mod step;
pub mod step_up;
mod verdict;

pub use facts::{Facts, Person, Standing};
pub use names::{ChallengeName, Choice, Flow};
pub use state::State;
pub use step::{Rules, step};
pub use verdict::{Ask, Blocked, Challenge, Effect, Event, Grant, Judgement, Refusal, Verdict};

#[cfg(test)]
mod enumerate;

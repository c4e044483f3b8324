//! What is kept of a sign-in for whoever asks later: its event (triggers.md §13.4).
//!
//! A sign-in is one event with the id that its tokens carry: in progress from the first proven factor on, and passed with the tokens. A
//! failure is an event of its own, so that a success after it does not hide it.

use domain::{
    auth_event::{Challenge, Kind, Mark, Outcome, Response, are_kept, are_kept_of_custom, challenges},
    sign_in::{Blocked, Effect, Flow, Refusal, State},
    token::family::Factor,
};

use super::drive::Drive;
use crate::flow::events::{self, Happened, Noted};

impl Drive<'_> {
    /// The mark of the sign-in, where the pool keeps events.
    pub(super) fn mark(&self, state: &State) -> Option<Mark> {
        let settings = &self.through.pool.settings;
        let kept = match state.flow {
            Flow::Custom | Flow::CustomSrp => are_kept_of_custom(settings),
            Flow::Password | Flow::Srp | Flow::Choice => are_kept(settings),
        };
        state.event.or_else(|| kept.then(|| events::mark(self.cx)))
    }

    /// The client is asked for more. Nothing is kept before anything is proven: anybody may begin a sign-in.
    pub(super) fn in_progress(&self, proven: &[Factor]) -> Option<Noted> {
        let mark = self.event.filter(|_| !proven.is_empty())?;
        self.noted(mark, Response::InProgress, challenges(proven))
    }

    /// There will be tokens.
    pub(super) fn passed(&self, proven: &[Factor]) -> Option<Noted> {
        self.noted(self.event?, Response::Pass, challenges(proven))
    }

    /// There will be none.
    pub(super) fn failed(&self, refusal: &Refusal, effects: &[Effect]) -> Option<Noted> {
        let outcome = match refusal {
            Refusal::WrongPassword if effects.contains(&Effect::CountWrongCode) => {
                Some((Challenge::Mfa, Outcome::Failure))
            }
            Refusal::WrongPassword => Some((Challenge::Password, Outcome::Failure)),
            Refusal::WrongCode | Refusal::WrongTotp | Refusal::UsedTotp => Some((Challenge::Mfa, Outcome::Failure)),
            Refusal::Disabled
            | Refusal::Unconfirmed
            | Refusal::ResetRequired
            | Refusal::TemporaryPasswordExpired
            | Refusal::NoMfaMethod
            | Refusal::CustomFailed
            | Refusal::Blocked(Blocked::Address) => None,
            Refusal::Blocked(Blocked::WrongProof) => Some((Challenge::Password, Outcome::Failure)),
            Refusal::Blocked(Blocked::RightProof) => Some((Challenge::Password, Outcome::Success)),
            // Nothing was tried, or it is not said of whom.
            _ => return None,
        };
        self.event?;
        self.noted(events::mark(self.cx), Response::Fail, outcome.into_iter().collect())
    }

    /// There will be none, because others know the password.
    pub(super) fn noted_leak(&self) -> Option<Noted> {
        let outcome = vec![(Challenge::Password, Outcome::Success)];
        self.noted(events::mark(self.cx), Response::Fail, outcome)
    }

    fn noted(&self, mark: Mark, response: Response, challenges: Vec<(Challenge, Outcome)>) -> Option<Noted> {
        let user = &self.whom.view.as_ref()?.user;
        let happened = Happened {
            kind: Kind::SignIn,
            response,
            challenges,
            password: self.password,
            risk: self.threat.map(|threat| threat.risk).unwrap_or_default(),
        };
        let client = Some(&self.through.client.id);
        Some(events::of_mark(self.cx, (client, user), mark, happened))
    }

    /// Tells the pool's log, once it is written.
    pub(super) fn tell(&self, noted: Option<&Noted>) {
        events::tell(self.cx, &self.through.pool, noted);
    }
}

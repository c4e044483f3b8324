//! What was learned in one call of a client, so that the call can be gone through again over a user who was changed
//! meanwhile.

use domain::sign_in::{Ask, Event, Facts, State, Verdict, step};

/// One call of a client, as the machine has seen it.
pub struct Call {
    /// Where the sign-in stood when the client called.
    state: State,
    /// What the client did.
    event: Event,
    /// The facts as they were last read.
    facts: Facts,
    /// What was asked of the driver, and what came of it.
    learned: Vec<(Ask, Event)>,
}

impl Call {
    /// A call that nothing was done about yet.
    pub const fn new(state: State, event: Event, facts: Facts) -> Self {
        Self {
            state,
            event,
            facts,
            learned: Vec::new(),
        }
    }

    /// The device key that the client gave, in this call or before.
    pub fn device_key(&self) -> Option<&str> {
        self.state.device_key.as_deref()
    }

    /// The facts as they were last read.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Whether a password that was proven in an earlier call is what this call stands on.
    pub const fn stands_on_a_password(&self) -> bool {
        self.state.password.is_some()
    }

    /// What the machine says to the call. What it asks and was learned already is not done a second time.
    pub fn begins(&self) -> Verdict {
        self.known(step(self.state.clone(), self.event.clone(), &self.facts))
    }

    /// What the machine says to the outcome of what it asked.
    pub fn goes_on(&mut self, state: State, (ask, outcome): (Ask, Event)) -> Verdict {
        self.learned.push((ask, outcome.clone()));
        self.known(step(state, outcome, &self.facts))
    }

    /// Passes over what was learned already.
    fn known(&self, mut verdict: Verdict) -> Verdict {
        // Nothing is asked twice in one call, so this ends.
        for _ in &self.learned {
            let Verdict::Ask(ask, state) = &verdict else {
                break;
            };
            let Some((_, outcome)) = self.learned.iter().find(|(asked, _)| asked == ask) else {
                break;
            };
            verdict = step(state.clone(), outcome.clone(), &self.facts);
        }
        verdict
    }

    /// Forgets what can be done again: all but what the pool's functions said, who are asked once.
    pub fn forget_own_work(&mut self) {
        self.learned.retain(|(ask, _)| {
            matches!(
                ask,
                Ask::DefineChallenge(_) | Ask::CreateChallenge(_) | Ask::VerifyAnswer(_)
            )
        });
    }

    /// The same call over other facts.
    #[must_use]
    pub fn over(self, facts: Facts) -> Self {
        Self { facts, ..self }
    }
}

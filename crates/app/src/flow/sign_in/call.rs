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

    /// What the machine says to the call. What it asks and was learned already is not done a second time.
    pub fn begins(&self) -> Verdict {
        let mut verdict = step(self.state.clone(), self.event.clone(), &self.facts);
        for (asked, outcome) in &self.learned {
            verdict = match verdict {
                Verdict::Ask(ask, state) if ask == *asked => step(state, outcome.clone(), &self.facts),
                other => return other,
            };
        }
        verdict
    }

    /// What the machine says to the outcome of what it asked.
    pub fn goes_on(&mut self, state: State, (ask, outcome): (Ask, Event)) -> Verdict {
        self.learned.push((ask, outcome.clone()));
        step(state, outcome, &self.facts)
    }

    /// The same call over other facts.
    #[must_use]
    pub fn over(self, facts: Facts) -> Self {
        Self { facts, ..self }
    }
}

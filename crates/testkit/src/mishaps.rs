//! What goes wrong in the world outside, at a moment that the test chooses.

use std::{
    future::{self, Future},
    sync::Mutex,
};

use domain::ports::{Boxed, PortFailed};
use store::db::{Broken, Doing, Watch};

type Happening = Boxed<'static, ()>;

/// Lets one call to the database or to a port fail, or lets something happen right before one. Calls go through it in the
/// order in which the server makes them.
#[derive(Default)]
pub struct Mishaps(Mutex<Plan>);

#[derive(Default)]
struct Plan {
    /// How many calls go well before one fails.
    well: Option<u32>,
    /// The call that failed.
    failed: Option<String>,
    /// What happens before a batch with this statement.
    before: Option<(&'static str, Happening)>,
}

impl Mishaps {
    /// The call after this many fails, once.
    pub fn fail_after(&self, well: u32) {
        let mut plan = self.plan();
        plan.well = Some(well);
        plan.failed = None;
    }

    /// Nothing fails any more. Which call did, if one did.
    pub fn take_failed(&self) -> Option<String> {
        let mut plan = self.plan();
        plan.well = None;
        plan.failed.take()
    }

    /// Once, before the next batch with the statement of this name is written, this happens.
    pub fn before(&self, statement: &'static str, happening: impl Future<Output = ()> + Send + 'static) {
        self.plan().before = Some((statement, Box::pin(happening)));
    }

    /// Whether what was to happen is still to come.
    pub fn is_waiting(&self) -> bool {
        self.plan().before.is_some()
    }

    /// Whether a port may do this.
    ///
    /// # Errors
    /// It is to fail.
    pub(crate) fn lets(&self, doing: &str) -> Result<(), PortFailed> {
        match self.fails(doing) {
            false => Ok(()),
            true => Err(PortFailed {
                doing: format!("{doing}: the test lets it fail"),
            }),
        }
    }

    fn fails(&self, doing: &str) -> bool {
        let mut plan = self.plan();
        let fails = plan.well == Some(0);
        plan.well = plan.well.and_then(|well| well.checked_sub(1));
        if fails {
            plan.failed = Some(doing.to_owned());
        }
        fails
    }

    fn take_happening(&self, doing: &Doing) -> Option<Happening> {
        let mut plan = self.plan();
        let meant = |statement: &str| matches!(doing, Doing::Writing(names) if names.contains(&statement));
        let is_now = plan.before.as_ref().is_some_and(|(statement, _)| meant(statement));
        plan.before.take_if(|_| is_now).map(|(_, happening)| happening)
    }

    fn plan(&self) -> std::sync::MutexGuard<'_, Plan> {
        self.0.lock().expect("no test panics with the lock")
    }
}

impl Watch for Mishaps {
    fn before(&self, doing: Doing) -> Boxed<'_, Result<(), Broken>> {
        if self.fails(&format!("{doing:?}")) {
            let broken = Broken::new(format!("{doing:?}"), "the test lets it fail");
            return Box::pin(future::ready(Err(broken)));
        }
        match self.take_happening(&doing) {
            None => Box::pin(future::ready(Ok(()))),
            Some(happening) => Box::pin(async {
                happening.await;
                Ok(())
            }),
        }
    }
}

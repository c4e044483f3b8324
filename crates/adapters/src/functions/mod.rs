//! The functions of pools, called in the way that the settings choose for each: as AWS Lambda is, by a signed webhook, or as a
//! command of this machine (triggers.md §§5.2, 8).
//!
//! Whatever the way, a call is bounded in time and in what is read of its answer, and so is the number of calls that are under
//! way: in all, and of one function.

mod answer;
mod command;
mod lambda;
mod pattern;
mod webhook;

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::ports::{Boxed, PortFailed, TriggerFailed, Triggers};
use serde_json::Value;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

pub use command::Command;
pub use lambda::{Lambda, LambdaAccessKey, LambdaSettings};
pub use pattern::Pattern;
pub use webhook::{Webhook, WebhookKeys, signature};

/// How long a function may take (documented: triggers.md §5.2).
pub const TIME_LIMIT: Duration = Duration::from_secs(5);

/// How often a function is called that does not answer in time (documented in an older guide; only time-outs count).
const TRIES: usize = 3;

/// How many calls are under way at once; others wait for their turn, for as long as a call may take.
const SEATS: usize = 64;

/// How many of them may be calls of one function, so that one that is slow does not starve the others.
const SEATS_OF_ONE: usize = 32;

/// Whether anybody waits for what a function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invocation {
    /// Somebody does.
    RequestResponse,
    /// Nobody does.
    Event,
}

/// A way to call a function.
pub enum Way {
    /// By the Invoke operation of AWS Lambda.
    Lambda(Lambda),
    /// By a signed webhook.
    Webhook(Webhook),
    /// As a command of this machine.
    Command(Command),
}

impl Way {
    async fn attempt(&self, function: &str, event: &Value, invocation: Invocation) -> Result<Value, TriggerFailed> {
        match self {
            Self::Lambda(lambda) => lambda.attempt(function, event, invocation).await,
            Self::Webhook(webhook) => webhook.attempt(event, invocation).await,
            Self::Command(command) => command.attempt(event).await,
        }
    }
}

/// The functions of pools.
pub struct Functions {
    routes: Vec<(Pattern, Arc<Way>)>,
    seats: Arc<Semaphore>,
    seats_by_function: Mutex<HashMap<String, Arc<Semaphore>>>,
    time_limit: Duration,
}

impl Functions {
    /// Gets ready to call functions. Of the patterns that fit a function the most exact one says how it is called; a function
    /// that none fits cannot be called. `time_limit` is for each try: [`TIME_LIMIT`], but for debugging.
    pub fn new(mut routes: Vec<(Pattern, Way)>, time_limit: Duration) -> Self {
        routes.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.exactness()));
        Self {
            routes: routes
                .into_iter()
                .map(|(pattern, way)| (pattern, Arc::new(way)))
                .collect(),
            seats: Arc::new(Semaphore::new(SEATS)),
            seats_by_function: Mutex::default(),
            time_limit,
        }
    }

    fn way(&self, function: &str) -> Result<Arc<Way>, TriggerFailed> {
        let way = self.routes.iter().find(|(pattern, _)| pattern.fits(function));
        way.map(|(_, way)| Arc::clone(way)).ok_or_else(|| {
            tracing::warn!(
                function,
                "a function of a pool cannot be called: no setting says where it is"
            );
            TriggerFailed::NotCallable("ResourceNotFoundException".into())
        })
    }

    /// A seat among all calls, and one among those of the function. Whoever waits too long gets none.
    async fn seat(&self, function: &str) -> Result<(OwnedSemaphorePermit, OwnedSemaphorePermit), TriggerFailed> {
        let of_one = {
            let mut seats = self.seats_by_function.lock().unwrap_or_else(PoisonError::into_inner);
            // Functions come and go with the pools that name them: what nobody sits in is forgotten.
            seats.retain(|_, seats| Arc::strong_count(seats) > 1);
            let seats = seats.entry(function.to_owned());
            Arc::clone(seats.or_insert_with(|| Arc::new(Semaphore::new(SEATS_OF_ONE))))
        };
        let both = async {
            let one = of_one.acquire_owned().await.ok()?;
            Some((Arc::clone(&self.seats).acquire_owned().await.ok()?, one))
        };
        let seat = timeout(self.time_limit, both).await.ok().flatten();
        seat.ok_or_else(|| TriggerFailed::NotCallable("TooManyRequestsException".into()))
    }

    async fn invoke(&self, function: &str, event: &Value, invocation: Invocation) -> Result<Value, TriggerFailed> {
        let way = self.way(function)?;
        let _seat = self.seat(function).await?;
        let mut answer = Err(TriggerFailed::TimedOut);
        let tries = match invocation {
            Invocation::RequestResponse => TRIES,
            // It may be running: a second call could send a message twice.
            Invocation::Event => 1,
        };
        for _ in 0..tries {
            let attempt = way.attempt(function, event, invocation);
            answer = within(self.time_limit, attempt).await;
            if answer != Err(TriggerFailed::TimedOut) {
                break;
            }
        }
        if let Err(failed) = &answer {
            tracing::warn!(function, ?failed, "a function of a pool did not help");
        }
        answer
    }
}

/// An attempt that takes too long has failed, and is not waited for.
async fn within<T>(
    limit: Duration,
    attempt: impl Future<Output = Result<T, TriggerFailed>>,
) -> Result<T, TriggerFailed> {
    timeout(limit, attempt).await.unwrap_or(Err(TriggerFailed::TimedOut))
}

impl Triggers for Functions {
    fn call(&self, function: &str, event: Value) -> Boxed<'_, Result<Value, TriggerFailed>> {
        let function = function.to_owned();
        Box::pin(async move { self.invoke(&function, &event, Invocation::RequestResponse).await })
    }

    fn tell(&self, function: &str, event: Value) -> Boxed<'_, Result<(), TriggerFailed>> {
        let function = function.to_owned();
        Box::pin(async move { self.invoke(&function, &event, Invocation::Event).await.map(drop) })
    }
}

/// What could not be prepared, for the operator.
fn unprepared(why: &dyn std::fmt::Display) -> PortFailed {
    PortFailed {
        doing: format!("preparing to call functions: {why}"),
    }
}

#[cfg(test)]
mod tests;

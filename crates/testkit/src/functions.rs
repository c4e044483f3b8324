//! The functions of pools, written by the test.

use std::{
    collections::BTreeMap,
    future,
    sync::{Arc, Mutex},
};

use domain::ports::{Boxed, TriggerFailed, Triggers};
use serde_json::Value;

use crate::Mishaps;

type Body = Arc<dyn Fn(&Value) -> Result<Value, TriggerFailed> + Send + Sync>;

/// Functions by their ARNs. Every call is kept.
pub struct Functions {
    bodies: Mutex<BTreeMap<String, Body>>,
    calls: Mutex<Vec<Value>>,
    mishaps: Arc<Mishaps>,
}

/// The ARN of a function of this name in the region of test servers.
pub fn function_arn(name: &str) -> String {
    format!("arn:aws:lambda:us-east-1:123456789012:function:{name}")
}

impl Functions {
    pub(crate) fn new(mishaps: Arc<Mishaps>) -> Self {
        Self {
            bodies: Mutex::default(),
            calls: Mutex::default(),
            mishaps,
        }
    }

    /// Writes a function, or writes it anew. It is given the event and returns what it returns.
    pub fn write(&self, name: &str, body: impl Fn(&Value) -> Result<Value, TriggerFailed> + Send + Sync + 'static) {
        let mut bodies = self.bodies.lock().expect("no test panics with the lock");
        bodies.insert(function_arn(name), Arc::new(body));
    }

    /// Writes a function that returns its event with this `response`.
    pub fn respond(&self, name: &str, response: impl Fn(&Value) -> Value + Send + Sync + 'static) {
        self.write(name, move |event| {
            let mut returned = event.clone();
            returned["response"] = response(event);
            Ok(returned)
        });
    }

    /// The events of all calls since this was last asked, oldest first.
    pub fn take_events(&self) -> Vec<Value> {
        std::mem::take(&mut *self.calls.lock().expect("no test panics with the lock"))
    }
}

impl Triggers for Functions {
    /// Like Lambda, knows no function that nobody wrote.
    fn call(&self, function: &str, event: Value) -> Boxed<'_, Result<Value, TriggerFailed>> {
        if let Err(failed) = self.mishaps.lets("calling a function") {
            let failed = TriggerFailed::NotCallable(failed.doing);
            return Box::pin(future::ready(Err(failed)));
        }
        self.calls
            .lock()
            .expect("no test panics with the lock")
            .push(event.clone());
        let body = self
            .bodies
            .lock()
            .expect("no test panics with the lock")
            .get(function)
            .cloned();
        let returned = match body {
            Some(body) => body(&event),
            None => Err(TriggerFailed::NotCallable("ResourceNotFoundException".into())),
        };
        Box::pin(future::ready(returned))
    }

    fn tell(&self, function: &str, event: Value) -> Boxed<'_, Result<(), TriggerFailed>> {
        let returned = self.call(function, event);
        Box::pin(async { returned.await.map(drop) })
    }
}

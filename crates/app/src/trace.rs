//! The trace: what the last requests about users did, step by step, for a developer who wonders.
//!
//! Each node keeps its own, in memory, and forgets the oldest: nothing depends on it. Secrets never enter it
//! ([`domain::trigger::redact`]).

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{
    ids::{ClientId, PoolId, Sub},
    moment::Moment,
    pool::Pool,
    ports::TriggerFailed,
    trigger::{Question, redact::redact},
    user::User,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::operation::Failed;

/// How many attempts a node remembers.
const ATTEMPTS: usize = 500;

/// How many bytes of steps one attempt may take; later steps are only counted.
const LONGEST: usize = 32 * 1024;

/// The attempts of this node.
#[derive(Default)]
pub struct Trace(Mutex<VecDeque<Arc<Mutex<Record>>>>);

/// What one request did.
struct Record {
    request: Uuid,
    at: Moment,
    operation: String,
    pool: Option<PoolId>,
    client: Option<ClientId>,
    given: Option<String>,
    username: Option<String>,
    sub: Option<Sub>,
    /// The steps as JSON, with a comma after each: one piece of memory, because most are never looked at.
    steps: String,
    left_out: usize,
    outcome: Option<Value>,
    is_listed: bool,
}

/// Which attempts are looked for. Absent members fit everything.
#[derive(Default)]
pub struct Search {
    /// The pool.
    pub pool: Option<String>,
    /// The name as it was typed in, the username, or the `sub`.
    pub username: Option<String>,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Trace {
    /// The attempts that fit, newest first.
    pub fn read(&self, search: &Search) -> Vec<Value> {
        let attempts: Vec<_> = open(&self.0).iter().cloned().collect();
        let fitting = attempts.iter().rev().filter_map(|attempt| {
            let record = open(attempt);
            record.fits(search).then(|| record.shown())
        });
        fitting.take(search.limit.unwrap_or(ATTEMPTS)).collect()
    }

    fn list(&self, attempt: &Arc<Mutex<Record>>) {
        let mut all = open(&self.0);
        if all.len() == ATTEMPTS {
            all.pop_front();
        }
        all.push_back(Arc::clone(attempt));
    }
}

/// A thread that panicked with the lock has left a record that is as good as any.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Record {
    fn fits(&self, search: &Search) -> bool {
        let is = |wanted: &Option<String>, actual: &[Option<&str>]| {
            wanted
                .as_deref()
                .is_none_or(|wanted| actual.iter().flatten().any(|actual| *actual == wanted))
        };
        let pool = self.pool.as_ref().map(PoolId::as_str);
        let names = [
            self.given.as_deref(),
            self.username.as_deref(),
            self.sub.as_ref().map(Sub::as_str),
        ];
        is(&search.pool, &[pool]) && is(&search.username, &names)
    }

    fn steps(&self) -> Value {
        let steps = self.steps.trim_end_matches(',');
        serde_json::from_str(&format!("[{steps}]")).unwrap_or_default()
    }

    fn shown(&self) -> Value {
        json!({
            "requestId": self.request.to_string(),
            "time": self.at.micros() as f64 / 1e6,
            "operation": self.operation,
            "userPoolId": self.pool,
            "clientId": self.client,
            "given": self.given,
            "username": self.username,
            "sub": self.sub,
            "steps": self.steps(),
            "stepsLeftOut": self.left_out,
            "outcome": self.outcome,
        })
    }
}

/// One request on its way through the house. It is listed as soon as it is known whom it is about.
#[derive(Clone)]
pub struct Attempt(Arc<Mutex<Record>>);

impl Attempt {
    /// A request that begins. `operation` is the name of an operation or of a page.
    pub fn begin(operation: &str, request: Uuid, at: Moment) -> Self {
        Self(Arc::new(Mutex::new(Record {
            request,
            at,
            operation: operation.to_owned(),
            pool: None,
            client: None,
            given: None,
            username: None,
            sub: None,
            steps: String::new(),
            left_out: 0,
            outcome: None,
            is_listed: false,
        })))
    }

    /// Whom the request is about: the name as it was given.
    pub fn about(&self, trace: &Trace, pool: &Pool, client: Option<&ClientId>, given: &str) {
        let mut record = open(&self.0);
        record.pool = Some(pool.id.clone());
        record.client = client.cloned();
        record.given.get_or_insert_with(|| given.to_owned());
        if !record.is_listed {
            record.is_listed = true;
            drop(record);
            trace.list(&self.0);
        }
    }

    /// The user that was meant.
    pub fn is(&self, user: &User) {
        let mut record = open(&self.0);
        record.username = Some(user.username.clone());
        record.sub = Some(user.sub.clone());
    }

    /// A step with whatever is worth knowing of it.
    pub fn note(&self, step: &str, details: Value) {
        let mut entry = json!({ "step": step });
        if let (Value::Object(entry), Value::Object(details)) = (&mut entry, details) {
            entry.extend(details);
        }
        let entry = entry.to_string();
        let mut record = open(&self.0);
        if record.steps.len() + entry.len() > LONGEST {
            record.left_out += 1;
            return;
        }
        record.steps.push_str(&entry);
        record.steps.push(',');
    }

    /// A function was asked.
    pub fn asked(&self, question: &Question<'_>, call: &Called<'_>) {
        let (answer, failed) = match call.returned {
            Ok(document) => (document.get("response").map(|response| bounded(redact(response))), None),
            Err(failed) => (None, Some(failure(failed))),
        };
        let step = json!({
            "trigger": question.trigger().as_str(),
            "triggerSource": question.source(),
            "function": call.function,
            "milliseconds": call.micros / 1_000,
            "event": bounded(redact(call.event)),
            "response": answer,
            "failure": failed,
        });
        self.note("trigger", step);
    }

    /// A function was told, and its answer is not read.
    pub fn told(&self, function: &str, event: &Value, told: &Result<(), TriggerFailed>) {
        let step = json!({
            "trigger": event["triggerSource"].as_str().and_then(|source| source.split('_').next()),
            "triggerSource": event["triggerSource"],
            "function": function,
            "event": bounded(redact(event)),
            "failure": told.as_ref().err().map(failure),
        });
        self.note("trigger", step);
    }

    /// How the request ended.
    pub fn ends<T>(&self, result: &Result<T, Failed>) {
        match result {
            Ok(_) => open(&self.0).outcome = Some(json!({ "result": "success" })),
            Err(failed) => self.fails(failed),
        }
    }

    /// That the request failed, though it may be answered by a page.
    pub fn fails(&self, failed: &Failed) {
        let outcome = match failed {
            Failed::Fault(fault) => json!({ "result": "fault", "code": fault.code.name(), "message": fault.message }),
            Failed::Broken(_) => json!({ "result": "broken" }),
        };
        open(&self.0).outcome = Some(outcome);
    }

    /// Which page the request is for, such as `POST /login`.
    pub fn at(&self, page: String) {
        open(&self.0).operation = page;
    }

    /// That a page was answered with this status, unless it is known to have failed.
    pub fn answers(&self, status: u16) {
        let answered = || json!({ "result": "page", "status": status });
        open(&self.0).outcome.get_or_insert_with(answered);
    }
}

/// A call of a function that is over.
pub struct Called<'a> {
    /// Its ARN.
    pub function: &'a str,
    /// What it was given.
    pub event: &'a Value,
    /// What it returned.
    pub returned: &'a Result<Value, TriggerFailed>,
    /// How long it took.
    pub micros: i64,
}

/// The longest document of a function that is kept, in bytes.
const LONGEST_DOCUMENT: usize = 8 * 1024;

/// A document, or how long it would be.
fn bounded(document: Value) -> Value {
    let bytes = document.to_string().len();
    match bytes > LONGEST_DOCUMENT {
        true => json!({ "tooLongToKeep": bytes }),
        false => document,
    }
}

fn failure(failed: &TriggerFailed) -> Value {
    match failed {
        TriggerFailed::Function(message) => json!({ "kind": "function", "message": message }),
        TriggerFailed::NotCallable(error) => json!({ "kind": "not callable", "message": error }),
        TriggerFailed::TimedOut => json!({ "kind": "timed out" }),
        TriggerFailed::NotJson => json!({ "kind": "not JSON" }),
    }
}

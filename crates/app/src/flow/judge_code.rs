//! Judging a code that somebody typed in.
//!
//! Whatever the verdict, the attempt is counted in the same batch that acts on it, and nothing is said before that batch is
//! durable: a thousand guesses at the same moment learn no more than the allowed number.

use domain::user::User;
use store::{
    Subject,
    attempts::{self, Limit},
    codes::{self, Code},
    db::{Batch, Done},
};
use subtle::ConstantTimeEq;
use wire::Fault;

use crate::{cx::Cx, flow::deliver_code::Errand, operation::Failed, say};

/// A code has no limit of its own beside that of the user (resources.md §2.11).
const TRIES: i64 = i64::MAX;

/// What a code was judged to be.
pub enum Verdict {
    /// It is right. Commit [`Judged::batch`] together with what it was good for.
    Right(Code),
    /// It is not; say this after [`Judged::batch`] was committed.
    Wrong(Fault),
}

/// A verdict with what must be written before anybody learns of it.
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Counts the attempt; uses the code up when it was right. Guards: [`attempts::TOO_MANY`], [`codes::CODE_GONE`].
    pub batch: Batch,
}

/// Attempts at one thing, for one user, in an hour.
#[derive(Clone, Copy)]
pub struct Allowance {
    /// The name of the thing in the store.
    pub action: &'static str,
    /// How many attempts an hour.
    pub hourly: i64,
}

impl Allowance {
    /// Counts an attempt of the user. Guard: [`attempts::TOO_MANY`].
    pub fn count(self, cx: &Cx, user: &User) -> Batch {
        let subject = Subject::User(&user.sub);
        attempts::count(&user.pool, subject, self.action, Limit::hourly(self.hourly), cx.now)
    }
}

/// Judges `offered` against the code that the user was sent.
///
/// # Errors
///
/// Only [`Failed::Broken`]; the client's faults are in the verdict.
pub async fn judge(
    cx: &Cx,
    user: &User,
    errand: Errand,
    offered: &str,
    allowance: Allowance,
) -> Result<Judged, Failed> {
    let count = allowance.count(cx, user);
    let known = cx.house.store.code(&user.pool, &user.sub, &errand.purpose()).await?;
    let judged = match known.filter(|code| cx.now < code.expires) {
        None => Judged::wrong(say::passwords::code_expired(), count),
        Some(code) if !is_same(&code.text, offered) => Judged::wrong(say::passwords::code_mismatch(), count),
        Some(code) => Judged {
            batch: count.and(codes::consume(&code, TRIES, cx.now)),
            verdict: Verdict::Right(code),
        },
    };
    Ok(judged)
}

impl Judged {
    const fn wrong(fault: Fault, batch: Batch) -> Self {
        Self {
            verdict: Verdict::Wrong(fault),
            batch,
        }
    }
}

/// Counts an attempt that fails, then says why.
pub async fn refuse(cx: &Cx, count: Batch, fault: Fault) -> Failed {
    refuse_with(cx, count, fault.into()).await
}

/// As [`refuse`], for a failure of any kind.
pub async fn refuse_with(cx: &Cx, count: Batch, failed: Failed) -> Failed {
    match cx.house.store.write(count).await {
        Ok(Done::Written) => failed,
        Ok(Done::Refused(guard)) => refused(guard).into(),
        Err(broken) => broken.into(),
    }
}

/// What is said when a guard of [`Judged::batch`] or of [`Allowance::count`] refuses.
pub fn refused(guard: &'static str) -> Fault {
    match guard {
        attempts::TOO_MANY => say::users::attempt_limit_exceeded(),
        _ => say::passwords::code_expired(),
    }
}

fn is_same(known: &str, offered: &str) -> bool {
    known.as_bytes().ct_eq(offered.as_bytes()).into()
}

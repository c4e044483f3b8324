//! The gate that refuses requests that come too often (resources.md §2.11, documented).
//!
//! Each node counts for itself, in memory: a cluster of three takes three times the rate. What is provisioned by
//! UpdateProvisionedLimit lies in the store, and every node reads it again now and then.

mod categories;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{
    ids::Region,
    moment::{Moment, Span},
    rates::{Bucket, CHALLENGES_FOR_A_SIGN_IN, Category, PER_POOL, PER_USER, Rate},
};
use store::rates::Provisioned;
use wire::{Fault, Operation};

pub use categories::category;

use crate::{
    cx::{Cx, House},
    dispatch::Named,
    say,
};

/// How old what was read of the store may be.
const READ_AGAIN: Span = Span::seconds(10);

/// So many buckets are kept before the idle ones are dropped.
const MOST_BUCKETS: usize = 20_000;

/// What the node has counted. Cheap to clone; all clones are one gate.
#[derive(Clone, Default)]
pub struct Gate {
    counted: Arc<Mutex<Counted>>,
}

#[derive(Default)]
struct Counted {
    buckets: HashMap<Whose, (Bucket, Rate)>,
    provisioned: HashMap<(Region, Category), Rate>,
    read: Option<Moment>,
}

/// Whose requests a bucket counts.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Whose {
    /// All of a category in a region.
    All(Region, Category),
    /// Answers to challenges in a region.
    Challenges(Region),
    /// One operation on one pool.
    Pool(String, Operation),
    /// One user, by pool and sub.
    User(String, Access),
}

/// What is done with a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Access {
    Read,
    Write,
}

impl Gate {
    /// Lets a request to the API through, or refuses it.
    ///
    /// # Errors
    /// TooManyRequestsException.
    pub async fn pass(&self, cx: &Cx, operation: Operation, named: &Named<'_>) -> Result<(), Fault> {
        if cx.house.settings.rates.rate(Category::UserRead).is_none() {
            return Ok(());
        }
        let category = category(operation, named.challenge().as_deref());
        self.keep_up(&cx.house, cx.now).await;
        let mut counted = self.counted();
        let is_answer = matches!(
            operation,
            Operation::RespondToAuthChallenge | Operation::AdminRespondToAuthChallenge
        );
        if is_answer && category == Category::UserAuthentication {
            let rate = counted.rate(cx, category).saturating_mul(CHALLENGES_FOR_A_SIGN_IN);
            if counted.take(Whose::Challenges(cx.region.clone()), rate, cx.now) {
                return Ok(());
            }
        }
        let rate = counted.rate(cx, category);
        let all = Whose::All(cx.region.clone(), category);
        if !counted.take(all.clone(), rate, cx.now) {
            return Err(say::protocol::too_many_requests());
        }
        let pool = named.pool().filter(|_| category.is_bounded_for_a_pool());
        let fits = pool.is_none_or(|pool| counted.take(Whose::Pool(pool, operation), PER_POOL, cx.now));
        if !fits {
            counted.put_back(&all);
            return Err(say::protocol::too_many_requests());
        }
        Ok(())
    }

    /// Lets a request through that comes another way than the API, such as by a hosted page.
    ///
    /// # Errors
    /// TooManyRequestsException.
    pub async fn pass_page(&self, cx: &Cx, category: Category) -> Result<(), Fault> {
        leave_room(cx, category)?;
        if cx.house.settings.rates.rate(category).is_none() {
            return Ok(());
        }
        self.keep_up(&cx.house, cx.now).await;
        let mut counted = self.counted();
        let rate = counted.rate(cx, category);
        match counted.take(Whose::All(cx.region.clone(), category), rate, cx.now) {
            true => Ok(()),
            false => Err(say::protocol::too_many_requests()),
        }
    }

    /// Counts what is done with one user (documented: ten reads and ten writes a second). `user` names it over all pools.
    ///
    /// # Errors
    /// TooManyRequestsException.
    pub fn pass_user(&self, cx: &Cx, user: impl FnOnce() -> String) -> Result<(), Fault> {
        let Some(operation) = cx.operation else {
            return Ok(());
        };
        if cx.house.settings.rates.rate(Category::UserRead).is_none() {
            return Ok(());
        }
        let access = match category(operation, None) {
            Category::UserRead | Category::UserResourceRead | Category::UserAuthentication => Access::Read,
            _ => Access::Write,
        };
        match self.counted().take(Whose::User(user(), access), PER_USER, cx.now) {
            true => Ok(()),
            false => Err(say::protocol::too_many_requests()),
        }
    }

    /// Takes note of what was just provisioned, so that this node need not wait.
    pub fn learn(&self, provisioned: &Provisioned) {
        let key = (provisioned.region.clone(), provisioned.category);
        self.counted().provisioned.insert(key, provisioned.rate);
    }

    /// Reads again what was provisioned, when it is time. When the store does not answer, what was read before holds.
    async fn keep_up(&self, house: &House, now: Moment) {
        {
            let mut counted = self.counted();
            if counted.read.is_some_and(|read| now < read + READ_AGAIN) {
                return;
            }
            counted.read = Some(now);
        }
        if let Ok(rates) = house.store.provisioned_rates().await {
            let rates = rates.into_iter().map(|it| ((it.region, it.category), it.rate));
            self.counted().provisioned = rates.collect();
        }
    }

    /// Nothing that runs under the lock can fail half-way, so that a poisoned one is as good as new.
    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Turns a request of a page away that takes heavy reckoning while too much of it waits, before anything is counted or spent for
/// it. Everything else goes on. (What goes to the crew as a whole is turned away before it gets there.)
fn leave_room(cx: &Cx, category: Category) -> Result<(), Fault> {
    match is_heavy(category) && cx.house.crew.is_swamped() {
        true => Err(say::protocol::too_many_requests()),
        false => Ok(()),
    }
}

/// Whether requests of a category take heavy reckoning.
const fn is_heavy(category: Category) -> bool {
    matches!(
        category,
        Category::UserAuthentication
            | Category::UserCreation
            | Category::UserFederation
            | Category::UserAccountRecovery
            | Category::ClientAuthentication
    )
}

/// Whether an operation takes heavy reckoning, so that it is for the crew as a whole.
pub fn is_for_the_crew(operation: Operation) -> bool {
    is_heavy(category(operation, None))
}

impl Counted {
    fn rate(&self, cx: &Cx, category: Category) -> Rate {
        let provisioned = self.provisioned.get(&(cx.region.clone(), category));
        let free = cx.house.settings.rates.rate(category).unwrap_or(Rate::MAX);
        provisioned.copied().unwrap_or(free)
    }

    fn take(&mut self, whose: Whose, rate: Rate, now: Moment) -> bool {
        if self.buckets.len() >= MOST_BUCKETS {
            self.buckets.retain(|_, (bucket, rate)| !bucket.is_idle(*rate, now));
        }
        if self.buckets.len() >= MOST_BUCKETS {
            // So many at once within a second: their counts are given up rather than the memory.
            self.buckets.clear();
        }
        let (bucket, last) = self
            .buckets
            .entry(whose)
            .or_insert_with(|| (Bucket::full(rate, now), rate));
        *last = rate;
        bucket.take(rate, now)
    }

    fn put_back(&mut self, whose: &Whose) {
        if let Some((bucket, rate)) = self.buckets.get_mut(whose) {
            bucket.put_back(*rate);
        }
    }
}

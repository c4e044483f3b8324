//! Heavy reckoning, kept off the threads that serve sockets: modular exponentiation and RSA signatures take from half a
//! millisecond to several.
//!
//! A flood of sign-ins is turned away at the door ([`Crew::is_swamped`], asked by the gate of rates), before anything was
//! counted or spent for it. What was let in is always finished.

use std::{
    num::NonZero,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::available_parallelism,
};

use tokio::{
    sync::{Semaphore, oneshot},
    task::spawn_blocking,
};

use crate::operation::Broken;

/// How many jobs may wait for each core before no more are let in. A job takes about a millisecond, so the last one waits for
/// about half a second: less than what makes a client give up and ask again, which would only add to the flood.
const WAITING_FOR_A_CORE: usize = 512;

/// What a hand does while nobody waits for it. Answers whether there is more of it to do; each piece should be short.
pub type Pastime = Arc<dyn Fn() -> bool + Send + Sync>;

/// As many heavy jobs at a time as the machine has cores. More would only make all of them late.
#[derive(Clone)]
pub struct Crew {
    hands: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    most_waiting: usize,
    pastime: Option<Pastime>,
}

impl Default for Crew {
    fn default() -> Self {
        let cores = available_parallelism().map_or(2, NonZero::get);
        Self::new(cores, cores * WAITING_FOR_A_CORE)
    }
}

/// A job that waits for a hand, as long as its client does.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn begin(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Crew {
    /// So many hands, which are swamped when more than `most_waiting` jobs wait for them.
    pub fn new(hands: usize, most_waiting: usize) -> Self {
        Self {
            hands: Arc::new(Semaphore::new(hands)),
            waiting: Arc::default(),
            most_waiting,
            pastime: None,
        }
    }

    /// The same with something to do between jobs.
    #[must_use]
    pub fn with_pastime(self, pastime: Pastime) -> Self {
        Self {
            pastime: Some(pastime),
            ..self
        }
    }

    /// Whether so many jobs wait that a new one would be late.
    pub fn is_swamped(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > self.most_waiting
    }

    /// Does a heavy job on another thread.
    ///
    /// # Errors
    /// When the job was lost, because it panicked or the process is going down.
    pub async fn does<T, F>(&self, job: F) -> Result<T, Broken>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let lost = |cause: String| Broken {
            doing: "a heavy job".into(),
            cause,
        };
        let waiting = Waiting::begin(&self.waiting);
        let hand = Arc::clone(&self.hands)
            .acquire_owned()
            .await
            .map_err(|error| lost(error.to_string()))?;
        drop(waiting);
        let (answer, done) = oneshot::channel();
        let crew = self.clone();
        let work = spawn_blocking(move || {
            // Whoever asked may have left meanwhile.
            let _ = answer.send(job());
            crew.pass_time();
            drop(hand);
        });
        match done.await {
            Ok(done) => Ok(done),
            Err(_) => Err(lost(
                work.await.err().map_or_else(String::new, |error| error.to_string()),
            )),
        }
    }

    fn pass_time(&self) {
        let Some(pastime) = &self.pastime else { return };
        while self.waiting.load(Ordering::Relaxed) == 0 && pastime() {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_crew_is_swamped_by_more_jobs_than_may_wait_and_finishes_them_all() {
        let crew = Crew::new(1, 1);
        let (free, held) = mpsc::channel::<()>();
        let first = {
            let crew = crew.clone();
            // Ends when the other end is dropped.
            tokio::spawn(async move { crew.does(move || held.recv().is_err()).await.is_ok() })
        };
        let ask = |number: u32| {
            let crew = crew.clone();
            tokio::spawn(async move { crew.does(move || number).await.ok() })
        };
        while crew.hands.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(!crew.is_swamped());
        let jobs = [ask(1), ask(2)];
        while crew.waiting.load(Ordering::Relaxed) < 2 {
            tokio::task::yield_now().await;
        }
        assert!(crew.is_swamped(), "two wait where one may");
        // One whose client leaves waits no longer.
        let leaves = ask(3);
        while crew.waiting.load(Ordering::Relaxed) < 3 {
            tokio::task::yield_now().await;
        }
        leaves.abort();
        assert!(leaves.await.is_err_and(|error| error.is_cancelled()));
        assert_eq!(crew.waiting.load(Ordering::Relaxed), 2);

        drop(free);
        assert!(first.await.is_ok_and(|done| done));
        for (job, number) in jobs.into_iter().zip([1, 2]) {
            assert_eq!(job.await.ok().flatten(), Some(number));
        }
        assert!(!crew.is_swamped());
    }

    #[tokio::test]
    async fn a_job_that_panics_is_lost_and_its_hand_is_not() {
        let crew = Crew::new(1, 1);
        let broken = crew.does(|| std::panic::resume_unwind(Box::new("on purpose"))).await;
        let broken: Result<(), Broken> = broken;
        assert!(broken.is_err_and(|broken| broken.cause.contains("panic")));
        assert_eq!(crew.does(|| 7).await.ok(), Some(7));
    }

    #[tokio::test]
    async fn time_is_passed_between_jobs_until_there_is_nothing_more_to_do() {
        let left = Arc::new(AtomicUsize::new(5));
        let counted = Arc::clone(&left);
        let pastime = move || {
            counted
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
                .is_ok()
        };
        let crew = Crew::new(1, 1).with_pastime(Arc::new(pastime));
        assert_eq!(crew.does(|| 1).await.ok(), Some(1));
        // The only hand is free again when it has done all of it.
        assert_eq!(crew.hands.acquire().await.map(drop).ok(), Some(()));
        assert_eq!(left.load(Ordering::Relaxed), 0);
    }
}

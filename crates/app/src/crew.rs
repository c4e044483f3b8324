//! Heavy reckoning, on threads of its own: modular exponentiation and RSA signatures take from a fifth of a millisecond to
//! several, and the threads that serve sockets must go on meanwhile.
//!
//! A sign-in runs there as a whole ([`Crew::runs`]), because each change of threads costs both of them a wait in the kernel; what
//! it reckons is then done on the spot. What runs elsewhere sends only its heavy jobs there ([`Crew::does`]). Measured: handing over
//! each job by itself takes a fifth more processor time for a sign-in, and so does reckoning on the threads of the sockets.
//!
//! A flood of sign-ins is turned away at the doors ([`Crew::is_swamped`]), before anything was counted or spent for it. What was
//! let in is always finished.

use std::{cell::Cell, future::Future, io, num::NonZero, sync::Arc, thread::available_parallelism};

use store::Backlog;
use tokio::{
    runtime::{Builder, Handle, Runtime},
    task::{JoinHandle, yield_now},
};

use crate::{operation::Broken, slow_lane::SlowLane};

/// How many pieces of work may wait for each core before no more are let in. A piece takes about a millisecond, so the last one
/// waits for about half a second: less than what makes a client give up and ask again, which would only add to the flood.
const WAITING_FOR_A_CORE: usize = 512;

thread_local! {
    /// Whether this thread is one of a crew.
    static IS_HAND: Cell<bool> = const { Cell::new(false) };
}

/// As many threads as the machine has cores. More would only make all of them late. Cheap to clone; all clones are one crew,
/// and the last one lets its threads go.
#[derive(Clone)]
pub struct Crew {
    hands: Arc<Hands>,
    backlog: Backlog,
    most_waiting: usize,
    slow: SlowLane,
}

/// A runtime that may be dropped by one of its own tasks, or by those of another.
struct Hands {
    at: Handle,
    runtime: Option<Runtime>,
}

impl Drop for Hands {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Crew {
    /// A crew for this machine.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn start() -> io::Result<Self> {
        let cores = available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        Self::of(cores, WAITING_FOR_A_CORE.saturating_mul(cores.get()))
    }

    /// So many hands, which are swamped when more than `most_waiting` pieces of work wait for them.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn of(hands: NonZero<usize>, most_waiting: usize) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(hands.get())
            .thread_name("crew")
            .on_thread_start(|| IS_HAND.set(true))
            .enable_all()
            .build()?;
        Ok(Self {
            hands: Arc::new(Hands {
                at: runtime.handle().clone(),
                runtime: Some(runtime),
            }),
            backlog: Backlog::of(hands),
            most_waiting,
            slow: SlowLane::default(),
        })
    }

    /// What waits for a hand.
    pub const fn backlog(&self) -> &Backlog {
        &self.backlog
    }

    /// Whether so much work waits that more would be late. Not for whoever is of the crew: what was let in is finished.
    pub fn is_swamped(&self) -> bool {
        !IS_HAND.get() && self.backlog.len() > self.most_waiting
    }

    /// Runs something that reckons much in between. It goes on when the answer is not waited for.
    pub fn runs<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        let waiting = self.backlog.begin();
        self.hands.at.spawn(async move {
            drop(waiting);
            work.await
        })
    }

    /// Does a heavy job: on the spot by whoever is of the crew, or else on a thread that is.
    ///
    /// # Errors
    /// When the job was lost, because it panicked on another thread or the process is going down.
    pub async fn does<T, F>(&self, job: F) -> Result<T, Broken>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        if IS_HAND.get() {
            return Ok(job());
        }
        self.runs(async move { job() }).await.map_err(|lost| Broken {
            doing: "a heavy job".into(),
            cause: lost.to_string(),
        })
    }

    /// Where jobs are done that take seconds, and would keep others from a hand.
    pub const fn slow_lane(&self) -> &SlowLane {
        &self.slow
    }

    /// Does something in pieces while nothing waits, until a piece says that there is no more. Each should be short.
    pub fn fills_time(&self, piece: impl Fn() -> Progress + Send + 'static) {
        let backlog = self.backlog.clone();
        self.hands.at.spawn(async move {
            while backlog.is_empty() && piece() == Progress::More {
                yield_now().await;
            }
        });
    }
}

/// Whether something is done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    More,
    /// There is not.
    Done,
}

#[cfg(test)]
mod tests {
    use std::sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };

    use super::*;

    fn crew(most_waiting: usize) -> Crew {
        Crew::of(NonZero::<usize>::MIN, most_waiting).unwrap()
    }

    #[tokio::test]
    async fn a_crew_is_swamped_by_more_work_than_may_wait_and_finishes_all_of_it() {
        let crew = crew(1);
        let (free, held) = mpsc::channel::<()>();
        let (begins, begun) = tokio::sync::oneshot::channel();
        // Ends when the other end is dropped.
        let first = crew.runs(async move {
            let _ = begins.send(());
            held.recv().is_err()
        });
        begun.await.unwrap();
        assert!(!crew.is_swamped());
        let second = crew.runs(async { 2 });
        assert!(!crew.is_swamped(), "one may wait");
        let third = crew.runs(async { 3 });
        assert!(crew.is_swamped());
        drop(free);
        assert!(first.await.unwrap());
        assert_eq!((second.await.unwrap(), third.await.unwrap()), (2, 3));
        assert!(crew.backlog().is_empty());
    }

    #[tokio::test]
    async fn whoever_is_of_the_crew_does_a_job_on_the_spot() {
        let crew = crew(0);
        let name = || std::thread::current().id();
        let same = {
            let crew = crew.clone();
            crew.clone()
                .runs(async move { crew.does(name).await.unwrap() == name() })
        };
        assert!(same.await.unwrap());
        assert!(crew.does(name).await.unwrap() != name());
    }

    #[tokio::test]
    async fn a_job_that_panics_is_lost_and_its_hand_is_not() {
        let crew = crew(1);
        let broken = crew.does(|| std::panic::resume_unwind(Box::new("on purpose"))).await;
        let broken: Result<(), Broken> = broken;
        assert!(broken.is_err_and(|broken| broken.cause.contains("panic")));
        assert_eq!(crew.does(|| 7).await.ok(), Some(7));
    }

    #[tokio::test]
    async fn time_is_filled_until_there_is_no_more_to_do() {
        let crew = crew(1);
        let left = AtomicUsize::new(5);
        let (done, is_done) = mpsc::channel();
        crew.fills_time(move || match left.fetch_sub(1, Ordering::Relaxed) {
            1 => {
                let _ = done.send(());
                Progress::Done
            }
            _ => Progress::More,
        });
        assert!(is_done.recv().is_ok());
        assert!(is_done.recv().is_err(), "it is let go");
    }
}

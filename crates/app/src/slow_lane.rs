//! Jobs that take up to seconds and hundreds of MiB: the hashes that users were imported with. They have threads of their own, so
//! that sign-ins of others go on, and few of them, because memory is finite.

use std::{num::NonZero, sync::Arc, thread::available_parallelism};

use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::operation::Broken;

/// As many slow jobs at a time as half of the machine's cores; the others wait. Cheap to clone; all clones are one lane.
#[derive(Clone)]
pub struct SlowLane(Arc<Semaphore>);

impl Default for SlowLane {
    fn default() -> Self {
        Self::of(available_parallelism().map_or(1, NonZero::get).div_ceil(2))
    }
}

impl SlowLane {
    /// So many at a time.
    pub fn of(width: usize) -> Self {
        Self(Arc::new(Semaphore::new(width)))
    }

    /// Does a slow job on another thread. One whose client leaves while it waits is not done.
    ///
    /// # Errors
    /// When the job was lost, because it panicked or the process is going down.
    pub async fn does<T, F>(&self, job: F) -> Result<T, Broken>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let lost = |cause: String| Broken {
            doing: "a slow job".into(),
            cause,
        };
        let turn = Arc::clone(&self.0)
            .acquire_owned()
            .await
            .map_err(|error| lost(error.to_string()))?;
        // The turn ends with the job, also when whoever asked has left.
        let work = spawn_blocking(move || {
            let done = job();
            drop(turn);
            done
        });
        work.await.map_err(|error| lost(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            atomic::{AtomicUsize, Ordering},
            mpsc,
        },
        time::Duration,
    };

    use super::*;

    #[tokio::test]
    async fn no_more_than_so_many_are_at_work_and_all_are_done() {
        let lane = SlowLane::of(2);
        let (at_work, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let jobs = (0..20).map(|number| {
            let (lane, at_work, most) = (lane.clone(), Arc::clone(&at_work), Arc::clone(&most));
            tokio::spawn(async move {
                let job = move || {
                    most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    at_work.fetch_sub(1, Ordering::SeqCst);
                    number
                };
                lane.does(job).await.ok()
            })
        });
        let jobs: Vec<_> = jobs.collect();
        for (number, job) in jobs.into_iter().enumerate() {
            assert_eq!(job.await.ok().flatten(), Some(number));
        }
        assert!(most.load(Ordering::SeqCst) <= 2);
    }

    #[tokio::test]
    async fn a_turn_ends_with_the_job_whatever_becomes_of_it() {
        let lane = SlowLane::of(1);
        let (free, held) = mpsc::channel::<()>();
        let first = lane.does(move || held.recv_timeout(Duration::from_secs(60)).is_err());
        // Whoever asked leaves while the job is at work.
        let mut first = Box::pin(first);
        assert!(futures_are_pending(first.as_mut()).await);
        drop(first);
        assert_eq!(lane.0.available_permits(), 0, "it still is");
        drop(free);
        let lost: Result<(), Broken> = lane.does(|| std::panic::resume_unwind(Box::new("on purpose"))).await;
        assert!(lost.is_err_and(|broken| broken.cause.contains("panic")));
        assert_eq!(lane.does(|| 7).await.ok(), Some(7));
    }

    async fn futures_are_pending<T>(work: std::pin::Pin<&mut impl Future<Output = T>>) -> bool {
        let mut work = work;
        std::future::poll_fn(|cx| std::task::Poll::Ready(work.as_mut().poll(cx).is_pending())).await
    }
}

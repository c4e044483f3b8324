//! A queue between async callers and the threads that own the connections.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// Jobs in order of arrival, for one thread or several.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
}

struct State<T> {
    jobs: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                jobs: VecDeque::new(),
                closed: false,
            }),
            arrived: Condvar::new(),
        }
    }

    /// Accepts a job, or hands it back when the queue is closed.
    pub(super) fn push(&self, job: T) -> Result<(), T> {
        let mut state = self.state();
        if state.closed {
            return Err(job);
        }
        state.jobs.push_back(job);
        drop(state);
        self.arrived.notify_one();
        Ok(())
    }

    /// Waits for jobs and takes up to `most` of them. Empty only when the queue is closed and drained.
    pub(super) fn take(&self, most: usize) -> Vec<T> {
        let mut state = self.filled();
        let count = most.min(state.jobs.len());
        state.jobs.drain(..count).collect()
    }

    /// Waits for the first job, or for the end of the queue.
    pub(super) fn wait(&self) {
        drop(self.filled());
    }

    fn filled(&self) -> MutexGuard<'_, State<T>> {
        let mut state = self.state();
        while state.jobs.is_empty() && !state.closed {
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state
    }

    /// Accepts nothing more; what was accepted is still given out.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.arrived.notify_all();
    }

    /// Accepts nothing more and drops what was accepted, so that nobody waits for an answer that cannot come.
    pub(super) fn abandon(&self) {
        let mut state = self.state();
        state.closed = true;
        let dropped = std::mem::take(&mut state.jobs);
        drop(state);
        drop(dropped);
        self.arrived.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nothing panics while it holds the lock, so a poisoned state is a whole one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_come_out_in_order_and_after_closing() {
        let queue = Queue::new();
        for job in 1..=5 {
            queue.push(job).unwrap();
        }
        assert_eq!(queue.take(2), [1, 2]);
        queue.close();
        assert_eq!(queue.push(6), Err(6));
        assert_eq!(queue.take(10), [3, 4, 5]);
        assert!(queue.take(10).is_empty());
    }

    #[test]
    fn an_abandoned_queue_gives_nothing() {
        let queue = Queue::new();
        queue.push(1).unwrap();
        queue.abandon();
        assert!(queue.take(1).is_empty());
    }
}

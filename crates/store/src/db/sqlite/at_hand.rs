//! Connections for point reads, used by whoever asks, on the asker's own thread.
//!
//! A row found by its key takes a few microseconds, which is less than waking a reader thread and being woken by it. What may
//! take longer, a list, goes to the reader threads, so that it cannot hold up a thread that serves sockets.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

/// Idle connections. While all are in use, reads go to the reader threads.
pub(super) struct AtHand(Mutex<Idle>);

struct Idle {
    connections: Vec<Connection>,
    closed: bool,
}

impl AtHand {
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        Self(Mutex::new(Idle {
            connections,
            closed: false,
        }))
    }

    /// Does something with an idle connection, if there is one.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> Option<T> {
        let connection = self.idle().connections.pop()?;
        let done = work(&connection);
        let mut idle = self.idle();
        if !idle.closed {
            idle.connections.push(connection);
        }
        Some(done)
    }

    /// Lets go of them all; one in use goes when it comes back.
    pub(super) fn close(&self) {
        let mut idle = self.idle();
        idle.closed = true;
        idle.connections.clear();
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        // Nothing panics while it holds the lock, so poisoned contents are whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

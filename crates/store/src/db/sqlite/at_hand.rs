//! Connections for point reads, used by whoever asks, on the asker's own thread.
//!
//! A row found by its key takes a few microseconds, which is less than waking a reader thread and being woken by it. What may
//! take longer, a list, goes to the reader threads, so that it cannot hold up a thread that serves sockets.

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::Connection;

use super::{super::Broken, connect};

/// At most so many connections. The threads that serve sockets and those that reckon are seldom more.
const MOST: usize = 8;

/// Idle connections, made when they are first needed. While all are in use, reads go to the reader threads.
pub(super) struct AtHand {
    path: PathBuf,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    connections: Vec<Connection>,
    made: usize,
    closed: bool,
}

impl AtHand {
    /// None yet, to this file.
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::default(),
        }
    }

    /// Does something with a connection, if one is free.
    ///
    /// # Errors
    /// One more could not be opened.
    pub(super) fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> Result<Option<T>, Broken> {
        let Some(connection) = self.take()? else {
            return Ok(None);
        };
        let done = work(&connection);
        let mut idle = self.idle();
        if !idle.closed {
            idle.connections.push(connection);
        }
        Ok(Some(done))
    }

    /// The connection that was used last, because its memory is the likeliest to be in the processor's caches.
    fn take(&self) -> Result<Option<Connection>, Broken> {
        let mut idle = self.idle();
        if let Some(connection) = idle.connections.pop() {
            return Ok(Some(connection));
        }
        if idle.closed || idle.made == MOST {
            return Ok(None);
        }
        idle.made += 1;
        drop(idle);
        connect::reader(&self.path)
            .map(Some)
            .inspect_err(|_| self.idle().made -= 1)
    }

    /// Lets go of them all; one in use goes when it comes back.
    pub(super) fn close(&self) {
        let mut idle = self.idle();
        idle.closed = true;
        idle.connections.clear();
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        // Nothing panics while it holds the lock, so poisoned contents are whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

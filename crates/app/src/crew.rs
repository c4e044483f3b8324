//! Heavy reckoning, kept off the threads that serve sockets: modular exponentiation and RSA signatures take from half a
//! millisecond to several.

use std::{num::NonZero, sync::Arc, thread::available_parallelism};

use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::operation::Broken;

/// As many heavy jobs at a time as the machine has cores. More would only make all of them late.
#[derive(Clone)]
pub struct Crew {
    hands: Arc<Semaphore>,
}

impl Default for Crew {
    fn default() -> Self {
        let cores = available_parallelism().map_or(2, NonZero::get);
        Self {
            hands: Arc::new(Semaphore::new(cores)),
        }
    }
}

impl Crew {
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
        let hand = Arc::clone(&self.hands)
            .acquire_owned()
            .await
            .map_err(|error| lost(error.to_string()))?;
        spawn_blocking(move || {
            let done = job();
            drop(hand);
            done
        })
        .await
        .map_err(|error| lost(error.to_string()))
    }
}

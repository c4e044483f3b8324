//! A stock of the server's secrets of SRP with their powers, made while nobody waits: a sign-in by SRP then begins without an
//! exponentiation.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{
    ports::Entropy,
    srp::{EPHEMERAL_BYTES, Ephemeral},
};

use crate::crew::Pastime;

/// What a burst of sign-ins may use up; half a kilobyte each.
const STOCK: usize = 256;

/// Cheap to clone; all clones are one stock. Each is given out once.
#[derive(Clone)]
pub struct Ephemerals {
    made: Arc<Mutex<Vec<Ephemeral>>>,
    entropy: Arc<dyn Entropy>,
}

impl Ephemerals {
    /// An empty stock.
    pub fn new(entropy: Arc<dyn Entropy>) -> Self {
        Self {
            made: Arc::default(),
            entropy,
        }
    }

    /// One that was made ahead of time, if any is left.
    pub fn take(&self) -> Option<Ephemeral> {
        self.made().pop()
    }

    /// Fills the stock, one at a time.
    pub fn filling(&self) -> Pastime {
        let stock = self.clone();
        Arc::new(move || {
            let is_full = stock.made().len() >= STOCK;
            if !is_full {
                let one = Ephemeral::new(&stock.entropy.bytes::<EPHEMERAL_BYTES>());
                stock.made().push(one);
            }
            !is_full
        })
    }

    /// Nothing that runs under the lock can fail half-way, so that a poisoned one is as good as new.
    fn made(&self) -> MutexGuard<'_, Vec<Ephemeral>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

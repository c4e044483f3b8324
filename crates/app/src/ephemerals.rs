//! A stock of the server's secrets of SRP with their powers, made while nobody waits: a sign-in by SRP then begins without an
//! exponentiation.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use domain::{
    ports::Entropy,
    srp::{EPHEMERAL_BYTES, Ephemeral},
};

use crate::crew::{Crew, Progress};

/// What a burst of sign-ins may use up; half a kilobyte each.
const STOCK: usize = 256;

/// Cheap to clone; all clones are one stock. Each is given out once.
#[derive(Clone)]
pub struct Ephemerals {
    made: Arc<Mutex<Vec<Ephemeral>>>,
    most: usize,
    is_being_filled: Arc<AtomicBool>,
    entropy: Arc<dyn Entropy>,
}

impl Ephemerals {
    /// An empty stock that is filled while there is time.
    pub fn new(entropy: Arc<dyn Entropy>) -> Self {
        Self {
            most: STOCK,
            ..Self::none(entropy)
        }
    }

    /// No stock: each is made when it is needed.
    pub fn none(entropy: Arc<dyn Entropy>) -> Self {
        Self {
            made: Arc::default(),
            most: 0,
            is_being_filled: Arc::default(),
            entropy,
        }
    }

    /// One that was made ahead of time, if any is left. The crew makes new ones when it has time.
    pub fn take(&self, crew: &Crew) -> Option<Ephemeral> {
        let one = self.made().pop();
        if self.most > 0 && !self.is_being_filled.swap(true, Ordering::Relaxed) {
            let stock = self.clone();
            let filling = Filling(Arc::clone(&self.is_being_filled));
            crew.fills_time(move || {
                let _until_it_ends = &filling;
                stock.add()
            });
        }
        one
    }

    fn add(&self) -> Progress {
        let one = Ephemeral::new(&self.entropy.bytes::<EPHEMERAL_BYTES>());
        let mut made = self.made();
        made.push(one);
        match made.len() < self.most {
            true => Progress::More,
            false => Progress::Done,
        }
    }

    /// Nothing that runs under the lock can fail half-way, so that a poisoned one is as good as new.
    fn made(&self) -> MutexGuard<'_, Vec<Ephemeral>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that nobody fills the stock any more, however that came to its end.
struct Filling(Arc<AtomicBool>);

impl Drop for Filling {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

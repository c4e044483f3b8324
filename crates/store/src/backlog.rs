//! How much work waits for the processor. Whoever does the work counts it; the embedded engine lets commits wait meanwhile.

use std::{
    num::NonZero,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// What a piece of work takes at least: about a power of a fixed base, on the machines of today. Too small only means that a
/// commit waits for fewer others.
const PIECE: Duration = Duration::from_micros(200);

/// The pieces of work that wait for a hand. Cheap to clone; all clones are one count.
#[derive(Clone, Debug)]
pub struct Backlog {
    waiting: Arc<AtomicUsize>,
    hands: NonZero<usize>,
}

/// A piece of work that waits, until it is dropped.
#[derive(Debug)]
pub struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Backlog {
    /// Nothing waits for these hands.
    pub fn of(hands: NonZero<usize>) -> Self {
        Self {
            waiting: Arc::default(),
            hands,
        }
    }

    /// One piece more.
    pub fn begin(&self) -> Waiting {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(Arc::clone(&self.waiting))
    }

    /// How many pieces wait.
    pub fn len(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How long the processor is busy at least with what waits.
    pub fn lasts(&self) -> Duration {
        let in_turn = u32::try_from(self.len() / self.hands).unwrap_or(u32::MAX);
        PIECE.saturating_mul(in_turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backlog_lasts_as_long_as_its_work_keeps_all_hands_busy() {
        let backlog = Backlog::of(NonZero::new(2).unwrap());
        assert_eq!((backlog.len(), backlog.lasts()), (0, Duration::ZERO));
        let one = backlog.begin();
        assert_eq!((backlog.len(), backlog.lasts()), (1, Duration::ZERO));
        let others: Vec<_> = (0..9).map(|_| backlog.begin()).collect();
        assert_eq!((backlog.len(), backlog.lasts()), (10, 5 * PIECE));
        drop((one, others));
        assert!(backlog.is_empty());
    }
}

//! A messenger that keeps what it is given.

use std::sync::{Arc, Mutex, PoisonError};

use adapters::MemoryInbox;
use domain::ports::{Boxed, Channel, Inbox, Keeping, Message, Messenger, Obstacle, Undelivered};

use crate::Mishaps;

/// Keeps every message, or fails while told to.
pub struct Recorder {
    inbox: MemoryInbox,
    mood: Mutex<Mood>,
    mishaps: Arc<Mishaps>,
}

#[derive(Clone, Copy)]
struct Mood {
    obstacle: Option<Obstacle>,
    keeping: Keeping,
}

impl Default for Mood {
    fn default() -> Self {
        Self {
            obstacle: None,
            keeping: Keeping::Not,
        }
    }
}

impl Recorder {
    pub(crate) fn new(mishaps: Arc<Mishaps>) -> Self {
        Self {
            inbox: MemoryInbox::default(),
            mood: Mutex::default(),
            mishaps,
        }
    }

    /// From now on every message is refused for good.
    pub fn refuse(&self) {
        self.fail(Obstacle::Lasting);
    }

    /// From now on every message fails in this way.
    pub fn fail(&self, obstacle: Obstacle) {
        self.change(|mood| mood.obstacle = Some(obstacle));
    }

    /// From now on messages are accepted again.
    pub fn accept(&self) {
        self.change(|mood| mood.obstacle = None);
    }

    /// From now on it is as if messages went through a network: the server keeps them until they are accepted.
    pub fn be_far_away(&self) {
        self.change(|mood| mood.keeping = Keeping::UntilSent);
    }

    fn change(&self, change: impl FnOnce(&mut Mood)) {
        change(&mut self.mood.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Messenger for Recorder {
    fn send(&self, message: Message) -> Boxed<'_, Result<(), Undelivered>> {
        if let Some(obstacle) = self.mood().obstacle {
            let failed = Undelivered::new(obstacle, "sending a message: the test does not let it pass");
            return Box::pin(std::future::ready(Err(failed)));
        }
        match self.mishaps.lets("sending a message") {
            Ok(()) => self.inbox.send(message),
            Err(failed) => Box::pin(std::future::ready(Err(Undelivered::lasting(failed.doing)))),
        }
    }

    fn keeping(&self, _: Channel) -> Keeping {
        self.mood().keeping
    }
}

impl Inbox for Recorder {
    fn read(&self) -> (u64, Vec<Message>) {
        self.inbox.read()
    }

    fn change_after(&self, count: u64) -> Boxed<'_, ()> {
        self.inbox.change_after(count)
    }

    fn clear(&self) {
        self.inbox.clear();
    }
}

//! A messenger that keeps what it is given.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use adapters::MemoryInbox;
use domain::ports::{Boxed, Inbox, Message, Messenger, PortFailed};

use crate::Mishaps;

/// Keeps every message, or refuses all of them while told to.
pub struct Recorder {
    inbox: MemoryInbox,
    refuses: AtomicBool,
    mishaps: Arc<Mishaps>,
}

impl Recorder {
    pub(crate) fn new(mishaps: Arc<Mishaps>) -> Self {
        Self {
            inbox: MemoryInbox::default(),
            refuses: AtomicBool::default(),
            mishaps,
        }
    }

    /// From now on every message fails, as when the mail server is down.
    pub fn refuse(&self) {
        self.refuses.store(true, Ordering::SeqCst);
    }

    /// From now on messages are accepted again.
    pub fn accept(&self) {
        self.refuses.store(false, Ordering::SeqCst);
    }
}

impl Messenger for Recorder {
    fn send(&self, message: Message) -> Boxed<'_, Result<(), PortFailed>> {
        if self.refuses.load(Ordering::SeqCst) {
            let doing = "sending a message: the test refuses it".into();
            return Box::pin(std::future::ready(Err(PortFailed { doing })));
        }
        match self.mishaps.lets("sending a message") {
            Ok(()) => self.inbox.send(message),
            Err(failed) => Box::pin(std::future::ready(Err(failed))),
        }
    }
}

impl Inbox for Recorder {
    fn read(&self) -> (u64, Vec<Message>) {
        self.inbox.read()
    }

    fn arrival_after(&self, count: u64) -> Boxed<'_, ()> {
        self.inbox.arrival_after(count)
    }

    fn clear(&self) {
        self.inbox.clear();
    }
}

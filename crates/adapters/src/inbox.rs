//! The messenger of `cognate dev`: messages stay in memory, for the developer to read.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::ports::{Boxed, Channel, Inbox, Keeping, Message, Messenger, Undelivered};
use tokio::sync::watch;

/// Messages kept; the oldest go first.
const CAPACITY: usize = 1_000;

/// Accepts every message and keeps the newest 1,000 in memory.
pub struct MemoryInbox {
    messages: Mutex<VecDeque<Message>>,
    /// Counts changes. Moves while `messages` is locked, so that a reader misses none.
    changes: watch::Sender<u64>,
}

impl Default for MemoryInbox {
    fn default() -> Self {
        Self {
            messages: Mutex::default(),
            changes: watch::Sender::new(0),
        }
    }
}

impl MemoryInbox {
    /// A poisoned lock only means that another reader panicked; the list is whole between any two of its statements.
    fn locked(&self) -> MutexGuard<'_, VecDeque<Message>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Messenger for MemoryInbox {
    fn send(&self, message: Message) -> Boxed<'_, Result<(), Undelivered>> {
        let mut messages = self.locked();
        if messages.len() == CAPACITY {
            messages.pop_back();
        }
        messages.push_front(message);
        self.changes.send_modify(|count| *count += 1);
        drop(messages);
        Box::pin(std::future::ready(Ok(())))
    }

    fn keeping(&self, _: Channel) -> Keeping {
        Keeping::Not
    }
}

impl Inbox for MemoryInbox {
    fn read(&self) -> (u64, Vec<Message>) {
        let messages = self.locked();
        (*self.changes.borrow(), messages.iter().cloned().collect())
    }

    fn change_after(&self, count: u64) -> Boxed<'_, ()> {
        let mut changes = self.changes.subscribe();
        Box::pin(async move {
            // Fails only when the sender is gone, and `self` holds it.
            let _ = changes.wait_for(|now| *now > count).await;
        })
    }

    fn clear(&self) {
        let mut messages = self.locked();
        messages.clear();
        self.changes.send_modify(|count| *count += 1);
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        ids::PoolId,
        moment::Moment,
        ports::{MessageKind, Sender},
    };

    use super::*;

    fn message(to: &str) -> Message {
        Message {
            id: "1".into(),
            pool: PoolId::new("us-east-1_a"),
            user: None,
            username: "ann".into(),
            channel: Channel::Email,
            to: to.into(),
            kind: MessageKind::SignUp,
            subject: None,
            body: "Your code is 123456".into(),
            code: Some("123456".into()),
            link: None,
            sender: Sender::default(),
            at: Moment::from_micros(0),
        }
    }

    #[tokio::test]
    async fn the_newest_comes_first_and_the_oldest_goes() {
        let inbox = MemoryInbox::default();
        for number in 0..=CAPACITY {
            inbox.send(message(&number.to_string())).await.unwrap();
        }
        let (_, messages) = inbox.read();
        assert_eq!(messages.len(), CAPACITY);
        assert_eq!(messages[0].to, CAPACITY.to_string());
        assert_eq!(messages[CAPACITY - 1].to, "1");
        inbox.clear();
        assert!(inbox.read().1.is_empty());
    }

    #[tokio::test]
    async fn a_waiting_reader_learns_of_an_arrival() {
        let inbox = MemoryInbox::default();
        let (count, _) = inbox.read();
        let (_, sent) = tokio::join!(inbox.change_after(count), inbox.send(message("ann@example.com")));
        sent.unwrap();
        // One that came between the reading and the waiting counts as well.
        inbox.change_after(count).await;
    }
}

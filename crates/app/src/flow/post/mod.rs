//! Messages on their way out (decision 6).
//!
//! A message that goes through a network is written into the outbox together with the code that it carries, and is first tried by
//! whoever wrote it. It leaves the outbox when it was accepted, refused for good, or no longer worth sending; after a passing failure,
//! and when its node died, any node tries again. A messenger in this process needs none of that.

mod custom_sender;
mod outgoing;
mod own_words;
mod round;
mod takeover;

use std::{sync::Arc, time::Duration};

use domain::{
    letter::{Letter, pause_after},
    moment::Span,
    pool::Pool,
    ports::{Channel, Keeping, Obstacle, SENDING_LIMIT, Undelivered},
    user::User,
};
use outgoing::Outgoing;
pub use round::{deliver_due, keep_delivering, take_over};
use serde_json::json;
use store::{db::Batch, outbox};
use tokio::{
    sync::{Notify, Semaphore, oneshot},
    time::timeout,
};
use wire::Fault;

use crate::{cx::Cx, flow::events, operation::Failed, say};

/// Messages that one node hands over at the same time; a mail server or gateway wants no more from one peer.
const SEATS: u32 = 32;

/// How long a client waits to hear what became of the first try. A message that takes longer goes on without it.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a try may hold a message: longer than it can take.
const HOLD: Span = Span::seconds(2 * SENDING_LIMIT.whole_seconds());

/// The messages that this node is handing over.
pub struct PostOffice {
    seats: Arc<Semaphore>,
    rouse: Notify,
}

impl Default for PostOffice {
    fn default() -> Self {
        Self {
            seats: Arc::new(Semaphore::new(SEATS as usize)),
            rouse: Notify::new(),
        }
    }
}

impl PostOffice {
    /// Comes back when what is being handed over is done. What is not done by the end of the process is tried again later.
    pub async fn finish(&self) {
        // Fails only when the semaphore is closed, and nobody closes it.
        let _ = self.seats.acquire_many(SEATS).await;
    }
}

/// Whether the client hears of it when the first try fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// It waits for the first try, for a while.
    Failure,
    /// It does not: neither the time nor a failure may show that there is somebody to send to.
    Nothing,
}

/// Keeps a letter with whatever is written along, if letters like this are kept.
pub fn keep(cx: &Cx, pool: &Pool, letter: &Letter) -> Batch {
    match outgoing::keeping(cx, pool, letter.channel) {
        Keeping::UntilSent => outbox::post(cx.house.store.sealer(), letter, cx.now + HOLD),
        Keeping::Not => Batch::new(),
    }
}

/// Makes the first try to send a letter, which must have been kept.
///
/// # Errors
/// The pool's function for words does not help; or, where the client is told: CodeDeliveryFailureException or an exception that says
/// that this server may not send.
pub async fn send(cx: &Cx, (pool, user): (&Pool, &User), letter: Letter, tells: Tells) -> Result<(), Failed> {
    let is_kept = outgoing::keeping(cx, pool, letter.channel) == Keeping::UntilSent;
    let outgoing = match Outgoing::of(cx, (pool, user), &letter).await {
        Ok(outgoing) => outgoing,
        Err(failed) => {
            if is_kept && matches!(failed, Failed::Fault(_)) {
                round::forget(cx, &letter).await;
            }
            return Err(failed);
        }
    };
    let slip = Slip::of(&letter);
    let fate = match is_kept {
        true => first_try(cx, outgoing, letter, tells).await,
        false => {
            let fate = outgoing.hand_over(cx).await;
            slip.trace(cx, &fate);
            fate
        }
    };
    match (fate, tells) {
        (Ok(()), _) => Ok(()),
        (Err(failed), Tells::Nothing) => {
            slip.log(cx, &failed);
            events::tell_of_failed_message(cx, pool, &failed.to_string());
            Ok(())
        }
        (Err(failed), Tells::Failure) if failed.obstacle == Obstacle::Passing && is_kept => Ok(()),
        (Err(failed), Tells::Failure) => {
            slip.log(cx, &failed);
            events::tell_of_failed_message(cx, pool, &failed.to_string());
            Err(slip.fault(failed.obstacle).into())
        }
    }
}

/// Tries in a task of its own, so that nothing is cut off half-way when the client goes or has waited long enough.
async fn first_try(cx: &Cx, outgoing: Outgoing, letter: Letter, tells: Tells) -> Result<(), Undelivered> {
    let (tell, hear) = oneshot::channel();
    let own = Cx {
        attempt: cx.attempt.clone(),
        ..Cx::of_house(&cx.house, cx.region.clone())
    };
    tokio::spawn(async move {
        let fate = attempt(&own, outgoing, &letter, 1).await;
        // Nobody listens when the client has gone.
        let _ = tell.send(fate);
    });
    match tells {
        Tells::Nothing => Ok(()),
        Tells::Failure => match timeout(PATIENCE, hear).await {
            Ok(Ok(fate)) => fate,
            Ok(Err(_)) | Err(_) => Ok(()),
        },
    }
}

/// Hands a letter over that was taken for the `tries`th time, and notes what came of it.
async fn attempt(cx: &Cx, outgoing: Outgoing, letter: &Letter, tries: i64) -> Result<(), Undelivered> {
    // Fails only when the semaphore is closed, and nobody closes it.
    let _seat = Arc::clone(&cx.house.post.seats).acquire_owned().await.ok();
    let fate = outgoing.hand_over(cx).await;
    Slip::of(letter).trace(cx, &fate);
    match &fate {
        Err(failed) if failed.obstacle == Obstacle::Passing => {
            Slip::of(letter).log(cx, failed);
            round::put_back(cx, letter, tries).await;
        }
        Ok(()) | Err(_) => round::forget(cx, letter).await,
    }
    fate
}

/// When a letter is tried again that could not be handed over now; `None` when it is not worth it any more.
fn next_try(letter: &Letter, tries: i64, now: domain::moment::Moment) -> Option<domain::moment::Moment> {
    Some(now + pause_after(tries)).filter(|due| *due < letter.expires)
}

/// What is said of a letter in the log, without anything private.
#[derive(Clone, Copy)]
struct Slip {
    channel: Channel,
    source: domain::letter::Source,
}

impl Slip {
    const fn of(letter: &Letter) -> Self {
        Self {
            channel: letter.channel,
            source: letter.source,
        }
    }

    fn log(self, cx: &Cx, failed: &Undelivered) {
        let Self { channel, source } = self;
        tracing::warn!(request_id = %cx.request_id, ?channel, ?source, cause = %failed, "a message could not be sent");
    }

    fn trace(self, cx: &Cx, fate: &Result<(), Undelivered>) {
        let step = json!({
            "channel": self.channel,
            "source": self.source.as_str(),
            "failure": fate.as_ref().err().map(|failed| json!({ "kind": "message", "message": failed.to_string() })),
        });
        cx.attempt.note("message", step);
    }

    /// AdminCreateUser has no exception for a mail provider that lets nobody send (the model).
    fn fault(self, obstacle: Obstacle) -> Fault {
        match (obstacle, self.channel) {
            (Obstacle::NotPermitted, Channel::Sms) => say::users::sms_not_permitted(),
            (Obstacle::NotPermitted, Channel::Email) if self.source != domain::letter::Source::AdminCreateUser => {
                say::users::email_not_permitted()
            }
            _ => say::users::message_not_delivered(),
        }
    }
}

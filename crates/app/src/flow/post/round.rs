//! Letters that were left behind: tried again by whichever node finds them due.

use std::{sync::Arc, time::Duration};

use domain::{
    letter::{Letter, Source},
    moment::Moment,
    pool::Pool,
    ports::Undelivered,
    user::{User, UserStatus},
};
use store::{
    codes::Purpose,
    db::{Batch, Done},
    outbox::{self, Waiting},
};
use tokio::{task::JoinSet, time::sleep};

use super::{HOLD, Slip, attempt, next_try, outgoing::Outgoing};
use crate::{
    cx::{Cx, House},
    operation::Failed,
};

/// Letters that one round takes.
const AT_ONCE: u32 = 32;

/// The longest pause between two rounds: as late as this a letter is found whose node has died.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The shortest: letters that come due one after the other go together.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// Takes what a former process left behind, where there can be no other process: it need not wait until it is due.
///
/// # Errors
/// The store cannot be written.
pub async fn take_over(house: &House) -> Result<(), store::db::Broken> {
    if house.store.is_alone() {
        // There is no guard in it.
        let _ = house.store.write(outbox::release(house.clock.now())).await?;
    }
    Ok(())
}

/// Delivers what is due, for as long as the process runs.
pub async fn keep_delivering(house: Arc<House>) {
    loop {
        let pause = match deliver_due(&house).await {
            Ok(next) => next.map_or(LONGEST_PAUSE, |next| until(next, house.clock.now())),
            Err(failed) => {
                tracing::warn!(error = %failed, "could not look for messages on their way; the next round will");
                LONGEST_PAUSE
            }
        };
        tokio::select! {
            () = sleep(pause) => (),
            () = house.post.rouse.notified() => (),
        }
    }
}

fn until(next: Moment, now: Moment) -> Duration {
    let micros = u64::try_from(next.since(now).micros()).unwrap_or_default();
    Duration::from_micros(micros).clamp(SHORTEST_PAUSE, LONGEST_PAUSE)
}

/// Tries everything that is due once, and comes back with when something will be due next.
///
/// # Errors
/// The store cannot be read.
pub async fn deliver_due(house: &Arc<House>) -> Result<Option<Moment>, store::db::Broken> {
    let due = house.store.due_messages(house.clock.now(), AT_ONCE).await?;
    let mut tries = JoinSet::new();
    for waiting in due {
        tries.spawn(try_again(Arc::clone(house), waiting));
    }
    tries.join_all().await;
    house.store.next_message_due().await
}

/// Takes one letter, unless another node was quicker, and tries it.
async fn try_again(house: Arc<House>, waiting: Waiting) {
    let cx = Cx::of_house(&house, waiting.letter.pool.region());
    match house.store.write(outbox::take(&waiting, cx.now + HOLD)).await {
        Ok(Done::Written) => {}
        Ok(Done::Refused(_)) => return,
        Err(error) => return tracing::warn!(%error, "could not take a message on its way; the next round will"),
    }
    let tries = waiting.tries.saturating_add(1);
    let letter = &waiting.letter;
    match ready(&cx, letter).await {
        // What came of it is in the log and in the outbox.
        Ok(Some(outgoing)) => {
            let fate = attempt(&cx, outgoing, letter, tries).await;
            let told = |failed: Undelivered| Slip::of(letter).fault(failed.obstacle).into();
            cx.attempt.ends(&fate.map_err(told));
        }
        Ok(None) => forget(&cx, letter).await,
        Err(Failed::Broken(error)) => {
            tracing::warn!(%error, "could not prepare a message on its way; a later round will");
            put_back(&cx, letter, tries).await;
        }
        Err(Failed::Fault(fault)) => {
            let message = fault.message.unwrap_or_default();
            tracing::warn!(code = ?fault.code, message, "a function refused to word a message; it is not sent");
            forget(&cx, letter).await;
        }
    }
}

/// The letter in its words, while it is worth sending.
async fn ready(cx: &Cx, letter: &Letter) -> Result<Option<Outgoing>, Failed> {
    let store = &cx.house.store;
    let Some(pool) = store.pool(&letter.pool).await? else {
        return Ok(None);
    };
    let Some(user) = store.user(&letter.pool, &letter.sub).await? else {
        return Ok(None);
    };
    if cx.now >= letter.expires || !is_current(cx, &user, letter).await? {
        return Ok(None);
    }
    let owner: (&Pool, &User) = (&pool, &user);
    Outgoing::of(cx, owner, letter).await.map(Some)
}

/// Whether what the letter tells is still good: its code was not replaced or used, and an invited user has not come in.
async fn is_current(cx: &Cx, user: &User, letter: &Letter) -> Result<bool, Failed> {
    let purpose = match letter.source {
        Source::SignUp | Source::ResendCode => Purpose::SignUp,
        Source::ForgotPassword => Purpose::ForgotPassword,
        Source::UpdateUserAttribute | Source::VerifyUserAttribute => {
            Purpose::VerifyAttribute(letter.channel.attribute().to_owned())
        }
        Source::AdminCreateUser => {
            return Ok(letter.code.is_empty() || user.status == UserStatus::ForceChangePassword);
        }
        // Its Session travels with the client; and what was is worth knowing until it expires.
        Source::Authentication | Source::AccountTakeOver => return Ok(true),
    };
    let kept = cx.house.store.code(&user.pool, &user.sub, &purpose).await?;
    Ok(kept.is_some_and(|code| code.id == letter.id))
}

/// Lets a letter wait for its next try, or gives it up when that would come too late.
pub(super) async fn put_back(cx: &Cx, letter: &Letter, tries: i64) {
    match next_try(letter, tries, cx.house.clock.now()) {
        Some(due) => {
            note(cx, outbox::put_back(letter, tries, due)).await;
            cx.house.post.rouse.notify_one();
        }
        None => forget(cx, letter).await,
    }
}

/// Takes a letter out of the outbox.
pub(super) async fn forget(cx: &Cx, letter: &Letter) {
    note(cx, outbox::forget(letter)).await;
}

/// When this fails, the letter is tried again once its time is over.
async fn note(cx: &Cx, batch: Batch) {
    if let Err(error) = cx.house.store.write(batch).await {
        tracing::warn!(request_id = %cx.request_id, %error, "could not note what became of a message");
    }
}

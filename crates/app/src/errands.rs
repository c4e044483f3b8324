//! Work that nobody waits for, done by whichever node comes first.
//!
//! What is to be done stands in the store, never in the memory of a node. A node takes a piece of it by a lease: a guarded
//! statement that names the holder and a time after which anybody else may take it. Every write of the work is guarded
//! by the lease again, so a node that was cut off and comes back writes nothing. There is nothing to elect and nothing to
//! configure: each node runs the same loops, and one more node only means that work is found sooner.
//!
//! In production [`keep_doing`] runs for the life of the process; tests call [`do_all`].

pub mod imports;
pub mod remains;

use std::{sync::Arc, time::Duration};

use domain::ports::Boxed;
use tokio::{sync::Notify, task::JoinSet, time::timeout};

use crate::{cx::House, operation::Failed};

/// How long an idle node waits before it looks again for work that another node was given.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Rung when this node itself gives work, so that it is found at once.
#[derive(Default)]
pub struct Bell(Notify);

impl Bell {
    /// There is something to do.
    pub fn ring(&self) {
        self.0.notify_waiters();
    }
}

/// A kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Importing users.
    Imports,
    /// Dropping what deleted pools left behind.
    Remains,
}

/// What a turn of work came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Something was done, and there may be more.
    Done,
    /// There is nothing to do.
    Idle,
}

impl Errand {
    const ALL: [Self; 2] = [Self::Imports, Self::Remains];

    fn turn(self, house: &Arc<House>) -> Boxed<'_, Result<Turn, Failed>> {
        match self {
            Self::Imports => Box::pin(imports::turn(house)),
            Self::Remains => Box::pin(remains::turn(house)),
        }
    }

    /// Does all that is to be done now.
    async fn round(self, house: &Arc<House>) {
        loop {
            match self.turn(house).await {
                Ok(Turn::Done) => {}
                Ok(Turn::Idle) => return,
                Err(failed) => {
                    let cause = match failed {
                        Failed::Broken(broken) => broken.to_string(),
                        Failed::Fault(fault) => fault.message.unwrap_or_default(),
                    };
                    tracing::error!(errand = ?self, cause, "could not do it; somebody will try again");
                    return;
                }
            }
        }
    }
}

/// Does all work of all kinds that is to be done now, here.
pub async fn do_all(house: &Arc<House>) {
    for errand in Errand::ALL {
        errand.round(house).await;
    }
}

/// Does work whenever there is some. Never comes back: it ends when it is dropped, and whatever was under way is taken up by another
/// node or the next process.
pub async fn keep_doing(house: Arc<House>) {
    let mut loops = JoinSet::new();
    for errand in Errand::ALL {
        let house = Arc::clone(&house);
        loops.spawn(async move {
            loop {
                // Listen first, so that a ring during the round is not missed.
                let ring = house.bell.0.notified();
                errand.round(&house).await;
                let _rung_or_not = timeout(LOOK_AGAIN, ring).await;
            }
        });
    }
    while let Some(Err(error)) = loops.join_next().await {
        tracing::error!(%error, "a loop of errands ended; other nodes go on");
    }
}

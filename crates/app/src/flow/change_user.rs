//! Changing a user who may be changed by somebody else at the same time.
//!
//! A record is written only over the version that was read. When another request was faster, the user is read again and
//! the operation decides anew: nobody's change is lost, and nobody is told of a conflict.

use domain::user::User;
use store::db::{Batch, Done};

use crate::{cx::Cx, operation::Failed, say};

/// How often a change is tried. Each round that is lost means that another request won it, so this many requests would
/// have to change one user at the same moment.
const ROUNDS: u32 = 100;

/// A user who is being changed.
pub struct Changing {
    user: User,
    rounds: u32,
}

/// How a round ended.
#[must_use]
pub enum Round {
    /// The change is durable.
    Written,
    /// Another request was faster; the user was read again. Decide anew.
    Again,
    /// Another guard refused; nothing was written.
    Refused(&'static str),
}

impl Changing {
    /// Starts with the user as it was read.
    pub fn new(user: User) -> Self {
        Self { user, rounds: 0 }
    }

    /// The user as it was last read.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// Writes a batch that was decided on [`Self::user`].
    ///
    /// # Errors
    ///
    /// UserNotFoundException when the user was deleted meanwhile; TooManyRequestsException after [`ROUNDS`] rounds.
    pub async fn write(&mut self, cx: &Cx, batch: Batch) -> Result<Round, Failed> {
        match cx.house.store.write(batch).await? {
            Done::Written => Ok(Round::Written),
            Done::Refused(store::users::USER_CHANGED) => self.read_again(cx).await,
            Done::Refused(guard) => Ok(Round::Refused(guard)),
        }
    }

    async fn read_again(&mut self, cx: &Cx) -> Result<Round, Failed> {
        self.rounds += 1;
        if self.rounds == ROUNDS {
            return Err(say::users::too_much_at_once().into());
        }
        let user = cx.house.store.user(&self.user.pool, &self.user.sub).await?;
        self.user = user.ok_or_else(say::users::does_not_exist)?;
        Ok(Round::Again)
    }
}

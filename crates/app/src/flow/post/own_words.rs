//! CustomMessage: the words that the pool's own function gives for a message (triggers.md §6.5).

use domain::{letter::Letter, message::OwnWords, pool::Pool, user::User};

use crate::{cx::Cx, operation::Failed};

/// Asks the function, if the pool has one.
///
/// # Errors
///
/// None yet.
#[expect(clippy::unused_async, reason = "calling a function is asynchronous")]
pub async fn ask(_cx: &Cx, _pool: &Pool, _user: &User, _letter: &Letter) -> Result<OwnWords, Failed> {
    Ok(OwnWords::default())
}

//! Passwords that others know (triggers.md §13.2): looked up where the pool is watched and this server has a list of them.

use domain::{
    auth_event::{are_kept, mode},
    client::Client,
    pool::{Pool, SecurityMode},
    risk::{CompromisedAction, Watched},
};

use crate::{
    cx::Cx,
    operation::{Broken, Failed},
    say::risk as say,
};

/// What is known of a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Finding {
    /// Nothing, or nobody wants to know.
    #[default]
    Nothing,
    /// Others know it, and the pool only wants to hear of it.
    Noted,
    /// Others know it, and it may not be used.
    Refused,
}

impl Finding {
    /// Whether others know it.
    pub fn is_leaked(self) -> bool {
        self != Self::Nothing
    }
}

/// Looks a password up. Without settings all passwords are looked at, and nothing is done (GUESS).
///
/// # Errors
/// Only the house's.
pub async fn find(
    cx: &Cx,
    (pool, client): (&Pool, &Client),
    occasion: Watched,
    password: &str,
) -> Result<Finding, Failed> {
    let Some(leaks) = cx.house.leaks.as_ref().filter(|_| are_kept(&pool.settings)) else {
        return Ok(Finding::Nothing);
    };
    let set = cx.house.store.risk_settings_in_force(&pool.id, &client.id).await?;
    let set = set.and_then(|settings| settings.compromised);
    if set.as_ref().is_some_and(|set| !set.filter.contains(&occasion)) {
        return Ok(Finding::Nothing);
    }
    let found = leaks.has(password).await.map_err(|failed| Broken {
        doing: "looking up a password".into(),
        cause: failed.to_string(),
    })?;
    let acts = mode(&pool.settings) == SecurityMode::Enforced;
    Ok(match (found, set.map(|set| set.action)) {
        (false, _) => Finding::Nothing,
        (true, Some(CompromisedAction::Block)) if acts => Finding::Refused,
        (true, _) => Finding::Noted,
    })
}

/// Refuses a new password that others know.
///
/// # Errors
/// InvalidPasswordException.
pub async fn judge_new(cx: &Cx, at: (&Pool, &Client), occasion: Watched, password: &str) -> Result<Finding, Failed> {
    match find(cx, at, occasion, password).await? {
        Finding::Refused => Err(say::leaked_password().into()),
        finding => Ok(finding),
    }
}

//! SetUserPoolSessionConfiguration.

use domain::pool::{Pool, SessionSettings};
use store::{db::Done, pools};
use wire::{call, shapes};

use super::{can_be_tracked, of_pool};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say,
};

/// Replaces how a pool keeps the sessions of its users (resources.md §3.7). Needs the tier even to switch tracking off
/// (GUESS). A lower limit ends no session by itself; the settings of clients stay, whatever becomes of the pool's.
pub struct SetUserPoolSessionConfiguration;

impl Operation for SetUserPoolSessionConfiguration {
    type Call = call::SetUserPoolSessionConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::SetUserPoolSessionConfigurationRequest,
    ) -> Result<shapes::SetUserPoolSessionConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        can_be_tracked(&pool)?;
        let mut next = Pool {
            modified: cx.now,
            ..pool
        };
        next.settings_mut().sessions = SessionSettings {
            tracked: input.user_session_tracking == shapes::UserSessionTrackingType::Enabled,
            // The model has it from 1 to 100.
            max_per_user: u32::try_from(input.token_session.max_per_user).unwrap_or(1),
        };
        match cx.house.store.write(pools::update(&next)).await? {
            Done::Refused(_) => Err(say::pools::changed_meanwhile().into()),
            Done::Written => {
                let (tracking, sessions) = of_pool(next.settings.sessions);
                Ok(shapes::SetUserPoolSessionConfigurationResponse {
                    user_pool_id: Some(next.id.into()),
                    user_session_tracking: Some(tracking),
                    token_session: Some(sessions),
                })
            }
        }
    }
}

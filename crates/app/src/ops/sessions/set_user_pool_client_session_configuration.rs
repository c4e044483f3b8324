//! SetUserPoolClientSessionConfiguration.

use domain::client::{Client, SsoSettings};
use store::{clients, db::Done};
use wire::{call, shapes};

use super::{can_be_tracked, of_client};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say,
};

/// Replaces how a client keeps the sessions of hosted pages (resources.md §3.7). The pool has to track sessions
/// (documented).
pub struct SetUserPoolClientSessionConfiguration;

impl Operation for SetUserPoolClientSessionConfiguration {
    type Call = call::SetUserPoolClientSessionConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::SetUserPoolClientSessionConfigurationRequest,
    ) -> Result<shapes::SetUserPoolClientSessionConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_of(cx, &pool, &input.client_id).await?;
        can_be_tracked(&pool)?;
        if !pool.settings.sessions.tracked {
            return Err(say::sessions::pool_does_not_track().into());
        }
        let mut next = Client {
            modified: cx.now,
            ..client
        };
        next.settings_mut().sso = SsoSettings {
            max_validity_minutes: input.sso_session.max_validity_minutes,
        };
        let batch = clients::update(cx.house.store.sealer(), &next);
        match cx.house.store.write(batch).await? {
            Done::Refused(_) => Err(say::clients::changed_meanwhile().into()),
            Done::Written => Ok(shapes::SetUserPoolClientSessionConfigurationResponse {
                sso_session: Some(of_client(&next)),
                client_id: Some(next.id.into()),
                user_pool_id: Some(pool.id.into()),
            }),
        }
    }
}

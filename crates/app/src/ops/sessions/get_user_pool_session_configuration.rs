//! GetUserPoolSessionConfiguration.

use wire::{call, shapes};

use super::of_pool;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// How a pool keeps the sessions of its users (resources.md §3.7).
pub struct GetUserPoolSessionConfiguration;

impl Operation for GetUserPoolSessionConfiguration {
    type Call = call::GetUserPoolSessionConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::GetUserPoolSessionConfigurationRequest,
    ) -> Result<shapes::GetUserPoolSessionConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let (tracking, sessions) = of_pool(pool.settings.sessions);
        Ok(shapes::GetUserPoolSessionConfigurationResponse {
            user_pool_id: Some(pool.id.into()),
            user_session_tracking: Some(tracking),
            token_session: Some(sessions),
        })
    }
}

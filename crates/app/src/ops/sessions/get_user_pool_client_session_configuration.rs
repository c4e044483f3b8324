//! GetUserPoolClientSessionConfiguration.

use wire::{call, shapes};

use super::of_client;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// How a client keeps the sessions of hosted pages (resources.md §3.7), whether or not the pool tracks any.
pub struct GetUserPoolClientSessionConfiguration;

impl Operation for GetUserPoolClientSessionConfiguration {
    type Call = call::GetUserPoolClientSessionConfiguration;

    async fn run(
        cx: &Cx,
        input: shapes::GetUserPoolClientSessionConfigurationRequest,
    ) -> Result<shapes::GetUserPoolClientSessionConfigurationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_of(cx, &pool, &input.client_id).await?;
        Ok(shapes::GetUserPoolClientSessionConfigurationResponse {
            sso_session: Some(of_client(&client)),
            client_id: Some(client.id.into()),
            user_pool_id: Some(pool.id.into()),
        })
    }
}

//! DescribeUserPoolClient.

use wire::{call, shapes};

use super::document::{self, Shown};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say,
};

/// The whole document of a client, with its secret (resources.md §§3.1, 3.4).
pub struct DescribeUserPoolClient;

impl Operation for DescribeUserPoolClient {
    type Call = call::DescribeUserPoolClient;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeUserPoolClientRequest,
    ) -> Result<shapes::DescribeUserPoolClientResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_in(cx, &pool, &input.client_id).await?;
        let client = client.ok_or_else(say::clients::nothing_to_describe)?;
        Ok(shapes::DescribeUserPoolClientResponse {
            user_pool_client: Some(document::describe(&client, &cx.house.settings.account, Shown::Secret)),
        })
    }
}

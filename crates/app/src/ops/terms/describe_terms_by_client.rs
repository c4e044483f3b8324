//! DescribeTermsByClient.

use wire::{call, shapes};

use super::{describe, name_from};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{self, terms as words},
};

/// Shows the terms of this name of a client (resources.md §10).
pub struct DescribeTermsByClient;

impl Operation for DescribeTermsByClient {
    type Call = call::DescribeTermsByClient;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeTermsByClientRequest,
    ) -> Result<shapes::DescribeTermsByClientResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_in(cx, &pool, &input.client_id).await?;
        let client = client.ok_or_else(|| say::clients::no_such_client(&input.client_id))?;
        let name = name_from(&input.terms_name)?;
        let terms = cx.house.store.terms_of_client(&pool.id, &client.id, name).await?;
        let terms = terms.ok_or_else(|| words::none_of_client(name.as_str(), &client.id))?;
        Ok(shapes::DescribeTermsByClientResponse {
            terms: Some(describe(&terms)),
        })
    }
}

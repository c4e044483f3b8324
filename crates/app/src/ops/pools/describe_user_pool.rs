//! DescribeUserPool.

use wire::{call, shapes};

use super::document::{self, Around};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    replica,
};

/// The whole document of a pool (resources.md §2.1), with the ARN of the region that was asked.
pub struct DescribeUserPool;

impl Operation for DescribeUserPool {
    type Call = call::DescribeUserPool;

    async fn run(cx: &Cx, input: shapes::DescribeUserPoolRequest) -> Result<shapes::DescribeUserPoolResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let around = Around {
            account: &cx.house.settings.account,
            users: cx.house.store.pool_size(&pool.id).await?,
            domains: cx.house.store.domains_of(&pool.id).await?,
        };
        Ok(shapes::DescribeUserPoolResponse {
            user_pool: Some(shapes::UserPoolType {
                arn: Some(replica::arn(cx, &pool, &cx.region)),
                ..document::describe(&pool, &around)
            }),
        })
    }
}

//! DeleteUserPoolDomain.

use store::{db::Done, domains};
use wire::{call, shapes};

use super::pair;
use crate::{
    cx::Cx,
    operation::{Failed, Operation},
    say::domains as words,
};

/// Takes a domain from its pool (resources.md §9); the name is free at once.
pub struct DeleteUserPoolDomain;

impl Operation for DeleteUserPoolDomain {
    type Call = call::DeleteUserPoolDomain;

    async fn run(
        cx: &Cx,
        input: shapes::DeleteUserPoolDomainRequest,
    ) -> Result<shapes::DeleteUserPoolDomainResponse, Failed> {
        let (pool, domain) = pair(cx, &input.user_pool_id, &input.domain).await?;
        match cx.house.store.write(domains::delete(&pool.id, &domain.name)).await? {
            Done::Written => Ok(shapes::DeleteUserPoolDomainResponse {}),
            Done::Refused(_) => Err(words::no_such_pair().into()),
        }
    }
}

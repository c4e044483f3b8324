//! CreateTerms.

use domain::terms::Terms;
use store::{clients, db::Done, terms};
use wire::{call, shapes};

use super::{describe, name_from};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{self, terms as words},
};

/// Gives a client its terms of use or its privacy policy, one of each at most (resources.md §10).
pub struct CreateTerms;

impl Operation for CreateTerms {
    type Call = call::CreateTerms;

    async fn run(cx: &Cx, input: shapes::CreateTermsRequest) -> Result<shapes::CreateTermsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_in(cx, &pool, &input.client_id).await?;
        let client = client.ok_or_else(|| say::clients::no_such_client(&input.client_id))?;
        let terms = Terms {
            id: cx.house.entropy.uuid(),
            pool: pool.id,
            client: client.id,
            name: name_from(&input.terms_name)?,
            links: input.links.unwrap_or_default(),
            created: cx.now,
            modified: cx.now,
        };
        match cx.house.store.write(terms::insert(&terms)).await? {
            Done::Written => Ok(shapes::CreateTermsResponse {
                terms: Some(describe(&terms)),
            }),
            Done::Refused(clients::NO_CLIENT) => Err(say::clients::no_such_client(terms.client.as_str()).into()),
            Done::Refused(_) => Err(words::exists(terms.name.as_str(), &terms.client).into()),
        }
    }
}

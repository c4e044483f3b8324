//! UpdateTerms.

use domain::terms::Terms;
use store::{db::Done, terms};
use wire::{call, shapes};

use super::{describe, name_from, named};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::terms as words,
};

/// Changes the name or the links of terms; what is left out is kept (resources.md §10; GUESS). The client stays.
pub struct UpdateTerms;

impl Operation for UpdateTerms {
    type Call = call::UpdateTerms;

    async fn run(cx: &Cx, input: shapes::UpdateTermsRequest) -> Result<shapes::UpdateTermsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let terms = named(cx, &pool, &input.terms_id).await?;
        let name = input.terms_name.as_deref().map(name_from).transpose()?;
        let terms = Terms {
            name: name.unwrap_or(terms.name),
            links: input.links.unwrap_or(terms.links),
            modified: cx.now,
            ..terms
        };
        match cx.house.store.write(terms::update(&terms)).await? {
            Done::Written => Ok(shapes::UpdateTermsResponse {
                terms: Some(describe(&terms)),
            }),
            // They are gone, or the client has others of the new name.
            Done::Refused(_) => {
                named(cx, &pool, &input.terms_id).await?;
                Err(words::exists(terms.name.as_str(), &terms.client).into())
            }
        }
    }
}

//! DeleteTerms.

use store::{db::Done, terms};
use wire::{NoOutput, call, shapes};

use super::named;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::terms as words,
};

/// Deletes terms (resources.md §10).
pub struct DeleteTerms;

impl Operation for DeleteTerms {
    type Call = call::DeleteTerms;

    async fn run(cx: &Cx, input: shapes::DeleteTermsRequest) -> Result<NoOutput, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let terms = named(cx, &pool, &input.terms_id).await?;
        match cx.house.store.write(terms::delete(&pool.id, terms.id)).await? {
            Done::Written => Ok(NoOutput),
            Done::Refused(_) => Err(words::unknown(&input.terms_id).into()),
        }
    }
}

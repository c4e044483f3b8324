//! ListTerms.

use domain::terms::Terms;
use wire::{Timestamp, call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// How many terms a page has unless the request says so (GUESS: as other lists, resources.md §1.11).
const PAGE: u32 = 60;

/// The terms of a pool, oldest first (resources.md §10; the order is GUESS).
pub struct ListTerms;

impl Operation for ListTerms {
    type Call = call::ListTerms;

    async fn run(cx: &Cx, input: shapes::ListTermsRequest) -> Result<shapes::ListTermsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let list = format!("terms of {}", pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let limit = input
            .max_results
            .and_then(|most| u32::try_from(most).ok())
            .unwrap_or(PAGE);
        let page = cx.house.store.all_terms(&pool.id, after.as_ref(), limit).await?;
        Ok(shapes::ListTermsResponse {
            terms: page.items.iter().map(summarise).collect(),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

fn summarise(terms: &Terms) -> shapes::TermsDescriptionType {
    shapes::TermsDescriptionType {
        terms_id: terms.id.to_string(),
        terms_name: terms.name.as_str().to_owned(),
        enforcement: shapes::TermsEnforcementType::None,
        creation_date: Timestamp::from_micros(terms.created.micros()),
        last_modified_date: Timestamp::from_micros(terms.modified.micros()),
    }
}

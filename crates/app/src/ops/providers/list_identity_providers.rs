//! ListIdentityProviders.

use domain::provider::Provider;
use wire::{Timestamp, call, shapes};

use super::kind_to;
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// How many providers a page has at most, and when the request does not say, or says 0 (resources.md §1.11: the list type
/// holds 50 although 60 may be asked for).
const PAGE: u32 = 50;

/// The identity providers of a pool by name (resources.md §7; the order is GUESS).
pub struct ListIdentityProviders;

impl Operation for ListIdentityProviders {
    type Call = call::ListIdentityProviders;

    async fn run(
        cx: &Cx,
        input: shapes::ListIdentityProvidersRequest,
    ) -> Result<shapes::ListIdentityProvidersResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let list = format!("identity providers of {}", pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        let asked = input.max_results.and_then(|most| u32::try_from(most).ok());
        let limit = asked.filter(|most| *most > 0).unwrap_or(PAGE).min(PAGE);
        let page = cx.house.store.providers(&pool.id, after.as_ref(), limit).await?;
        Ok(shapes::ListIdentityProvidersResponse {
            providers: page.items.iter().map(summarise).collect(),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

fn summarise(provider: &Provider) -> shapes::ProviderDescription {
    shapes::ProviderDescription {
        provider_name: Some(provider.name.clone()),
        provider_type: Some(kind_to(provider.kind)),
        last_modified_date: Some(Timestamp::from_micros(provider.modified.micros())),
        creation_date: Some(Timestamp::from_micros(provider.created.micros())),
    }
}

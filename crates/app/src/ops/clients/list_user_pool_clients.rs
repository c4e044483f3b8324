//! ListUserPoolClients.

use domain::client::Client;
use wire::{call, shapes};

use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    paging,
};

/// How many clients a page has unless the request says so (resources.md §1.11, documented).
const PAGE: u32 = 60;

/// The clients of a pool by id and name, oldest first (the order is GUESS).
pub struct ListUserPoolClients;

impl Operation for ListUserPoolClients {
    type Call = call::ListUserPoolClients;

    async fn run(
        cx: &Cx,
        input: shapes::ListUserPoolClientsRequest,
    ) -> Result<shapes::ListUserPoolClientsResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let wanted = input.client_type.unwrap_or(shapes::ClientTypeType::Regular);
        let list = format!("{} clients of {}", wanted.as_str(), pool.id);
        let after = paging::take_back(cx, &list, input.next_token.as_deref())?;
        // Dynamic registration is not built yet: every client is a regular one.
        if wanted == shapes::ClientTypeType::Dcr {
            return Ok(shapes::ListUserPoolClientsResponse {
                user_pool_clients: Some(Vec::new()),
                next_token: None,
            });
        }
        let limit = input.max_results.and_then(|n| u32::try_from(n).ok()).unwrap_or(PAGE);
        let page = cx.house.store.clients(&pool.id, after.as_ref(), limit).await?;
        Ok(shapes::ListUserPoolClientsResponse {
            user_pool_clients: Some(page.items.iter().map(summarise).collect()),
            next_token: paging::hand_out(cx, &list, page.next),
        })
    }
}

fn summarise(client: &Client) -> shapes::UserPoolClientDescription {
    shapes::UserPoolClientDescription {
        client_id: Some(client.id.to_string()),
        user_pool_id: Some(client.pool.to_string()),
        client_name: Some(client.name.clone()),
    }
}

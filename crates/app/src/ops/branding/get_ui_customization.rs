//! GetUICustomization.

use wire::{call, shapes};

use super::{ALL, describe_classic};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
};

/// Shows the classic look of a client, or else that of all clients, or nothing (documented).
pub struct GetUICustomization;

impl Operation for GetUICustomization {
    type Call = call::GetUICustomization;

    async fn run(
        cx: &Cx,
        input: shapes::GetUICustomizationRequest,
    ) -> Result<shapes::GetUICustomizationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = input.client_id.unwrap_or_else(|| ALL.to_owned());
        if client != ALL {
            find::client_of(cx, &pool, &client).await?;
        }
        let mut shown = shapes::UICustomizationType::default();
        for of in [client.as_str(), ALL] {
            if let Some(look) = cx.house.store.classic_look(&pool.id, of).await? {
                shown = describe_classic(cx, &pool, of, look);
                break;
            }
        }
        Ok(shapes::GetUICustomizationResponse {
            ui_customization: shown,
        })
    }
}

//! DescribeManagedLoginBrandingByClient.

use wire::{call, shapes};

use super::{Shown, describe};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::branding as say,
};

/// Shows the style of a client.
pub struct DescribeManagedLoginBrandingByClient;

impl Operation for DescribeManagedLoginBrandingByClient {
    type Call = call::DescribeManagedLoginBrandingByClient;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeManagedLoginBrandingByClientRequest,
    ) -> Result<shapes::DescribeManagedLoginBrandingByClientResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_of(cx, &pool, &input.client_id).await?;
        let style = cx.house.store.style_of(&pool.id, &client.id).await?;
        let style = style.ok_or_else(|| say::none_of_client(client.id.as_str()))?;
        let shown = Shown::from(input.return_merged_resources);
        Ok(shapes::DescribeManagedLoginBrandingByClientResponse {
            managed_login_branding: Some(describe(cx, &pool, style, shown).await?),
        })
    }
}

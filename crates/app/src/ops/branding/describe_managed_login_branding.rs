//! DescribeManagedLoginBranding.

use wire::{call, shapes};

use super::{Shown, describe};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::branding as say,
};

/// Shows a style.
pub struct DescribeManagedLoginBranding;

impl Operation for DescribeManagedLoginBranding {
    type Call = call::DescribeManagedLoginBranding;

    async fn run(
        cx: &Cx,
        input: shapes::DescribeManagedLoginBrandingRequest,
    ) -> Result<shapes::DescribeManagedLoginBrandingResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let id = input.managed_login_branding_id;
        let style = cx
            .house
            .store
            .style(&pool.id, &id)
            .await?
            .ok_or_else(|| say::not_found(&id))?;
        let shown = Shown::from(input.return_merged_resources);
        Ok(shapes::DescribeManagedLoginBrandingResponse {
            managed_login_branding: Some(describe(cx, &pool, style, shown).await?),
        })
    }
}

//! CreateManagedLoginBranding.

use store::{
    branding::{self, Style},
    db::Done,
    pools,
};
use wire::{call, shapes};

use super::{Shown, assets, describe, is_in_tier, settings};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::{self as words, branding as say},
};

/// Gives a client its style of managed login: the stock one, or settings and files of its own.
pub struct CreateManagedLoginBranding;

impl Operation for CreateManagedLoginBranding {
    type Call = call::CreateManagedLoginBranding;

    async fn run(
        cx: &Cx,
        input: shapes::CreateManagedLoginBrandingRequest,
    ) -> Result<shapes::CreateManagedLoginBrandingResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = find::client_of(cx, &pool, &input.client_id).await?;
        is_in_tier(&pool)?;
        let provided = input.use_cognito_provided_values.unwrap_or(false);
        settings(provided, input.settings.as_ref())?;
        let assets = assets(input.assets)?;
        let style = Style {
            id: cx.house.entropy.uuid().to_string(),
            client: client.id,
            created: cx.now,
            modified: cx.now,
            version: 1,
            provided,
            settings: input.settings,
        };
        match cx
            .house
            .store
            .write(branding::insert(&pool.id, &style, &assets))
            .await?
        {
            Done::Written => Ok(shapes::CreateManagedLoginBrandingResponse {
                managed_login_branding: Some(describe(cx, &pool, style, Shown::Own).await?),
            }),
            Done::Refused(branding::STYLES_FULL) => Err(say::too_many().into()),
            Done::Refused(pools::NO_POOL) => Err(words::pools::no_such_pool(pool.id.as_str()).into()),
            Done::Refused(_) => Err(say::exists(style.client.as_str()).into()),
        }
    }
}

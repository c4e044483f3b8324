//! UpdateManagedLoginBranding.

use domain::branding::merged;
use store::{
    branding::{self, Style},
    db::Done,
};
use wire::{Fault, call, shapes};

use super::{Shown, assets, describe, is_in_tier, settings};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::branding as say,
};

/// Changes a style. What is not given stays, down to the single setting and file, so that a large style can be sent in several
/// requests (documented). Going over to the provided values drops the settings (GUESS).
pub struct UpdateManagedLoginBranding;

impl Operation for UpdateManagedLoginBranding {
    type Call = call::UpdateManagedLoginBranding;

    async fn run(
        cx: &Cx,
        input: shapes::UpdateManagedLoginBrandingRequest,
    ) -> Result<shapes::UpdateManagedLoginBrandingResponse, Failed> {
        let (pool_id, id) = (
            input.user_pool_id.unwrap_or_default(),
            input.managed_login_branding_id.unwrap_or_default(),
        );
        let pool = find::pool(cx, &pool_id).await?;
        is_in_tier(&pool)?;
        let style = cx
            .house
            .store
            .style(&pool.id, &id)
            .await?
            .ok_or_else(|| say::not_found(&id))?;
        let assets = assets(input.assets)?;
        let style = changed(style, input.use_cognito_provided_values, input.settings)?;
        let style = Style {
            modified: cx.now,
            ..style
        };
        match cx
            .house
            .store
            .write(branding::update(&pool.id, &style, &assets))
            .await?
        {
            Done::Written => Ok(shapes::UpdateManagedLoginBrandingResponse {
                managed_login_branding: Some(describe(cx, &pool, style, Shown::Own).await?),
            }),
            Done::Refused(_) => Err(say::changed_meanwhile().into()),
        }
    }
}

fn changed(style: Style, provided: Option<bool>, given: Option<serde_json::Value>) -> Result<Style, Fault> {
    // Settings of one's own take the place of the provided ones.
    let provided = provided.unwrap_or(style.provided && given.is_none());
    settings(provided, given.as_ref())?;
    let settings = match (provided, given) {
        (true, _) => None,
        (false, None) => style.settings,
        (false, Some(given)) => Some(match style.settings {
            Some(kept) => merged(kept, &given),
            None => given,
        }),
    };
    Ok(Style {
        provided,
        settings,
        ..style
    })
}

//! SetUICustomization.

use domain::branding::{asset::Format, css};
use store::branding::{self, Classic};
use wire::{call, shapes};

use super::{ALL, describe_classic};
use crate::{
    cx::Cx,
    flow::find,
    operation::{Failed, Operation},
    say::branding as say,
};

/// Sets style sheet and logo of the classic pages together: what is not given is gone (documented).
pub struct SetUICustomization;

impl Operation for SetUICustomization {
    type Call = call::SetUICustomization;

    async fn run(
        cx: &Cx,
        input: shapes::SetUICustomizationRequest,
    ) -> Result<shapes::SetUICustomizationResponse, Failed> {
        let pool = find::pool(cx, &input.user_pool_id).await?;
        let client = input.client_id.unwrap_or_else(|| ALL.to_owned());
        if client != ALL {
            find::client_of(cx, &pool, &client).await?;
        }
        if cx.house.store.domains_of(&pool.id).await?.first().is_none() {
            return Err(say::no_domain().into());
        }
        let css = input.css.filter(|css| !css.trim().is_empty());
        if let Some(css) = &css {
            css::check(css).map_err(|problem| say::bad_css(&problem))?;
        }
        let image = match input.image_file.filter(|file| !file.0.is_empty()) {
            None => None,
            Some(file) => match Format::of(&file.0) {
                Some(format @ (Format::Png | Format::Jpeg)) => Some((format, file.0)),
                _ => return Err(say::bad_image().into()),
            },
        };
        let before = cx.house.store.classic_look(&pool.id, &client).await?;
        let look = Classic {
            created: before.map_or(cx.now, |before| before.created),
            modified: cx.now,
            css,
            image,
        };
        // Nothing in the batch is guarded.
        let _done = cx
            .house
            .store
            .write(branding::put_classic(&pool.id, &client, &look))
            .await?;
        Ok(shapes::SetUICustomizationResponse {
            ui_customization: describe_classic(cx, &pool, &client, look),
        })
    }
}

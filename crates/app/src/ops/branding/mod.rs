//! How the pages of a pool look: the classic ones and those of managed login (resources.md §10, oauth.md §19).

mod create_managed_login_branding;
mod delete_managed_login_branding;
mod describe_managed_login_branding;
mod describe_managed_login_branding_by_client;
mod get_ui_customization;
mod set_ui_customization;
mod update_managed_login_branding;

pub use create_managed_login_branding::CreateManagedLoginBranding;
pub use delete_managed_login_branding::DeleteManagedLoginBranding;
pub use describe_managed_login_branding::DescribeManagedLoginBranding;
pub use describe_managed_login_branding_by_client::DescribeManagedLoginBrandingByClient;
pub use get_ui_customization::GetUICustomization;
pub use set_ui_customization::SetUICustomization;
pub use update_managed_login_branding::UpdateManagedLoginBranding;

use domain::{
    branding::{asset::Format, defaults, merged},
    hosted_domain,
    pool::{Pool, tier::Feature},
};
use store::branding::{Asset, Classic, Style};
use wire::{Blob, Fault, Timestamp, shapes};

use crate::{
    cx::Cx,
    flow::look,
    operation::Failed,
    say::{branding as say, pools as pool_words},
};

/// For all clients without a look of their own.
const ALL: &str = "ALL";

/// The tier must have managed login.
///
/// # Errors
/// FeatureUnavailableInTierException.
fn is_in_tier(pool: &Pool) -> Result<(), Fault> {
    match pool.settings.tier.has(Feature::ManagedLogin) {
        true => Ok(()),
        false => Err(pool_words::feature_not_in_tier(
            pool.settings.tier,
            Feature::ManagedLogin,
        )),
    }
}

/// The files of a request, each of which must be what it says.
///
/// # Errors
/// InvalidParameterException.
fn assets(given: Option<Vec<shapes::AssetType>>) -> Result<Vec<Asset>, Fault> {
    given.unwrap_or_default().into_iter().map(asset).collect()
}

fn asset(given: shapes::AssetType) -> Result<Asset, Fault> {
    let (category, mode) = (given.category.as_str(), given.color_mode.as_str());
    let bad = || say::bad_asset(category, given.extension.as_str(), mode);
    let format = Format::parse(given.extension.as_str()).filter(|format| format.fits(category));
    let bytes = given.bytes.map(|bytes| bytes.0).unwrap_or_default();
    let format = format
        .filter(|format| Format::of(&bytes) == Some(*format))
        .ok_or_else(bad)?;
    Ok(Asset {
        category: category.to_owned(),
        color_mode: mode.to_owned(),
        resource: given.resource_id.unwrap_or_default(),
        format,
        hash: String::new(),
        bytes,
    })
}

/// Settings are an object, and not beside the provided ones.
///
/// # Errors
/// InvalidParameterException.
fn settings(provided: bool, given: Option<&serde_json::Value>) -> Result<(), Fault> {
    match given {
        Some(_) if provided => Err(say::settings_beside_provided()),
        Some(settings) if !settings.is_object() => Err(say::settings_no_object()),
        _ => Ok(()),
    }
}

/// What a Describe shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// What was set.
    Own,
    /// That, over the stock style.
    Merged,
}

impl Shown {
    fn from(merged: Option<bool>) -> Self {
        match merged {
            Some(true) => Self::Merged,
            _ => Self::Own,
        }
    }
}

/// A style as it is shown. The stock style has no files of its own here (GUESS).
async fn describe(
    cx: &Cx,
    pool: &Pool,
    style: Style,
    shown: Shown,
) -> Result<shapes::ManagedLoginBrandingType, Failed> {
    let assets = cx.house.store.assets(&pool.id, &style.id).await?;
    let assets: Vec<_> = assets.into_iter().filter_map(shown_asset).collect();
    let settings = match shown {
        Shown::Own => style.settings,
        Shown::Merged => Some(style.settings.iter().fold(defaults(), merged)),
    };
    Ok(shapes::ManagedLoginBrandingType {
        managed_login_branding_id: Some(style.id),
        user_pool_id: Some(pool.id.to_string()),
        use_cognito_provided_values: Some(style.provided),
        settings,
        assets: (!assets.is_empty()).then_some(assets),
        creation_date: Some(Timestamp::from_micros(style.created.micros())),
        last_modified_date: Some(Timestamp::from_micros(style.modified.micros())),
    })
}

fn shown_asset(asset: Asset) -> Option<shapes::AssetType> {
    Some(shapes::AssetType {
        category: shapes::AssetCategoryType::parse(&asset.category)?,
        color_mode: shapes::ColorSchemeModeType::parse(&asset.color_mode)?,
        extension: shapes::AssetExtensionType::parse(asset.format.as_str())?,
        bytes: Some(Blob(asset.bytes)),
        resource_id: Some(asset.resource).filter(|resource| !resource.is_empty()),
    })
}

/// A classic look as it is shown.
fn describe_classic(cx: &Cx, pool: &Pool, client: &str, look: Classic) -> shapes::UICustomizationType {
    shapes::UICustomizationType {
        user_pool_id: Some(pool.id.to_string()),
        client_id: Some(client.to_owned()),
        image_url: look
            .image
            .as_ref()
            .map(|_| look::image_url(&cx.house, pool, client, look.modified)),
        css_version: Some(hosted_domain::version(look.modified)),
        css: look.css,
        creation_date: Some(Timestamp::from_micros(look.created.micros())),
        last_modified_date: Some(Timestamp::from_micros(look.modified.micros())),
    }
}

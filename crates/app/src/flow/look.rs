//! How the pages of a client look, for whoever draws them, and where their pictures are.

use domain::{
    branding::{asset::Format, defaults, merged},
    client::Client,
    hosted_domain,
    ids::PoolId,
    moment::Moment,
    pool::Pool,
};
use serde_json::Value;

use crate::{cx::House, operation::Failed};

/// The classic look of a client.
#[derive(Default)]
pub struct ClassicLook {
    /// The style sheet: only documented classes and properties, nothing that loads or runs anything.
    pub css: Option<String>,
    /// The URL of the logo.
    pub logo: Option<String>,
}

/// The style of managed login of a client.
pub struct ManagedLook {
    /// The settings over those of the stock style.
    pub settings: Value,
    /// The files.
    pub assets: Vec<LookAsset>,
}

/// A file of a style.
pub struct LookAsset {
    /// `Category`.
    pub category: String,
    /// `ColorMode`.
    pub color_mode: String,
    /// `ResourceId`; empty when there is none.
    pub resource: String,
    /// Where it is. To be shown as an image only.
    pub url: String,
}

/// The classic look: the client's own, or that of all clients.
///
/// # Errors
/// Only the store's.
pub async fn classic(house: &House, pool: &Pool, client: &Client) -> Result<ClassicLook, Failed> {
    for of in [client.id.as_str(), "ALL"] {
        if let Some(look) = house.store.classic_look(&pool.id, of).await? {
            let logo = look.image.is_some().then(|| image_url(house, pool, of, look.modified));
            return Ok(ClassicLook { css: look.css, logo });
        }
    }
    Ok(ClassicLook::default())
}

/// The style of managed login; `None` when the client has none, and then it has no pages.
///
/// # Errors
/// Only the store's.
pub async fn managed(house: &House, pool: &Pool, client: &Client) -> Result<Option<ManagedLook>, Failed> {
    let Some(style) = house.store.style_of(&pool.id, &client.id).await? else {
        return Ok(None);
    };
    let assets = house.store.assets(&pool.id, &style.id).await?;
    let base = &house.settings.public_url;
    let assets = assets.into_iter().map(|asset| LookAsset {
        url: format!("{base}/_look/{}/styles/{}/{}", pool.id, style.id, asset.hash),
        category: asset.category,
        color_mode: asset.color_mode,
        resource: asset.resource,
    });
    Ok(Some(ManagedLook {
        settings: style.settings.iter().fold(defaults(), merged),
        assets: assets.collect(),
    }))
}

/// The URL of a classic logo (the form after the real service's, observed).
pub fn image_url(house: &House, pool: &Pool, client: &str, modified: Moment) -> String {
    let version = hosted_domain::version(modified);
    let base = &house.settings.public_url;
    format!("{base}/_look/{}/{client}/{version}/assets/images/image.jpg", pool.id)
}

/// The classic logo that was set for a client, or for `ALL`.
///
/// # Errors
/// Only the store's.
pub async fn image(house: &House, pool: &str, client: &str) -> Result<Option<(Format, Vec<u8>)>, Failed> {
    let look = house.store.classic_look(&PoolId::new(pool), client).await?;
    Ok(look.and_then(|look| look.image))
}

/// The file of a style with this hash.
///
/// # Errors
/// Only the store's.
pub async fn file(house: &House, (pool, style): (&str, &str), hash: &str) -> Result<Option<(Format, Vec<u8>)>, Failed> {
    let assets = house.store.assets(&PoolId::new(pool), style).await?;
    let found = assets.into_iter().find(|asset| asset.hash == hash);
    Ok(found.map(|asset| (asset.format, asset.bytes)))
}

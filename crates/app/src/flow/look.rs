//! How the pages of a client look, for whoever draws them, and where their pictures are.

use std::collections::BTreeMap;

use domain::{
    branding::{
        asset::Format,
        css, defaults, merged,
        sheet::{self, Picture},
    },
    client::Client,
    hosted_domain::{self, PagesVersion},
    ids::PoolId,
    moment::Moment,
    pool::Pool,
    terms::TermsName,
};
use serde_json::Value;
use store::branding::Style;

use super::pool_pages;
use crate::{cx::House, hosted::place, operation::Failed};

/// What a client's pages wear.
pub enum Clothes {
    /// Nobody has set anything: the look of the house.
    House,
    /// The classic look.
    Classic(ClassicLook),
    /// The style of managed login.
    Managed(ManagedLook),
    /// A domain of managed login, and no style: the client has no pages (oauth.md §4.2, documented).
    Nothing,
}

/// The classic look of a client. Addresses are paths of this server.
#[derive(Default)]
pub struct ClassicLook {
    /// For whom it was set: the client, or `ALL`.
    pub of: String,
    /// The style sheet: only documented classes and properties, nothing that loads or runs anything.
    pub css: Option<String>,
    /// The logo.
    pub logo: Option<String>,
}

/// The style of managed login of a client. Addresses are paths of this server.
pub struct ManagedLook {
    /// `ManagedLoginBrandingId`.
    pub id: String,
    /// The settings over those of the stock style.
    pub settings: Value,
    /// The files: to be shown as images only.
    pub pictures: Vec<Picture>,
}

/// What the pages of a client wear for whoever calls them at this host. The domain that was called says which pages they are, or
/// else the pool's own; a pool without a domain has managed login where the client has a style (our choice: the real one has no
/// pages then).
///
/// # Errors
/// Only the store's.
pub async fn of(house: &House, (pool, client): (&Pool, &Client), host: Option<&str>) -> Result<Clothes, Failed> {
    let version = version(house, pool, host).await?;
    let style = match version {
        Some(PagesVersion::Classic) => None,
        Some(PagesVersion::Managed) | None => managed(house, pool, client).await?,
    };
    match (version, style) {
        (_, Some(style)) => Ok(Clothes::Managed(style)),
        (Some(PagesVersion::Managed), None) => Ok(Clothes::Nothing),
        (Some(PagesVersion::Classic) | None, None) => Ok(match classic(house, pool, client).await? {
            Some(look) => Clothes::Classic(look),
            None => Clothes::House,
        }),
    }
}

async fn version(house: &House, pool: &Pool, host: Option<&str>) -> Result<Option<PagesVersion>, Failed> {
    let called = match host {
        Some(host) => pool_pages::domain_at(house, host).await?,
        None => None,
    };
    if let Some(domain) = called.filter(|domain| domain.pool == pool.id) {
        return Ok(Some(domain.pages));
    }
    let domains = house.store.domains_of(&pool.id).await?;
    Ok(domains.first().map(|domain| domain.pages))
}

/// The classic look: the client's own, or that of all clients.
async fn classic(house: &House, pool: &Pool, client: &Client) -> Result<Option<ClassicLook>, Failed> {
    let prefix = place::prefix(&house.settings);
    for of in [client.id.as_str(), "ALL"] {
        if let Some(look) = house.store.classic_look(&pool.id, of).await? {
            let path = || format!("{prefix}{}", image_path(pool, of, look.modified));
            let logo = look.image.is_some().then(path);
            let of = of.to_owned();
            let css = look.css.filter(|css| css::check(css).is_ok());
            return Ok(Some(ClassicLook { of, css, logo }));
        }
    }
    Ok(None)
}

/// The style of managed login; `None` when the client has none.
async fn managed(house: &House, pool: &Pool, client: &Client) -> Result<Option<ManagedLook>, Failed> {
    match house.store.style_of(&pool.id, &client.id).await? {
        Some(style) => Ok(Some(dressed(house, &pool.id, style).await?)),
        None => Ok(None),
    }
}

async fn dressed(house: &House, pool: &PoolId, style: Style) -> Result<ManagedLook, Failed> {
    let prefix = place::prefix(&house.settings);
    let names = house.store.asset_names(pool, &style.id).await?;
    let pictures = names.into_iter().map(|asset| Picture {
        url: format!("{prefix}/_look/{pool}/styles/{}/{}", style.id, asset.hash),
        category: asset.category,
        color_mode: asset.color_mode,
        resource: asset.resource,
    });
    Ok(ManagedLook {
        settings: style.settings.iter().fold(defaults(), merged),
        pictures: pictures.collect(),
        id: style.id,
    })
}

/// The links of a client's terms by language, where they lead to pages.
///
/// # Errors
/// Only the store's.
pub async fn terms(house: &House, client: (&Pool, &Client), name: TermsName) -> Result<Option<Links>, Failed> {
    let (pool, client) = client;
    let found = house.store.terms_of_client(&pool.id, &client.id, name).await?;
    let is_page = |link: &str| link.starts_with("https://") || link.starts_with("http://");
    Ok(found.map(|terms| terms.links.into_iter().filter(|(_, link)| is_page(link)).collect()))
}

/// Links by language, such as `cognito:french`.
pub type Links = BTreeMap<String, String>;

/// The style sheet that was set for a client or for `ALL`, if it is what a classic one may be.
///
/// # Errors
/// Only the store's.
pub async fn classic_sheet(house: &House, pool: &str, of: &str) -> Result<Option<String>, Failed> {
    let look = house.store.classic_look(&PoolId::new(pool), of).await?;
    Ok(look.and_then(|look| look.css).filter(|css| css::check(css).is_ok()))
}

/// The style sheet of a style of managed login.
///
/// # Errors
/// Only the store's.
pub async fn managed_sheet(house: &House, pool: &str, style: &str) -> Result<Option<String>, Failed> {
    let pool = PoolId::new(pool);
    match house.store.style(&pool, style).await? {
        Some(style) => Ok(Some(dressed(house, &pool, style).await?.sheet())),
        None => Ok(None),
    }
}

impl ManagedLook {
    /// Its style sheet.
    pub fn sheet(&self) -> String {
        sheet::sheet(&self.settings, &self.pictures)
    }
}

/// The URL of a classic logo (the form after the real service's, observed).
pub fn image_url(house: &House, pool: &Pool, client: &str, modified: Moment) -> String {
    let base = &house.settings.public_url;
    format!("{base}{}", image_path(pool, client, modified))
}

fn image_path(pool: &Pool, client: &str, modified: Moment) -> String {
    let version = hosted_domain::version(modified);
    format!("/_look/{}/{client}/{version}/assets/images/image.jpg", pool.id)
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
    let found = house.store.asset(&PoolId::new(pool), style, hash).await?;
    Ok(found.map(|asset| (asset.format, asset.bytes)))
}
